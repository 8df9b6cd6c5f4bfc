import { after, seconds, type Instant } from "../../lib/time.ts";
import { keepChange, type KeptChange } from "../../connections/actions.ts";
import type { World } from "../../world.ts";
import { ZoomError, type Meeting, type MeetingPlan, type MeetingRef, type Zoom } from "../../zoom/port.ts";
import { json, sql } from "../../platform/database.ts";
import { meetingPlan } from "../change.ts";
import { done, zoomFor, type Effect, type Performer } from "../doing/effect.ts";
import { heldOf } from "../following/found.ts";
import { followOwnZoom } from "../hosting/own-zoom-actions.ts";
import { namedAnew } from "../opening/actions.ts";
import { lockSession, saveSession } from "../store.ts";
import { isToday, mostPlanned, nextDay, untilWhenToday } from "./budget.ts";
import { sessionsToday } from "./store.ts";
import { mark, WAITS_FOR_DAY, WATCH_EVERY, type Intent, type MeetingFact, type Session, type Stray } from "../session.ts";

/** Zoom's lists lag behind creates: after an unanswered one we look at these moments, and only then may we create anew. */
const LOOKS = [seconds(5), seconds(30), seconds(120)];

const passcodeOf = ({ secrets }: Pick<World, "secrets">, s: Session): string =>
  secrets
    .tokenFor(`passcode ${s.id}`)
    .replaceAll(/[^A-Za-z0-9]/g, "x")
    .slice(0, 8);

/** Makes true that this session's meeting, and one only, exists in Zoom as planned; checked by what Zoom says that it holds, since it answers 2xx and drops settings silently. */
export const ensureMeeting: Performer = async (world, _command, session) => {
  if (session.status !== "placed" || session.hostId === null) return done();
  if (await followOwnZoom(world, session)) return done(); // what it wishes now is another command
  const change = await changeFor(world, session, session.hostId);
  if (change === null) return { againAt: nextDay(world.clock.now()), facts: (s) => waitsForDay(s, world.clock.now()) };
  return ensured(world, session, session.hostId, change).finally(() => change.giveBack());
};

async function ensured(world: World, session: Session, host: string, change: KeptChange): Promise<Effect> {
  const zoom = zoomFor(world, session);
  const plan = meetingPlan(session, passcodeOf(world, session));
  if (session.meeting !== null) {
    const back = await brought(zoom, session.meeting, plan, change);
    if (back !== null) return made(world, session, back, plan);
  }
  const { intent } = session;
  const hostId = intent?.hostId ?? host;
  const there = intent === null ? zoom : zoomOfHost(world, session, intent);
  const found = await there.findMeeting(hostId, intent?.kind ?? session.kind, mark(session.id), { lately: intent === null }); // also where we know of no create: the database may be an older copy
  if (found !== null && hostId === host) {
    const back = await brought(zoom, found, plan, change);
    if (back !== null) return made(world, session, back, plan);
  }
  if (found !== null) await remove(there, found);
  const lookAgain = intent !== null && found === null ? nextLook(intent, world.clock.now()) : null;
  if (lookAgain !== null) throw new ZoomError("unanswered", "the answer to a create was lost", { retryAt: lookAgain });
  return create(world, session, plan, change);
}

/** Zoom by the connection that reached a host whom the session may have left since. */
const zoomOfHost = (world: World, s: Session, { via = null }: Pick<Intent, "via">): Zoom => zoomFor(world, { institutionId: s.institutionId, via });

/** For today's sessions Zoom itself says when no change is left: our count may be too high, since we count what it perhaps does not. */
const NOTHING_KEPT: KeptChange = { use: () => false, giveBack: async () => undefined };

/**
 * Null: not today. What is near never waits for what is far, since Zoom counts changes for each host and day. Kept before it is made,
 * because a hundred sessions of one host are looked at at once.
 */
async function changeFor({ db, clock }: Pick<World, "db" | "clock">, s: Session, hostId: string): Promise<KeptChange | null> {
  const now = clock.now();
  if (isToday(s.time, now)) return NOTHING_KEPT;
  const today = await sessionsToday(db, s.institutionId, hostId, now, untilWhenToday(now));
  return keepChange(db, s.institutionId, hostId, now, mostPlanned(today));
}

