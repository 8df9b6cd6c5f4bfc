import { MOST_LINES, readLines } from "../../../lib/person-lines.ts";
import { recordsOf } from "../../../lib/records.ts";

/** Somebody to be made a user, or why not: a message key under `refusals`. */
export type Line = { line: number; email: string; name: string; licence: boolean; because: string | null };

export const MOST_PEOPLE = 500;

/** `email, name, licence`: the last field of a line may say whether there is to be one; otherwise it is as for all. Null: more than may be sent at once. */
export function linesOf(text: string, licence: boolean): Line[] | null {
  const read = readLines(text);
  if (read === null || read.people.length + read.again.length > Math.min(MOST_PEOPLE, MOST_LINES)) return null;
  const written = new Map(recordsOf(text.replace(/^\uFEFF/, "")).map((record) => [record.line, record.text]));
  const of = (line: number, because: string | null) => ({ line, licence: licenceIn(written.get(line) ?? "") ?? licence, because });
  const people = read.people.map(({ line, person }) => ({ ...of(line, null), ...person }));
  const again = read.again.map(({ line, person }) => ({ ...of(line, "twice_in_list"), ...person }));
  const bad = read.bad.map(({ line, text: shown, because }) => ({ ...of(line, because), email: shown, name: "" }));
  return [...people, ...again, ...bad].toSorted((a, b) => a.line - b.line);
}

const [YES, NO] = [/^(yes|y|s[ií]|true|1|x|licen[cs]ed?|con licencia|licencia)$/i, /^(no|n|false|0|basic|sin licencia)$/i];

function licenceIn(text: string): boolean | null {
  const last = text
    .split(/[,;\t]/)
    .at(-1)!
    .trim()
    .replaceAll('"', "");
  return YES.test(last) ? true : NO.test(last) ? false : null;
}
