import { attendeesOf, joinAddress } from "../../attendees/actions.ts";
import { FORM_WAIT, formToken, isProven, PROOF_BITS, whyNotForm } from "../../attendees/registration/form.ts";
import { machineTime } from "../../attendees/registration/actions.ts";
import { mailboxOf } from "../../attendees/registration/page.ts";
import { zoomKindOf } from "../../connections/actions.ts";
import { networkOf } from "../../lib/network.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { person } from "../../lib/person-lines.ts";
import { dayOf, days, after, instant, iso, isZone, minutes, seconds, type Instant } from "../../lib/time.ts";
import { allInstitutions, institutionById, memberById } from "../../people/actions.ts";
import { mayTry } from "../../people/signing-in/trying-actions.ts";
import { fingerprint } from "../../platform/secrets.ts";
import { sessionById } from "../../sessions/actions.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { listedTypes, publishers, typeById, typeBySlug } from "../actions.ts";
import { whyNotByGuest, type Booking } from "../booking.ts";
import { asItIs } from "../changing/actions.ts";
import { closedBecause } from "../choosing-actions.ts";
import { bookingByToken, hostsOf, makeBooking, mostOfAddress, type Answer } from "../making/actions.ts";
import { calendarOfBooking, ownAddress } from "../telling/letter-actions.ts";
import { lookOf } from "../showing-actions.ts";
import { readPlansFor } from "../troubles/plans-actions.ts";
import { isOnZoom, type AppointmentType } from "../type.ts";
import type { Book, OwnBooking, PublicType, PublicTypes } from "./contract.ts";

type Asking = Pick<World, "db" | "clock" | "secrets" | "zooms">;
const formKey = ({ secrets }: Pick<World, "secrets">): string => secrets.keyFor("booking form");

async function headOf({ db, clock }: Pick<World, "db" | "clock">, institutionId: string, language: "en" | "es") {
  const sandbox = (await zoomKindOf(db, institutionId)) === "sandbox";
  return { ...(await lookOf({ db }, institutionId)), language, now: iso(clock.now()), clockRuns: clock.state().frozenAt === null, sandbox };
}

const SLUG = /^[a-z0-9-]{3,60}$/;
export const isSlug = (text: string): boolean => SLUG.test(text);

/** What stands at a public address. One that is switched off is there no more for strangers. */
export async function typeAt({ db }: Pick<World, "db">, slug: string): Promise<AppointmentType | null> {
  const type = isSlug(slug) ? await typeBySlug(db, slug) : null;
  return type === null || !type.active ? null : type;
}

/** What everybody may know of it. */
export async function showType(world: Asking, type: AppointmentType): Promise<PublicType> {
  const { db, clock } = world;
  const now = clock.now();
  // Why is its owner's business.
  const closed = (await closedBecause(db, world, type, now)) === null ? null : "booking_closed";
  const { slug, name, description, place, zone, mostGuests, changeUntilMinutes } = type;
  const token = closed === null ? formToken(formKey(world), type.id, await machineTime(db)) : null;
  return {
    ...(await headOf(world, type.institutionId, await languageOf(world, type))),
    ...{ slug, name, description, place, zone, mostGuests, changeUntilMinutes, closed },
    lengths: [...type.lengths],
    hosts: type.hosting === "round robin" ? [] : await namesOf(world, type.institutionId, type.hostIds),
    languages: [...type.languages],
    firstDay: dayOf(after(now, minutes(type.noticeMinutes)), zone),
    lastDay: dayOf(after(now, days(type.horizonDays)), zone),
    form: token === null ? null : { token, waitSeconds: FORM_WAIT / seconds(1), bits: PROOF_BITS },
  };
}

async function languageOf({ db }: Pick<World, "db">, { institutionId, languages }: AppointmentType): Promise<"en" | "es"> {
  const { language } = (await institutionById(db, institutionId))!.settings;
  return languages.includes(language) ? language : languages[0]!;
}

