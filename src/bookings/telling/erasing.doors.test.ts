import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, valueOf, ZONE, type TestWorld } from "../../../test/world.ts";
import { eraseOld } from "../../attendees/erasing/actions.ts";
import { everything } from "../../attendees/erasing/erasing.fixtures.ts";
import { erasePerson, exportPerson, findPerson } from "../../attendees/erasing/person-actions.ts";
import { after, days, hours } from "../../lib/time.ts";
import { json, sql } from "../../platform/database.ts";
import { makeType } from "../actions.ts";
import { moveBooking } from "../changing/actions.ts";
import { WEEKDAYS, type NewType } from "../contract.ts";
import { makeBooking } from "../making/actions.ts";
import { aBooking, bookingNow, EVA, NOA } from "./booked.fixtures.ts";

/** Whatever names one of them. */
const people = /[^\n]{0,60}(eva|noa|esquema|fiebre)[^\n]{0,60}/g;
const found = async (w: TestWorld) => [...(await everything(w.db)).matchAll(people)].map(([text]) => text);

const someType = (w: TestWorld): NewType => ({
  ...{ id: w.random.uuid(), slug: null, name: "Tutoría", description: "", lengths: [30], place: { kind: "zoom" }, source: "pool", hosting: "one" },
  ...{ hostIds: [w.organizer.id], teamId: null, zone: ZONE, days: [], bufferBefore: 0, bufferAfter: 0, noticeMinutes: 0, horizonDays: 60 },
  weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, [{ from: "00:00", to: "24:00" }]])) as NewType["weekly"],
  ...{ mostADay: null, mostAWeek: null, gridMinutes: 30, skipsHolidays: false, listed: true, languages: ["es", "en"], staleMinutes: 10_000 },
  ...{ changeUntilMinutes: 60, reminders: [1440, 60], mostGuests: 2, active: true },
});

/** Booked by a stranger, moved by the stranger and over: one on Zoom, and one that is not. */
async function held(w: TestWorld): Promise<void> {
  const type = valueOf(await makeType(w, w.admin, someType(w)));
  for (const place of [type.place, { kind: "text", text: "By the door" } as const]) {
    await w.db.run(sql`update appointment_types set place = ${json(place)}`);
    const start = after(NINE, place.kind === "zoom" ? hours(3) : hours(5));
    const asked = { id: w.random.uuid(), start, minutes: 30, ...EVA, guests: [NOA], message: "Traigo el esquema", zone: "UTC", language: "es" } as const;
    const booking = valueOf(await makeBooking(w, { institutionId: w.institutionId, typeId: type.id }, asked));
    await w.settle();
    valueOf(await moveBooking(w, booking, after(start, hours(1)), { is: "guest" }));
    await w.settle();
  }
  await w.advanceTo(after(NINE, days(1)));
  expect(await w.db.one((r) => Number(r["n"]), sql`select count(*) as n from deliveries where kind in ('credentials', 'warn')`)).toBe(2);
}

eachDatabase((_, open) => {
  test("who booked, whom they brought along and what they wrote are kept as long as the institution keeps people; that it took place stays", async () => {
    await using w = await aWorld(await open());
    const bookings = [
      await aBooking(w, { guests: [NOA], reminders: [] }),
      await aBooking(w, { guests: [NOA], reminders: [], place: { kind: "text", text: "By the door" }, start: after(w.clock.now(), days(5)) }),
    ];
    await w.settle();
    await w.db.run(sql`update bookings set cancelled_because = 'fiebre'`);
    expect((await found(w)).length).toBeGreaterThan(5);
    w.clock.set({ offset: 0, frozenAt: after(bookings[1]!.time.end, days(366)) });
    while ((await eraseOld(w)) > 0);
    expect(await found(w)).toEqual([]);
    for (const b of bookings) expect(await bookingNow(w, b)).toMatchObject({ time: b.time, status: "booked", told: { hosts: [w.organizer.id] } });
  });

  test("nothing of who booked stays in what a session leaves behind: its title, the mails to its host, what was noted of it", async () => {
    await using w = await aWorld(await open());
    await held(w);
    w.clock.set({ offset: 0, frozenAt: after(NINE, days(367)) });
    while ((await eraseOld(w)) > 0);
    expect(await found(w)).toEqual([]);
  });

  test("so it is on request, once it is over", async () => {
    await using w = await aWorld(await open());
    await held(w);
    for (const { email } of [EVA, NOA]) await erasePerson(w, w.admin, { email, confirm: email });
    expect(await found(w)).toEqual([]);
  });

  test("a person is given out and erased on request, also as somebody who was brought along", async () => {
    await using w = await aWorld(await open());
    await aBooking(w, { guests: [NOA] });
    await aBooking(w, {
      email: "zoe@gente.example",
      name: "Zoe",
      message: "Hola",
      guests: [EVA],
      place: { kind: "text", text: "By the door" },
      start: after(w.clock.now(), days(5)),
    });
    await w.settle();
    const copy = await exportPerson(w, w.admin, EVA.email);
    expect(copy.bookings.map(({ type, name, message }) => [type, name, message])).toEqual(expect.arrayContaining([["Tutoría", "Eva Prado", "Traigo el esquema"], ["Tutoría", "Eva Prado", ""]])); // prettier-ignore
    expect(JSON.stringify(copy)).not.toMatch(/noa|zoe|hola/i);
    expect((await findPerson(w, w.admin, EVA.email)).bookings).toBe(2);
    await erasePerson(w, w.admin, { email: EVA.email, confirm: EVA.email });
    expect((await found(w)).filter((text) => /eva|esquema/.test(text))).toEqual([]);
    expect((await findPerson(w, w.admin, EVA.email)).bookings).toBe(0);
    expect((await findPerson(w, w.admin, NOA.email)).bookings).toBe(1);
  });
});
