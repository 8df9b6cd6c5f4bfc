import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember, aWorld, valueOf } from "../../../test/world.ts";
import { after, hours, iso, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { bringAlong, cancelBooking, markNoShow, moveBooking } from "../changing/actions.ts";
import { bookingsFor } from "../hosting/actions.ts";
import { mailsTo } from "../telling/booked.fixtures.ts";
import { makeBooking } from "./actions.ts";
import { asked, of, offering, reasons, TEN } from "./making.fixtures.ts";

eachDatabase((_, open) => {
  test("a booking holds its host's time and a room at once, makes one Zoom meeting and is told once; asked twice it is one", async () => {
    await using w = await aWorld(await open());
    const type = await offering(w);
    const first = asked(w, TEN, { guests: [{ name: "Noa", email: "noa@otra.example" }] });
    const booking = valueOf(await makeBooking(w, of(type), first));
    expect(valueOf(await makeBooking(w, of(type), first))).toMatchObject({ id: booking.id });
    await w.settle();
    expect(await w.meetings()).toMatchObject([{ topic: "Tutoría: Eva Prado", duration: 30 }]);
    expect(["eva@gente.example", w.organizer.email, "noa@otra.example"].map((to) => mailsTo(w, to).length)).toEqual([1, 1, 1]);
    expect(w.surprises).toEqual([]);
  });

  test("the same form for another time is not answered with what was booked by it", async () => {
    await using w = await aWorld(await open());
    const type = await offering(w);
    const first = asked(w, TEN);
    valueOf(await makeBooking(w, of(type), first));
    for (const other of [{ start: after(TEN, hours(1)) }, { minutes: 60 }])
      expect(reasons(await makeBooking(w, of(type), { ...first, ...other }))).toBe("already_asked");
  });

  test("of many who ask for one time at once one has it, and everybody else is told so with the nearest times", async () => {
    await using w = await aWorld(await open(), { rooms: 6 });
    const type = await offering(w);
    const answers = await Promise.all(Array.from({ length: 8 }, (__, n) => makeBooking(w, of(type), asked(w, TEN, { email: `p${n}@gente.example` }))));
    expect(answers.map(reasons).toSorted()).toEqual(["booked", ...Array.from({ length: 7 }, () => "time_taken")]);
    const refused = answers.find((one) => !one.ok);
    expect(refused).toMatchObject({ nearest: [after(TEN, -minutes(60)), after(TEN, -minutes(30)), after(TEN, minutes(30))] });
    expect(await w.db.one((r) => Number(r["n"]), sql`select count(*) as n from sessions where booking_id is not null`)).toBe(1);
  });

  test("lengths whose times overlap, and hosts all together, never take a host twice", async () => {
    await using w = await aWorld(await open(), { rooms: 6 });
    const alone = await offering(w);
    const together = await offering(w, { hosting: "together", hostIds: [w.organizer.id, w.admin.id] });
    expect(reasons(await makeBooking(w, of(together), asked(w, TEN, { minutes: 60 })))).toBe("booked");
    expect(reasons(await makeBooking(w, of(alone), asked(w, after(TEN, minutes(30)))))).toBe("time_taken");
    expect(reasons(await makeBooking(w, of(alone), asked(w, after(TEN, minutes(60)))))).toBe("booked");
    expect(reasons(await makeBooking(w, of(together), asked(w, after(TEN, minutes(30)), { minutes: 60 })))).toBe("time_taken");
  });

  test("of hosts all together each gets in by an own link, and only who organizes the session is led to its page", async () => {
    await using w = await aWorld(await open());
    const mia = await aMember(w.db, { institutionId: w.institutionId, id: w.random.uuid(), name: "Mia", email: "mia@universidad.example", role: "organizer" });
    const type = await offering(w, { hosting: "together", hostIds: [w.organizer.id, mia.id] });
    valueOf(await makeBooking(w, of(type), asked(w, TEN)));
    await w.settle();
    const [[first], [second, ...more], [eva]] = [mailsTo(w, w.organizer.email), mailsTo(w, mia.email), mailsTo(w, "eva@gente.example")];
    expect(more).toEqual([]);
    const link = (text: string) => /https?:\/\/\S+\/j\/\S{22}/.exec(text)?.[0];
    expect([link(first!.text), first!.text.includes("/sessions/"), second!.text.includes("/sessions/")]).toEqual([undefined, true, false]);
    expect(link(second!.text)).not.toBe(link(eva!.text));
    expect(second).toMatchObject({ subject: "Booked: Eva Prado (Tutoría)", entry: { location: link(second!.text) } });
    expect(second!.text).not.toContain("/book/mine/");
    const lists = await Promise.all([w.organizer, mia, w.admin].map((who) => bookingsFor(w, who, { when: "coming", typeId: null })));
    expect(lists.map(([row]) => row!.sessionId !== null)).toEqual([true, false, true]);
  });

  test("round robin gives each host their share", async () => {
    await using w = await aWorld(await open(), { rooms: 6 });
    const type = await offering(w, { hosting: "round robin", hostIds: [w.organizer.id, w.admin.id] });
    for (const n of [0, 1, 2, 3]) valueOf(await makeBooking(w, of(type), asked(w, after(TEN, minutes(30 * n)))));
    const shares = await w.db.list((r) => Number(r["n"]), sql`select count(*) as n from booking_hosts group by member_id`);
    expect(shares).toEqual([2, 2]);
    expect(reasons(await makeBooking(w, of(type), asked(w, TEN, { email: "x@gente.example" })))).toBe("booked");
    expect(reasons(await makeBooking(w, of(type), asked(w, TEN, { email: "y@gente.example" })))).toBe("time_taken");
  });

  test("moved by whoever booked it keeps its addresses, and Zoom follows; where there is no room it stays as it was", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    const type = await offering(w);
    const booking = valueOf(await makeBooking(w, of(type), asked(w, TEN)));
    await w.settle();
    const [before] = await w.meetings();
    const links = () => w.db.list((r) => String(r["id"]), sql`select id from attendees order by id`);
    const addresses = await links();
    await w.ask({ start: after(TEN, hours(3)), minutes: 60, title: "Otra", by: w.admin });
    expect(reasons(await moveBooking(w, booking, after(TEN, hours(3)), { is: "guest" }))).toBe("time_taken");
    valueOf(await moveBooking(w, booking, after(TEN, minutes(30)), { is: "guest" }));
    await w.settle();
    const meetings = await w.meetings();
    expect(meetings.find(({ id }) => id === before!["id"])).toMatchObject({ startAt: expect.stringContaining(iso(after(TEN, minutes(30))).slice(0, 16)) });
    expect(await links()).toEqual(addresses);
    expect(reasons(await makeBooking(w, of(type), asked(w, TEN, { email: "x@gente.example" })))).toBe("time_taken"); // the only room is kept for what stands beside it
    expect(w.surprises).toEqual([]);
  });

  test("cancelled it is gone from Zoom, its time is free again, and nobody cancels it too late", async () => {
    await using w = await aWorld(await open());
    const type = await offering(w);
    const booking = valueOf(await makeBooking(w, of(type), asked(w, TEN)));
    await w.settle();
    valueOf(await cancelBooking(w, booking, "No puedo", { is: "guest" }));
    valueOf(await cancelBooking(w, booking, "No puedo", { is: "guest" }));
    await w.settle();
    expect((await w.meetings()).filter((one) => one["deletedAt"] == null)).toEqual([]);
    const again = valueOf(await makeBooking(w, of(type), asked(w, TEN)));
    await w.advanceTo(after(TEN, -minutes(30)));
    expect(reasons(await cancelBooking(w, again, "", { is: "guest" }))).toBe("booking_too_late_to_change");
    expect(reasons(await cancelBooking(w, again, "", { is: "host", who: w.organizer }))).toBe("booked");
    expect(w.surprises).toEqual([]);
  });

  test("guests can be brought along, each once and no more than may come; a no-show is noted when it has begun", async () => {
    await using w = await aWorld(await open());
    const type = await offering(w);
    const booking = valueOf(await makeBooking(w, of(type), asked(w, TEN)));
    const noa = { name: "Noa", email: "noa@otra.example" };
    valueOf(await bringAlong(w, booking, [noa]));
    expect(valueOf(await bringAlong(w, booking, [{ ...noa, email: "NOA@otra.example" }])).guests).toEqual([noa]);
    const more = ["a", "b"].map((name) => ({ name, email: `${name}@otra.example` }));
    expect(reasons(await bringAlong(w, booking, more))).toBe("too_many_guests");
    expect(reasons(await markNoShow(w, booking, true, w.organizer))).toBe("booking_not_begun");
    await w.advanceTo(after(TEN, minutes(10)));
    expect(valueOf(await markNoShow(w, booking, true, w.organizer)).noShow).toBe(true);
    expect(await w.db.one((r) => Number(r["n"]), sql`select count(*) as n from attendees`)).toBe(2);
  });
});
