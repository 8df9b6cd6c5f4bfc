import { addPeople } from "../../attendees/actions.ts";
import { hostOf, type FoundHost } from "../../connections/hosts/actions.ts";
import type { Interval } from "../../lib/interval.ts";
import { refused, type Refusal } from "../../lib/outcome.ts";
import { after, iso, minutes, type Instant } from "../../lib/time.ts";
import { turns } from "../../lib/turns.ts";
import { calledName } from "../../notices/clean.ts";
import { institutionById, memberById, membersAmong } from "../../people/actions.ts";
import type { Institution } from "../../people/institution.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { WHAT_IS_DUE } from "../../platform/due.ts";
import { fingerprint } from "../../platform/secrets.ts";
import { lockInstitution } from "../../sessions/actions.ts";
import { placeBooked } from "../../sessions/booked/actions.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { lockType, typeById } from "../actions.ts";
import { nextReminder, type Booking, ZOOM_MAY_TAKE } from "../booking.ts";
import { nearestStarts, timesAround } from "../choosing-actions.ts";
import { hostsFreeAt, whyClosed } from "../free/free.ts";
import { ownToken } from "../telling/letter-actions.ts";
import { isOnZoom, lengthOf, type AppointmentType } from "../type.ts";
import * as store from "./store.ts";

export { bookingById, bookingByToken, giveTimeBack, hostsOf, lockBooking, saveBooking, takeTime, toBooking } from "./store.ts";

export type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "origin" | "zooms" | "poke">;
export type Refused = { ok: false; refusal: Refusal; nearest?: Instant[] };
export type Answer<T> = { ok: true; value: T } | Refused;

/** What somebody asks for, read and judged already: who they are, and that they are no robot. */
export type Asked = {
  id: string;
  /** The token of the form that was sent: the same again is the same asking. Without one nobody is told of it a second time. */
  form?: string;
  start: Instant;
  minutes: number;
  name: string;
  email: string;
  guests: readonly { name: string; email: string }[];
  message: string;
  zone: string;
  language: "en" | "es";
};

/** One address can't take all the appointments of somebody. */
const MOST_COMING = 6;
/** The same whether it has so many already or has been written to too often: neither tells what is booked with somebody else's address. */
export const mostOfAddress = (): Refused => refused("booking_most_of_address", { field: "email", values: { most: MOST_COMING } });

/** Found in the middle: what was done so far must not stay. */
class Unwound extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.refusal.because);
    this.refused = refused;
  }
}
export const no = (because: string, more: Omit<Refusal, "because"> & { nearest?: Instant[] } = {}): never => {
  const { nearest, ...rest } = more;
  throw new Unwound({ ...refused(because, rest), ...(nearest === undefined ? {} : { nearest }) });
};

/** So many of one process at once: whoever waits for their turn takes no connection to its database, which everything else needs. */
const AT_ONCE = 4;
const turnsAt = new WeakMap<object, ReturnType<typeof turns>>();
function turn<T>({ db }: Pick<Needs, "db">, work: () => Promise<T>): Promise<T> {
  const known = turnsAt.get(db) ?? turns(AT_ONCE);
  turnsAt.set(db, known);
  return known(work);
}

/** All or nothing: a refusal inside undoes the whole, and is the answer. */
export async function atOnce<T>(world: Needs, work: (tx: Tx) => Promise<T>): Promise<Answer<T>> {
  const answer = await turn(world, () => answerOf(() => world.db.transaction(work)));
  if (answer.ok) world.poke(WHAT_IS_DUE);
  return answer;
}

async function answerOf<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Unwound) return error.refused;
    throw error;
  }
}

type Of = { institutionId: string; typeId: string };

/**
 * Books, or says why not and what is nearest: a race ends in one booking and a clear answer to everybody else. Its time is held in the database at once;
 * the Zoom meeting follows by its session. Asking twice with one id books once.
 */
export async function makeBooking(world: Needs, of: Of, asked: Asked): Promise<Answer<Booking>> {
  const answer = await turn(world, async () => {
    const told = await answerOf(() => held(world, of, asked));
    return told.ok || told.refusal.because !== "time_taken" ? told : { ...told, nearest: await nearestTo(world, of, asked) };
  });
  if (answer.ok) world.poke(WHAT_IS_DUE);
  return answer;
}

async function held(world: Needs, of: Of, asked: Asked): Promise<Booking> {
  await judged(world.db, world, of, asked); // whoever comes too late is told so without waiting for the lock
  return world.db.transaction(async (tx) => {
    await lockInstitution(tx, of.institutionId);
    await lockType(tx, of.institutionId, of.typeId); // nobody removes it meanwhile
    return booked(tx, world, await judged(tx, world, of, asked));
  });
}

/** Whom it can be booked with, one after the other; or the booking that was made of it before. */
type Judged = { known: Booking } | { known: null; type: AppointmentType; form: string | null; wanted: Booking; choices: string[][] };

async function judged(tx: Tx, world: Needs, of: Of, asked: Asked): Promise<Judged> {
  const known = await store.bookingById(tx, of.institutionId, asked.id);
  if (known !== null) return known.typeId === of.typeId && (await isSameForm(tx, known, asked)) ? { known } : no("already_asked");
  const now = world.clock.now();
  const type = (await typeById(tx, of.institutionId, of.typeId)) ?? no("not_found");
  if (!type.active) return no("booking_closed");
  if (!type.lengths.includes(asked.minutes)) return no("length_unknown", { field: "minutes" });
  const time: Interval = { start: asked.start, end: after(asked.start, minutes(asked.minutes)) };
  const wanted = bookingAsked(type, asked, time, now);
  if ((await store.countComing(tx, wanted, now)) >= MOST_COMING) throw new Unwound(mostOfAddress());
  const times = await timesAround(tx, world, type, time, now);
  if (whyClosed(type, times) !== null) return no("booking_closed"); // why is the owner's business
  const free = hostsFreeAt(type, times, time.start, asked.minutes, now);
  if (free.length === 0) return taken();
  return { known, type, form: asked.form ?? null, wanted, choices: type.hosting === "together" ? [free] : free.map((one) => [one]) };
}

