import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../../test/world.ts";
import { eraseOld } from "../../attendees/erasing/actions.ts";
import { everything } from "../../attendees/erasing/erasing.fixtures.ts";
import { erasePerson, exportPerson, findPerson } from "../../attendees/erasing/person-actions.ts";
import { after, days } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { aBooking, bookingNow, EVA, NOA } from "./booked.fixtures.ts";

/** Whatever names one of them. */
const people = /[^\n]{0,60}(eva|noa|esquema|fiebre)[^\n]{0,60}/g;
const found = async (w: TestWorld) => [...(await everything(w.db)).matchAll(people)].map(([text]) => text);

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
