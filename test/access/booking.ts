import { randomUUID } from "node:crypto";
import { FORM_WAIT, formToken } from "../../src/attendees/registration/form.ts";
import { machineTime } from "../../src/attendees/registration/actions.ts";
import { proofFor } from "../../src/attendees/registration/registering.fixtures.ts";
import { ownToken } from "../../src/bookings/telling/letter-actions.ts";
import { WEEKDAYS, type NewType, type TypeDetail } from "../../src/bookings/contract.ts";
import { done, stranger, type Asker } from "./people.ts";
import type { Server } from "./server.ts";
import { whileServed } from "./teaching.ts";

export type Booking = {
  /** Of `organizer`: shown on the institution's page, with a booking to come; and one that only whoever has its address finds. */
  listed: TypeDetail;
  unlisted: TypeDetail;
  /** `token`: of the address that was mailed to whoever booked. */
  booking: { id: string; token: string; name: string; email: string };
  /** Over, so that somebody can be missed. */
  missed: { id: string; token: string };
  /** `organizer`'s calendar elsewhere, which answers no more. `path`: whoever knows it reads it. */
  calendar: { id: string; path: string };
  /** What a stranger fills in to book `listed`. */
  asked: Record<string, unknown>;
};

/** Bookable on every day, at every hour. */
export const aType = (name: string, hostIds: string[], more: Partial<NewType> = {}): NewType => ({
  ...{ id: randomUUID(), slug: null, name, description: "", lengths: [30], place: { kind: "zoom" }, source: "pool", hosting: "one" },
  ...{ hostIds, teamId: null, zone: "Europe/Madrid", days: [], bufferBefore: 0, bufferAfter: 0, noticeMinutes: 0, horizonDays: 60 },
  weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, [{ from: "00:00", to: "24:00" }]])) as NewType["weekly"],
  ...{ mostADay: null, mostAWeek: null, gridMinutes: 15, skipsHolidays: false, listed: true, languages: ["en", "es"], staleMinutes: 10_000 },
  ...{ changeUntilMinutes: 0, reminders: [1440], mostGuests: 5, active: true },
  ...more,
});

/** What the page sends for somebody who has looked at it for a while. */
export async function filledIn({ world: { db, secrets } }: Pick<Server, "world">, { id }: TypeDetail, start: string, name: string, email: string) {
  const form = formToken(secrets.keyFor("booking form"), id, (await machineTime(db)) - FORM_WAIT - 7000);
  return {
    ...{ id: randomUUID() as string, start, minutes: 30, name, email, guests: [], message: "", zone: "America/Lima", language: "en", topic: "" },
    ...{ form, proof: proofFor(form, email) },
  };
}

/** What can be booked with somebody, and what was. */
export async function booking(server: Server, organizer: Asker, house: string): Promise<Booking> {
  const make = (name: string, more: Partial<NewType> = {}): Promise<TypeDetail> =>
    done(server, { method: "POST", url: "/api/appointment-types", body: aType(`${name} of ${house}`, [organizer.memberId], more) }, organizer);
  const [listed, unlisted] = [await make("Tutorial"), await make("Examination", { listed: false })];
  const book = async (type: TypeDetail, first: string, start: string) => {
    const [name, email] = [`${first} of ${house}`, `${first}@${house}.example`.toLowerCase()];
    const body = await filledIn(server, type, start, name, email);
    await done(server, { method: "POST", url: `/api/book/${type.slug}`, body }, stranger());
    return { id: body.id, token: ownToken(server.world, body.id), name, email };
  };
  const calendar = { id: randomUUID(), path: `private-calendar-of-${house}` };
  await whileServed(calendar.path, `Dentist of ${house}`, async (address) => {
    await done(server, { method: "POST", url: "/api/calendars/mine", body: { id: calendar.id, name: `At home, ${house}`, address } }, organizer);
  });
  const kept = await book(listed, "Beatriz", "2027-03-09T09:00:00Z");
  const missed = await book(
    await make("Telephone call", { listed: false, place: { kind: "telephone", text: "+34 600 000 000" } }),
    "Bruno",
    "2027-03-01T09:15:00Z",
  );
  return { listed, unlisted, booking: kept, missed, calendar, asked: await filledIn(server, listed, "2027-03-10T09:00:00Z", "Berta", "berta@people.example") };
}
