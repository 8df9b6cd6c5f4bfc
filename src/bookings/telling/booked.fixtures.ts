import ICAL from "ical.js";
import { valueOf, type TestWorld } from "../../../test/world.ts";
import { addAttendees } from "../../attendees/actions.ts";
import { interval } from "../../lib/interval.ts";
import { after, days, iso, minutes, type Instant } from "../../lib/time.ts";
import type { Member } from "../../people/member.ts";
import { at, atOrNull, json, sql } from "../../platform/database.ts";
import { fingerprint } from "../../platform/secrets.ts";
import type { Session } from "../../sessions/session.ts";
import { nextReminder, takenBy, ZOOM_MAY_TAKE, type Booking } from "../booking.ts";
import type { Place } from "../contract.ts";
import { ownToken } from "./letter-actions.ts";
import { bookingById } from "./store.ts";

export const EVA = { name: "Eva Prado", email: "eva@gente.example" };
export const NOA = { name: "Noa Paz", email: "noa@otra.example" };

type Asked = Partial<Pick<Booking, "name" | "email" | "zone" | "language" | "message" | "guests" | "reminders" | "bufferBefore" | "bufferAfter">> & {
  start?: Instant;
  minutes?: number;
  place?: Place;
  /** The first organizes the session. */
  hosts?: readonly Member[];
};

/** A booking as it is stored the moment it is made: with its session, people and time, and nobody told. */
export async function aBooking(w: TestWorld, asked: Asked = {}): Promise<Booking> {
  const { institutionId, random, clock } = w;
  const now = clock.now();
  const hosts = asked.hosts ?? [w.organizer];
  const place: Place = asked.place ?? { kind: "zoom" };
  const start = asked.start ?? after(now, days(3));
  const time = interval(start, after(start, minutes(asked.minutes ?? 30)));
  const [id, typeId] = [random.uuid(), random.uuid()];
  const { name, email, zone, language, message, guests, reminders, bufferBefore, bufferAfter } = {
    ...EVA, zone: "America/Lima", language: "es" as const, message: "Traigo el esquema", guests: [], reminders: [1440, 60], bufferBefore: 0, bufferAfter: 0, ...asked,
  }; // prettier-ignore
  await w.db
    .run(sql`insert into appointment_types (institution_id, id, slug, owner_id, name, lengths, place, source, hosting, zone, weekly, days, buffer_before, buffer_after,
      notice_minutes, horizon_days, grid_minutes, skips_holidays, listed, languages, stale_minutes, reminders, most_guests, active, made_at)
    values (${institutionId}, ${typeId}, ${typeId}, ${hosts[0]!.id}, 'Tutoría', '[30]', ${json(place)}, 'pool', 'one', 'Europe/Madrid', '{}', '[]', ${bufferBefore}, ${bufferAfter},
      0, 30, 15, true, true, '["es"]', 60, ${json(reminders)}, 5, true, ${at(now)})`);
  const session = place.kind === "zoom" ? await w.ask({ start, minutes: asked.minutes ?? 30, title: "Tutoría", by: hosts[0]! }) : null;
  const attendeeId = session === null ? null : await attending(w, session, id, [{ name, email }, ...guests]);
  await w.db
    .run(sql`insert into bookings (institution_id, id, type_id, session_id, starts_at, ends_at, type_name, place, attendee_id, name, email, zone, language, message, guests,
      buffer_before, buffer_after, token_print, change_until_minutes, status, tell_at, reminders, remind_at, made_at)
    values (${institutionId}, ${id}, ${typeId}, ${session?.id ?? null}, ${at(time.start)}, ${at(time.end)}, 'Tutoría', ${json(place)}, ${attendeeId}, ${name}, ${email}, ${zone},
      ${language}, ${message}, ${json(guests)}, ${bufferBefore}, ${bufferAfter}, ${fingerprint(ownToken(w, id))}, 60, 'booked', ${at(after(now, ZOOM_MAY_TAKE))},
      ${json(reminders)}, ${atOrNull(nextReminder(reminders, start, now))}, ${at(now)})`);
  const taken = takenBy(time, { bufferBefore, bufferAfter });
  for (const [n, host] of hosts.entries())
    await w.db.run(sql`insert into booking_hosts (institution_id, booking_id, member_id, ord) values (${institutionId}, ${id}, ${host.id}, ${n + 1})`);
  for (const host of hosts)
    await w.db.run(
      sql`insert into booking_times (institution_id, booking_id, member_id, during) values (${institutionId}, ${id}, ${host.id}, tstzrange(${at(taken.start)}, ${at(taken.end)}))`,
    );
  return bookingNow(w, { id });
}

/** As bookings ask: nothing of the session itself is mailed. The id of the first, who booked. */
async function attending(w: TestWorld, session: Session, bookingId: string, people: readonly { name: string; email: string }[]): Promise<string> {
  await w.db.run(sql`update sessions set booking_id = ${bookingId}, wake_at = ${at(w.clock.now())} where id = ${session.id}`); // as one of a booking it is decided about anew
  await w.db.run(sql`delete from deliveries where session_id = ${session.id}`);
  valueOf(await addAttendees(w, w.admin, session.id, people.map(({ name, email }) => `${name} <${email}>`).join("\n")));
  return (await w.db.one((r) => r["id"] as string, sql`select id from attendees where session_id = ${session.id} and email = ${people[0]!.email}`))!;
}

export const bookingNow = async (w: TestWorld, { id }: Pick<Booking, "id">): Promise<Booking> => (await bookingById(w.db, w.institutionId, id))!;

export const sessionOf = (w: TestWorld, b: Booking): Promise<Session> => w.session({ id: b.sessionId! });

/** Zoom answers nothing from now until then. */
export const zoomIsAway = (w: TestWorld, to: Instant) => w.control("faults", { kind: "outage", from: iso(w.clock.now()), to: iso(to) });

/** What came to somebody: subject and text, and the calendar's entry as another program reads it. The oldest first. */
export const mailsTo = (w: TestWorld, to: string): { subject: string; text: string; html: string; entry: Entry | null }[] =>
  w.mailbox.list({ to, limit: 100 }).mails.map(({ id }) => {
    const { subject, text, html, calendar } = w.mailbox.read(id)!;
    return { subject, text, html: html ?? "", entry: calendar === null ? null : entryIn(calendar) };
  }).toReversed(); // prettier-ignore

export type Entry = ReturnType<typeof entryIn>;
export function entryIn(calendar: string) {
  const all = new ICAL.Component(ICAL.parse(calendar));
  const [component, ...others] = all.getAllSubcomponents("vevent");
  if (component === undefined || others.length > 0) throw new Error("one entry was expected");
  const event = new ICAL.Event(component);
  const said = (property: ICAL.Property | null) => property && `${String(property.getParameter("cn"))} <${String(property.getFirstValue())}>`;
  return {
    method: String(all.getFirstPropertyValue("method")),
    status: String(component.getFirstPropertyValue("status")),
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    start: event.startDate.toJSDate().toISOString(),
    end: event.endDate.toJSDate().toISOString(),
    location: event.location,
    organizer: said(component.getFirstProperty("organizer")),
    attendees: component.getAllProperties("attendee").map(said),
  };
}