const waitsForDay = (s: Session, now: Instant): Session => ({
  ...s,
  steps: { ...s.steps, generate: s.steps.generate.is === "done" ? s.steps.generate : { is: "started", at: now, note: WAITS_FOR_DAY } },
});

/** Null: Zoom no longer has it. */
async function brought(zoom: Zoom, ref: MeetingRef, plan: MeetingPlan, change: KeptChange): Promise<Meeting | null> {
  try {
    await zoom.updateMeeting(ref, plan, change);
  } catch (error) {
    if (!(error instanceof ZoomError) || error.kind !== "not_found") throw error;
    return null;
  }
  return zoom.readMeeting(ref);
}

const nextLook = (intent: Intent, now: Instant): Instant | null => LOOKS.map((pause) => after(intent.at, pause)).find((moment) => moment > now) ?? null;

async function create(world: World, session: Session, plan: MeetingPlan, change: KeptChange): Promise<Effect> {
  const { db, clock } = world;
  const zoom = zoomFor(world, session);
  const intent: Intent = { hostId: session.hostId!, via: session.via, kind: session.kind, at: clock.now(), looks: 0 };
  await saveIntent(db, session, intent);
  let meeting: Meeting;
  try {
    meeting = await zoom.createMeeting(session.hostId!, plan, change);
  } catch (error) {
    if (!(error instanceof ZoomError && error.kind === "unanswered")) await saveIntent(db, session, null);
    throw error;
  }
  return made(world, session, meeting, plan);
}

/** Committed before Zoom is asked: after a crash we know that a meeting of ours may exist. */
const saveIntent = (db: World["db"], s: Session, intent: Intent | null): Promise<number> =>
  db.run(sql`update sessions set intent = ${intent === null ? null : json(intent)} where institution_id = ${s.institutionId} and id = ${s.id}`);

/** Refuses to call done what Zoom does not hold, and keeps the meeting all the same. Registration that Zoom dropped is no failure: links still work, names are less sure. */
async function made(world: World, session: Session, back: Meeting, plan: MeetingPlan): Promise<Effect> {
  const meeting: MeetingFact = {
    id: back.id,
    kind: back.kind,
    hostId: session.hostId!,
    joinUrl: back.joinUrl,
    registration: back.registration,
    revision: session.revision,
    held: heldOf(back),
  };
  const alternative = await namedAnew(zoomFor(world, session), session, back);
  const remade = session.meeting !== null && session.meeting.id !== meeting.id;
  const facts = (s: Session): Session =>
    kept(
      {
        ...s,
        intent: null,
        alternative: plan.noAlternativeHost === true ? null : (alternative ?? s.alternative),
        registrantsAsked: remade || !sameMeeting(s, meeting) ? false : s.registrantsAsked,
        registrantTrouble: plan.registration && !back.registration ? "registration_dropped" : s.registrantTrouble,
      },
      meeting,
      session.via,
    );
  const wrong = notKept(plan, back, world.clock.now());
  if (wrong.length === 0) return done({ facts });
  await learn(world, session, facts);
  throw new ZoomError("not_kept", `Zoom holds another ${wrong.join(", ")} than it was told`);
}

/** What Zoom was told and holds otherwise. A start that has passed Zoom calls now, or leaves as it was; a running meeting takes no change. */
function notKept(plan: MeetingPlan, back: Meeting, now: Instant): string[] {
  if (back.running) return [];
  const same = {
    title: back.title === plan.title,
    start: back.start === plan.start || plan.start <= now,
    length: back.minutes === plan.minutes,
    "joining before the host": plan.kind === "webinar" || back.joinBeforeHost !== true,
    "waiting room": plan.kind === "webinar" || back.waitingRoom === plan.waitingRoom,
  };
  return Object.entries(same).flatMap(([what, kept]) => (kept ? [] : [what]));
}

/** What is known now, whatever becomes of the command that found it out. */
const learn = (world: World, { institutionId, id }: Session, facts: (s: Session) => Session): Promise<void> =>
  world.db.transaction(async (tx) => {
    const session = await lockSession(tx, institutionId, id);
    if (session !== null) await saveSession(tx, facts(session), world.clock.now());
  });

