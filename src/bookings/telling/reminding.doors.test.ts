import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../../test/world.ts";
import { after, before, hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { aBooking, bookingNow, EVA, mailsTo, NOA } from "./booked.fixtures.ts";

const subjects = (w: TestWorld, to: string) => mailsTo(w, to).map((one) => one.subject);
const LINK = /https?:\/\/\S+\/j\/\S{22}/;

eachDatabase((_, open) => {
  test("reminders go to who comes, a day and an hour before; what is late by more than an hour is dropped", async () => {
    await using w = await aWorld(await open());
    const b = await aBooking(w, { guests: [NOA] });
    await w.advanceTo(before(b.time.start, hours(2)));
    expect(subjects(w, EVA.email)).toEqual(["Reserva: Tutoría con Łukasz Żak", "Recordatorio: Tutoría con Łukasz Żak"]);
    w.clock.set({ offset: 0, frozenAt: before(b.time.start, hours(1)) });
    await w.settle();
    expect([subjects(w, EVA.email).length, subjects(w, NOA.email).length, subjects(w, w.organizer.email).length]).toEqual([3, 3, 1]);
    expect(mailsTo(w, NOA.email).at(-1)!.text).toMatch(LINK);
    const late = await aBooking(w, { email: "late@gente.example", start: after(b.time.end, hours(26)) });
    await w.settle();
    w.clock.set({ offset: 0, frozenAt: after(late.remindAt!, minutes(61)) });
    await w.settle();
    expect(subjects(w, "late@gente.example")).toHaveLength(1);
    expect((await bookingNow(w, late)).remindAt).toBe(before(late.time.start, hours(1)));
  });

  test("one that can't be told of holds up no other, and is not tried for ever", async () => {
    await using w = await aWorld(await open());
    const bad = await aBooking(w, { place: { kind: "text", text: "By the door" } });
    await aBooking(w, { start: after(bad.time.start, hours(1)), place: { kind: "text", text: "By the door" }, email: "zoe@gente.example" });
    await w.settle();
    await w.db.run(sql`update bookings set guests = '{}' where id = ${bad.id}`);
    await w.advanceTo(before(bad.time.start, hours(23)));
    expect(subjects(w, "zoe@gente.example")).toHaveLength(2);
    expect(w.surprises.splice(0)).toHaveLength(1);
    expect((await bookingNow(w, bad)).remindAt).toBe(before(bad.time.start, hours(1)));
  });
});
