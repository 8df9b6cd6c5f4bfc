import type { World } from "../../world.ts";
import { ZoomError, type Standing, type Zoom } from "../../zoom/port.ts";
import type { Classroom } from "../classroom.ts";
import { after, minutes, type Instant } from "../../lib/time.ts";
import { done, type AtWork, type PerformStep, type StepResult } from "../runs/performer.ts";
import { lockClassrooms, saveClassroom, sealedOpening } from "../store.ts";
import { nextPasscodeAt } from "../timetable.ts";
import { whatHinders } from "./rows-first-actions.ts";
import { chosenPasscode, classroomAt } from "./standing-actions.ts";
import { zoneOf } from "../zone-actions.ts";

/**
 * The passcode in Zoom, read back, and the join address with it, which carries it: only what Zoom holds afterwards is kept. That it may be set is written down
 * before, because from then on the rows that publish it must follow.
 */
export const setPasscode: PerformStep = async (world, at) => {
  if (at.run.kind === "undo replacing" && at.secrets.opened === undefined) return { end: { is: "skipped", because: "never_opened" } };
  const classroom = await classroomAt(world, at);
  const meeting = meetingOf(at, classroom);
  const passcode = await chosenPasscode(world, at);
  const zoom = world.zoomOf(at.run.institutionId);
  let held = await read(zoom, meeting);
  // Published in one more row, and Zoom holds just this passcode: whoever comes in by what was published before still does.
  const unchanged = at.asked.publishes === true && at.facts.passcodeSince == null && held.passcode === passcode;
  // The link of a new meeting's former opens nothing any more as it is, and that of a classroom that comes back is shown nowhere yet. A meeting that was just made has
  // its passcode by now, but before a session moves the rows are looked at all the same.
  const isFirst = at.facts.passcodeSince == null && at.run.kind !== "new meeting" && at.run.kind !== "undo replacing";
  const asksRows = isFirst && (held.passcode !== passcode || at.run.kind === "replace classroom");
  const hindered = asksRows ? await whatHinders(world, at, { link: held.joinUrl, passcode }) : null;
  // One that was published nowhere may wait for a database with its passcode set, as nobody is told another one meanwhile; but no session moves before.
  if (hindered !== null && (at.run.kind !== "new classroom" || hindered.end.is === "failed")) return hindered;
  if (held.passcode !== passcode) {
    await at.intend({ facts: { passcodeSince: at.now, hinderedBy: null, rowsAwaySince: null, isPublished: at.facts.isPublished ?? isShownIn(at, held) } });
    try {
      await (meeting.isPersonal ? zoom.setPersonalPasscode(meeting.hostId, passcode) : zoom.setStandingPasscode(refOf(meeting), passcode));
    } catch (error) {
      if (error instanceof ZoomError && CERTAINLY_NOT.has(error.kind)) await at.keep({ facts: { passcodeSince: at.facts.passcodeSince ?? null } }); // what was set before is owed to the rows still
      throw error;
    }
    held = await read(zoom, meeting);
    if (held.passcode !== passcode) throw new ZoomError("not_kept", "Zoom holds another passcode than it said yes to");
  }
  await keepOpening(world, { ...classroom, meetingId: held.meetingId, meetingIsPersonal: meeting.isPersonal }, { link: held.joinUrl, passcode }, at);
  return done({
    facts: { meetingId: held.meetingId, rowsAwaySince: null, hinderedBy: null, passcodeSince: unchanged ? null : (at.facts.passcodeSince ?? at.now) },
    secrets: { link: held.joinUrl, passcode },
  });
};

/** So long what was set a moment ago is what Zoom holds. */
const FRESH = minutes(1);

/**
 * What writes rows a while after the passcode was set looks at Zoom again before: somebody may have set another one there meanwhile, and the rows would open nothing.
 * While Zoom does not answer the rows are written all the same: what they show by then is older still.
 */
