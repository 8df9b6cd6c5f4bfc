import { instant, iso, type Instant } from "../../lib/time.ts";
import type { BookingKind } from "../../notices/bookings/facts.ts";
import { institutionById, membersOf } from "../../people/actions.ts";
import { apart } from "../../platform/apart.ts";
import { bookingsUntold } from "../../platform/due.ts";
import type { Tx } from "../../platform/database.ts";
import { mayHaveHadAt } from "../../platform/delivered.ts";
import { enqueue } from "../../platform/deliveries.ts";
import type { World } from "../../world.ts";
import { nextReminder, type Booking } from "../booking.ts";
import { giveUp, holdTime } from "../holding/actions.ts";
import { mailsOf, whoIn, withGone, type Letters } from "./mails.ts";
import { asTold, inLine, isReminded, isTooEarly, missing, newsOf } from "./news.ts";
import * as store from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "log" | "origin" | "poke">;

/** So many in one transaction: as many were booked at once, and nobody's page waits for longer. */
const TOGETHER = 50;

/**
 * Tells hosts and whoever comes what they have not heard: that it is booked, moved or cancelled, in whatever way that came about; then reminds of what is near.
 * What a booking is by then, what was told of it and the mails are saved together, so nothing is told twice and nothing is forgotten. Says how much it did.
 */
export async function tellBookings(world: Needs): Promise<number> {
  const now = world.clock.now();
  const told = await inTurn(
    world,
    now,
    (tx) => bookingsUntold(tx, now, TOGETHER),
    tellOne,
    (tx, b) => store.saveTold(tx, b),
  );
  const reminded = await inTurn(world, now, (tx) => store.remindersDue(tx, now, TOGETHER), remindOne, goOnReminding);
  if (told + reminded > 0) world.poke(["mails"]);
  return told + reminded;
}

type Doing = (tx: Tx, world: Needs, one: store.Whole, letters: Letters, now: Instant) => Promise<boolean>;
type GivingUp = (tx: Tx, booking: Booking, now: Instant) => Promise<unknown>;

function inTurn(world: Needs, now: Instant, due: (tx: Tx) => Promise<store.Key[]>, deed: Doing, giveUp: GivingUp): Promise<number> {
  return world.db.transaction(async (tx) => {
    const wanted = await due(tx);
    if (wanted.length === 0) return 0;
    const letters = new Map<string, Letters>();
    let done = 0;
    for (const one of await store.lockWhole(tx, wanted)) {
      const { institutionId } = one.booking;
      if (!letters.has(institutionId)) letters.set(institutionId, await lettersIn(tx, world, institutionId, now));
      await apart(
        tx,
        async () => void (done += (await deed(tx, world, one, letters.get(institutionId)!, now)) ? 1 : 0),
        async (error) => {
          world.log.error("telling of a booking threw; it is left as it is", { booking: one.booking.id, error: String(error) });
          await giveUp(tx, one.booking, now); // or it would be tried again for ever
          done += 1;
        },
      );
    }
    return done;
  });
}

async function lettersIn(tx: Tx, { origin }: Needs, institutionId: string, now: Instant): Promise<Letters> {
  const { settings } = (await institutionById(tx, institutionId))!;
  return { origin, institution: settings.name, contact: settings.contact, members: await membersOf(tx, institutionId), now };
}

/** Mails that put it into somebody's calendar. */
const ENTRIES: readonly BookingKind[] = ["booking_made", "booking_moved"];

/** False where it is too early: the change may be taken back yet. */
async function tellOne(tx: Tx, world: Needs, one: store.Whole, letters: Letters, now: Instant): Promise<boolean> {
  const { booking: was, session } = one;
  if (isTooEarly(was, session, now)) return false;
  const b = inLine(was, session);
  const clash = await takeTime(tx, was, b, one.hostIds);
  const there = whoIn({ ...one, booking: b });
  const gone = b.sessionId === null ? [] : await mayHaveHadAt(tx, b.institutionId, b.sessionId, missing(b, there.addresses), ENTRIES);
  const who = withGone(there, b, gone);
  const news = newsOf(b, there.addresses, gone, now);
  const onZoom = session === null ? null : session.hasMeeting;
  const told = asTold(b, news, there.addresses, onZoom, now);
  const mails = news.flatMap(({ kind, to, before }) => mailsOf(letters, { booking: told, who, kind, to, before, onZoom }));
  if (clash)
    mails.push(...mailsOf(letters, { booking: told, who, kind: "booking_clash", to: { comers: [], hosts: who.addresses.hosts }, before: null, onZoom }));
  await send(tx, world, mails);
  await store.saveTold(tx, told);
  return true;
}

/** What it takes of its hosts' time follows; true where it has come onto another appointment of theirs, or to a successor who has another then: that keeps what it has. */
async function takeTime(tx: Tx, was: Booking, b: Booking, hostIds: readonly string[]): Promise<boolean> {
  const isWhole = b.status === "cancelled" || (await holdTime(tx, b, hostIds, null));
  const { told } = was;
  const isElsewhere = told !== null && (b.status === "cancelled" || told.start !== iso(b.time.start) || told.end !== iso(b.time.end));
  if (b.status === "cancelled" || isElsewhere) await giveUp(tx, b, told === null ? b.time : { start: instant(told.start), end: instant(told.end) });
  const isMoved = was.time.start !== b.time.start || was.time.end !== b.time.end;
  const isGiven = told !== null && hostIds.some((id) => !told.hosts.includes(id));
  return !isWhole && (isMoved || isGiven);
}

/** Hosts see their appointments in their calendars: reminders are for who comes. */
async function remindOne(tx: Tx, world: Needs, one: store.Whole, letters: Letters, now: Instant): Promise<boolean> {
  const { booking, session } = one;
  const kind: BookingKind = "booking_reminder";
  if (isReminded(booking, now)) {
    const who = whoIn(one);
    const onZoom = session === null ? null : session.hasMeeting;
    await send(tx, world, mailsOf(letters, { booking, who, kind, to: { comers: who.addresses.comers, hosts: [] }, before: null, onZoom }));
  }
  await goOnReminding(tx, booking, now);
  return true;
}

const goOnReminding = (tx: Tx, b: Booking, now: Instant): Promise<number> =>
  store.saveReminder(tx, b, b.status === "cancelled" ? null : nextReminder(b.reminders, b.time.start, now));

const send = (tx: Tx, { random }: Needs, mails: ReturnType<typeof mailsOf>): Promise<void> =>
  enqueue(
    tx,
    mails.map((mail) => ({ ...mail, id: random.uuid() })),
  );
