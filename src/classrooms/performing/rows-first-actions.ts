import type { World } from "../../world.ts";
import { differenceOf, withinMapping } from "../databases/mapping.ts";
import { readRowIn } from "../databases/rows-actions.ts";
import { isAnothersRow } from "../databases/store.ts";
import { rowsFor, type Row } from "../databases/targets-actions.ts";
import { against, refusing, standingOf } from "../databases/writing-actions.ts";
import { endOfRows, fault, hindering, type Standing } from "../databases/writing.ts";
import type { AtWork, StepResult } from "../runs/performer.ts";
import { placeName, type RowValues } from "../runs/facts.ts";
import type { StepEnd } from "../runs/run.ts";
import { openingOf } from "../store.ts";
import { classroomAt } from "./standing-actions.ts";

/** What Zoom would hold afterwards; its link is not known yet, and as long as the present one. */
type Next = { link: string; passcode: string };

/**
 * Asked before Zoom gets another passcode, of the rows that publish the classroom: while one of them can't be reached, or would not be written, nobody could be told
 * the new link, and the former would open no more. Null: all of them can follow.
 */
export async function whatHinders(world: World, at: AtWork, next: Next): Promise<StepResult | null> {
  const { run, facts, secrets, now, tries } = at;
  const opening = openingOf(world.secrets, await classroomAt(world, at));
  const rows = (await rowsFor(world, { ...at, secrets: { ...secrets, ...next } })).filter(({ write }) => write.isFormer !== true); // those get no link and no passcode
  const moved: Record<string, RowValues> = {};
  const tried = await Promise.all(
    rows.map(async (row) => {
      const { standing, found } = await judged(world, at, row, opening?.passcode === next.passcode ? opening : null);
      if (standing?.is === "fault" && standing.because === "row_changed" && found !== null) moved[placeName(row.write.place)] = found;
      return { place: row.write.place, table: row.at?.called ?? "", standing: standing ?? { is: "left" as const } };
    }),
  );
  const first = hindering(tried);
  if (first === null) return null;
  const rowsAwaySince = first.standing.is === "away" ? ((facts.rowsAwaySince ?? now) as typeof now) : null;
  return {
    end: withZoomUntouched(endOfRows(tried, run.kind, tries, rowsAwaySince ?? now, now)),
    facts: { rowsAwaySince, hinderedBy: placeName(first.place) },
    secrets: { moved },
  };
}

/** Nothing is apart: it waits, or somebody says how it goes on. `first`: so the page says that Zoom was not changed. */
function withZoomUntouched(end: StepEnd): StepEnd {
  if (end.is === "done") return end;
  const values = { ...end.values, first: 1 };
  return end.is === "failed" ? { ...end, values, retryAt: null } : { ...end, values };
}

/** `held`: what Bedel set last, where Zoom is to have just that again: a row that holds it needs not be written. */
async function judged(
  world: World,
  { run, asked }: AtWork,
  { write, at, lost }: Row,
  held: RowValues | null,
): Promise<{ standing: Standing | null; found: RowValues | null }> {
  if (at === null || lost !== null) return { standing: lost, found: null };
  const look = (toHold: RowValues | null) => readRowIn(at.database, at.table, write.place.key, null, toHold);
  const plain = held === null ? null : await look(null);
  if (plain?.is === "found" && differenceOf(plain.row, withinMapping(at.table, onlyOf(write.wanted, held!))) === null) return { standing: null, found: null };
  const found = await look(write.wanted);
  if (found.is !== "found") return { standing: standingOf(found, at.table, write), found: null };
  const mine = [run.classroomId, asked.replaces].filter((id) => id != null);
  if (await isAnothersRow(world.db, run.institutionId, write.place, mine)) return { standing: fault("row_taken"), found: null };
  const standing = against(found.row, at.table, write);
  return { standing: standing ?? (await refusing({ at, write }, found.row)), found: found.row };
}

/** Of these values those that the others name. */
const onlyOf = (named: RowValues, values: RowValues): RowValues =>
  Object.fromEntries(Object.entries(values).filter(([what]) => named[what as keyof RowValues] !== undefined));