export const asInZoom =
  (perform: PerformStep): PerformStep =>
  async (world, at) => {
    const { facts, secrets, run } = at;
    const since = facts.passcodeSince ?? run.steps.find(({ name, state }) => name === "set_passcode" && state === "done")?.at;
    if (since == null || secrets.passcode === undefined || at.now < after(since as Instant, FRESH)) return perform(world, at);
    const again = await setAgain(world, at);
    if (again === null) return perform(world, at);
    if (again.end.is !== "done") return again;
    world.log.info("the passcode of a classroom was set in Zoom again before its rows", { run: run.id });
    const result = await perform(world, { ...at, facts: { ...facts, ...again.facts }, secrets: { ...secrets, ...again.secrets } });
    return { ...result, facts: { ...again.facts, ...result.facts }, secrets: { ...again.secrets, ...result.secrets } };
  };

/** Null: Zoom holds it, or does not say what it holds. */
async function setAgain(world: World, at: AtWork): Promise<StepResult | null> {
  const meeting = meetingOf(at, await classroomAt(world, at));
  const held = await read(world.zoomOf(at.run.institutionId), meeting).catch((error: unknown) => (error instanceof ZoomError ? null : Promise.reject(error)));
  return held === null || held.passcode === at.secrets.passcode ? null : setPasscode(world, at);
}

/** After these Zoom holds what it held: nothing is apart. */
const CERTAINLY_NOT: ReadonlySet<ZoomError["kind"]> = new Set(["refused", "permission", "plan", "missing_scope", "not_found", "spent", "busy", "reconnect", "disconnected"]); // prettier-ignore

/** Whether its rows, as they were looked at, let people into this meeting already: of a Zoom user who was there before. */
const isShownIn = ({ secrets }: AtWork, held: Standing): boolean =>
  Object.values(secrets.before ?? {}).some(({ link, passcode }) => (link ?? "").includes(held.meetingId) || (passcode != null && passcode !== "" && passcode === held.passcode)); // prettier-ignore

type Meeting = { hostId: string; meetingId: string; isPersonal: boolean };
const refOf = ({ meetingId, hostId }: Meeting) => ({ id: meetingId, kind: "meeting" as const, hostId });

function meetingOf({ facts, run }: AtWork, classroom: Classroom): Meeting {
  const hostId = facts.hostId ?? classroom.hostId;
  const meetingId = facts.meetingId ?? classroom.meetingId;
  if (hostId == null || meetingId == null) throw new Error(`no standing meeting was found before: ${run.kind}`);
  return { hostId, meetingId, isPersonal: facts.meetingIsPersonal ?? classroom.meetingIsPersonal ?? false };
}

async function read(zoom: Zoom, meeting: Meeting): Promise<Standing> {
  const held = meeting.isPersonal ? await zoom.personalMeeting(meeting.hostId) : await zoom.readStandingMeeting(refOf(meeting));
  if (held === null) throw new ZoomError("not_found", "Zoom knows the standing meeting no more");
  return held;
}

/** As Bedel set it last, and of which meeting: a personal one may have another number by now, and one that was gone has. Where it changes on a timetable, the days are counted from now; of one whose place is taken, once it has it again. */
const keepOpening = (
  world: World,
  { institutionId, id, meetingId, meetingIsPersonal }: Classroom,
  opening: { link: string; passcode: string },
  { now }: AtWork,
): Promise<void> =>
  world.db.transaction(async (tx) => {
    const [classroom] = await lockClassrooms(tx, institutionId, [id]);
    if (classroom === undefined) return;
    const passcodeDueAt = classroom.state === "replaced" ? null : nextPasscodeAt(classroom, now, await zoneOf(tx, institutionId));
    await saveClassroom(tx, { ...classroom, meetingId, meetingIsPersonal, sealed: sealedOpening(world.secrets, classroom, opening), passcodeDueAt });
  });
