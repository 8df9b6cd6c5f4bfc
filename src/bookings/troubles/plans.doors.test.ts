import { expect, test } from "vitest";
import { TEACHER } from "../../../sandbox/oauth/testing.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { after, days, hours, iso, minutes, seconds, type Instant } from "../../lib/time.ts";
import { at, sql } from "../../platform/database.ts";
import { upstairs } from "../../sessions/showing/wiring-actions.ts";
import { aHouse, LUKASZ } from "../../sessions/hosting/own-zoom.fixtures.ts";
import { freeStartsOf } from "../free/keeping/page-actions.ts";
import { troublesOf } from "./actions.ts";
import { pageAsked, readBookablePlans, readPlansFor } from "./plans-actions.ts";
import { aBookable, busy, lists, living, plan, planInZoom, silent } from "./troubles.fixtures.ts";

const START = after(NINE, days(3));
const readAt = (w: TestWorld, hostId: string): Promise<Instant | null> =>
  w.db.one((r) => r["busy_read_at"] as Instant | null, sql`select busy_read_at from hosts where id = ${hostId}`);
const ofRooms = (w: TestWorld) => ({ institutionId: w.institutionId, place: { kind: "zoom" }, source: "pool" }) as const;
const remove = (w: TestWorld, id: string, hostId: string, via: string | null = null) =>
  w.zoomOf(w.institutionId, undefined, via).removeMeeting({ id, kind: "meeting", hostId });

