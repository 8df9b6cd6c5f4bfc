import { fine, refused, type Outcome } from "../lib/outcome.ts";
import type { Member } from "../people/member.ts";
import { note } from "../platform/audit.ts";
import type { Tx } from "../platform/database.ts";
import type { World } from "../world.ts";
import { whyNotPublish, type Classroom } from "./classroom.ts";
import type { RowPreview } from "./contract.ts";
import { isAnothersRow } from "./databases/store.ts";
import { rowsOf } from "./databases/writing.ts";
import { areMeantOtherwise, before, previewed, newRowsNow, toHold, whyNotRows, type RowsNow } from "./previewing-actions.ts";
import { askForRun, runById } from "./runs/actions.ts";
import { placeName, type RowPlace, type RowValues } from "./runs/facts.ts";
import { atWork, classroomById, lockClassrooms, lockTables, openingOf, saveClassroom } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke">;
type Looking = Pick<World, "db" | "secrets" | "clock">;
/** The row that publishes it from now on, and the row that holds its passcode from now on; null: as it is. */
export type Rows = { link: RowPlace | null; passcode: RowPlace | null };

/** What would be written there, with the link that it has; nothing is done. */
export async function previewPublishing(
  world: Needs,
  { institutionId }: Member,
  id: string,
  rows: Rows,
): Promise<Outcome<{ seen: string; rows: RowPreview[] }>> {
  const classroom = await classroomById(world.db, institutionId, id);
  return classroom === null ? refused("not_found") : fine(await previewRowsOf(world, classroom, rows));
}

/** What would be written in these, whatever it is asked for. */
export async function previewRowsOf(world: Looking, classroom: Classroom, rows: Rows): Promise<{ seen: string; rows: RowPreview[] }> {
  const now = await newRowsOf(world, classroom, rows);
  const link = openingOf(world.secrets, classroom)?.link ?? null;
  const called = await previewed(world, classroom.institutionId, now, classroom, [classroom.id]);
  return { seen: now.seen, rows: called.map((row) => ({ ...row, columns: row.columns.map((column) => asItIs(column, link)) })) };
}

/** As they are there now; what is in the way of its being published in them is found too. */
export const newRowsOf = (world: Looking, classroom: Classroom, rows: Rows): Promise<RowsNow> =>
  newRowsNow(world, classroom.institutionId, rows, held(world, classroom));

/** What its rows would hold. */
const held = ({ secrets }: Pick<World, "secrets">, classroom: Classroom): RowValues => ({ ...toHold(classroom), ...openingOf(secrets, classroom) });

/** Its link is known. */
const asItIs = (column: RowPreview["columns"][number], link: string | null): RowPreview["columns"][number] =>
  column.what === "link" ? { ...column, after: link } : column;

/**
 * A classroom in use that has no row for its link, or none for its passcode, gets one: the place is its own from now on, and a run writes there what opens it today. Refused
 * where it has that place already, where the row is another classroom's or can't be written, and where it holds something else than was `seen`.
 */
export async function publish(world: Needs, who: Member, id: string, { runId, seen, ...rows }: Rows & { runId: string; seen: string | null }): Promise<Outcome<null>> {
  const known = await classroomById(world.db, who.institutionId, id);
  if (known === null) return refused("not_found");
  if ((await runById(world.db, who.institutionId, runId)) !== null) return fine(null);
  if (rows.link === null && rows.passcode === null) return refused("malformed", { field: "link.key" });
  const now = await newRowsOf(world, known, rows);
  const why = whyNotRows(now) ?? (seen !== null && seen !== now.seen ? refused("row_changed", { field: "link.key" }) : null);
  if (why !== null) return why;
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const [classroom] = await lockClassrooms(tx, who.institutionId, [id]);
    if (classroom === undefined) return refused("not_found");
    const isAtWork = (await atWork(tx, who.institutionId)).has(id);
    if (isAtWork && (await runById(tx, who.institutionId, runId)) !== null) return fine(null);
    const refusal = whyNotPublish(classroom, isAtWork) ?? whyNotThese(classroom, rows);
    return refusal === null ? placed(tx, world, who, { classroom, rows, now, runId }) : refused(refusal);
  });
  world.poke(["runs"]);
  return outcome;
} // prettier-ignore

/** A row that it has is given up first: Bedel would else leave a link behind there. */
const whyNotThese = ({ link, passcode }: Classroom, rows: Rows): string | null =>
  (rows.link !== null && link !== null) || (rows.passcode !== null && passcode !== null) ? "classroom_published" : null;

type Placing = { classroom: Classroom; rows: Rows; now: RowsNow; runId: string };

async function placed(tx: Tx, world: Needs, who: Member, { classroom, rows, now, runId }: Placing): Promise<Outcome<null>> {
  const { institutionId, id, hostId, meetingId, meetingIsPersonal, name, code } = classroom;
  const opening = openingOf(world.secrets, classroom);
  if (opening === null) return refused("classroom_not_in_use");
  const places = rowsOf(rows.link, rows.passcode);
  await lockTables(tx, institutionId, places);
  if (await areMeantOtherwise(tx, institutionId, now)) return refused("row_changed", { field: "link.key" });
  for (const place of places) if (await isAnothersRow(tx, institutionId, place, [id])) return refused("classroom_row_taken", { field: fieldOf(place, rows) });
  const asked = await askForRun(tx, world, who, {
    ...{ id: runId, kind: "change passcode", classroomId: id },
    // Nothing but what is new: what is apart in a row that was there before somebody has to decide about.
    asked: { ...rows, publishes: true, ...(rows.link === null ? {} : { name, code }) },
    facts: { hostId, meetingId, meetingIsPersonal: meetingIsPersonal ?? false },
    secrets: { passcode: opening.passcode, before: before(now) },
  });
  if (!asked.ok) return asked;
  await saveClassroom(tx, { ...classroom, link: rows.link ?? classroom.link, passcode: rows.passcode ?? classroom.passcode });
  const details = { about: name, key: places.map(({ key }) => key).join(", ") };
  await note(tx, world.random, { institutionId, at: world.clock.now(), who: who.name, memberId: who.id, what: "classroom_placed", details });
  return fine(null);
}

const fieldOf = (place: RowPlace, { link }: Rows): string => (link !== null && placeName(link) === placeName(place) ? "link.key" : "passcode.key");
