import { openAsRoom } from "../../rooms/opening-actions.ts";
import { hostsInUse } from "../../sessions/hosting/actions.ts";
import type { World } from "../../world.ts";
import type { ZoomUser } from "../../zoom/port.ts";
import { done, type AtWork, type PerformStep, type StepResult } from "../runs/performer.ts";
import { lockClassrooms, saveClassroom } from "../store.ts";
import { hostOf } from "./standing-actions.ts";

/** The Zoom user is a room of Bedel's, given out by hand, and the classroom is in use. Without a licence it is a classroom and no room. */
export const openRoom: PerformStep = async (world, at) => {
  const hostId = hostOf(at);
  const user = await world.zoomOf(at.run.institutionId).readUser(hostId);
  const hosts = await hostsInUse(world.db, at.run.institutionId, at.now);
  if (hosts.some((host) => host.hostId === hostId)) return { end: { is: "failed", because: "room_hosts_sessions", retryAt: null } };
  return opened(world, at, user);
};

const opened = (world: World, { run, asked, facts, now }: AtWork, user: ZoomUser): Promise<StepResult> =>
  world.db.transaction(async (tx) => {
    const { institutionId, classroomId } = run;
    const [classroom] = await lockClassrooms(tx, institutionId, classroomId === null ? [] : [classroomId]);
    if (classroom === undefined) throw new Error(`a run about no classroom: ${run.kind}`);
    const { name, code } = classroom;
    const room = user.licensed ? await openAsRoom(tx, world, institutionId, user, { name: asked.name ?? name, code: asked.code ?? code }, now) : null;
    if (room !== null && !room.ok) return { end: { is: "failed", because: room.refusal.because, retryAt: null } };
    const roomId = room?.value.id ?? null;
    const meeting = { meetingId: facts.meetingId ?? classroom.meetingId, meetingIsPersonal: facts.meetingIsPersonal ?? classroom.meetingIsPersonal };
    await saveClassroom(tx, { ...classroom, ...meeting, hostId: user.hostId, roomId, state: "in use" });
    if (roomId === null) return { end: { is: "skipped", because: "room_without_licence" } };
    return done({ facts: { roomId } });
  });