eachDatabase((_, open) => {
  test("a meeting that is planned by hand takes its time within a minute while strangers ask, also where no webhook comes, and gives it back", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    await silent(w);
    const type = await aBookable(w);
    const asked = pageAsked(w);
    await asked(type);
    await living(w, seconds(20));
    const id = await planInZoom(w, LUKASZ.id, START);
    await living(w, seconds(60));
    expect(await busy(w)).toEqual([[LUKASZ.id, START]]);
    await remove(w, id, LUKASZ.id);
    await living(w, seconds(60));
    expect(await busy(w)).toEqual([]);
  });

  test("each date of a meeting that somebody lets recur takes its time, and gives it back when it recurs no more", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    await silent(w);
    const type = await aBookable(w, { horizonDays: 60 });
    await pageAsked(w)(type);
    const id = await planInZoom(w, LUKASZ.id, START);
    await w.control("edit", { meetingId: Number(id), set: { type: 8, recurrence: { type: 1, repeat_interval: 7, end_times: 3 } } });
    await living(w, seconds(60));
    const dates = [START, after(START, days(7)), after(START, days(14))];
    expect(await busy(w)).toEqual(dates.map((date) => [LUKASZ.id, date]));
    const free = async (date: Instant) => (await freeStartsOf(w, type, 30, { start: date, end: after(date, hours(1)) }, w.clock.now())).starts.length;
    expect(await Promise.all([...dates, after(START, days(21))].map(free))).toEqual([0, 0, 0, expect.any(Number)]);
    expect(await free(after(START, days(21)))).toBeGreaterThan(0);
    await w.control("edit", { meetingId: Number(id), set: { type: 2 } });
    await pageAsked(w)(type);
    await living(w, seconds(60));
    expect(await busy(w)).toEqual([[LUKASZ.id, START]]);
  });

  test("where webhooks come it does so though nobody asks, by the institution's Zoom as by a member's own", async () => {
    await using w = await aHouse(await open());
    await aBookable(w, { staleMinutes: 60 * 24 });
    await living(w, seconds(10));
    const id = await planInZoom(w, LUKASZ.id, START);
    await w.pass(seconds(59));
    expect(await busy(w)).toEqual([[LUKASZ.id, START]]);
    await remove(w, id, LUKASZ.id);
    await w.pass(seconds(59));
    expect(await busy(w)).toEqual([]);

    await w.personal(w.organizer, TEACHER);
    await living(w, seconds(10));
    const via = (await w.db.one((r) => String(r["id"]), sql`select id from connections where kind = 'personal'`))!;
    const own = (await w.zoomOf(w.institutionId, undefined, via).createMeeting(w.teacherId, plan(START))).id;
    await w.pass(seconds(59));
    expect(await busy(w)).toEqual([[w.teacherId, START]]);
    await remove(w, own, w.teacherId, via);
    await w.pass(seconds(59));
    expect(await busy(w)).toEqual([]);
  });

  test("an own Zoom of another account is read by its own connection, without any webhook", async () => {
    await using w = await aHouse(await open());
    await silent(w);
    await w.personal(w.organizer, TEACHER);
    await pageAsked(w)(await aBookable(w));
    const via = (await w.db.one((r) => String(r["id"]), sql`select id from connections where kind = 'personal'`))!;
    await w.zoomOf(w.institutionId, undefined, via).createMeeting(w.teacherId, plan(START));
    await living(w, seconds(60));
    expect(await busy(w)).toEqual([[w.teacherId, START]]);
  });

  test("all processes together read a host once, while nobody asks a third as often as it may be old, and only who can be booked", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    await silent(w);
    await readBookablePlans(w, upstairs(w, w.neighbours));
    expect(await readAt(w, LUKASZ.id)).toBeNull();
    const type = await aBookable(w, { staleMinutes: 60 });
    const before = await lists(w);
    const both = await Promise.all([readBookablePlans(w, upstairs(w, w.neighbours)), readBookablePlans(w, upstairs(w, w.neighbours))]);
    expect([both[0] + both[1], (await lists(w)) - before]).toEqual([1, 1]);
    await living(w, minutes(65), minutes(1));
    expect((await lists(w)) - before).toBe(4);
    expect(await readAt(w, LUKASZ.id)).toBe(after(NINE, minutes(60)));

    const asked = pageAsked(w);
    for (let n = 0; n < 100; n += 1) await asked(type);
    await living(w, minutes(3), seconds(5));
    expect((await lists(w)) - before).toBe(9);
    await w.db.run(sql`update appointment_types set active = false`);
    await living(w, hours(2), minutes(10));
    expect((await lists(w)) - before).toBe(9);
  });

  test("what can't be read leaves what was read, and says truly when that was; it is tried again within a minute", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    await silent(w);
    await planInZoom(w, LUKASZ.id, START);
    await w.pass(minutes(1));
    await aBookable(w, { staleMinutes: 60 });
    await living(w, 0);
    const read = w.clock.now();
    await planInZoom(w, LUKASZ.id, after(START, hours(2)));
    await fault(w, "GET /users/:host/meetings", "503", { times: 1000 });
    await living(w, minutes(30), minutes(1));
    expect([await busy(w), await readAt(w, LUKASZ.id)]).toEqual([[[LUKASZ.id, START]], read]);
    await w.control("faults", { kind: "none" }).catch(() => undefined);
    w.surprises.length = 0;
  });

  test("the default host is read for whatever is booked there, and dates of one meeting all take their time", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ, { id: "david", email: "david@universidad.example" }], defaultHost: "david" });
    await silent(w);
    await planInZoom(w, "david", START);
    await w.pass(minutes(1));
    await aBookable(w, { source: "default host" });
    await living(w, 0);
    expect(await busy(w)).toEqual([["david", START]]);
    expect([await readAt(w, "david"), await readAt(w, LUKASZ.id)]).toEqual([w.clock.now(), w.clock.now()]);
  });

  test("an own Zoom that has to be connected anew, with nothing in its place, takes its host's time as it was read last, for as long as the owner lets it", async () => {
    await using w = await aHouse(await open(), { people: [] });
    await w.personal(w.organizer, TEACHER);
    const type = await aBookable(w, { place: { kind: "text", text: "Despacho" }, staleMinutes: 30 });
    await w.db.run(sql`update hosts set busy_read_at = ${at(w.clock.now())} where id = ${w.teacherId}`);
    await w.db.run(sql`insert into busy (institution_id, host_id, meeting_id, during, title)
      values (${w.institutionId}, ${w.teacherId}, '81', tstzrange(${at(START)}, ${at(after(START, hours(1)))}), 'Planned by hand')`);
    await w.db.run(sql`update connections set state = 'reconnect needed' where kind = 'personal'`);
    const shown = async () => freeStartsOf(w, type, 30, { start: START, end: after(START, hours(1)) }, w.clock.now());
    const read = w.clock.now();
    expect(await shown()).toMatchObject({ starts: [], closed: null, readAt: iso(read) });
    expect(await troublesOf(w.db, type, w.clock.now())).toEqual([]);
    await w.pass(minutes(31));
    expect(await shown()).toMatchObject({ starts: [], closed: "booking_closed" });
    expect(await troublesOf(w.db, type, w.clock.now())).toMatchObject([{ because: "booking_zoom_unread" }]);
  });

  test("whoever is about to book has it read, unless it was read a moment ago", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    await silent(w);
    await planInZoom(w, LUKASZ.id, START);
    await w.pass(minutes(1));
    const before = await lists(w);
    for (const _again of [1, 2, 3]) await readPlansFor(w, ofRooms(w), [w.organizer.id, w.admin.id]);
    expect([await busy(w), (await lists(w)) - before]).toEqual([[[LUKASZ.id, START]], 1]);
    await w.pass(minutes(1));
    await readPlansFor(w, ofRooms(w), [w.organizer.id]);
    expect((await lists(w)) - before).toBe(2);
  });

  test("so has whoever is about to book what one Zoom user hosts for all", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ, { id: "david", email: "david@universidad.example" }], defaultHost: "david" });
    await silent(w);
    await planInZoom(w, "david", START);
    await w.pass(minutes(1));
    await readPlansFor(w, { ...ofRooms(w), source: "default host" }, [w.organizer.id]);
    expect(await busy(w)).toEqual([["david", START]]);
  });
});
