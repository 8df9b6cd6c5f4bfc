import type { World } from "../../world.ts";
import { runById } from "../runs/actions.ts";
import { placeName, type Facts, type RowPlace, type RowValues } from "../runs/facts.ts";
import type { AtWork, PerformStep } from "../runs/performer.ts";
import type { StepEnd } from "../runs/run.ts";
import { secretsOf, type WholeRun } from "../runs/store.ts";
import { differenceOf, meaningOf, unkeptBy, withinMapping, type Mapping } from "./mapping.ts";
import { placed, readRowIn, tryRowIn, writeRowIn, type RowFound, type RowWritten } from "./rows-actions.ts";
import { isAnothersRow, rowsOfClassroom } from "./store.ts";
import { classroomById } from "../store.ts";
import {
  called,
  EMPTY,
  endOfRows,
  FOLLOWS_ZOOM,
  heldBefore,
  hindering,
  ofBedel,
  opensAgain,
  orLeft,
  partOf,
  rowsOf,
  wantedBy,
  type Standing,
  type Tried,
  type Write,
} from "./writing.ts";

export type Row = { write: Write; at: NonNullable<Awaited<ReturnType<typeof placed>>> | null; standing: Standing | null; seen: RowValues | null };

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
    const found = row.at === null ? null : await looked(row.at, row.write);
    row.standing = orLeft(at.run.kind, found === null ? fault("row_gone") : standingOf(found, row.at!.table, row.write), row.write.isFormer);
    if (found?.is !== "found") continue;
    if (await isAnothersRow(world.db, at.run.institutionId, row.write.place, mine)) {
      row.standing = orLeft(at.run.kind, fault("row_taken"), row.write.isFormer);
      continue;
    }
    row.seen = found.row;
    if (row.standing?.is === "fault" && row.standing.because === "row_changed") moved[placeName(row.write.place)] = found.row;
    else if (heldBefore({ before }, row.write.place, all) === null) before[placeName(row.write.place)] = found.row;
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
  const moved = expected === null ? null : differenceOf(row, withinMapping(mapping, expected));
  if (moved !== null) return fault("row_changed", mapping[`${moved}Column`]);
  const unkept = unkeptBy(row, withinMapping(mapping, wanted));
  return unkept === null ? null : fault("row_holds_much", mapping[`${unkept}Column`]);
}

export const fault = (because: Extract<Standing, { is: "fault" }>["because"], column: string | null = null): Standing => ({ is: "fault", because, column });

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

/** The rows that a run writes, without those that it goes on without. */
export async function rowsFor(world: World, at: AtWork): Promise<Row[]> {
  const { institutionId } = at.run;
  const all = at.run.kind === "undo replacing" ? await rowsToUndo(world, at) : await doing(world, at);
  const writes = all.filter(({ place }) => !(at.facts.letGo ?? []).includes(placeName(place)));
  const rows = await Promise.all(
    writes.map(async (write) => ({ write, at: await placed(world, institutionId, write.place.tableId), standing: null, seen: null })),
  );
  // A row that has no place for any of it is not written, nor ever halfway.
  return rows.filter(({ write, at: there }) => there === null || Object.keys(withinMapping(there.table, write.wanted)).length > 0);
}

/** What a run asked for itself, and where it says nothing, where the classroom is published. */
async function placesOf(
  world: Pick<World, "db">,
  run: Pick<WholeRun, "institutionId" | "classroomId" | "asked">,
): Promise<{ link: RowPlace | null; all: RowPlace[] }> {
  const { passcode, replaces } = run.asked;
  const of = replaces ?? run.classroomId;
  const isSaid = run.asked.link !== undefined && passcode !== undefined;
  const known = of === null || isSaid ? null : await rowsOfClassroom(world.db, run.institutionId, of);
  const link = run.asked.link === undefined ? (known?.link ?? null) : run.asked.link;
  return { link, all: rowsOf(link, passcode === undefined ? (known?.passcode ?? null) : passcode) };
}

const writeOf = (place: RowPlace, link: RowPlace | null, wanted: RowValues, expected: RowValues | null): Write => ({
  place,
  wanted: partOf(place, link, wanted),
  expected: expected === null ? null : partOf(place, link, expected),
});

/** What they are to hold, of a classroom that is published there. `before`: what they held, by `placeName`. */
export const writesInto = (link: RowPlace | null, passcode: RowPlace | null, wanted: RowValues, before: Record<string, RowValues>): Write[] =>
  rowsOf(link, passcode).map((place, _, all) => writeOf(place, link, wanted, heldBefore({ before }, place, all)));

async function doing(world: World, { run, asked, secrets }: AtWork): Promise<Write[]> {
  const { link, all } = await placesOf(world, { ...run, asked });
  const former = emptying(asked, secrets);
  if (all.length === 0) return former;
  const wanted = wantedBy(run.kind, asked, secrets);
  return [...all.map((place) => writeOf(place, link, wanted, heldBefore(secrets, place, all))), ...former];
}

const formerOf = ({ empties }: Pick<AtWork["asked"], "empties">): RowPlace[] => (empties === undefined ? [] : rowsOf(empties.link, empties.passcode));

/** Rows in which nothing of its classroom is to stand any more: emptied where they show what Bedel set last. */
const emptying = (asked: AtWork["asked"], { before }: AtWork["secrets"]): Write[] =>
  formerOf(asked).map((place) => ({ ...writeOf(place, asked.empties!.link, EMPTY, before?.[placeName(place)] ?? null), isFormer: true }));

type ToUndo = Pick<AtWork, "asked" | "secrets"> & { run: Pick<WholeRun, "institutionId"> };

/** What the rows held before the run that is undone; only where they still hold what that run wrote, or what was seen in them since. Rows in which its classroom was published since are emptied. */
export async function rowsToUndo(world: Pick<World, "db" | "secrets">, { run, asked, secrets }: ToUndo): Promise<Write[]> {
  const undone = asked.undoes === undefined ? null : await runById(world.db, run.institutionId, asked.undoes);
  if (undone === null) return [];
  const theirs = secretsOf(world.secrets, undone);
  const { link, all } = await placesOf(world, undone);
  const places = all.filter((place) => (undone.facts.written ?? []).includes(placeName(place)));
  const taken = places.flatMap((place) => {
    const before = heldBefore(theirs, place, places);
    if (before === null) return [];
    const since = heldBefore(secrets, place, places) ?? wantedBy(undone.kind, undone.asked, theirs);
    return [writeOf(place, link, opensAgain(ofBedel(before, undone.asked, since), secrets), since)];
  });
  const back = asked.link === undefined ? null : rowsOf(asked.link, asked.passcode ?? null).map(placeName);
  const emptied = formerOf(undone.asked)
    .filter((place) => (undone.facts.emptied ?? []).includes(placeName(place)))
    .filter((place) => back === null || back.includes(placeName(place)));
  // Somebody else may have been published there since, and have left its name: link, name and code of a row belong together.
  const old = undone.asked.replaces == null || emptied.length === 0 ? null : await classroomById(world.db, run.institutionId, undone.asked.replaces);
  const itsName = old === null ? {} : called(old);
  const filled = emptied.flatMap((place) => {
    const before = theirs.before?.[placeName(place)];
    return before === undefined
      ? []
      : [writeOf(place, undone.asked.empties!.link, { ...itsName, ...opensAgain(before, secrets) }, secrets.before?.[placeName(place)] ?? EMPTY)];
  });
  return [...taken, ...filled, ...emptying(asked, secrets)];
}
