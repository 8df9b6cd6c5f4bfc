import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eachDatabase } from "../../../../test/support/databases.ts";
import { aMember, aWorld, NINE, ZONE, type TestWorld } from "../../../../test/world.ts";
import { interval } from "../../../lib/interval.ts";
import { after, days, hours, instant, iso, minutes, seconds, wallOf } from "../../../lib/time.ts";
import { at, json, sql } from "../../../platform/database.ts";
import type { AppointmentType } from "../../type.ts";
import { timesOf } from "../actions.ts";
import { freeStarts, freeWhenever } from "../free.ts";
import { aType } from "../../type.fixtures.ts";
import { saveBooking, saveCalendar, saveType } from "../free.fixtures.ts";
import { knownTimes } from "./actions.ts";
import { freeStartsOf } from "./page-actions.ts";
import { gatherVersions } from "./store.ts";

const TOMORROW = after(NINE, days(1));
const DAY = interval(TOMORROW, after(TOMORROW, hours(8)));
const id = (n: number): string => `00000000-0000-4000-8000-0000000001${String(n).padStart(2, "0")}`;
const anHour = (from: number, length = 60) => interval(after(TOMORROW, hours(from)), after(TOMORROW, hours(from) + minutes(length)));
const LUKASZ = { id: "uLukasz", email: "lukasz@universidad.example" };

const shown = async (w: TestWorld, type: AppointmentType): Promise<string[]> =>
  (await freeStartsOf(w, type, 30, DAY, w.clock.now())).starts.map((start) => wallOf(instant(start), ZONE).slice(11));
/** Worked out without anything that is remembered. */
const told = async (w: TestWorld, type: AppointmentType): Promise<string[]> => {
  const hosts = type.hostIds.map((one) => [w.organizer, w.admin].find((who) => who.id === one)!);
  return freeStarts(type, await timesOf(w.db, type, hosts, DAY, w.clock.now(), { world: w }), 30, DAY, w.clock.now()).map((start) =>
    wallOf(start, ZONE).slice(11),
  );
};
const versions = (w: TestWorld) =>
  w.db.list((r) => `${String(r["whose"])} ${Number(r["n"])}`, sql`select whose, sum(n) as n from time_versions group by whose order by whose`);

async function aHouse(w: TestWorld, more: Partial<AppointmentType> = {}): Promise<AppointmentType> {
  const type = aType({ institutionId: w.institutionId, ownerId: w.organizer.id, ...more });
  await saveType(w.db, type);
  await w.db.run(sql`update hosts set busy_read_at = ${at(w.clock.now())}`);
  return type;
}

