import { placeName, type Facts, type RowValues } from "../runs/facts.ts";
import type { AtWork, PerformStep } from "../runs/performer.ts";
import type { StepEnd } from "../runs/run.ts";
import { differenceOf, meaningOf, unkeptBy, unseenIn, withinMapping, type Mapping } from "./mapping.ts";
import { readRowIn, tryRowIn, writeRowIn, type RowFound, type RowWritten } from "./rows-actions.ts";
import { isAnothersRow } from "./store.ts";
import { rowsFor, type Row } from "./targets-actions.ts";
import { endOfRows, fault, FOLLOWS_ZOOM, heldBefore, hindering, orLeft, type Standing, type Tried, type Write } from "./writing.ts";

/**
 * Makes the rows of a run hold what they are to hold. What was there before is kept with the run first. All are looked at before one is written, so that a fault of one
 * leaves no half behind; where one half is done already, or Zoom has changed already, the rest is written as far as it can be.
 */
export const writeRows: PerformStep = async (world, at) => {
  if (at.asked.only === "zoom") return { end: { is: "skipped", because: "rows_stay" } };
  const rows = await rowsFor(world, at);
  if (rows.length === 0) return { end: { is: "skipped", because: (at.facts.letGo ?? []).length > 0 ? "rows_let_go" : "no_row" } };
  const before = { ...at.secrets.before };
  const moved: typeof before = {};
  const all = rows.map(({ write }) => write.place);
  const mine = [at.run.classroomId, at.asked.replaces].filter((id) => id != null);
  for (const row of rows) {
    const found = row.at === null || row.lost !== null ? null : await looked(row.at, row.write);
    row.standing = orLeft(at.run.kind, found === null ? row.lost : standingOf(found, row.at!.table, row.write), row.write.isFormer);
    if (found?.is !== "found") continue;
    if (await isAnothersRow(world.db, at.run.institutionId, row.write.place, mine)) {
      row.standing = orLeft(at.run.kind, fault("row_taken"), row.write.isFormer);
      continue;
    }
    row.seen = found.row;
    if (row.standing?.is === "fault" && row.standing.because === "row_changed") moved[placeName(row.write.place)] = found.row;
    else before[placeName(row.write.place)] = keptOf(found.row, heldBefore({ before }, row.write.place, all), row.write);
    if (row.standing === null && rows.length > 1) row.standing = orLeft(at.run.kind, await refusing(row, found.row), row.write.isFormer);
  }
  const mustGoOn = FOLLOWS_ZOOM.includes(at.run.kind) || rows.some(({ standing, write }) => standing?.is === "written" && write.isFormer !== true);
  const willWrite = mustGoOn || !rows.some(({ standing }) => standing?.is === "fault");
  const writingSince = willWrite && rows.length > 1 ? at.now : null;
  await at.intend({ secrets: { before, moved }, facts: { writingSince } });
  if (willWrite)
    for (const row of rows) {
      if (row.standing !== null || row.at === null) continue;
      const wrote = await writeRowIn(row.at.database, row.at.table, row.write.place.key, row.seen, row.write.wanted);
      row.standing = orLeft(at.run.kind, standingOf(wrote, row.at.table, row.write), row.write.isFormer) ?? { is: "written" };
    }
  return ended(at, rows);
};

/** What is given back when this is undone: as the row was shown, and of a column that was mapped since, as it is now. Of a row that is only emptied nothing but what was Bedel's. */
const keptOf = (found: RowValues, shown: RowValues | null, { isFormer }: Write): RowValues =>
  shown === null ? found : isFormer === true ? shown : { ...found, ...shown };

/** What a row says against just these values, by a rule or a trigger of its own; null: nothing. */
export async function refusing({ at, write }: Pick<Row, "at" | "write">, seen: RowValues): Promise<Standing | null> {
  if (at === null) return null;
  const tried = await tryRowIn(at.database, at.table, write.place.key, seen, write.wanted);
  return tried.is === "written" || tried.is === "already" ? null : standingOf(tried, at.table, write);
}

