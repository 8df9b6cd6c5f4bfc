import { after, hours, minutes, type Instant } from "../../lib/time.ts";
import { closeAsRoom } from "../../rooms/opening-actions.ts";
import { emptyRoom, NOTHING_TO_EMPTY } from "../../sessions/placing/room-change-actions.ts";
import type { World } from "../../world.ts";
import { openRoom } from "./room-actions.ts";
import { done, type AtWork, type PerformStep, type StepResult } from "../runs/performer.ts";
import { placeName, type RowPlace } from "../runs/facts.ts";
import { isOpen } from "../classroom.ts";
import { classroomById, classroomsOf, lockClassrooms, placeClassrooms, saveClassroom } from "../store.ts";
import { nextPasscodeAt } from "../timetable.ts";
import { whoseUser } from "../whose-user.ts";
import { zoneOf } from "../zone-actions.ts";

/** Which classroom goes, and which comes; null: none. */
type Change = { goes: string; comes: string | null };

function changeOf({ run, asked }: AtWork): Change {
  if (run.kind === "retire classroom") return { goes: run.classroomId!, comes: null };
  return { goes: asked.replaces!, comes: run.classroomId };
}

/** Sessions of the room that goes are moved to the one that comes, or to any that fits; their links stay the same. */
export const moveSessions: PerformStep = async (world, at) => {
  const isRoomAgain = at.run.kind === "undo replacing" && at.asked.asRoom !== false;
  const opened = isRoomAgain ? await openRoom(world, at) : null;
  if (opened !== null && opened.end.is !== "done" && opened.end.is !== "skipped") return opened;
  const { facts } = await moved(world, at);
  return done({ facts });
};

async function moved(world: World, at: AtWork) {
  const { goes, comes } = changeOf(at);
  const old = await classroomById(world.db, at.run.institutionId, goes);
  const next = comes === null ? null : await classroomById(world.db, at.run.institutionId, comes);
  const formerRoomId = at.facts.formerRoomId ?? old?.roomId ?? null;
  const facts = { formerRoomId, formerHostId: at.facts.formerHostId ?? old?.hostId ?? null };
  // Whose Zoom user is another classroom's by now, has that one's room: neither is it emptied, nor closed.
  const isAnothers = whoseUser(await classroomsOf(world.db, at.run.institutionId), { hostId: facts.formerHostId, email: old?.email ?? null }, [goes]) !== null;
  const goesRoomId = isAnothers ? null : formerRoomId;
  const emptied = goesRoomId === null ? NOTHING_TO_EMPTY : await emptyRoom(world, at.run.institutionId, goesRoomId, next?.roomId ?? null);
  const { moved = 0, movedThere = moved === 0 ? 0 : null } = at.facts;
  return { emptied, goesRoomId, facts: { ...facts, moved: moved + emptied.moved, movedThere: movedThere === null ? null : movedThere + emptied.there } };
} // prettier-ignore

/** Nothing is taken from a Zoom user in whose room there still is a session: what is handed over or running stays until it is over, what no other room can take until somebody decides. */
export const onceEmpty =
  (retire: PerformStep): PerformStep =>
  async (world, at) => {
    // A person has no room, and that of a former classroom was emptied before; one that somebody switched on again is no business of the classroom any more.
    if (at.run.kind === "leaving" || at.run.kind === "former user") return retire(world, at);
    const { emptied, goesRoomId, facts } = await moved(world, at);
    if (emptied.staying > 0) return { facts, end: { is: "waits", for: "person", because: "sessions_stay", values: { n: emptied.staying }, lookAt: lookAt(emptied.lastEnd, at.now) } };
    await leave(world, at, changeOf(at), goesRoomId);
    const result = await retire(world, { ...at, facts: { ...at.facts, ...facts } });
    return { ...result, facts: { ...facts, ...result.facts } };
  }; // prettier-ignore

/** Others may be given other rooms at any time. */
const lookAt = (lastEnd: Instant | null, now: Instant): Instant => Math.max(after(now, minutes(5)), Math.min(lastEnd ?? now, after(now, hours(1)))) as Instant;

const leave = (world: World, { run, now }: AtWork, { goes }: Change, roomId: string | null): Promise<void> =>
  world.db.transaction(async (tx) => {
    if (roomId !== null) await closeAsRoom(tx, run.institutionId, roomId, now);
    const [classroom] = await lockClassrooms(tx, run.institutionId, [goes]);
    if (classroom === undefined) return;
    const state = run.kind === "replace classroom" ? "replaced" : "retired";
    await saveClassroom(tx, { ...classroom, state, passcodeDueAt: null });
  });

/** Once its rows say so, the new classroom has the place of the old: two at once can't publish in one row. */
export const takingPlace =
  (write: PerformStep): PerformStep =>
  async (world, at): Promise<StepResult> => {
    const result = await write(world, at);
    const isOver = result.end.is === "done" || result.end.is === "skipped";
    if (at.asked.replaces !== undefined && isOver) await takePlace(world, at, at.asked.replaces);
    if (at.run.kind === "retire classroom" && isOver) await leaveRows(world, at);
    return result;
  };

/** It may still wait for its sessions, or be stopped then: published it is no more. */
const leaveRows = (world: World, { run }: AtWork): Promise<void> =>
  world.db.transaction(async (tx) => {
    const [classroom] = await lockClassrooms(tx, run.institutionId, [run.classroomId!]);
    if (classroom !== undefined && isOpen(classroom)) await placeClassrooms(tx, run.institutionId, [{ id: classroom.id, link: null, passcode: null }]);
  });

const takePlace = (world: World, { run, asked, facts, now }: AtWork, replaced: string): Promise<void> =>
  world.db.transaction(async (tx) => {
    const kept = (place: RowPlace | null | undefined): RowPlace | null => (place == null || (facts.letGo ?? []).includes(placeName(place)) ? null : place);
    const both = await lockClassrooms(tx, run.institutionId, [replaced, run.classroomId!]);
    const [old, next] = [both.find(({ id }) => id === replaced), both.find(({ id }) => id === run.classroomId)];
    if (old !== undefined) await saveClassroom(tx, { ...old, state: run.kind === "undo replacing" ? "retired" : "replaced", passcodeDueAt: null });
    if (next === undefined) return;
    // Students' passcode goes on changing as often as before: by its own timetable, or by that of the one whose place it takes.
    const { passcodeDays, passcodeAt } = next.passcodeDays === null && old !== undefined ? old : next;
    const passcodeDueAt = nextPasscodeAt({ passcodeDays, passcodeAt }, now, await zoneOf(tx, run.institutionId));
    const timetable = { passcodeDays, passcodeAt, passcodeDueAt };
    await saveClassroom(tx, { ...next, state: "in use", link: kept(asked.link), passcode: kept(asked.passcode), ...timetable });
  });
