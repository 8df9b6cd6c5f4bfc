import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { cancel, change } from "../../../test/support/sessions.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { addAttendees } from "../../attendees/actions.ts";
import { after, before, hours, instant, iso, minutes, seconds } from "../../lib/time.ts";
import { at, json, sql } from "../../platform/database.ts";
import { nextTelling, waitingNow } from "../../platform/due.ts";
import { undoChange } from "../../sessions/cancelling/actions.ts";
import type { Booking } from "../booking.ts";
import { aBooking, bookingNow, EVA, mailsTo, NOA, sessionOf, zoomIsAway } from "./booked.fixtures.ts";
import { tellBookings } from "./actions.ts";
import { ownAddress } from "./letter-actions.ts";

const subjects = (w: TestWorld, to: string) => mailsTo(w, to).map((one) => one.subject);
const LINK = /https?:\/\/\S+\/j\/\S{22}/;

/** By the page of whoever booked: at once, without a minute to take it back. */
async function cancelByGuest(w: TestWorld, b: Booking, because: string): Promise<void> {
  await w.db.run(sql`update bookings set status = 'cancelled', cancelled_by = 'guest', cancelled_because = ${because}, untold = true where id = ${b.id}`);
  await w.db.run(
    sql`update sessions set status = 'cancelled', cancelled_at = ${at(w.clock.now())}, revision = revision + 1, wake_at = ${at(w.clock.now())} where id = ${b.sessionId}`,
  );
}

