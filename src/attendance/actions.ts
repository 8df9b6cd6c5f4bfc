import { latest, type Instant } from "../lib/time.ts";
import { attendeesOf } from "../attendees/actions.ts";
import { isErased } from "../attendees/attendee.ts";
import { erasedAt } from "../attendees/erasing/actions.ts";
import { erasedFrom, type Erased } from "../attendees/erasing/mark-actions.ts";
import { enqueue } from "../platform/deliveries.ts";
import type { Tx } from "../platform/database.ts";
import { giveMemoryBack } from "../platform/memory.ts";
import { mailContext } from "../sessions/deciding/actions.ts";
import { deliveriesFor } from "../sessions/deciding/mails.ts";
import { GIVES_UP_AFTER, UNSERVED } from "../sessions/doing/retry.ts";
import { done, zoomFor, type Performer } from "../sessions/doing/effect.ts";
import { endDue, type Session } from "../sessions/session.ts";
import type { Room } from "../rooms/room.ts";
import type { World } from "../world.ts";
import { ZoomError, type MeetingInstance, type MeetingRef, type Zoom, type ZoomFact } from "../zoom/port.ts";
import { withSaid } from "./by-hand/by-hand.ts";
import { saidOf } from "./by-hand/store.ts";
import { isNameless, markOf, nameless, withoutErased } from "./forgotten.ts";
import type { Registered, RoomUser } from "./matching.ts";
import { judgeReadings, type Reading, type Verdict } from "./readings.ts";
import { reportOf, type Report } from "./report.ts";
import { runsOf } from "./runs.ts";
import { joinsIn, sightingsIn, staysSeen, type Sighting } from "./seen.ts";
import type { Stay } from "./stay.ts";
import * as store from "./store.ts";

export { reportOfSession } from "./store.ts";

/** Reads who was there, again and again until two readings agree, and makes the report; the organizer gets one mail, when it is final. */
export const readReport: Performer = async (world, command, session, room) => {
  if ((await erasedAt(world.db, session.institutionId, session.id)) !== null) return done(); // what Zoom still knows is not to come back
  const now = world.clock.now();
  const sightings = await store.sightingsOf(world.db, session.institutionId, session.id);
  const seen = staysSeen(sightings.filter((one) => !one.waiting)); // who waits at the door is not in the meeting
  const { reading, instances } = await readAll(zoomFor(world, session), session, seen, { now, isLastTry: command.attempts >= GIVES_UP_AFTER });
  if (reading.stays.length > MANY) giveMemoryBack();
  const found: Found = { session, room, sightings, seen, reading, instances };
  const made = await make(world.db, world, found);
  if (reading.stays.length > MANY) giveMemoryBack();
  const also = (tx: Tx): Promise<void> => keep(tx, world, found, made);
  if (made.verdict.is === "read again") return { againAt: made.verdict.at, also };
  return done({ also, step: noteOf(made.report) });
};

type Found = { session: Session; room: Room | null; sightings: Sighting[]; seen: Stay[]; reading: Reading; instances: MeetingInstance[] };
/** `last` is compared with the next reading; whoever was erased on request is not in it. */
type Made = { report: Report; last: Reading; verdict: Verdict; erased: Erased };

async function make(tx: Tx, world: World, found: Found): Promise<Made> {
  const { session, room, instances } = found;
  const now = found.reading.at;
  const erased = await erasedFrom(tx, world, session);
  const seen = nameless(found.seen, erased);
  const reading = { ...found.reading, stays: nameless(found.reading.stays, erased) };
  const last = erased.marks === 0 ? reading : { ...reading, stays: reading.stays.filter((stay) => !isNameless(stay)) };
  const runs = runsOf(instances, [...reading.stays, ...seen], session.live, now);
  const before = await store.keptOf(tx, session.institutionId, session.id);
  const since = latest(runs.map((run) => run.end)) ?? endDue(session);
  const verdict: Verdict =
    session.meeting === null && seen.length === 0 ? { is: "final" } : judgeReadings(before?.last ?? null, last, joinsIn(seen), now, since);
  const report = reportOf({
    planned: session.time,
    real: runs,
    registered: await registeredIn({ db: tx }, session),
    host: roomUser(session, room),
    reading,
    seen,
    verdict,
    readAt: [...(before?.report.readAt ?? []), now],
  });
  return { report, last, verdict, erased };
}

/** While Zoom was read somebody may have been erased: then the report is made anew from the same reading. */
async function keep(tx: Tx, world: World, found: Found, first: Made): Promise<void> {
  const { session, sightings } = found;
  if ((await erasedAt(tx, session.institutionId, session.id)) !== null) return;
  const erased = await erasedFrom(tx, world, session);
  const { report, last } = erased.marks === first.erased.marks ? first : await make(tx, world, found);
  const late = sightings.filter((one) => nameless(staysSeen([one]), erased).some(isNameless));
  if (late.length > 0) await store.forgetSightings(tx, session.institutionId, session.id, late);
  await keepAndTell(tx, world, session, { report: { ...report, standing: first.report.standing }, last });
}

