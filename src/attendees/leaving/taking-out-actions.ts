import type { Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import { mayHaveHad } from "../../platform/delivered.ts";
import { enqueue, withdrawFor } from "../../platform/deliveries.ts";
import { mailContext, wishFor } from "../../sessions/deciding/actions.ts";
import { deliveriesFor } from "../../sessions/deciding/mails.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { recipientsAmong } from "../actions.ts";
import type { Attendee } from "../attendee.ts";
import { isErased } from "../attendee.ts";
import * as store from "../store.ts";

/** Takes somebody out of a session, Zoom's registrant too, and withdraws the mails that wait. The session is locked. Null: nobody is there under that id. */
export async function takeOut(tx: Tx, session: Session, attendeeId: string, now: Instant): Promise<Attendee | null> {
  const gone = await store.deleteAttendee(tx, session.institutionId, session.id, attendeeId);
  if (gone === null) return null;
  await withdrawFor(tx, session.institutionId, [attendeeId]);
  if (session.bookingId !== null) await store.bookingsToTell(tx, session.institutionId, [session.bookingId]); // who has heard of it hears this, and who comes back one day is told anew
  if (session.meeting !== null && session.registrantsAsked) await unregister(tx, session, gone, now);
  return gone;
}

/** Zoom may know the person by now, or is just being told. */
async function unregister(tx: Tx, session: Session, gone: Attendee, now: Instant): Promise<void> {
  await store.rememberRemoved(tx, gone);
  await wishFor(tx, session, "removeRegistrants", now);
}

/** Mails that put a session into somebody's calendar. */
const WITH_ENTRY = ["link", "changed"];
const BOOKED_WITH_ENTRY = ["booking_made", "booking_moved"];

/**
 * The same, and the person is told, where one with an entry may have arrived: it goes out of the person's calendar. Nothing was there to take back from anybody else,
 * and who has heard that all is called off needs no more. Of a session that somebody booked its booking tells: the entry is the booking's.
 */
export async function takeOutAndTell(
  tx: Tx,
  world: Pick<World, "clock" | "random" | "origin">,
  session: Session,
  attendeeId: string,
  now: Instant,
): Promise<(Attendee & { told: boolean }) | null> {
  const isBooked = session.bookingId !== null;
  const hadEntry = (await mayHaveHad(tx, session.institutionId, [attendeeId], isBooked ? BOOKED_WITH_ENTRY : WITH_ENTRY)).has(attendeeId);
  const gone = await takeOut(tx, session, attendeeId, now);
  if (gone === null) return null;
  const isCalledOff = (session.status === "cancelled" || session.status === "declined") && session.undo === null;
  const told = hadEntry && !isCalledOff && !isErased(gone);
  if (told && !isBooked) await tellGone(tx, world, session, gone);
  return { ...gone, told };
}

/**
 * The same for many people in many sessions of one institution, which are locked. Whom nobody has written to, and Zoom does not know, goes with all others of the
 * kind at once: of a course's dates these are nearly all. In which sessions that was, once for each person.
 */
export async function takeOutAllAndTell(
  tx: Tx,
  world: Pick<World, "clock" | "random" | "origin">,
  sessions: readonly Session[],
  places: readonly { id: string; sessionId: string }[],
  now: Instant,
): Promise<string[]> {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const theirs = places.flatMap(({ id, sessionId }) => (byId.has(sessionId) ? [{ id, session: byId.get(sessionId)! }] : []));
  if (theirs.length === 0) return [];
  const { institutionId } = theirs[0]!.session;
  const written = await mayHaveHad(tx, institutionId, theirs.map(({ id }) => id), WITH_ENTRY); // prettier-ignore
  const { slow = [], quick = [] } = Object.groupBy(theirs, ({ id, session }) =>
    written.has(id) || (session.meeting !== null && session.registrantsAsked) ? "slow" : "quick",
  );
  const ids = quick.map(({ id }) => id);
  const out = await store.deleteAttendees(tx, institutionId, ids);
  await withdrawFor(tx, institutionId, ids);
  for (const { id, session } of slow) if ((await takeOutAndTell(tx, world, session, id, now)) !== null) out.push(session.id);
  return out;
}

async function tellGone(tx: Tx, world: Pick<World, "clock" | "random" | "origin">, session: Session, gone: Attendee): Promise<void> {
  const context = await mailContext(tx, world, session.institutionId);
  const order = { kind: "off_list", to: "attendees", step: null, usefulUntil: session.time.end } as const;
  const mails = deliveriesFor(context, world.random, session, order, await recipientsAmong(tx, session.institutionId, [gone]));
  await enqueue(
    tx,
    mails.map((mail) => ({ ...mail, attendeeId: null })),
  ); // nobody of this id is there any more
}
