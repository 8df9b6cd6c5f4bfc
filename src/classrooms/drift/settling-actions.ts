import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { iso } from "../../lib/time.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { roomById, saveChange } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import type { Classroom } from "../classroom.ts";
import { whyNotPasscode } from "../classroom.ts";
import { placeName, type RowPlace } from "../runs/facts.ts";
import { askForRun } from "../runs/actions.ts";
import { atWork, lockClassrooms, openingOf, saveClassroom, tableNames } from "../store.ts";
import { waysFor, type Way } from "./compare.ts";
import type { DriftView } from "./contract.ts";
import * as store from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke">;

export async function driftsFor({ db, secrets }: Pick<World, "db" | "secrets">, institutionId: string) {
  const { comparedAt, nextAt, unread } = await store.comparedOf(db, institutionId);
  const drifts = await store.driftsIn(db, secrets, institutionId);
  const tables = await tableNames(db, institutionId);
  const isoOrNull = (moment: typeof comparedAt): string | null => (moment === null ? null : iso(moment));
  return {
    drifts: drifts.map(({ tableId, ...drift }): DriftView => ({
      ...drift,
      table: tableId === null ? null : (tables.get(tableId) ?? null),
      foundAt: iso(drift.foundAt),
      ways: waysFor(drift),
    })),
    ...{ comparedAt: isoOrNull(comparedAt), nextAt: isoOrNull(nextAt), unread },
  };
}

/** Everything is held against everything as soon as may be. */
export async function compareNow(world: Needs, { institutionId }: Member): Promise<void> {
  await store.compareAll(world.db, institutionId, world.clock.now());
  world.poke(["drifts"]);
}

/**
 * Settles one difference in one of its ways. What has to be changed in Zoom or in a row is asked for as a run; what Bedel takes over is taken over here. Refused
 * where somebody settled it before, where that way can't be, and while a run is at the classroom.
 */
export async function settleDrift(world: Needs, who: Member, id: string, { way, runId }: { way: Way; runId: string }): Promise<Outcome<null>> {
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const seen = await driftOf(tx, world, who, id);
    if (seen === undefined) return refused("drift_settled");
    const [classroom] = await lockClassrooms(tx, who.institutionId, [seen.classroomId]);
    const drift = await driftOf(tx, world, who, id); // whoever had the lock before may have settled it
    if (classroom === undefined || drift === undefined) return refused("drift_settled");
    if (!waysFor(drift).includes(way)) return refused("drift_way");
    const why = whyNotPasscode(classroom, (await atWork(tx, who.institutionId)).has(classroom.id));
    if (why !== null) return refused(why);
    const done = await settled(tx, world, who, { classroom, drift, way, runId });
    if (!done.ok) return done;
    await store.deleteDrift(tx, who.institutionId, id);
    await store.compareNext(tx, classroom, world.clock.now());
    await note(tx, world.random, {
      ...{ institutionId: who.institutionId, at: world.clock.now(), who: who.name, memberId: who.id },
      ...{ what: way === "as Bedel has it" ? "drift_put_back" : "drift_taken_over", details: { about: classroom.name, what: drift.what } },
    });
    return fine(null);
  });
  world.poke(["runs", "drifts"]);
  return outcome;
}

const driftOf = async (tx: Tx, { secrets }: Pick<World, "secrets">, { institutionId }: Member, id: string): Promise<store.KeptDrift | undefined> =>
  (await store.driftsIn(tx, secrets, institutionId)).find((one) => one.id === id);

type Settling = { classroom: Classroom; drift: store.KeptDrift; way: Way; runId: string };

async function settled(tx: Tx, world: Needs, who: Member, { classroom, drift, way, runId }: Settling): Promise<Outcome<null>> {
  const opening = openingOf(world.secrets, classroom);
  if (opening === null) return refused("classroom_not_in_use");
  if (way === "as it is there") {
    if (drift.what === "name" || drift.what === "code") return takenOver(tx, world, classroom, drift);
    if (drift.what === "row gone") return publishedNoMore(tx, classroom, drift);
  }
  const theirs = drift.what === "passcode" ? drift.row : drift.what === "zoom passcode" ? drift.zoom : null;
  const passcode = way === "as it is there" && theirs !== null ? theirs : opening.passcode;
  const { hostId, meetingId, meetingIsPersonal, link, passcode: place, id, name, code } = classroom;
  return askForRun(tx, world, who, {
    ...{ id: runId, kind: "change passcode", asked: { link, passcode: place, name, code }, secrets: { passcode }, classroomId: id },
    facts: { hostId, meetingId, meetingIsPersonal: meetingIsPersonal ?? false },
  });
}

async function takenOver(tx: Tx, world: Needs, classroom: Classroom, { what, row }: store.KeptDrift): Promise<Outcome<null>> {
  const called = { name: what === "name" ? (row ?? "").trim() : classroom.name, code: what === "code" ? (row ?? "").trim() : classroom.code };
  await store.renameClassroom(tx, classroom, called);
  const room = classroom.roomId === null ? null : await roomById(tx, classroom.institutionId, classroom.roomId);
  if (room === null) return fine(null);
  const renamed = await saveChange(tx, room, called, room.revision, world.clock.now());
  return renamed.ok ? fine(null) : renamed;
}

/** Bedel never makes a row: where the one of this key is gone, the classroom stands in it no more. Another table's row of the same key is another row. */
async function publishedNoMore(tx: Tx, classroom: Classroom, { tableId, bedel: key }: store.KeptDrift): Promise<Outcome<null>> {
  if (tableId === null || key === null) return refused("drift_settled"); // the next comparison tells it anew, with its table
  const unless = (place: RowPlace | null): RowPlace | null => (place !== null && placeName(place) === placeName({ tableId, key }) ? null : place);
  await saveClassroom(tx, { ...classroom, link: unless(classroom.link), passcode: unless(classroom.passcode) });
  return fine(null);
}
