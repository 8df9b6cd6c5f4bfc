import type { World } from "../../world.ts";
import { runById } from "../runs/actions.ts";
import { placeName, type RowPlace, type RowValues } from "../runs/facts.ts";
import type { AtWork } from "../runs/performer.ts";
import { secretsOf, type WholeRun } from "../runs/store.ts";
import { classroomById } from "../store.ts";
import { rowsMeantBy, withinMapping, type Mapped } from "./mapping.ts";
import { placed } from "./rows-actions.ts";
import { rowsOfClassroom } from "./store.ts";
import { called, EMPTY, fault, heldBefore, ofBedel, opensAgain, partOf, rowsOf, wantedBy, type Standing, type Write } from "./writing.ts";

/** A row that a run writes. `at` null: it is mapped no more; `lost`: why it is no row of the run's any more. */
export type Row = {
  write: Write;
  at: NonNullable<Awaited<ReturnType<typeof placed>>> | null;
  standing: Standing | null;
  seen: RowValues | null;
  lost: Standing | null;
};

/** The rows that a run writes, without those that it goes on without. */
export async function rowsFor(world: World, at: AtWork): Promise<Row[]> {
  const { institutionId } = at.run;
  const all = at.run.kind === "undo replacing" ? await rowsToUndo(world, at) : await doing(world, at);
  const writes = all.filter(({ place }) => !(at.facts.letGo ?? []).includes(placeName(place)));
  const rows = await Promise.all(
    writes.map(async (write) => {
      const there = await placed(world, institutionId, write.place.tableId);
      return { write, at: there, standing: null, seen: null, lost: lostOf(there, at.facts.rowsMean?.[write.place.tableId]) };
    }),
  );
  // A row that has no place for any of it is not written, nor ever halfway.
  return rows.filter(({ write, at: there }) => there === null || Object.keys(withinMapping(there.table, write.wanted)).length > 0);
}

/** Why a place is no row of the run's any more; `meant`: what its key meant as the run was asked for. */
function lostOf(at: Row["at"], meant: string | undefined): Standing | null {
  if (at === null) return fault("row_gone");
  return meant === undefined || meant === rowsMeantBy(at.table) ? null : fault("row_meant_otherwise");
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

const given = (what: "link" | "passcode", value: string | undefined): RowValues => (value === undefined ? {} : { [what]: value });
const without = (values: RowValues, named: RowValues): RowValues =>
  Object.fromEntries(Object.entries(values).filter(([what]) => named[what as Mapped] === undefined));

type ToUndo = Pick<AtWork, "asked" | "secrets"> & { run: Pick<WholeRun, "institutionId"> };

/** What the rows held before the run that is undone; only where they still hold what that run wrote, or what was seen in them since. Rows in which its classroom was published since are emptied. */
export async function rowsToUndo(world: Pick<World, "db" | "secrets">, { run, asked, secrets }: ToUndo): Promise<Write[]> {
  const undone = asked.undoes === undefined ? null : await runById(world.db, run.institutionId, asked.undoes);
  if (undone === null) return [];
  const theirs = secretsOf(world.secrets, undone);
  const { link, all } = await placesOf(world, undone);
  const old = undone.asked.replaces == null ? null : await classroomById(world.db, run.institutionId, undone.asked.replaces);
  const itsName = old === null ? {} : called(old);
  // Of a column that is mapped since, the run that is undone kept nothing, and Bedel may have written its successor's there.
  const its: RowValues = { ...given("link", secrets.link), ...given("passcode", secrets.passcode), ...itsName };
  const places = all.filter((place) => (undone.facts.written ?? []).includes(placeName(place)));
  const taken = places.flatMap((place) => {
    const before = heldBefore(theirs, place, places);
    if (before === null) return [];
    const since = heldBefore(secrets, place, places) ?? wantedBy(undone.kind, undone.asked, theirs);
    return [writeOf(place, link, { ...without(its, before), ...opensAgain(ofBedel(before, undone.asked, since), secrets) }, since)];
  });
  const back = asked.link === undefined ? null : rowsOf(asked.link, asked.passcode ?? null).map(placeName);
  const emptied = formerOf(undone.asked)
    .filter((place) => (undone.facts.emptied ?? []).includes(placeName(place)))
    .filter((place) => back === null || back.includes(placeName(place)));
  // Somebody else may have been published there since, and have left its name: link, name and code of a row belong together.
  const filled = emptied.flatMap((place) => {
    const before = theirs.before?.[placeName(place)];
    return before === undefined
      ? []
      : [writeOf(place, undone.asked.empties!.link, { ...itsName, ...opensAgain(before, secrets) }, secrets.before?.[placeName(place)] ?? EMPTY)];
  });
  return [...taken, ...filled, ...emptying(asked, secrets)];
}