async function namesOf({ db }: Pick<World, "db">, institutionId: string, memberIds: readonly string[]): Promise<string[]> {
  const members = await Promise.all(memberIds.map((id) => memberById(db, institutionId, id)));
  return members.flatMap((one) => (one === null ? [] : [one.name]));
}

/** Whose page stands at the address that names no institution: that of the only one here, or of the only one that shows anything. Null: there is none, or there are several. */
export async function onlyInstitution({ db }: Pick<World, "db">): Promise<string | null> {
  const [first, ...others] = await allInstitutions(db);
  if (first !== undefined && others.length === 0) return first.id;
  const [shown, ...more] = await publishers(db);
  return shown !== undefined && more.length === 0 ? shown.of : null;
}

/** Where no institution is named: the only one's, or which there are to choose from. */
export async function showWhose(world: Asking): Promise<PublicTypes> {
  const { db, clock } = world;
  const only = await onlyInstitution(world);
  const page = only === null ? null : await showTypes(world, only);
  if (page !== null) return page;
  const [first] = await allInstitutions(db);
  const language = first?.settings.language ?? "en";
  const nobody = { institution: "", colour: null, logo: null, sandbox: false };
  return { ...nobody, language, now: iso(clock.now()), clockRuns: clock.state().frozenAt === null, choices: await publishers(db), types: [] };
}

/** Those that an institution lists. Null: there is no such institution. */
export async function showTypes(world: Asking, institutionId: string): Promise<PublicTypes | null> {
  const institution = await institutionById(world.db, institutionId);
  if (institution === null) return null;
  const types: PublicTypes["types"] = [];
  for (const type of await listedTypes(world.db, institutionId)) {
    const { slug, name, description, lengths, place } = type;
    const hosts = type.hosting === "round robin" ? [] : await namesOf(world, institutionId, type.hostIds);
    types.push({ slug, name, description, lengths: [...lengths], place, hosts });
  }
  return { ...(await headOf(world, institutionId, institution.settings.language)), choices: [], types };
}

/**
 * A stranger books. Refuses robots and floods as the page of a registration does, what is not written as it must be, and what is not free, with the nearest times.
 * The answer says nothing of whether the address is known.
 */
export async function book(world: World, type: AppointmentType, asked: Book, ip: string): Promise<Answer<Booking>> {
  const read = readPeople(type, asked);
  if (!read.ok) return read;
  if (!isZone(asked.zone)) return refused("time_zone_unknown", { field: "zone" });
  if (!type.languages.includes(asked.language)) return refused("language_unknown", { field: "language" });
  const why = whyNotForm(formKey(world), type.id, asked.form, await machineTime(world.db));
  if (why !== null) return refused(why);
  if (!isProven(asked.form, asked.email, asked.proof) || asked.topic !== "") return refused("form_malformed");
  if (!(await mayTry(world.db, "book from here", networkOf(ip)))) return refused("too_many_requests");
  if (!(await mayTry(world.db, "book with a form", `${type.id} ${asked.form}`))) return refused("too_many_requests");
  if (!(await mayMail(world, type, [read.value, ...read.value.guests]))) return mostOfAddress();
  await readPlansFor(world, type, type.hostIds);
  const { id, form, minutes: length, message, zone, language } = asked;
  return makeBooking(
    world,
    { institutionId: type.institutionId, typeId: type.id },
    { id, form, start: instant(asked.start), minutes: length, message, zone, language, ...read.value },
  );
}

/** Whoever floods somebody's mailbox by it is held up as a whole: an appointment of which nobody hears is none. */
export async function mayMail({ db }: Pick<World, "db">, { institutionId }: { institutionId: string }, people: readonly { email: string }[]): Promise<boolean> {
  for (const { email } of people) if (!(await mayTry(db, "booking mails to mailbox", `${institutionId} ${mailboxOf(email)}`))) return false;
  return true;
}

type People = { name: string; email: string; guests: { name: string; email: string }[] };

