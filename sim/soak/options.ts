import { parseArgs } from "node:util";

export type Options = { minutes: number; json: boolean; seed: number };

const USAGE = "Usage: npm run soak -- [--minutes M] [--seed S] [--json]";

/** A sentence when something can't be read. */
export function readOptions(given: string[]): Options | string {
  try {
    const options = { minutes: { type: "string", default: "5" }, seed: { type: "string", default: "1" }, json: { type: "boolean", default: false } } as const;
    const { values } = parseArgs({ args: given, options });
    const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
    return minutes > 0 && Number.isSafeInteger(seed) && seed > 0 ? { minutes, seed, json: values.json } : USAGE;
  } catch {
    return USAGE;
  }
}
