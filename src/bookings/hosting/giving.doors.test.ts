import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember, aWorld, valueOf } from "../../../test/world.ts";
import { withCourses } from "../../courses/handing-over/actions.ts";
import { after, days, hours, minutes } from "../../lib/time.ts";
import { removalOf, removeMemberOf } from "../../people/members/actions.ts";
import { sql } from "../../platform/database.ts";
import { agenda } from "../../sessions/showing/wiring-actions.ts";
import { moveBooking } from "../changing/actions.ts";
import { makeType, typeById } from "../actions.ts";
import { makeBooking } from "../making/actions.ts";
import { asked, of, offering, reasons, TEN, typeAsked } from "../making/making.fixtures.ts";
import { aBooking, EVA, mailsTo, sessionOf } from "../telling/booked.fixtures.ts";
import { bookingsFor } from "./actions.ts";
import { withBookings } from "./giving-actions.ts";

eachDatabase((_, open) => {
  test("what was booked with somebody who leaves goes to the successor with its time, on Zoom or not; whoever booked moves it as before", async () => {
    await using w = await aWorld(await open());
    const start = after(w.clock.now(), days(3));
    const mia = await aMember(w.db, { institutionId: w.institutionId, id: w.random.uuid(), name: "Mia", email: "mia@universidad.example", role: "organizer" });
    const onZoom = await aBooking(w, { start });
    const inPlace = await aBooking(w, { start: after(start, hours(2)), place: { kind: "text", text: "By the door" } });
    const both = await aBooking(w, { start: after(start, hours(4)), hosts: [w.organizer, mia] });
    const clash = await aBooking(w, { start: after(start, hours(6)) });
    const own = await aBooking(w, { start: after(start, hours(6)), hosts: [mia] });
    await w.pass(minutes(1));
    const { count } = (await removalOf(w, withBookings(w, withCourses(w, agenda(w))), w.admin, w.organizer.id))!;
    expect(count).toBe(4);
    valueOf(await removeMemberOf(w, withBookings(w, withCourses(w, agenda(w))), w.admin, w.organizer.id, { successor: mia.id }));
    await w.settle();
    expect((await sessionOf(w, onZoom)).organizerId).toBe(mia.id);
    const times = await w.db.list((r) => [String(r["booking_id"]), String(r["member_id"])] as const, sql`select booking_id, member_id from booking_times`);
    expect(new Map(times)).toEqual(new Map([onZoom, inPlace, both, own].map(({ id }) => [id, mia.id])));
    expect(times).toHaveLength(4);
    const hers = await bookingsFor(w, mia, { when: "coming", typeId: null });
    expect(new Set(hers.map(({ id }) => id))).toEqual(new Set([onZoom, inPlace, both, clash, own].map(({ id }) => id)));
    for (const { hosts } of hers) expect(hosts.map(({ id }) => id)).toEqual([mia.id]);
    expect(mailsTo(w, mia.email).flatMap(({ subject, entry }) => (entry === null ? [] : [subject]))).toHaveLength(5);
    expect(mailsTo(w, mia.email).filter(({ subject }) => subject.startsWith("Two appointments at once"))).toHaveLength(1);
    await w.db
      .run(sql`update appointment_types set weekly = '{"MO": [{"from": "00:00", "to": "24:00"}], "TU": [{"from": "00:00", "to": "24:00"}], "WE": [{"from": "00:00", "to": "24:00"}],
      "TH": [{"from": "00:00", "to": "24:00"}], "FR": [{"from": "00:00", "to": "24:00"}]}'`);
    valueOf(await moveBooking(w, inPlace, after(start, hours(3)), { is: "guest" }));
    expect(mailsTo(w, EVA.email).length).toBe(5);
  });

  test("what strangers can book with somebody who leaves goes to the successor, hosts and all; without one it is closed, and others' turns go on", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const [mia, leo] = await Promise.all(
      ["Mia", "Leo"].map((name) =>
        aMember(w.db, { institutionId: w.institutionId, id: w.random.uuid(), name, email: `${name.toLowerCase()}@universidad.example`, role: "organizer" }),
      ),
    );
    const all = () => withBookings(w, withCourses(w, agenda(w)));
    const mine = valueOf(await makeType(w, w.organizer, typeAsked(w, { place: { kind: "text", text: "By the door" } })));
    const turns = await offering(w, { hosting: "round robin", hostIds: [w.organizer.id, leo!.id] });
    expect(await removalOf(w, all(), w.admin, w.organizer.id)).toMatchObject({ count: 0, offered: 2 });
    valueOf(await removeMemberOf(w, all(), w.admin, w.organizer.id, { successor: mia!.id }));
    await w.settle();
    expect(await typeById(w.db, w.institutionId, mine.id)).toMatchObject({ ownerId: mia!.id, hostIds: [mia!.id], active: true });
    expect((await typeById(w.db, w.institutionId, turns.id))!.hostIds).toEqual([mia!.id, leo!.id]);
    expect(mailsTo(w, mia!.email).map(({ text }) => text)).toEqual([expect.stringContaining("2 appointments that others can book")]);
    const { value: booked } = (await makeBooking(w, of(mine), asked(w, TEN))) as { value: { id: string } };
    expect((await bookingsFor(w, mia!, { when: "coming", typeId: null })).map(({ id }) => id)).toEqual([booked.id]);
    valueOf(await removeMemberOf(w, all(), w.admin, mia!.id, { successor: null }));
    expect(reasons(await makeBooking(w, of(mine), asked(w, after(TEN, hours(1)))))).toBe("booking_closed");
    expect(await typeById(w.db, w.institutionId, turns.id)).toMatchObject({ hosting: "one", hostIds: [leo!.id], active: true });
  });
});
