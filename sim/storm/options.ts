import { parseArgs } from "node:util";

export type Options = { seeds: number; from: number; seed: number | null; minutes: number | null; json: boolean; mutants: boolean; only: string | null };

const USAGE = "Usage: npm run storm -- [--seeds N [--from S]] [--seed S] [--minutes M] [--mutants [--only NAME]] [--json]";

/** A sentence when something can't be read. */
export function readOptions(given: string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: given,
      options: {
        seeds: { type: "string", default: "100" },
        from: { type: "string", default: "1" },
        seed: { type: "string" },
        minutes: { type: "string" },
        json: { type: "boolean", default: false },
        mutants: { type: "boolean", default: false },
        only: { type: "string" },
      },
    });
    const [seeds, from, seed, minutes] = [values.seeds, values.from, values.seed, values.minutes].map((text) => (text === undefined ? null : Number(text)));
    if ([seeds, from, seed].some((n) => n !== null && (!Number.isSafeInteger(n) || n! < 1)) || (minutes !== null && !(minutes! > 0))) return USAGE;
    return { seeds: seeds!, from: from!, seed: seed ?? null, minutes: minutes ?? null, json: values.json, mutants: values.mutants, only: values.only ?? null };
  } catch {
    return USAGE;
  }
}
