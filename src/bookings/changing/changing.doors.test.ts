import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { cancel, change } from "../../../test/support/sessions.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { addAttendees } from "../../attendees/actions.ts";
import { removeAttendee } from "../../attendees/leaving/removing-actions.ts";
import { after, hours, iso, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { undoChange } from "../../sessions/cancelling/actions.ts";
import { LUKASZ } from "../../sessions/hosting/own-zoom.fixtures.ts";
import { showBooking } from "../booking-page/actions.ts";
import type { Booking } from "../booking.ts";
import { makeBooking } from "../making/actions.ts";
import { asked, of, offering, reasons, TEN } from "../making/making.fixtures.ts";
import { bookingNow, mailsTo, sessionOf } from "../telling/booked.fixtures.ts";
import { living, planInZoom, silent } from "../troubles/troubles.fixtures.ts";
import { bringAlong, cancelBooking, moveBooking } from "./actions.ts";
import { startsForMoving } from "./times-actions.ts";

const GUEST = { is: "guest" } as const;
const EVA = "eva@gente.example";
const NOA = { name: "Noa", email: "noa@otra.example" };

async function booked(w: TestWorld): Promise<Booking> {
  const booking = valueOf(await makeBooking(w, of(await offering(w)), asked(w, TEN)));
  await w.settle();
  return booking;
}

eachDatabase((_, open) => {
  test("one whose session has just been called off is moved no more, nobody is brought along; whoever booked may call it off for good", async () => {
    await using w = await aWorld(await open());
    const booking = await booked(w);
    valueOf(await cancel(w, await sessionOf(w, booking)));
    expect(reasons(await moveBooking(w, booking, after(TEN, hours(1)), GUEST))).toBe("booking_cancelled");
    expect(reasons(await bringAlong(w, booking, [NOA]))).toBe("booking_cancelled");
    valueOf(await cancelBooking(w, booking, "", GUEST));
    expect((await undoChange(w, w.organizer, booking.sessionId!)).ok).toBe(false);
    await w.pass(minutes(2));
    expect([(await sessionOf(w, booking)).status, (await bookingNow(w, booking)).cancelledBy]).toEqual(["cancelled", "guest"]);
    expect(mailsTo(w, EVA)).toHaveLength(2);
  });

  test("the guest's page says what its host did a moment ago, and that it may be taken back", async () => {
    await using w = await aWorld(await open());
    const booking = await booked(w);
    const shown = async () => {
      const { status, start, unsettled, joinAddress, whyNotChange } = await showBooking(w, await bookingNow(w, booking));
      return [status, start, unsettled, joinAddress !== null, whyNotChange];
    };
    expect(await shown()).toEqual(["booked", iso(TEN), null, true, null]);
    const later = after(TEN, hours(2));
    valueOf(await change(w, await sessionOf(w, booking), { start: later }));
    expect(await shown()).toEqual(["booked", iso(later), "moved", true, null]);
    valueOf(await undoChange(w, w.organizer, booking.sessionId!));
    expect(await shown()).toEqual(["booked", iso(TEN), null, true, null]);
    valueOf(await cancel(w, await sessionOf(w, booking)));
    expect(await shown()).toEqual(["cancelled", iso(TEN), "cancelled", false, "booking_cancelled"]);
    await w.pass(minutes(2));
    expect(await shown()).toEqual(["cancelled", iso(TEN), null, false, "booking_cancelled"]);
  });

  test("one whose session has just been moved and made longer is moved from where it is now, as long as it is now", async () => {
    await using w = await aWorld(await open());
    const booking = await booked(w);
    valueOf(await change(w, await sessionOf(w, booking), { start: after(TEN, hours(2)), minutes: 50 }));
    const within = { start: TEN, end: after(TEN, hours(8)) };
    expect((await startsForMoving(w, booking, within, "guest")).starts).toHaveLength(13); // until 16:10 on a grid of half an hour
    expect(valueOf(await moveBooking(w, booking, TEN, GUEST)).time).toEqual({ start: TEN, end: after(TEN, minutes(50)) });
    await w.pass(minutes(2));
    expect((await sessionOf(w, booking)).time).toEqual({ start: TEN, end: after(TEN, minutes(50)) });
  });

  test("what its type offers by now does not bind it: it keeps its length, and its hosts move it while the type is closed", async () => {
    await using w = await aWorld(await open());
    const booking = await booked(w);
    await w.db.run(sql`update appointment_types set lengths = '[45]'`);
    valueOf(await moveBooking(w, booking, after(TEN, hours(1)), GUEST));
    await w.db.run(sql`update appointment_types set active = false`);
    expect(reasons(await moveBooking(w, booking, TEN, GUEST))).toBe("booking_closed");
    const within = { start: TEN, end: after(TEN, hours(1)) };
    const by = { is: "host", who: w.organizer } as const;
    expect((await startsForMoving(w, booking, within, "host")).starts.length).toBeGreaterThan(0);
    valueOf(await moveBooking(w, booking, TEN, by));
  });

  test("whoever is added to its session by hand is told of it", async () => {
    await using w = await aWorld(await open());
    const booking = await booked(w);
    valueOf(await addAttendees(w, w.admin, booking.sessionId!, "Ana <ana@gente.example>"));
    await w.settle();
    expect(mailsTo(w, "ana@gente.example").map(({ subject }) => subject)).toEqual(["Reserva: Tutoría con Łukasz Żak"]);
    expect(mailsTo(w, EVA)).toHaveLength(1);
    const ana = await w.db.one((r) => String(r["id"]), sql`select id from attendees where email like 'ana@%'`);
    valueOf(await removeAttendee(w, w.admin, booking.sessionId!, ana!));
    await w.settle();
    valueOf(await addAttendees(w, w.admin, booking.sessionId!, "Ana <ana@gente.example>"));
    await w.settle();
    expect(mailsTo(w, "ana@gente.example").filter(({ subject }) => subject.startsWith("Reserva"))).toHaveLength(2);
  });

  test("it is not moved onto what a host has just planned in Zoom by hand, where no webhook tells of that", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    await silent(w);
    const type = await offering(w);
    await living(w, 0); // or nobody would know what is planned in Zoom, and nothing could be booked
    const booking = valueOf(await makeBooking(w, of(type), asked(w, TEN)));
    const later = after(TEN, hours(2));
    await planInZoom(w, LUKASZ.id, later);
    await w.pass(minutes(1)); // Zoom's lists lag
    expect(reasons(await moveBooking(w, booking, later, GUEST))).toBe("time_taken");
    expect(reasons(await moveBooking(w, booking, after(TEN, hours(1)), GUEST))).toBe("booked");
  });

  test("its hosts move it across midnight, whoever booked it does not", async () => {
    await using w = await aWorld(await open());
    const booking = await booked(w);
    const late = after(TEN, hours(13) + minutes(45)); // 23:45 until 00:15
    expect(reasons(await moveBooking(w, booking, late, GUEST))).toBe("time_taken");
    const within = { start: late, end: after(late, minutes(30)) };
    expect((await startsForMoving(w, booking, within, "host")).starts.slice(0, 4)).toEqual([0, 5, 10, 15].map((n) => iso(after(late, minutes(n)))));
    expect(valueOf(await moveBooking(w, booking, late, { is: "host", who: w.organizer })).time).toEqual(within);
  });
});