/** Pages of so many rows, and what was made of them, are worth a collection before the next part: it takes a tenth of a second. */
const MANY = 5000;

/** What the step says of it. */
function noteOf(report: Report): { note?: string } {
  if (report.source === "nobody started") return { note: "nobody_started" };
  return report.standing.doubt === "not read twice" ? { note: "single_reading" } : {};
}

/** One mail for each session, however often a changed end makes it be read anew. */
async function keepAndTell(tx: Tx, world: Pick<World, "clock" | "random" | "origin">, session: Session, kept: store.Kept): Promise<void> {
  const said = await saidOf(tx, session.institutionId, session.id);
  await store.keep(tx, session.institutionId, session.id, { ...kept, report: withoutErased(kept.report) }, withSaid(kept.report, said).totals);
  if (kept.report.standing.is !== "final") return;
  const context = await mailContext(tx, world, session.institutionId);
  const mails = deliveriesFor(
    context,
    world.random,
    session,
    { kind: "report", to: "organizer", step: null, more: { page: `${world.origin}/sessions/${session.id}/report` }, usefulUntil: null },
    [],
  );
  await enqueue(
    tx,
    mails.map((mail) => ({ ...mail, key: `${session.id}/report`, usefulUntil: null })),
  );
}

export const registeredIn = async ({ db }: { db: Tx }, s: Session): Promise<Registered[]> =>
  (await attendeesOf(db, s.institutionId, s.id)).map((a) => ({
    attendeeId: a.id,
    name: a.name,
    email: isErased(a) ? "" : a.email,
    registrantId: isErased(a) ? markOf(a.id) : a.registrantId,
  }));

/** Whoever signs in as the room is the organizer. */
export const roomUser = (s: Session, room: Room | null): RoomUser => ({
  hostId: s.meeting?.hostId ?? s.hostId,
  hostEmail: room?.email ?? null,
  standIn: s.alternative?.email ?? null,
});

type Reader = { now: Instant; isLastTry: boolean };

/**
 * Every run of the meeting that Zoom lists or that webhooks saw: an accidental end makes a new one, and a meeting made anew has other runs than the one before.
 * Where Zoom tells nothing at all the step says so and is tried again; when that was in vain, what the webhooks saw stands in for what is unread.
 */
async function readAll(
  zoom: Zoom,
  session: Session,
  seen: readonly Stay[],
  { now, isLastTry }: Reader,
): Promise<{ reading: Reading; instances: MeetingInstance[] }> {
  let failure: ZoomError | null = null;
  const tried = async <T>(asked: Promise<T[]>): Promise<T[] | null> => {
    try {
      return await orNone(asked);
    } catch (error) {
      if (!(error instanceof ZoomError)) throw error;
      failure = error;
      return null;
    }
  };
  const standsIn = isLastTry && seen.length > 0;
  const listed = session.meeting === null ? [] : await tried(zoom.instances(session.meeting));
  if (failure !== null && (!standsIn || isUnserved(failure))) throw failure;
  const instances = listed ?? [];
  const known = [...new Set([...instances.map((one) => one.instanceId), ...seen.map((stay) => stay.instance)])];
  const ref: Pick<MeetingRef, "kind"> = session.meeting ?? session;
  const [stays, read]: [Stay[], string[]] = [[], []];
  for (const instance of known) {
    const those = await tried(zoom.stays(ref, instance));
    if (those === null) continue;
    for (const stay of those) stays.push({ ...stay, instance });
    read.push(instance);
  }
  if (failure !== null && read.length === 0 && (!standsIn || isUnserved(failure))) throw failure;
  return { reading: { at: now, stays, known: listed === null ? [...known, UNLISTED] : known, read }, instances };
}

/** Runs that there may be besides, as long as Zoom does not list them. */
const UNLISTED = "unlisted";

/** The step waits for its connection. */
const isUnserved = ({ kind }: ZoomError): boolean => UNSERVED.some((one) => one === kind);

/** Zoom says *not found* of what it keeps no report of: somebody who was alone, or a meeting that never ran. */
async function orNone<T>(asked: Promise<T[]>): Promise<T[]> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ZoomError && error.kind === "not_found") return [];
    throw error;
  }
}

/** Who was seen to come or go, as the webhooks told it. */
export async function saveSightings(tx: Tx, session: Session, facts: readonly ZoomFact[]): Promise<void> {
  const rows = sightingsIn(facts);
  if (rows.length > 0) await store.saveSightings(tx, session.institutionId, session.id, rows);
}
