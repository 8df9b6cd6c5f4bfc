import { describe, expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember, aWorld, NINE, ZONE, type TestWorld } from "../../../test/world.ts";
import { interval } from "../../lib/interval.ts";
import { after, before, days, hours, minutes, wallOf, type Instant } from "../../lib/time.ts";
import { at, sql } from "../../platform/database.ts";
import type { AppointmentType } from "../type.ts";
import { timesOf, type More } from "./actions.ts";
import { freeStarts, hostsFreeAt, whyClosed } from "./free.ts";
import { aType } from "../type.fixtures.ts";
import { saveBooking, saveCalendar, saveType } from "./free.fixtures.ts";

const TOMORROW = after(NINE, days(1));
const DAY = interval(TOMORROW, after(TOMORROW, hours(8)));
const id = (n: number): string => `00000000-0000-4000-8000-0000000001${String(n).padStart(2, "0")}`;
const anHour = (from: number, length = 60) => interval(after(TOMORROW, hours(from)), after(TOMORROW, hours(from) + minutes(length)));

const told = async (w: TestWorld, type: AppointmentType, more: More = {}, now: Instant = w.clock.now()) =>
  timesOf(w.db, type, type.hostIds.map((one) => [w.organizer, w.admin].find((who) => who.id === one)!), DAY, now, { world: w, ...more }); // prettier-ignore
const shown = async (w: TestWorld, type: AppointmentType, more: More = {}): Promise<string[]> =>
  freeStarts(type, await told(w, type, more), 30, DAY, w.clock.now()).map((start) => wallOf(start, ZONE).slice(11));
const all = Array.from({ length: 16 }, (_, n) => `${String(9 + Math.floor(n / 2)).padStart(2, "0")}:${n % 2 === 0 ? "00" : "30"}`);
const without = (...gone: string[]): string[] => all.filter((one) => !gone.includes(one));

async function aHouse(w: TestWorld, more: Partial<AppointmentType> = {}): Promise<AppointmentType> {
  const type = aType({ institutionId: w.institutionId, ownerId: w.organizer.id, ...more });
  await saveType(w.db, type);
  return type;
}
const LUKASZ = { id: "uLukasz", email: "lukasz@universidad.example" };
const readNow = (w: TestWorld, ...hosts: string[]) => w.db.run(sql`update hosts set busy_read_at = ${at(w.clock.now())} where id = any(${hosts})`);