/** What could not be written there counts before another row is: a pair whose one half can never follow is not begun. Where it stands there already nothing is asked of it. */
async function looked({ database, table }: NonNullable<Row["at"]>, { place, wanted }: Write): Promise<RowFound> {
  const found = await readRowIn(database, table, place.key, null, withinMapping(table, wanted));
  if (found.is !== "refused") return found;
  const plain = await readRowIn(database, table, place.key);
  return plain.is === "found" && differenceOf(plain.row, withinMapping(table, wanted)) === null ? plain : found;
}

function ended({ run, facts, now, tries }: AtWork, rows: readonly Row[]): Awaited<ReturnType<PerformStep>> {
  const tried = rows.map(({ write, at, standing }): Tried => ({
    place: write.place,
    table: at?.called ?? "",
    standing: standing ?? { is: "away", because: "" },
    isFormer: write.isFormer === true,
  }));
  const names = (isFormer: boolean): string[] => tried.filter((one) => one.standing.is === "written" && one.isFormer === isFormer).map(({ place }) => placeName(place)); // prettier-ignore
  const [written, emptied] = [names(false), names(true)];
  const away = tried.some(({ standing }) => standing.is === "away");
  const rowsAwaySince: Facts["rowsAwaySince"] = away ? (facts.rowsAwaySince ?? now) : null;
  const hinderer = hindering(tried);
  const end = endOfRows(tried, run.kind, tries, (rowsAwaySince ?? now) as AtWork["now"], now);
  return {
    end: end.is === "done" ? (withoutSome(tried, facts) ?? end) : end,
    facts: {
      written,
      ...(emptied.length === 0 ? {} : { emptied, emptiedAs: meaningsOf(rows, emptied) }),
      writingSince: null,
      rowsAwaySince,
      hinderedBy: hinderer === null ? null : placeName(hinderer.place),
    },
  };
}

const meaningsOf = (rows: readonly Row[], names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    rows.flatMap(({ write, at }) => (at !== null && names.includes(placeName(write.place)) ? [[placeName(write.place), meaningOf(at.table)]] : [])),
  );

/** Null: all of them are written. */
function withoutSome(tried: readonly Tried[], facts: Facts): StepEnd | null {
  const left = tried.filter(({ standing }) => standing.is === "left").map(({ table, place }) => `${table} ${place.key}`);
  if (left.length > 0) return { is: "skipped", because: "rows_left", values: { left: left.join(", ") } };
  const done = tried.map(({ table }) => table).join(", ");
  return (facts.letGo ?? []).length > 0 ? { is: "skipped", because: "rows_but_let_go", values: { done } } : null;
}

/** What speaks against writing over what a row holds; null: nothing. */
export function against(row: RowValues, mapping: Mapping, { wanted, expected }: Write): Standing | null {
  const moved = expected === null ? null : (differenceOf(row, withinMapping(mapping, expected)) ?? unseenIn(row, withinMapping(mapping, wanted), expected));
  if (moved !== null) return fault("row_changed", mapping[`${moved}Column`]);
  const unkept = unkeptBy(row, withinMapping(mapping, wanted));
  return unkept === null ? null : fault("row_holds_much", mapping[`${unkept}Column`]);
}

/** Null: it is to be written, and nothing speaks against it. */
export function standingOf(found: RowFound | RowWritten, mapping: Mapping, write: Write): Standing | null {
  switch (found.is) {
    case "found":
      return differenceOf(found.row, withinMapping(mapping, write.wanted)) === null ? { is: "written" } : against(found.row, mapping, write);
    case "written":
    case "already":
      return { is: "written" };
    case "changed":
      return fault("row_changed", found.column);
    case "none":
    case "several":
      return fault(found.is === "none" ? "row_none" : "row_several");
    case "unreachable":
      return { is: "away", because: found.because };
    case "refused":
      return fault(REFUSED[found.because] ?? "row_refused", found.column);
  }
}

const REFUSED: Record<string, Extract<Standing, { is: "fault" }>["because"]> = {
  too_long: "row_too_long",
  rights: "row_rights",
  read_only: "row_rights",
  mapping_gone: "row_gone",
  not_kept: "row_not_kept",
  holds_too_much: "row_holds_much",
};