/** Its id stands in everybody's calendar entry, and the answer holds the address that changes it: only who sent this very form for this very time is told again. */
const isSameForm = async (tx: Tx, known: Booking, { form, email, start, minutes: length }: Asked): Promise<boolean> =>
  form !== undefined &&
  known.email === email &&
  known.time.start === start &&
  lengthOf(known.time) === length &&
  (await store.formPrintOf(tx, known))?.equals(fingerprint(form)) === true;

const taken = (): never => no("time_taken", { field: "start" });

async function booked(tx: Tx, world: Needs, asked: Judged): Promise<Booking> {
  if (asked.known !== null) return asked.known;
  const { type, form, wanted, choices } = asked;
  for (const hostIds of choices) {
    const made = await bookWith(tx, world, { type, wanted, form }, hostIds);
    if (made !== null) return made;
  }
  return taken();
}

async function nearestTo(world: Needs, { institutionId, typeId }: Of, asked: Asked): Promise<Instant[]> {
  const type = await typeById(world.db, institutionId, typeId);
  return type === null ? [] : nearestStarts(world.db, world, type, asked.minutes, asked.start, world.clock.now());
}

const bookingAsked = (type: AppointmentType, asked: Asked, time: Interval, now: Instant): Booking => ({
  institutionId: type.institutionId,
  id: asked.id,
  typeId: type.id,
  sessionId: null,
  time,
  typeName: type.name,
  place: type.place,
  attendeeId: null,
  name: asked.name,
  email: asked.email,
  zone: asked.zone,
  language: asked.language,
  message: asked.message,
  guests: asked.guests,
  bufferBefore: type.bufferBefore,
  bufferAfter: type.bufferAfter,
  changeUntilMinutes: type.changeUntilMinutes,
  status: "booked",
  cancelledBy: null,
  cancelledBecause: "",
  noShow: false,
  sequence: 0,
  told: null,
  tellAt: isOnZoom(type) ? after(now, ZOOM_MAY_TAKE) : now,
  untold: true,
  reminders: type.reminders,
  remindAt: nextReminder(type.reminders, time.start, now),
  madeAt: now,
});

type ToMake = { type: AppointmentType; wanted: Booking; form: string | null };

/** Null: this host has no Zoom that is free then, or no room is. */
async function bookWith(tx: Tx, world: Needs, { type, wanted, form }: ToMake, hostIds: readonly string[]): Promise<Booking | null> {
  const now = wanted.madeAt;
  const session = isOnZoom(type) ? await sessionFor(tx, world, type, wanted, hostIds[0]!, now) : null;
  if (isOnZoom(type) && session === null) return null;
  const attendeeId = session === null ? null : await attending(tx, world, session, wanted, hostIds, now);
  const booking: Booking = { ...wanted, sessionId: session?.id ?? null, attendeeId };
  await store.insertBooking(tx, booking, { token: fingerprint(ownToken(world, booking.id)), form: form === null ? null : fingerprint(form) });
  await store.insertHosts(tx, booking, hostIds);
  if (!(await store.takeTime(tx, booking, hostIds))) return taken(); // one that was moved by its session came into its buffers in this moment
  const details = { name: type.name, guest: booking.name, start: iso(booking.time.start) };
  await note(tx, world.random, {
    institutionId: type.institutionId,
    at: now,
    who: "bedel",
    memberId: null,
    sessionId: session?.id ?? null,
    what: "booked",
    details,
  });
  return booking;
}

async function sessionFor(tx: Tx, world: Needs, type: AppointmentType, wanted: Booking, hostId: string, now: Instant): Promise<Session | null> {
  const institution = (await institutionById(tx, type.institutionId))!;
  const member = await memberById(tx, type.institutionId, hostId);
  const host = member === null ? null : await zoomOf(tx, institution, type, member);
  if (host === null) return null;
  const people = 1 + wanted.guests.length + type.hostIds.length;
  const title = `${type.name}: ${calledName(wanted.name)}`.slice(0, 200);
  return placeBooked(
    tx,
    world,
    institution,
    { bookingId: wanted.id, title, organizerId: hostId, time: wanted.time, zone: type.zone, source: type.source, host: host === "room" ? null : host, people },
    now,
  );
}

async function zoomOf(tx: Tx, { id }: Institution, { source }: AppointmentType, member: Member): Promise<FoundHost | "room" | null> {
  if (source === "pool") return "room";
  const host = await hostOf(tx, id, source, member);
  return host.is === "host" ? host : null;
}

/**
 * Whoever booked and whom they bring along are the session's attendees, each with an own address that never goes stale. So is whoever hosts it besides its organizer,
 * and gets in the same way.
 */
async function attending(tx: Tx, world: Needs, session: Session, { name, email, guests }: Booking, hostIds: readonly string[], now: Instant): Promise<string> {
  const hosts = await membersAmong(tx, session.institutionId, hostIds.filter((id) => id !== session.organizerId)); // prettier-ignore
  const people = [{ name, email }, ...guests, ...hosts].map((one) => ({ name: one.name, email: one.email, listedId: null }));
  const added = await addPeople(tx, world, session, people, now);
  return added.find((one) => one.email.toLowerCase() === email.toLowerCase())!.id;
}
