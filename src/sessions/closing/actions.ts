import { after, seconds, type Instant } from "../../lib/time.ts";
import { lockRooms, refusesPassword, renewPassword, saveHolder } from "../../rooms/actions.ts";
import type { Room } from "../../rooms/room.ts";
import type { World } from "../../world.ts";
import { ZoomError, type MeetingRef } from "../../zoom/port.ts";
import { nextWake } from "../decide.ts";
import { done, notedOf, zoomFor, type Performer } from "../doing/effect.ts";
import { looked } from "../live.ts";
import { isHandedOver, stillToCome, type Session } from "../session.ts";
import { askForQueue, lockSession, saveSession, shortenReservation, wakeHeld } from "../store.ts";

/** Zoom accepts an end before it has happened; we ask again until it says that nothing runs. */
const CONFIRM_AFTER = seconds(10);
const ENDING = "ending";

/** Makes true that nothing runs in the room any more, and says how it came to an end. */
export const ensureEnded: Performer = async (world, _command, session) => {
  const now = world.clock.now();
  const running = await whatRuns(world, session);
  if (running.length === 0) {
    const note = hasBeenAsked(session)
      ? "ended_by_bedel"
      : session.meeting === null && !isHandedOver(session)
        ? "nothing_to_end"
        : session.live === null
          ? "nobody_started"
          : "ended_before";
    return done({ step: { note }, facts: (s) => ended(s, now) });
  }
  if (cameBack(session, running, now)) return done({ notYet: true, facts: (s) => back(s, now) });
  const zoom = zoomFor(world, session);
  await noteStep(world, session, "end", ENDING);
  for (const ref of running) await zoom.endMeeting(ref);
  if ((await whatRuns(world, session)).length === 0) return done({ step: { note: "ended_by_bedel" }, facts: (s) => ended(s, now) });
  return {
    againAt: after(now, CONFIRM_AFTER),
    facts: (s) => ({ ...s, live: looked(s.live, true, now) }),
    room: (room) => ({ ...room, password: { ...room.password, evidenceAt: now } }),
    also: async (tx) => void (await wakeHeld(tx, session.institutionId, session.roomId!, now)),
  };
};

/** It was taken for over before its time, nobody asked for its end, and it runs all the same. */
const cameBack = (s: Session, running: readonly MeetingRef[], now: Instant): boolean =>
  s.overAt !== null &&
  s.endAskedAt === null &&
  !hasBeenAsked(s) &&
  now < after(s.time.end, s.policy.courtesy) &&
  running.some((ref) => ref.id === s.meeting?.id);

/** It goes on: what was left out as needless is still to come. */
const back = (s: Session, now: Instant): Session => ({ ...s, steps: stillToCome(s.steps), overAt: null, live: looked(s.live, true, now) });

const hasBeenAsked = (s: Session): boolean => notedOf(s.steps.end) === ENDING;

/** Committed before Zoom is asked, or as soon as it is known: a lost answer or a crash must not make the page tell another story. */
const noteStep = (world: World, { institutionId, id, revision }: Session, step: "end" | "close", note: string): Promise<void> =>
  world.db.transaction(async (tx) => {
    const s = await lockSession(tx, institutionId, id);
    if (s === null || s.revision !== revision || (s.steps[step].is !== "started" && s.steps[step].is !== "failed")) return;
    await saveSession(tx, { ...s, steps: { ...s.steps, [step]: { ...s.steps[step], note } } }, nextWake(s, world.clock.now()));
  });

const ended = (s: Session, now: ReturnType<World["clock"]["now"]>): Session => ({
  ...s,
  live: s.live === null ? null : looked(s.live, false, now),
  overAt: s.overAt ?? (s.endAskedAt !== null && now < s.time.end ? now : null),
});

/** The session's own meeting, and whatever else its holder runs in the room. */
async function whatRuns(world: World, session: Session): Promise<MeetingRef[]> {
  const zoom = zoomFor(world, session);
  const own = session.meeting === null ? null : await zoom.readMeeting(session.meeting);
  const others = isHandedOver(session) && session.hostId !== null ? await zoom.liveMeetings(session.hostId) : [];
  const refs: MeetingRef[] = own?.running ? [{ id: own.id, kind: own.kind, hostId: own.hostId }] : [];
  return [...refs, ...others.filter((ref) => ref.id !== own?.id)];
}

const CHANGED = "password_changed";

/**
 * Makes true that nobody who held the room can open it again: a password that nobody knows, no joining before the host, SSO users signed
 * out. Its end is confirmed, so once the password is changed, or Zoom refuses another change of it today and the room goes on by start
 * link, nothing else keeps the next one waiting; this step stays failed until all of it is done.
 */
export const ensureClosed: Performer = async (world, _command, session, room) => {
  const now = world.clock.now();
  const zoom = zoomFor(world, session);
  const wasExposed = room?.password.exposedTo === session.id;
  const refused = room === null ? null : await secure(world, session, room);
  const changed = (wasExposed && refused === null) || notedOf(session.steps.close) === CHANGED;
  if (changed) await noteStep(world, session, "close", CHANGED);
  const { meeting } = session;
  const locked = meeting === null ? null : await troubleOf(() => unlessGone(zoom.lockMeeting(meeting)));
  const signedOut = room?.signsInWith.includes("sso") === true ? await troubleOf(() => zoom.signOut(room.hostId)) : null;
  const taken = meeting === null || session.alternative === null ? null : await troubleOf(() => unlessGone(zoom.nameAlternativeHost(meeting, null)));
  const trouble = refused ?? locked ?? taken ?? signedOut;
  if (trouble !== null) {
    if (room !== null) await leave(world, session, room);
    throw trouble;
  }
  return done({
    ...(changed ? { step: { note: CHANGED } } : {}),
    room: (r) => (r.password.occupiedBy === session.id ? { ...r, password: { ...r.password, occupiedBy: null, evidenceAt: null } } : r),
    also: async (tx, s) => {
      if (s.roomId !== null) await wakeHeld(tx, s.institutionId, s.roomId, now);
      if ((await shortenReservation(tx, s, now)) > 0 && (s.overAt !== null || s.status === "cancelled")) await askForQueue(tx, s.institutionId);
    },
  });
};

async function troubleOf(work: () => Promise<void>): Promise<ZoomError | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof ZoomError) return error;
    throw error;
  }
}

/** Gives back Zoom's refusal, if it is one that lasts. */
async function secure(world: World, session: Session, room: Room): Promise<ZoomError | null> {
  if (room.password.exposedTo !== session.id) return null;
  try {
    await renewPassword(world, room);
    return null;
  } catch (error) {
    if (refusesPassword(error)) return error;
    throw error;
  }
}

/** Nobody holds the room any more; as long as who held it still knows its password it is opened by start link. */
const leave = ({ db, clock }: World, session: Session, room: Room): Promise<void> =>
  db.transaction(async (tx) => {
    const [locked] = await lockRooms(tx, room.institutionId, [room.id]);
    if (locked?.password.occupiedBy !== session.id) return;
    await saveHolder(tx, { ...locked, password: { ...locked.password, occupiedBy: null, evidenceAt: null } });
    await wakeHeld(tx, room.institutionId, room.id, clock.now());
  });

async function unlessGone(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ZoomError) || error.kind !== "not_found") throw error;
  }
}