const sameMeeting = (s: Session, m: MeetingFact): boolean => s.meeting?.id === m.id;

/** Even a stale answer is a fact: a meeting on a host that the session has left, or of a session cancelled meanwhile, must go again. */
function kept(s: Session, meeting: MeetingFact, via: string | null): Session {
  if (s.status === "placed" && s.hostId === meeting.hostId) return { ...s, meeting };
  return { ...s, stray: [...s.stray, { id: meeting.id, kind: meeting.kind, hostId: meeting.hostId, via }], strayAsked: false };
}

/** Zoom removes nothing that runs: what somebody has begun all the same is ended first, since the room may be another's by now. */
async function remove(zoom: Zoom, ref: MeetingRef, change = NOTHING_KEPT): Promise<void> {
  if ((await zoom.readMeeting(ref))?.running) await zoom.endMeeting(ref);
  await removed(zoom, ref, change);
}

async function hasRun(zoom: Zoom, ref: MeetingRef): Promise<boolean> {
  try {
    return (await zoom.instances(ref)).length > 0;
  } catch (error) {
    if (error instanceof ZoomError && error.kind === "not_found") return false; // Zoom keeps no past of what never ran
    throw error;
  }
}

/** Read back: Zoom has been seen to say yes and do nothing. */
async function removed(zoom: Zoom, ref: MeetingRef, change = NOTHING_KEPT): Promise<void> {
  await zoom.removeMeeting(ref, change);
  if ((await zoom.readMeeting(ref)) !== null) throw new ZoomError("not_kept", "Zoom still has a meeting that it was told to remove");
}

/** Makes true that what must not exist any more does not: what lies far ahead as far as its host's day allows. A meeting that may yet surface is looked for until lists have settled. */
export const removeStray: Performer = async (world, _command, session) => {
  const gone: string[] = [];
  let left = false;
  for (const stray of session.stray) {
    const change = await changeFor(world, session, stray.hostId);
    if (change === null) left = true;
    else await removeStrayOne(world, session, stray, change).finally(() => change.giveBack());
    if (change !== null) gone.push(stray.id);
  }
  const { intent } = session;
  const settled = intent === null || session.status === "placed" || session.status === "waiting" ? "nothing" : await removeUnanswered(world, session, intent);
  const without = (s: Session): Session => ({
    ...s,
    stray: s.stray.filter((stray) => !gone.includes(stray.id)),
    strayAsked: s.stray.every((stray) => gone.includes(stray.id)) ? s.strayAsked : false,
  });
  const againAt = typeof settled === "number" ? settled : left ? nextDay(world.clock.now()) : null;
  if (againAt !== null) return { againAt, facts: (s) => ({ ...without(s), strayAsked: true }) };
  return done({ facts: (s) => ({ ...without(s), intent: settled === "removed" ? null : s.intent, strayAsked: false }) });
};

/** Through a personal connection that is gone nothing is reached; through the institution's it may be, where the host belongs to its account. */
async function removeStrayOne(world: World, session: Session, stray: Stray, change: KeptChange): Promise<void> {
  try {
    await remove(zoomOfHost(world, session, stray), stray, change);
  } catch (error) {
    if (!(error instanceof ZoomError) || error.kind !== "disconnected" || stray.via == null) throw error;
    await remove(zoomOfHost(world, session, { via: null }), stray, change);
  }
}

/** Only ours: our mark, made by a program, on the host that our recorded intent names, and nobody ever in it. What runs is somebody's by now, and is looked at again once it is over. */
async function removeUnanswered(world: World, session: Session, intent: Intent): Promise<Instant | "removed"> {
  const zoom = zoomOfHost(world, session, intent);
  const found = await zoom.findMeeting(intent.hostId, intent.kind, mark(session.id), { lately: false });
  const meeting = found === null ? null : await zoom.readMeeting(found);
  if (meeting !== null) {
    if (meeting.running) return after(world.clock.now(), WATCH_EVERY);
    if (meeting.madeByApi && !(await hasRun(zoom, meeting))) await removed(zoom, meeting);
    return "removed";
  }
  return nextLook(intent, world.clock.now()) ?? "removed";
}
