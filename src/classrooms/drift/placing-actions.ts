import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { Classroom, Opening } from "../classroom.ts";
import { isAnothersRow } from "../databases/store.ts";
import { before, newRowsNow, whyNotRows } from "../previewing-actions.ts";
import { placeName, type RowPlace, type RowValues } from "../runs/facts.ts";
import { lockTables, saveClassroom } from "../store.ts";
import type { Wish } from "./asking.ts";
import type { KeptDrift } from "./kept.ts";
import * as store from "./store.ts";

/** A row as it was a moment ago: it is written only if it is still so. */
export type OtherRow = { place: RowPlace; before: Record<string, RowValues> };

/** Of the same table as the one that is gone. Refused where there is none of this key, or several. */
export async function lookAtRow(world: Pick<World, "db" | "secrets" | "clock">, institutionId: string, { place }: KeptDrift, key: string | null): Promise<Outcome<OtherRow>> {
  if (place === null || key === null) return refused("drift_way");
  const other = { tableId: place.tableId, key };
  const rows = await newRowsNow(world, institutionId, { link: other, passcode: null }, {}); // what can't be written there its run says
  return whyNotRows(rows) ?? fine({ place: other, before: before(rows) });
} // prettier-ignore

/** Its place is the other row from now on, and a run writes what belongs there. */
export async function movedTo(tx: Tx, classroom: Classroom, drift: KeptDrift, other: OtherRow, opening: Opening): Promise<Outcome<Wish>> {
  await lockTables(tx, classroom.institutionId, [other.place]);
  if (await isAnothersRow(tx, classroom.institutionId, other.place, [classroom.id])) return refused("classroom_row_taken", { field: "key" });
  const places = inPlaceOf(classroom, drift.place, other.place);
  if (places === null) return refused("drift_settled");
  await saveClassroom(tx, { ...classroom, ...places });
  const { hostId, meetingId, name, code } = classroom;
  const isOther = (place: RowPlace | null): boolean => place !== null && placeName(place) === placeName(other.place);
  const [link, passcode] = [places.link, places.passcode].map((place) => (isOther(place) ? other.place : null));
  return fine({
    kind: "change passcode",
    // A row that was there before stays as it is: what is apart in it somebody has to decide about.
    asked: { link: link ?? null, passcode: passcode ?? null, ...(link == null ? {} : { name, code }) },
    facts: { hostId, meetingId, meetingIsPersonal: classroom.meetingIsPersonal ?? false },
    secrets: { passcode: opening.passcode, before: other.before },
  });
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