eachDatabase((_name, open) => {
  describe("what takes time", () => {
    test("a member's sessions, whoever's room they are in, and none that was cancelled", async () => {
      await using w = await aWorld(await open());
      const type = await aHouse(w);
      expect(await shown(w, type)).toEqual(all);
      await w.ask({ start: after(TOMORROW, hours(1)) });
      const other = await w.ask({ start: after(TOMORROW, hours(4)) });
      await w.ask({ start: after(TOMORROW, hours(6)), by: w.admin });
      expect(await shown(w, type)).toEqual(without("10:00", "10:30", "13:00", "13:30"));
      await w.db.run(sql`update sessions set status = 'cancelled' where id = ${other.id}`);
      expect(await shown(w, type)).toEqual(without("10:00", "10:30"));
    });

    test("appointments with their buffers, subscribed calendars, and nothing of a booking that is to be moved", async () => {
      await using w = await aWorld(await open());
      const type = await aHouse(w, { bufferBefore: 30, bufferAfter: 10 });
      await saveBooking(w.db, type, id(1), anHour(2, 30), [w.organizer.id]);
      expect(await shown(w, type)).toEqual(without("10:00", "10:30", "11:00", "11:30", "12:00"));
      expect(await shown(w, type, { except: id(1) })).toEqual(all);
      await saveCalendar(w.db, w.organizer, id(2), w.clock.now(), [anHour(6, 20)]);
      expect(await shown(w, type, { except: id(1) })).toEqual(without("14:30", "15:00", "15:30"));
    });

    test("what is planned and reserved on the member's own Zoom", async () => {
      await using w = await aWorld(await open(), { people: [LUKASZ] });
      const type = await aHouse(w, { place: { kind: "zoom" } });
      await readNow(w, LUKASZ.id);
      expect(await shown(w, type)).toEqual(all);
      await w.ask({ start: after(TOMORROW, hours(3)), source: "personal" }); // which reads what is planned, so by hand it is planned afterwards
      await w.db.run(sql`insert into busy (institution_id, host_id, meeting_id, during, title)
        values (${w.institutionId}, ${LUKASZ.id}, '81', tstzrange(${at(anHour(1).start)}, ${at(anHour(1).end)}), 'Planned by hand')`);
      expect(await shown(w, type)).toEqual(without("10:00", "10:30", "12:00", "12:30"));
    });

    test("rooms whose Zoom does not answer any more are had for as long as its owner lets what was read last stand", async () => {
      await using w = await aWorld(await open());
      const type = await aHouse(w, { place: { kind: "zoom" }, source: "pool", staleMinutes: 60 });
      const away = (since: Instant) => w.db.run(sql`update connections set state = 'unreachable', since = ${at(since)} where kind = 'institution'`);
      await away(before(w.clock.now(), minutes(59)));
      expect(await shown(w, type)).toEqual(all);
      await away(before(w.clock.now(), minutes(61)));
      expect([await shown(w, type), whyClosed(type, await told(w, type))]).toEqual([[], "booking_zoom_unread"]);
    });

    test("rooms, with what they are kept for before and after", async () => {
      await using w = await aWorld(await open());
      const type = await aHouse(w, { place: { kind: "zoom" }, source: "pool" });
      await w.ask({ start: after(TOMORROW, hours(2)), by: w.admin });
      expect(await shown(w, type)).toEqual(without("10:30", "11:00", "11:30", "12:00"));
      await w.db.run(sql`update rooms set active = false`);
      expect(whyClosed(type, await told(w, type))).toBe("booking_no_room");
    });
  });

  describe("what can't be read is not free", () => {
    test("Zoom and calendars, once what was read is older than the type allows", async () => {
      await using w = await aWorld(await open(), { people: [LUKASZ] });
      const type = await aHouse(w, { place: { kind: "zoom" } });
      await w.db.run(sql`update hosts set busy_read_at = null where id = ${LUKASZ.id}`);
      expect(whyClosed(type, await told(w, type))).toBe("booking_zoom_unread");
      await readNow(w, LUKASZ.id);
      const inTime = after(w.clock.now(), minutes(type.staleMinutes));
      expect(whyClosed(type, await told(w, type, {}, inTime))).toBeNull();
      expect(whyClosed(type, await told(w, type, {}, after(inTime, 1)))).toBe("booking_zoom_unread");
      await saveCalendar(w.db, w.organizer, id(2), before(w.clock.now(), minutes(10)), []);
      const withCalendar = await told(w, type);
      expect(withCalendar.hosts[0]).toMatchObject({ whyNot: null, readAt: before(w.clock.now(), minutes(10)) });
      expect(whyClosed(type, await told(w, type, {}, before(inTime, minutes(9))))).toBe("booking_calendar_unread");
    });

    test("nobody has a connection in force", async () => {
      await using w = await aWorld(await open());
      const type = await aHouse(w, { place: { kind: "zoom" } });
      expect(whyClosed(type, await told(w, type))).toBe("no_own_zoom");
      expect(whyClosed(type, await told(w, { ...type, source: "pool" }))).toBeNull();
      await w.db.run(sql`update connections set state = 'reconnect needed'`);
      expect(whyClosed(type, await told(w, { ...type, source: "pool" }))).toBe("booking_zoom_not_in_force");
      expect(whyClosed(type, await told(w, { ...type, place: { kind: "text", text: "Office 3" } }))).toBeNull();
    });
  });

  test("whose turn it is: the fewest lately, then who was given one longest ago", async () => {
    await using w = await aWorld(await open());
    const third = await aMember(w.db, {
      institutionId: w.institutionId,
      id: w.random.uuid(),
      name: "Zoë",
      email: "zoe@universidad.example",
      role: "organizer",
    });
    const hosts = [w.organizer, w.admin, third];
    const type = await aHouse(w, { hosting: "round robin", hostIds: hosts.map((one) => one.id) });
    const turns = async () => hostsFreeAt(type, await timesOf(w.db, type, hosts, DAY, w.clock.now()), after(TOMORROW, hours(5)), 30, w.clock.now());
    expect(await turns()).toEqual(type.hostIds);
    await saveBooking(w.db, type, id(1), anHour(0, 30), [w.organizer.id], after(NINE, minutes(1)));
    expect(await turns()).toEqual([w.admin.id, third.id, w.organizer.id]);
    await saveBooking(w.db, type, id(2), anHour(2, 30), [w.admin.id]);
    await saveBooking(w.db, type, id(3), anHour(5, 30), [third.id]);
    expect(await turns()).toEqual([w.admin.id, w.organizer.id]);
  });
});