function readPeople(type: AppointmentType, asked: Pick<Book, "name" | "email" | "guests">): Outcome<People> {
  const read = person(asked.name, asked.email);
  if (typeof read === "string") return read === "line_name_too_long" ? refused("too_long", { field: "name" }) : refused("not_an_email", { field: "email" });
  if (asked.guests.length > type.mostGuests) return refused("too_many_guests", { field: "guests", values: { most: type.mostGuests } });
  const guests = readGuests(asked.guests, read.email);
  return guests.ok ? fine({ ...read, guests: guests.value }) : guests;
}

/** Each address once; whoever books is no guest of their own. */
export function readGuests(asked: readonly { name: string; email: string }[], own: string): Outcome<{ name: string; email: string }[]> {
  const seen = new Set([own.toLowerCase()]);
  const guests: { name: string; email: string }[] = [];
  for (const one of asked) {
    const read = person(one.name, one.email);
    if (typeof read === "string") return refused(read === "line_name_too_long" ? "too_long" : "not_an_email", { field: "guests" });
    if (!seen.has(read.email.toLowerCase())) guests.push(read);
    seen.add(read.email.toLowerCase());
  }
  return fine(guests);
}

const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** Whose address this is; null: nobody's. */
export const bookingAt = async ({ db }: Pick<World, "db">, token: string): Promise<Booking | null> =>
  TOKEN.test(token) ? bookingByToken(db, fingerprint(token)) : null;

/** What whoever booked sees of it. */
export async function showBooking(world: Pick<World, "db" | "clock" | "origin" | "secrets">, stored: Booking): Promise<OwnBooking> {
  const { db, clock } = world;
  const type = (await typeById(db, stored.institutionId, stored.typeId))!;
  const session = stored.sessionId === null ? null : await sessionById(db, stored.institutionId, stored.sessionId);
  const b = asItIs(stored, session);
  const own = session === null ? undefined : (await attendeesOf(db, b.institutionId, session.id)).find(({ id }) => id === b.attendeeId);
  const { start, end } = b.time;
  const now = clock.now();
  return {
    ...(await headOf(world, b.institutionId, b.language)),
    slug: type.slug,
    type: b.typeName,
    host: await namesOf(world, b.institutionId, await hostsOf(db, b.institutionId, b.id)),
    ...{ name: b.name, email: b.email, guests: [...b.guests], message: b.message, zone: b.zone, place: b.place },
    start: iso(start),
    end: iso(end),
    minutes: (end - start) / minutes(1),
    joinAddress: own === undefined || b.status === "cancelled" ? null : joinAddress(world, own),
    mostGuests: type.mostGuests,
    lastDay: dayOf(after(now, days(type.horizonDays)), type.zone),
    zoomPending: isPending(b, session, now),
    status: b.status,
    cancelledBy: b.cancelledBy,
    cancelledBecause: b.cancelledBy === "host" ? b.cancelledBecause : "",
    unsettled: session === null ? null : unsettledIn(session),
    whyNotChange: whyNotByGuest(b, now),
    address: ownAddress(world, b.id),
  };
}

const unsettledIn = ({ undo, status, time }: Session): OwnBooking["unsettled"] => {
  if (undo === null) return null;
  return status === "cancelled" ? "cancelled" : undo.before.time.start !== time.start ? "moved" : null;
};

/** As a file for the calendar of whoever booked. */
export async function calendarFor(world: Pick<World, "db" | "clock" | "origin" | "secrets">, b: Booking): Promise<string> {
  const own = b.sessionId === null ? undefined : (await attendeesOf(world.db, b.institutionId, b.sessionId)).find(({ id }) => id === b.attendeeId);
  return calendarOfBooking(world.db, world, b, own === undefined ? null : joinAddress(world, own));
}

/** Its meeting is to be made, and is not there yet. */
export const isPending = (b: Booking, session: { meeting: unknown } | null, now: Instant): boolean =>
  isOnZoom(b) && b.status === "booked" && now < b.time.end && (session === null || session.meeting === null);
