import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { change, start as startMeeting } from "../../../test/support/sessions.ts";
import { aMember, aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, before, hours, iso, minutes, type Instant } from "../../lib/time.ts";
import type { Member } from "../../people/member.ts";
import { sql } from "../../platform/database.ts";
import { cancelSession, undoChange } from "../../sessions/cancelling/actions.ts";
import { extendSession } from "../../sessions/running/actions.ts";
import { makeBooking } from "../making/actions.ts";
import { asked, of, offering, reasons, TEN } from "../making/making.fixtures.ts";
import { aBooking, bookingNow, EVA, mailsTo, sessionOf } from "../telling/booked.fixtures.ts";

const subjects = (w: TestWorld, to: string) => mailsTo(w, to).map((one) => one.subject);
const mia = (w: TestWorld): Promise<Member> =>
  aMember(w.db, { institutionId: w.institutionId, id: w.random.uuid(), name: "Mia", email: "mia@universidad.example", role: "organizer" });
const takenOf = (w: TestWorld, b: { id: string }, m: Member) =>
  w.db.list((r) => [r["s"], r["e"]] as [Instant, Instant], sql`select lower(during) as s, upper(during) as e from booking_times where booking_id = ${b.id} and member_id = ${m.id} order by 1`); // prettier-ignore

/** An appointment at ten with two hosts all together, and what else can be booked with the second of them. */
async function bothBooked(w: TestWorld) {
  const other = await mia(w);
  const both = await offering(w, { hosting: "together", hostIds: [w.organizer.id, other.id] });
  const alone = await offering(w, { hostIds: [other.id], place: { kind: "text", text: "By the door" } });
  const booking = valueOf(await makeBooking(w, of(both), asked(w, TEN)));
  await w.settle();
  const book = async (at: Instant) => reasons(await makeBooking(w, of(alone), asked(w, at, { email: `p${at}@gente.example` })));
  return { other, booking, book };
}

eachDatabase((_, open) => {
  test("moved on its session's page it has the new time of all its hosts at once, and the old one for as long as that can be had back", async () => {
    await using w = await aWorld(await open(), { rooms: 3 });
    const { booking, book, other } = await bothBooked(w);
    const later = after(TEN, hours(2));
    valueOf(await change(w, await sessionOf(w, booking), { start: later }));
    expect([await book(later), await book(TEN)]).toEqual(["time_taken", "time_taken"]);
    valueOf(await undoChange(w, w.organizer, booking.sessionId!));
    await w.settle();
    expect(await takenOf(w, booking, other)).toEqual([[TEN, after(TEN, minutes(30))]]);
    valueOf(await change(w, await sessionOf(w, booking), { start: later }));
    await w.pass(minutes(2));
    expect(await takenOf(w, booking, other)).toEqual([[later, after(later, minutes(30))]]);
    expect([await book(later), await book(TEN)]).toEqual(["time_taken", "booked"]);
  });

  test("where another appointment of one of its hosts stands it is not moved, and Zoom's own change is put back", async () => {
    await using w = await aWorld(await open(), { rooms: 3 });
    const { booking, book, other } = await bothBooked(w);
    const later = after(TEN, hours(2));
    expect(await book(later)).toBe("booked");
    const session = await sessionOf(w, booking);
    expect(await change(w, session, { start: later })).toMatchObject({ ok: false, refusal: { because: "booked_meanwhile", field: "start" } });
    expect((await sessionOf(w, booking)).time.start).toBe(TEN);
    await w.control("edit", { meetingId: Number(session.meeting!.id), set: { start_time: iso(later) } });
    await w.pass(minutes(10));
    expect((await sessionOf(w, booking)).time.start).toBe(TEN);
    expect(await takenOf(w, booking, other)).toEqual([[TEN, after(TEN, minutes(30))]]);
    expect(mailsTo(w, w.organizer.email).some(({ text }) => text.includes("another appointment that was booked"))).toBe(true);
  });

  test("what can't be refused comes onto another appointment: all hosts hear of both, what is left is held, and the rest as soon as the other goes", async () => {
    await using w = await aWorld(await open(), { rooms: 3 });
    const other = await mia(w);
    const b = await aBooking(w, { hosts: [w.organizer, other], minutes: 60 });
    const next = await aBooking(w, { hosts: [other], start: after(b.time.end, minutes(10)), email: "zoe@gente.example", name: "Zoe" });
    await w.advanceTo(before(b.time.start, minutes(5)));
    await startMeeting(w, await sessionOf(w, b));
    await w.advanceTo(before(b.time.end, minutes(10)));
    const s = await sessionOf(w, b);
    valueOf(await extendSession(w, w.neighbours, w.organizer, s.id, { minutes: 30, revision: s.revision }));
    await w.settle();
    for (const host of [w.organizer, other]) expect(subjects(w, host.email)).toContain("Two appointments at once: Eva Prado (Tutoría)");
    expect(await takenOf(w, b, other)).toEqual([[b.time.start, next.time.start]]);
    expect(await takenOf(w, b, w.organizer)).toEqual([[b.time.start, after(b.time.end, minutes(30))]]);
    valueOf(await cancelSession(w, w.neighbours, other, next.sessionId!, (await sessionOf(w, next)).revision));
    await w.settle();
    expect((await bookingNow(w, next)).status).toBe("cancelled");
    expect(await takenOf(w, b, other)).toEqual([[b.time.start, after(b.time.end, minutes(30))]]);
    expect(subjects(w, EVA.email).filter((one) => one.startsWith("Cancel"))).toEqual([]);
  });
});