eachDatabase((_, open) => {
  test("whoever booked, whom they bring along and the host are told once, each in their own language and zone, with their own link and entry", async () => {
    await using w = await aWorld(await open());
    const b = await aBooking(w, { start: instant("2027-03-04T15:00:00Z"), guests: [NOA] });
    await w.settle();
    const [[toEva, ...rest], [toNoa], [toHost, ...others]] = [mailsTo(w, EVA.email), mailsTo(w, NOA.email), mailsTo(w, w.organizer.email)];
    expect([rest, others]).toEqual([[], []]);
    const links = [toEva, toNoa].map((one) => LINK.exec(one!.text)![0]);
    expect(new Set(links).size).toBe(2);
    expect(toEva).toMatchObject({
      subject: "Reserva: Tutoría con Łukasz Żak",
      text: expect.stringContaining("4 de marzo de 2027, 10:00–10:30 (hora de Lima)"),
    });
    expect(toEva!.text).toContain(ownAddress(w, b.id));
    for (const other of [toNoa, toHost]) expect(other!.text + other!.html).not.toContain("/book/mine/");
    for (const guests of [toEva, toNoa]) expect(guests!.text).not.toContain("esquema");
    expect(toNoa!.text).toContain("Eva Prado la reservó");
    expect(toHost!.text).toContain("> Traigo el esquema");
    expect(toHost!.text).toContain("Thursday, March 4, 2027, 4:00 – 4:30 PM (Madrid time)");
    const uid = `${b.id}@${new URL(w.origin).host}`;
    const always = { method: "REQUEST", status: "CONFIRMED", uid, sequence: 1, start: "2027-03-04T15:00:00.000Z", end: "2027-03-04T15:30:00.000Z" };
    const organizer = "Łukasz Żak <mailto:lukasz@universidad.example>";
    expect(toEva!.entry).toEqual({
      ...always,
      summary: "Tutoría con Łukasz Żak",
      location: links[0],
      organizer,
      attendees: ["Eva Prado <MAILTO:eva@gente.example>"],
    });
    expect(toNoa!.entry).toEqual({
      ...always,
      summary: "Tutoría con Łukasz Żak",
      location: links[1],
      organizer,
      attendees: ["Noa Paz <MAILTO:noa@otra.example>"],
    });
    expect(toHost!.entry).toEqual({
      ...always,
      summary: "Eva Prado (Tutoría)",
      location: `${w.origin}/sessions/${b.sessionId}`,
      organizer: "Universidad <mailto:tic@universidad.example>",
      attendees: ["Łukasz Żak <MAILTO:lukasz@universidad.example>"],
    });
    await w.pass(hours(1));
    expect([subjects(w, EVA.email).length, subjects(w, w.organizer.email).length]).toEqual([1, 1]);
  });

  test("while Zoom is away the booking is told after a moment, saying so; the same link works afterwards, and no second mail comes", async () => {
    await using w = await aWorld(await open());
    const b = await aBooking(w);
    const now = w.clock.now();
    await zoomIsAway(w, after(now, minutes(30)));
    await w.settle();
    expect(subjects(w, EVA.email)).toEqual([]);
    await w.advanceTo(after(now, seconds(20)));
    const [letter] = mailsTo(w, EVA.email);
    expect(letter!.text).toContain("En este momento no se puede contactar con Zoom");
    expect(letter!.text).toMatch(LINK);
    expect(mailsTo(w, w.organizer.email)[0]!.text).toContain("Zoom can't be reached");
    expect((await bookingNow(w, b)).told).toMatchObject({ onZoom: false });
    await w.advanceTo(after(now, hours(2)));
    expect((await sessionOf(w, b)).meeting).not.toBeNull();
    expect(subjects(w, EVA.email)).toHaveLength(1);
  });

  test("moved on the session's page it is told when that can't be taken back any more: same UID, higher SEQUENCE, and the host's time follows", async () => {
    await using w = await aWorld(await open());
    const b = await aBooking(w, { bufferBefore: 10 });
    await w.settle();
    const start = after(b.time.start, hours(2));
    valueOf(await change(w, await sessionOf(w, b), { start }));
    await w.settle();
    expect([subjects(w, EVA.email).length, (await bookingNow(w, b)).time]).toEqual([1, b.time]);
    await w.pass(minutes(2));
    const [first, moved, ...rest] = mailsTo(w, EVA.email);
    expect([moved!.subject, rest]).toEqual(["Cambio de hora: Tutoría con Łukasz Żak", []]);
    expect(LINK.exec(moved!.text)![0]).toBe(LINK.exec(first!.text)![0]);
    expect(moved!.entry).toMatchObject({ uid: first!.entry!.uid, sequence: 2, method: "REQUEST", start: iso(start) });
    expect(subjects(w, w.organizer.email)).toEqual(["Booked: Eva Prado (Tutoría)", "Moved: Eva Prado (Tutoría)"]);
    const taken = await w.db.one((r) => [r["from"], r["to"]], sql`select lower(during) as from, upper(during) as to from booking_times`);
    expect(taken).toEqual([before(start, minutes(10)), after(start, minutes(30))]);
    expect(await bookingNow(w, b)).toMatchObject({ time: { start }, remindAt: before(start, hours(24)) });
  });

  test("what is taken back in its minute is told to nobody", async () => {
    await using w = await aWorld(await open());
    const b = await aBooking(w);
    await w.settle();
    valueOf(await cancel(w, await sessionOf(w, b)));
    await w.settle();
    valueOf(await undoChange(w, w.organizer, b.sessionId!));
    await w.pass(minutes(5));
    expect([subjects(w, EVA.email).length, subjects(w, w.organizer.email).length]).toEqual([1, 1]);
    expect(await bookingNow(w, b)).toMatchObject({ status: "booked", sequence: 1 });
  });

  test("cancelled on the session's page it is cancelled by the host: entries are taken back, the host's time is free, nobody is reminded", async () => {
    await using w = await aWorld(await open());
    const b = await aBooking(w, { guests: [NOA] });
    await w.settle();
    valueOf(await cancel(w, await sessionOf(w, b)));
    await w.advanceTo(b.time.end);
    for (const to of [EVA.email, NOA.email]) {
      const [first, cancelled, ...rest] = mailsTo(w, to);
      expect([cancelled!.subject, rest]).toEqual(["Cancelada: Tutoría con Łukasz Żak", []]);
      expect(cancelled!.entry).toMatchObject({
        method: "CANCEL",
        status: "CANCELLED",
        uid: first!.entry!.uid,
        sequence: 2,
        attendees: first!.entry!.attendees,
      });
    }
    expect(subjects(w, w.organizer.email)).toEqual(["Booked: Eva Prado (Tutoría)", "Cancelled: Eva Prado (Tutoría)"]);
    expect(await bookingNow(w, b)).toMatchObject({ status: "cancelled", cancelledBy: "host", remindAt: null });
    expect(await w.db.one((r) => Number(r["n"]), sql`select count(*) as n from booking_times`)).toBe(0);
  });

  test("cancelled by whoever booked it is told to all; the reason is for the host alone", async () => {
    await using w = await aWorld(await open());
    const b = await aBooking(w, { guests: [NOA] });
    await w.settle();
    await cancelByGuest(w, b, "Me he curado: http://evil.example/x");
    await w.settle();
    const last = (to: string) => mailsTo(w, to).at(-1)!;
    expect(last(w.organizer.email)).toMatchObject({ subject: "Cancelled: Eva Prado (Tutoría)", entry: { method: "CANCEL", sequence: 2 } });
    expect(last(w.organizer.email).text).toContain("> Me he curado: http: //evil. example/x");
    for (const to of [EVA.email, NOA.email]) expect(last(to).text).not.toContain("curado");
    expect(subjects(w, NOA.email)).toEqual(["Reserva: Tutoría con Łukasz Żak", "Cancelada: Tutoría con Łukasz Żak"]);
  });

  test("whom they bring along later are told alone", async () => {
    await using w = await aWorld(await open());
    const b = await aBooking(w);
    await w.settle();
    valueOf(await addAttendees(w, w.organizer, b.sessionId!, `${NOA.name} <${NOA.email}>`));
    await w.db.run(sql`update bookings set guests = ${json([NOA])}, untold = true where id = ${b.id}`);
    await w.settle();
    expect([subjects(w, EVA.email).length, subjects(w, w.organizer.email).length, mailsTo(w, NOA.email).map(({ entry }) => entry!.sequence)]).toEqual([
      1,
      1,
      [2],
    ]);
  });

  test("one that is not on Zoom has its place, and its mails are told without a session", async () => {
    await using w = await aWorld(await open());
    const b = await aBooking(w, { place: { kind: "address", text: "Despacho 3.12" }, guests: [NOA] });
    await w.settle();
    const [toEva] = mailsTo(w, EVA.email);
    expect(toEva).toMatchObject({ text: expect.stringContaining("Dónde: Despacho 3.12"), entry: { location: "Despacho 3.12" } });
    expect(toEva!.text).toContain(ownAddress(w, b.id));
    expect(toEva!.text).not.toMatch(LINK);
    const start = after(b.time.start, hours(1));
    await w.db.run(sql`update bookings set starts_at = ${at(start)}, ends_at = ${at(after(start, minutes(30)))}, untold = true where id = ${b.id}`);
    await w.settle();
    expect(mailsTo(w, NOA.email).map(({ entry }) => [entry!.sequence, entry!.start])).toEqual([[1, iso(b.time.start)], [2, iso(start)]]); // prettier-ignore
    await w.advanceTo(before(start, minutes(30)));
    expect(subjects(w, NOA.email)).toHaveLength(4);
    expect(subjects(w, w.organizer.email)).toHaveLength(2);
  });

  test("a booking of which nobody has heard yet is cancelled without a word", async () => {
    await using w = await aWorld(await open());
    const b = await aBooking(w);
    await cancelByGuest(w, b, "");
    await w.settle();
    expect([w.letters(), (await bookingNow(w, b)).told?.status]).toEqual([[], "cancelled"]);
  });

  test("two processes that look at once tell each person once, of many bookings too", async () => {
    await using w = await aWorld(await open());
    const place = { kind: "text", text: "By the door" } as const;
    for (let n = 0; n < 60; n += 1) await aBooking(w, { place, start: after(w.clock.now(), hours(24 + n)), email: `p${n}@gente.example` });
    while ((await Promise.all([tellBookings(w), tellBookings(w)])).some((told) => told > 0));
    expect(await w.db.one((r) => [Number(r["n"]), Number(r["people"])], sql`select count(*) as n, count(distinct to_email) as people from deliveries`)).toEqual(
      [120, 61],
    );
    expect([await nextTelling(w.db), (await waitingNow(w.db, w.clock.now())).includes("bookings")]).toEqual([after(w.clock.now(), hours(1)), false]);
  });
});
