import { openAsRoom } from "../../rooms/opening-actions.ts";
import { hostsInUse } from "../../sessions/hosting/actions.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { ZoomUser } from "../../zoom/port.ts";
import type { Classroom } from "../classroom.ts";
import { done, Overtaken, type AtWork, type PerformStep, type StepResult } from "../runs/performer.ts";
import { isHalfway } from "../runs/run.ts";
import { lockRun, type WholeRun } from "../runs/store.ts";
import { keepAccount } from "../zoom-users/account-store.ts";
import { lockClassrooms, saveClassroom } from "../store.ts";
import { ifStillFit } from "./address-actions.ts";
import { hostOf } from "./standing-actions.ts";

/** The Zoom user is a room of Bedel's, given out by hand, and the classroom is in use. Without a licence it is a classroom and no room. */
export const openRoom: PerformStep = async (world, at) => {
  const result = await ifStillFit(openedIfFit)(world, at);
  return result.end.is === "failed" && isHalfway(at.run, at.facts) ? withoutRoom(world, at) : result;
};

async function openedIfFit(world: World, at: AtWork): Promise<StepResult> {
  const hostId = hostOf(at);
  const user = await world.zoomOf(at.run.institutionId).readUser(hostId);
  const hosts = await hostsInUse(world.db, at.run.institutionId, at.now);
  if (hosts.some((host) => host.hostId === hostId)) return { end: { is: "failed", because: "room_hosts_sessions", retryAt: null } };
  return opened(world, at, user);
}

/**
 * Of runs that were asked for when the passcode was still set before this step (up to migration 0048): its published link opens no more until the rows are written, so
 * they are, whatever hinders a room. As without a licence it is a classroom and no room then.
 */
const withoutRoom = (world: World, at: AtWork): Promise<StepResult> =>
  world.db.transaction(async (tx) => {
    await inUse(tx, at, { hostId: hostOf(at), roomId: null });
    return { end: { is: "skipped", because: "room_left_out" } };
  });

const opened = (world: World, at: AtWork, user: ZoomUser): Promise<StepResult> =>
  world.db.transaction(async (tx) => {
    const { run, asked, now } = at;
    const { name, code } = await itsClassroom(tx, run);
    const room = user.licensed ? await openAsRoom(tx, world, run.institutionId, user, { name: asked.name ?? name, code: asked.code ?? code }, now) : null;
    if (room !== null && !room.ok) return { end: { is: "failed", because: room.refusal.because, retryAt: null } };
    const roomId = room?.value.id ?? null;
    await inUse(tx, at, { hostId: user.hostId, roomId });
    if (roomId === null) return { end: { is: "skipped", because: "room_without_licence" } };
    return done({ facts: { roomId } });
  });

/** The run goes after its classroom, as by whoever changes one. Throws `Overtaken` where it is somebody else's by now, or another Zoom account was connected. */
async function lockedRun(tx: Tx, { institutionId, id, generation }: AtWork["run"]): Promise<WholeRun> {
  const run = await lockRun(tx, institutionId, id);
  if (run?.generation !== generation) throw new Overtaken();
  return run;
}

async function itsClassroom(tx: Tx, { institutionId, classroomId, kind }: AtWork["run"]): Promise<Classroom> {
  const [classroom] = await lockClassrooms(tx, institutionId, classroomId === null ? [] : [classroomId]);
  if (classroom === undefined) throw new Error(`a run about no classroom: ${kind}`);
  return classroom;
}

async function inUse(tx: Tx, { run, facts }: AtWork, as: { hostId: string; roomId: string | null }): Promise<void> {
  const classroom = await itsClassroom(tx, run);
  const now = await lockedRun(tx, run);
  const meeting = { meetingId: facts.meetingId ?? classroom.meetingId, meetingIsPersonal: facts.meetingIsPersonal ?? classroom.meetingIsPersonal };
  await saveClassroom(tx, { ...classroom, ...meeting, ...as, state: "in use" });
  await keepAccount(tx, classroom, now.facts);
}
