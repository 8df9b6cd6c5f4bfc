import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Messages } from "../notices/messages/en.ts";

type Found = Messages["doctor"]["found"];
type ToDo = Messages["doctor"]["do"];

/** What is looked at, in the order in which it is told: what comes later stands on what comes before. */
export const CHECKS = [
  ...["settings", "node", "folder", "database", "migrations", "secret", "server", "address"],
  ...["tls", "clock", "mail", "zoom", "scopes", "webhooks"],
] as readonly string[] as readonly Check[];
export type Check = keyof Found;

/** `unknown`: it could not be told. That is never the same as well. */
export type Verdict = "well" | "fault" | "unknown";
export type Values = Record<string, string | number>;

/** `of`: which of several, where there are; a setting's name, an institution's. Neither it nor `values` ever hold a secret. */
export type Finding = { check: Check; is: Verdict; because: string; of: string | null; values: Values };

const finding =
  (is: Verdict) =>
  (check: Check, because: string, values: Values = {}, of: string | null = null): Finding => ({ check, is, because, of, values });

type Key<T> = Extract<keyof T, string>;
type Tell<Of extends Record<Check, unknown>> = <C extends Check>(check: C, because: Key<Of[C]>, values?: Values, of?: string | null) => Finding;

/** Something else than well can be told only where the texts also say what to do about it. */
export const well: Tell<Found> = finding("well");
export const fault: Tell<{ [C in Check]: C extends keyof ToDo ? ToDo[C] : never }> = finding("fault");
export const unknown: typeof fault = finding("unknown");

/** What a running Bedel answers to its doctor. */
export const findings = z.array(
  z.object({
    check: z.custom<Check>((text) => CHECKS.includes(text as Check)),
    is: z.enum(["well", "fault", "unknown"]),
    because: z.string(),
    of: z.string().nullable(),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
);

/** As it is told: what two ways of looking both came to once. */
export const inOrder = (all: readonly Finding[]): Finding[] =>
  all.filter((one, i) => all.findIndex((other) => isDeepStrictEqual(one, other)) === i).toSorted((a, b) => CHECKS.indexOf(a.check) - CHECKS.indexOf(b.check));

/** So many faults: 1, what could not be told alone: 0. */
export const exitCodeOf = (all: readonly Finding[]): 0 | 1 => (all.some(({ is }) => is === "fault") ? 1 : 0);
