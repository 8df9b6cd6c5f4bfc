import type { Classroom } from "../classroom.ts";
import { NO_ROWS_TO_COME, placeName, rowsToCome, type Asked, type Facts, type RowPlace, type RowsToCome } from "./facts.ts";
import type { Run } from "./run.ts";

type Stopping = Pick<Run, "kind" | "steps"> & { asked: Asked; facts: Facts };
export type Rows = { link: RowPlace | null; passcode: RowPlace | null };

const toCome = ({ kind, steps, asked, facts }: Stopping): RowsToCome =>
  steps.some(({ name, state }) => name === "write_rows" && state !== "done" && state !== "skipped") ? rowsToCome(kind, asked, facts) : NO_ROWS_TO_COME;

const namesIn = ({ link, passcode }: Rows): string[] => [link, passcode].flatMap((place) => (place === null ? [] : [placeName(place)]));

/**
 * Where a classroom that is in use is published once the run that was to publish it is stopped: not in the rows that it had not come to, which hold nothing of it. Null: as before.
 * One that is still being made keeps them for whoever begins the run anew: nothing else can be done with it.
 */
export function withoutRows(run: Stopping, own: Classroom | null): Rows | null {
  const left = namesIn(toCome(run));
  if (own?.state !== "in use" || !namesIn(own).some((name) => left.includes(name))) return null;
  const unlessLeft = (place: RowPlace | null): RowPlace | null => (place !== null && left.includes(placeName(place)) ? null : place);
  return { link: unlessLeft(own.link), passcode: unlessLeft(own.passcode) };
}

/** Where it is published again, as far as it can be by now, once that run is begun anew. Rows of the one that it replaces are given to it when they are written. Null: as before. */
export function withRowsAgain(run: Stopping, own: Classroom | null, other: Classroom | null): Rows | null {
  const { link, passcode } = toCome(run);
  if (own?.state !== "in use") return null;
  const others = other === null ? [] : namesIn(other);
  const again = (now: RowPlace | null, place: RowPlace | null): RowPlace | null => now ?? (place !== null && !others.includes(placeName(place)) ? place : null);
  const rows = { link: again(own.link, link), passcode: again(own.passcode, passcode) };
  return namesIn(rows).length === namesIn(own).length ? null : rows;
}

/** Whether a row that it would publish in is another classroom's by now. */
export const isRowTaken = (run: Stopping, open: readonly Classroom[], own: string, other: string | null): boolean => {
  const rows = namesIn(toCome(run));
  return open.some((one) => one.id !== own && one.id !== other && namesIn(one).some((name) => rows.includes(name)));
};
