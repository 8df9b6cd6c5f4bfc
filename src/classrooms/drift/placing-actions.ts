import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Member } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { Classroom, Opening } from "../classroom.ts";
import type { RowPreview } from "../contract.ts";
import { isAnothersRow } from "../databases/store.ts";
import { before, whyNotRows } from "../previewing-actions.ts";
import { newRowsOf, previewRowsOf, type Rows } from "../publishing-actions.ts";
import { placeName, type RowPlace, type RowValues } from "../runs/facts.ts";
import { classroomById, lockTables, saveClassroom } from "../store.ts";
import type { Wish } from "./asking.ts";
import type { KeptDrift } from "./kept.ts";
import * as store from "./store.ts";

/** A row as it was a moment ago: it is written only if it is still so. */
export type OtherRow = { place: RowPlace; before: Record<string, RowValues> };

type Looking = Pick<World, "db" | "secrets" | "clock">;
type Other = { classroom: Classroom; place: RowPlace; rows: Rows };

/** What would be written in the row that takes the place of the one that is gone; nothing is done. */
export async function previewOther(world: Looking, { institutionId }: Member, id: string, key: string): Promise<Outcome<{ seen: string; rows: RowPreview[] }>> {
  const drift = await store.driftById(world.db, world.secrets, institutionId, id);
  if (drift === null) return refused("drift_settled");
  const other = await otherOf(world, institutionId, drift, key);
  return other.ok ? fine(await previewRowsOf(world, other.value.classroom, other.value.rows)) : other;
}

/** Of the same table as the one that is gone. Refused where there is none of this key, or several, where it can't be written, and where it holds something else than was `seen`. */
export async function lookAtRow(world: Looking, institutionId: string, drift: KeptDrift, key: string | null, seen: string | null): Promise<Outcome<OtherRow>> {
  const other = await otherOf(world, institutionId, drift, key);
  if (!other.ok) return other;
  const { classroom, place, rows } = other.value;
  const now = await newRowsOf(world, classroom, rows);
  const why = whyNotRows(now) ?? (seen !== null && seen !== now.seen ? refused("row_changed", { field: "key" }) : null);
  return why ?? fine({ place, before: before(now) });
}

/** What the classroom would be published in there: what it is published in now in the row that is gone. */
async function otherOf({ db }: Looking, institutionId: string, { classroomId, what, place }: KeptDrift, key: string | null): Promise<Outcome<Other>> {
  if (place === null || key === null || what !== "row gone") return refused("drift_way");
  const classroom = await classroomById(db, institutionId, classroomId);
  const other = { tableId: place.tableId, key };
  const places = classroom === null ? null : inPlaceOf(classroom, place, other);
  return classroom === null || places === null ? refused("drift_settled") : fine({ classroom, place: other, rows: only(places, other) });
}

/** Its place is the other row from now on, and a run writes what belongs there. */
export async function movedTo(tx: Tx, classroom: Classroom, drift: KeptDrift, other: OtherRow, opening: Opening): Promise<Outcome<Wish>> {
  await lockTables(tx, classroom.institutionId, [other.place]);
  if (await isAnothersRow(tx, classroom.institutionId, other.place, [classroom.id])) return refused("classroom_row_taken", { field: "key" });
  const places = inPlaceOf(classroom, drift.place, other.place);
  if (places === null) return refused("drift_settled");
  await saveClassroom(tx, { ...classroom, ...places });
  const { hostId, meetingId, name, code } = classroom;
  const { link, passcode } = only(places, other.place);
  return fine({
    kind: "change passcode",
    // A row that was there before stays as it is: what is apart in it somebody has to decide about.
    asked: { link, passcode, publishes: true, ...(link === null ? {} : { name, code }) },
    facts: { hostId, meetingId, meetingIsPersonal: classroom.meetingIsPersonal ?? false },
    secrets: { passcode: opening.passcode, before: other.before },
  });
}

/** Of these places what is this one. */
function only({ link, passcode }: Rows, other: RowPlace): Rows {
  const isIt = (place: RowPlace | null): boolean => place !== null && placeName(place) === placeName(other);
  return { link: isIt(link) ? other : null, passcode: isIt(passcode) ? other : null };
}

/** The row is left as it is; another table's row of the same key is another row. */
export async function publishedNoMore(tx: Tx, classroom: Classroom, { place }: KeptDrift): Promise<Outcome<null>> {
  const places = inPlaceOf(classroom, place, null);
  if (places === null || place === null) return refused("drift_settled");
  await saveClassroom(tx, { ...classroom, ...places });
  await store.forgetPlace(tx, classroom, place);
  return fine(null);
}

/** Null: it is not published there. */
function inPlaceOf({ link, passcode }: Classroom, place: RowPlace | null, other: RowPlace | null): Pick<Classroom, "link" | "passcode"> | null {
  const isIt = (one: RowPlace | null): boolean => one !== null && place !== null && placeName(one) === placeName(place);
  return isIt(link) || isIt(passcode) ? { link: isIt(link) ? other : link, passcode: isIt(passcode) ? other : passcode } : null;
}
