import { refused, type Outcome } from "../../lib/outcome.ts";
import { namesOf, type Twins } from "../databases/same-rows.ts";
import { placeName, type RowPlace } from "../runs/facts.ts";
import { rowsOf } from "../databases/writing.ts";
import { inTurn } from "./in-turn.ts";

/** What only one line of a file can have: the place of a classroom, and its rows. */
export type Claim = { line: number; replaces: string | null; link: RowPlace | null; passcode: RowPlace | null };
export type Clash = { because: "line_replaces_twice" | "line_row_twice"; values: { line: number } };

/** What this line claims that one of those before it has, a row also by another mapping; null: nothing. */
export function clashOf(claim: Claim, before: readonly Claim[], twins: Twins): Clash | null {
  const same = before.find(({ replaces }) => replaces !== null && replaces === claim.replaces);
  if (same !== undefined) return { because: "line_replaces_twice", values: { line: same.line } };
  const rows = new Set(rowsOf(claim.link, claim.passcode).flatMap((place) => namesOf(twins, place)));
  const there = before.find(({ link, passcode }) => rowsOf(link, passcode).some((place) => rows.has(placeName(place))));
  return there === undefined ? null : { because: "line_row_twice", values: { line: there.line } };
}

/**
 * Does each line's work, a few at a time. Where two claim the same, the second's is done only once that of the first was refused: one bad line keeps no other from
 * being asked for.
 */
export async function oneByOne<T extends { line: number }, R>(lines: readonly T[], claimOf: (line: T) => Claim, twins: Twins, work: (line: T) => Promise<Outcome<R>>): Promise<ReadonlyMap<number, Outcome<R>>> {
  const claims = lines.map(claimOf);
  const isRival = lines.map((_, i) => clashOf(claims[i]!, claims.slice(0, i), twins) !== null);
  const first = lines.filter((_, i) => !isRival[i]);
  const results = await inTurn(first, work);
  const outcomes = new Map<number, Outcome<R>>(first.map(({ line }, i) => [line, results[i]!]));
  for (const [i, line] of lines.entries()) {
    if (!isRival[i]) continue;
    const clash = clashOf(claims[i]!, claims.slice(0, i).filter((claim) => outcomes.get(claim.line)?.ok === true), twins); // prettier-ignore
    outcomes.set(line.line, clash === null ? await work(line) : refused(clash.because, { values: clash.values }));
  }
  return outcomes;
} // prettier-ignore
