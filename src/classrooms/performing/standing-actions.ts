import { after, minutes } from "../../lib/time.ts";
import type { World } from "../../world.ts";
import { ZoomError, type Standing, type Zoom } from "../../zoom/port.ts";
import { standingMark, type Classroom } from "../classroom.ts";
import { newPasscode } from "../passcode.ts";
import type { Facts } from "../runs/facts.ts";
import { done, type AtWork, type PerformStep } from "../runs/performer.ts";
import { unlessPaused } from "../zoom-users/guard-actions.ts";
import { classroomById } from "../store.ts";

/** Zoom's lists lag: a meeting made before an answer was lost shows up within this time, or was never made. */
const LISTS_SETTLE = minutes(2);

/** The meeting that is always there: the user's own, or one without a time, which is looked for before it is made. Its passcode is looked after by the step that follows. */
export const standingLink: PerformStep = async (world, at) => {
  const hostId = hostOf(at);
  const zoom = world.zoomOf(at.run.institutionId);
  if (at.run.kind === "undo replacing" && at.secrets.opened === undefined) return { end: { is: "skipped", because: "never_opened" } };
  if (at.run.kind === "undo replacing" && (await isThereStill(zoom, at.facts))) return done();
  if (at.asked.standing !== "meeting without fixed time") {
    const own = await zoom.personalMeeting(hostId);
    return done({ facts: { meetingId: own.meetingId, meetingIsPersonal: true, meetingSince: null } });
  }
  const mark = standingMark(at.run.classroomId!);
  const found = await zoom.findStandingMeeting(hostId, mark);
  if (found !== null) return isThere(found);
  const since = at.facts.meetingSince ?? null;
  if (since !== null && at.now < since + LISTS_SETTLE) return { end: { is: "waits", for: "zoom", because: "lists_lag", lookAt: after(at.now, LISTS_SETTLE) } };
  await unlessPaused(world.db, at.run.institutionId);
  const passcode = await chosenPasscode(world, at);
  await at.keep({ facts: { meetingSince: at.now } });
  return isThere(await zoom.makeStandingMeeting(hostId, { mark, title: at.asked.name ?? (await classroomAt(world, at)).name, passcode }));
};

/** Of a classroom that comes back: the meeting that it had; whoever had it deleted gets no other one back than a new one. */
async function isThereStill(zoom: Zoom, { hostId, meetingId, meetingIsPersonal }: Facts): Promise<boolean> {
  if (meetingIsPersonal === true) return true;
  if (hostId == null || meetingId == null) return false;
  try {
    return (await zoom.readStandingMeeting({ id: meetingId, kind: "meeting", hostId })) !== null;
  } catch (error) {
    if (error instanceof ZoomError && error.kind === "not_found") return false;
    throw error;
  }
}

const isThere = ({ meetingId }: Standing) => done({ facts: { meetingId, meetingIsPersonal: false, meetingSince: null } });

/** Chosen once and sealed with the run before Zoom hears of it: a retry sends the same. */
export async function chosenPasscode(world: Pick<World, "random">, at: AtWork): Promise<string> {
  if (at.secrets.passcode !== undefined) return at.secrets.passcode;
  const passcode = newPasscode(world.random);
  await at.keep({ secrets: { passcode } });
  return passcode;
}

/** Whose Zoom user it is by now. */
export function hostOf({ facts, run }: AtWork): string {
  if (facts.hostId == null) throw new Error(`no user was found before: ${run.kind}`);
  return facts.hostId;
}

/** The classroom that the run is about. */
export async function classroomAt(world: Pick<World, "db">, { run }: AtWork): Promise<Classroom> {
  const classroom = run.classroomId === null ? null : await classroomById(world.db, run.institutionId, run.classroomId);
  if (classroom === null) throw new Error(`a run about no classroom: ${run.kind}`);
  return classroom;
}