eachDatabase((_name, open) => {
  test("whatever takes or gives time is on the page at once, by whichever way it came", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const type = await aHouse(w, { bufferAfter: 5, skipsHolidays: true });
    const pool = { ...type, id: id(90), slug: "sala", place: { kind: "zoom" as const }, source: "pool" as const };
    await saveType(w.db, pool);
    const other = id(50);
    const deeds: [string, () => Promise<unknown>][] = [
      ["a session", () => w.ask({ start: anHour(1).start })],
      ["moved", () => w.db.run(sql`update sessions set starts_at = starts_at + interval '2 hours', ends_at = ends_at + interval '2 hours'`)],
      ["given to somebody else", () => w.db.run(sql`update sessions set organizer_id = ${w.admin.id}`)],
      ["given back", () => w.db.run(sql`update sessions set organizer_id = ${w.organizer.id}`)],
      ["cancelled", () => w.db.run(sql`update sessions set status = 'cancelled'`)],
      ["its room", () => w.db.run(sql`delete from reservations`)],
      ["a booking", () => saveBooking(w.db, type, other, anHour(2, 30), [w.organizer.id])],
      ["moved", () => w.db.run(sql`update booking_times set during = tstzrange(lower(during) + interval '1 hour', upper(during) + interval '1 hour')`)],
      ["cancelled", () => w.db.run(sql`delete from booking_times`)],
      ["a calendar", () => saveCalendar(w.db, w.organizer, id(2), w.clock.now(), [anHour(3), anHour(5)])],
      ["an event gone", () => w.db.run(sql`delete from calendar_times where n = 0`)],
      ["planned in Zoom", () => w.db.run(sql`insert into busy (institution_id, host_id, meeting_id, during, title) values (${w.institutionId}, ${LUKASZ.id}, '81', tstzrange(${at(anHour(6).start)}, ${at(anHour(6).end)}), '')`)],
      ["deleted in Zoom", () => w.db.run(sql`delete from busy`)],
      ["rooms reserved", () => w.ask({ start: anHour(4).start, by: w.admin })],
      ["a room out of service", () => w.db.run(sql`insert into room_outages (institution_id, id, room_id, during, reason) select institution_id, ${id(3)}::uuid, id, tstzrange(${at(DAY.start)}, ${at(anHour(1).end)}), 'Paint' from rooms where active order by ord limit 1`)],
      ["a room turned off", () => w.db.run(sql`update rooms set active = false where id = ${w.rooms[0]!.id}`)],
      ["turned on", () => w.db.run(sql`update rooms set active = true where id = ${w.rooms[0]!.id}`)],
      ["a holiday", () => w.db.run(sql`insert into holiday_calendars (institution_id, id, name, days, read_at) values (${w.institutionId}, ${id(4)}, 'Fiestas', ${json([{ day: wallOf(TOMORROW, ZONE).slice(0, 10), name: "" }])}, ${at(NINE)})`)],
      ["none any more", () => w.db.run(sql`delete from holiday_calendars`)],
      ["a connection that has to be made anew", () => w.db.run(sql`update connections set state = 'reconnect needed'`)],
      ["connected", () => w.db.run(sql`update connections set state = 'connected'`)],
      ["Zoom not read for long", () => w.db.run(sql`update hosts set busy_read_at = null`).then(() => w.pass(seconds(11)))],
      ["read again", () => w.db.run(sql`update hosts set busy_read_at = ${at(w.clock.now())}`)],
    ]; // prettier-ignore
    const seen = new Set<string>();
    for (const [what, deed] of deeds) {
      const before = [await shown(w, type), await shown(w, pool)];
      await deed();
      const now = [await shown(w, type), await shown(w, pool)];
      expect(now, what).toEqual([await told(w, type), await told(w, pool)]);
      if (JSON.stringify(now) !== JSON.stringify(before)) seen.add(what);
    }
    const unseen = deeds.map(([what]) => what).filter((what) => !seen.has(what));
    expect(unseen, "deeds that change nothing on either page").toEqual([]);
  });

  test("whatever others do, in whatever order, the next page of every type says what is so then", async () => {
    await using w = await aWorld(await open());
    const type = await aHouse(w, { horizonDays: 40, bufferBefore: 10, mostADay: 4, mostAWeek: 9, lengths: [30, 60] });
    const both = {
      ...type,
      id: id(91),
      slug: "dos",
      hosting: "together" as const,
      hostIds: [w.organizer.id, w.admin.id],
      gridMinutes: 45,
      mostADay: null,
      mostAWeek: null,
    };
    await saveType(w.db, both);
    await saveCalendar(w.db, w.admin, id(2), w.clock.now(), []);
    const within = interval(NINE, after(NINE, days(30)));
    const elsewhere = { ...w, db: { ...w.db } };
    const pages = (world: Pick<TestWorld, "db" | "zooms">) =>
      Promise.all([type, both].map(async (one) => (await knownTimes(world, one, within, NINE)).free(30, within).map(({ text }) => text)));
    const whole = async (one: AppointmentType) => {
      const hosts = one.hostIds.map((member) => [w.organizer, w.admin].find((who) => who.id === member)!);
      return freeWhenever(one, await timesOf(w.db, one, hosts, within, NINE, { world: w }), 30, within).map(({ start }) => iso(start));
    };
    const anyDeed = fc.record({
      what: fc.integer({ min: 0, max: 6 }),
      n: fc.integer({ min: 0, max: 9 }),
      day: fc.integer({ min: 1, max: 28 }),
      hour: fc.integer({ min: 0, max: 14 }),
    });
    for (const { what, n, day, hour } of fc.sample(anyDeed, { numRuns: 30, seed: 11 })) {
      const time = interval(after(NINE, days(day) + minutes(30 * hour)), after(NINE, days(day) + minutes(30 * hour + 30)));
      const during = sql`tstzrange(${at(time.start)}, ${at(time.end)})`;
      const mine = n % 2 === 0 ? w.organizer : w.admin;
      if (what <= 1) await saveBooking(w.db, n < 7 ? type : both, w.random.uuid(), time, [mine.id]).catch(() => undefined); // taken
      if (what === 2)
        await w.db.run(
          sql`delete from booking_times where (booking_id, member_id) in (select booking_id, member_id from booking_times order by booking_id limit 1)`,
        );
      if (what === 3)
        await w.db
          .run(sql`insert into calendar_times (institution_id, calendar_id, n, member_id, during) values (${w.institutionId}, ${id(2)}, ${n}, ${w.admin.id}, ${during})
        on conflict (institution_id, calendar_id, n) do update set during = excluded.during`);
      if (what === 4) await w.ask({ start: time.start, minutes: 30, by: mine });
      if (what === 5)
        await w.db.run(
          sql`update sessions set starts_at = ${at(time.start)}, ends_at = ${at(time.end)} where id = (select id from sessions order by id limit 1)`,
        );
      if (what === 6) await w.db.run(sql`update sessions set organizer_id = ${mine.id} where id = (select id from sessions order by id limit 1)`);
      const expected = [await whole(type), await whole(both)];
      expect(await pages(w), JSON.stringify({ what, n, day, hour })).toEqual(expected);
      if (n % 3 === 0) expect(await pages(elsewhere)).toEqual(expected);
      if (n === 5) await gatherVersions(w.db);
    }
  });

  describe("versions", () => {
    test("what is none of anybody's time changes none, and one set of rows counts once for each", async () => {
      await using w = await aWorld(await open());
      const s = await w.ask({ start: anHour(1).start });
      const before = await versions(w);
      await w.db.run(sql`update sessions set title = 'Another', revision = revision + 1 where id = ${s.id}`);
      await w.db.run(sql`update hosts set read_at = ${at(w.clock.now())}, busy_read_at = ${at(w.clock.now())}`);
      await w.db.run(sql`update connections set last_ok_at = ${at(w.clock.now())}`);
      await w.db.run(sql`update institutions set queue_asked = true`);
      expect(await versions(w)).toEqual(before);
      const all = Array.from({ length: 30 }, (_, n) => ({ n, time: anHour(n) }));
      await saveCalendar(w.db, w.organizer, id(2), w.clock.now(), []);
      await w.db.run(sql`insert into calendar_times (institution_id, calendar_id, n, member_id, during)
        select ${w.institutionId}, ${id(2)}, n, ${w.organizer.id}, tstzrange(starts, starts + interval '1 hour') from unnest(${all.map(({ n }) => n)}::int[], ${all.map(({ time }) => at(time.start))}::timestamptz[]) as t(n, starts)`);
      const mine = (rows: string[]): number => Number(rows.find((row) => row.startsWith(w.organizer.id))!.split(" ")[1]);
      expect(mine(await versions(w))).toBe(mine(before) + 1);
    });

    test("gathered they say the same, and the rows are few", async () => {
      await using w = await aWorld(await open());
      for (let n = 0; n < 20; n += 1) await w.ask({ start: anHour(n, 30).start, minutes: 30 });
      const before = await versions(w);
      await gatherVersions(w.db);
      expect(await versions(w)).toEqual(before);
      const rows = await w.db.one((r) => Number(r["rows"]), sql`select max(n) as rows from (select count(*) as n from time_versions group by whose) x`);
      expect(rows).toBeLessThanOrEqual(16);
    });

    test("of a database that was restored, where an old transaction's number comes again, what is new is heard all the same", async () => {
      await using w = await aWorld(await open());
      const type = await aHouse(w);
      const mine = sql`institution_id = ${w.institutionId} and whose = ${w.organizer.id}`;
      const asOld = sql`insert into time_versions (institution_id, whose, made_by, n, touched) values (${w.institutionId}, ${w.organizer.id}, ${"900000000000"}::bigint, 1, null)
        on conflict (institution_id, whose, made_by) do update set n = time_versions.n + 1`;
      await shown(w, type);
      await w.db.run(asOld);
      await shown(w, type);
      await w.db.transaction(async (tx) => {
        await saveBooking(tx, type, id(50), anHour(2, 30), [w.organizer.id]);
        await tx.run(sql`delete from time_versions where ${mine} and made_by = pg_current_xact_id()::text::bigint`);
        await tx.run(asOld);
      });
      expect(await shown(w, type)).toEqual(await told(w, type));
    });

    test("nothing is left of an institution that is gone", async () => {
      await using w = await aWorld(await open());
      const elsewhere = w.random.uuid();
      await w.db.run(sql`insert into institutions (institution_id, settings) select ${elsewhere}, settings from institutions`);
      await aMember(w.db, { institutionId: elsewhere, id: w.random.uuid(), name: "Zoë", email: "zoe@elsewhere.example", role: "owner" });
      await w.db.transaction(async (tx) => {
        for (const table of ["time_versions", "members", "institutions"])
          await tx.run(sql`delete from ${sql.table(table)} where institution_id = ${elsewhere}`);
      });
      expect(await w.db.list((r) => r, sql`select from time_versions where institution_id = ${elsewhere}`)).toEqual([]);
    });
  });

  test("pages that ask at once, for different months, never show less than is known", async () => {
    await using w = await aWorld(await open());
    const type = await aHouse(w, { horizonDays: 300 });
    for (const n of [1, 40, 80, 200]) await w.ask({ start: after(TOMORROW, days(n) + hours(1)) });
    const months = fc.sample(fc.integer({ min: 0, max: 250 }), { numRuns: 30, seed: 7 });
    const asked = months.map((n) => interval(after(TOMORROW, days(n)), after(TOMORROW, days(n + 10))));
    const known = await Promise.all(
      asked.map(async (within) => freeStarts(type, (await knownTimes(w, type, within, w.clock.now())).times, 30, within, w.clock.now())),
    );
    for (const [n, within] of asked.entries())
      expect(known[n]).toEqual(freeStarts(type, await timesOf(w.db, type, [w.organizer], within, w.clock.now()), 30, within, w.clock.now()));
  });

  test("the first free start after what was asked for, however far, and none beyond the horizon", async () => {
    await using w = await aWorld(await open());
    const type = await aHouse(w, { weekly: {}, days: [{ day: "2027-07-05", spans: [{ from: "10:00", to: "11:00" }] }], horizonDays: 200 });
    const next = async (horizonDays: number) => (await freeStartsOf(w, { ...type, horizonDays }, 30, DAY, w.clock.now())).next;
    expect(await next(200)).toBe("2027-07-05T08:00:00.000Z");
    expect(await next(126)).toBe("2027-07-05T08:00:00.000Z");
    expect(await next(125)).toBeNull();
    const past = interval(after(NINE, -days(900)), after(NINE, -days(800)));
    expect(await freeStartsOf(w, type, 30, past, w.clock.now())).toMatchObject({ starts: [], next: "2027-07-05T08:00:00.000Z" });
  });
});
