import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aProcess, beatAgain, holdForDead, killProcess } from "../../../test/support/outside.ts";
import { after, hours, instant, type Instant } from "../../lib/time.ts";
import { sql, type Database } from "../../platform/database.ts";
import { joinProcesses } from "../../platform/processes.ts";
import { HORIZON_MS, URGENT_HORIZON_MS } from "../../zoom/client/permits.ts";
import { quotaOf, type Quota } from "../../zoom/client/quota.ts";
import { changesOn } from "../../../test/support/zoom-days.ts";
import { changeCounter, keepChange } from "./actions.ts";
import { daysInDatabase, permitsInDatabase } from "./store.ts";

const [A, B] = ["00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"];
const INSTITUTION = "00000000-0000-4000-8000-000000000001";
const four: Quota = { ...quotaOf("business", 0), light: { calls: 4, perMs: 1000 } };
const NOON = instant("2027-03-01T12:00:00Z");

/** Writes down at once what is given back; the machine's time stands. */
const permitsOf = (db: Database, process: string, quota = four, pause: (ms: number) => Promise<void> = () => new Promise(() => undefined)) =>
  permitsInDatabase({ db, process, pause, machine: () => 0 }, "account", quota);

eachDatabase((_, open) => {
  test("two processes share the permits of an account, and none is given twice", async () => {
    const db = await open();
    await aProcess(db, A);
    await aProcess(db, B);
    const [a, b] = [permitsOf(db, A), permitsOf(db, B)];

    const taken = await Promise.all([a.take("light", 3, HORIZON_MS), b.take("light", 3, HORIZON_MS), a.take("light", 3, HORIZON_MS)]);
    const numbers = taken.flatMap(({ permits }) => permits.map(({ n }) => n));
    expect(numbers.toSorted()).toEqual([0, 1, 2, 3]);
    expect((await b.take("light", 1, HORIZON_MS)).permits).toEqual([]);
    expect((await b.take("heavy", 50, HORIZON_MS)).permits).toHaveLength(40);
  });

  test("nobody is given more permits than were asked for, of however many", async () => {
    const db = await open();
    await aProcess(db, A);
    const a = permitsOf(db, A, quotaOf("business", 0));
    expect((await a.take("light", 1, HORIZON_MS)).permits).toHaveLength(1);
    expect((await a.take("light", 30, HORIZON_MS)).permits).toHaveLength(30);
    expect((await a.take("medium", 2, HORIZON_MS)).permits).toHaveLength(2);
  });

  test("what is given back is promised again shortly before it is free, and not earlier", async () => {
    const db = await open();
    await aProcess(db, A);
    const a = permitsOf(db, A);
    await a.take("light", 4, HORIZON_MS);
    a.giveBack("light", 0, 3000);
    a.giveBack("light", 1, 140);
    a.giveBack("light", 2, -5);

    const { permits } = await a.take("light", 4, HORIZON_MS);
    expect(permits.map(({ n }) => n).toSorted()).toEqual([1, 2]);
    expect(permits.find(({ n }) => n === 2)).toEqual({ n: 2, waitMs: 0 });
    expect(permits.find(({ n }) => n === 1)!.waitMs).toBeGreaterThan(0);
    expect(permits.find(({ n }) => n === 1)!.waitMs).toBeLessThanOrEqual(140);
  });

  test("of two processes the one that asks further ahead, for something urgent, gets a permit first", async () => {
    const db = await open();
    await aProcess(db, A);
    await aProcess(db, B);
    const [a, b] = [permitsOf(db, A), permitsOf(db, B)];
    await a.take("light", 4, HORIZON_MS);
    a.giveBack("light", 2, URGENT_HORIZON_MS - 20);

    expect((await a.take("light", 100, HORIZON_MS)).permits).toEqual([]);
    expect((await b.take("light", 1, URGENT_HORIZON_MS)).permits).toMatchObject([{ n: 2 }]);
  });

  test("what a killed process held is free; what it gives back afterwards is not its any more", async () => {
    const db = await open();
    await aProcess(db, A);
    await aProcess(db, B);
    const [a, b] = [permitsOf(db, A), permitsOf(db, B)];
    await a.take("light", 4, HORIZON_MS);
    await killProcess(db, A);
    expect((await b.take("light", 4, HORIZON_MS)).permits).toHaveLength(4);

    a.giveBack("light", 0, 0);
    expect((await a.take("light", 1, HORIZON_MS)).permits).toEqual([]);
  });

  test("what nobody asks for any more is written down all the same", async () => {
    const db = await open();
    await aProcess(db, A);
    await aProcess(db, B);
    const waits: (() => void)[] = [];
    const a = permitsOf(db, A, four, () => new Promise((go) => waits.push(go)));
    await a.take("light", 4, HORIZON_MS);
    a.giveBack("light", 3, 0);
    expect(waits).toHaveLength(1);
    expect((await permitsOf(db, B).take("light", 4, HORIZON_MS)).permits).toEqual([]);
    waits[0]!();

    await expect.poll(async () => (await permitsOf(db, B).take("light", 4, HORIZON_MS)).permits).toEqual([{ n: 3, waitMs: 0 }]);
  });

  test("permits that were taken while the answer was lost are free for the same process, and only those", async () => {
    const db = await open();
    await aProcess(db, A);
    let lost = true;
    const list: Database["list"] = async (toValue, query) => {
      const rows = await db.list(toValue, query);
      if (lost) throw new Error("the answer was lost");
      return rows;
    };
    const a = permitsInDatabase({ db: { ...db, list }, process: A, pause: () => new Promise(() => undefined), machine: () => 0 }, "account", four);
    await expect(a.take("light", 3, HORIZON_MS)).rejects.toThrow("lost");
    lost = false;
    expect((await a.take("light", 2, HORIZON_MS)).permits).toHaveLength(2);
    expect((await a.take("light", 4, HORIZON_MS)).permits).toHaveLength(2);
    expect((await a.take("light", 4, HORIZON_MS)).permits).toEqual([]);
  });

  test("with a smaller quota the permits beyond it are left alone", async () => {
    const db = await open();
    await aProcess(db, A);
    await permitsOf(db, A).take("light", 0, HORIZON_MS);
    expect((await permitsOf(db, A, { ...four, light: { calls: 2, perMs: 1000 } }).take("light", 9, HORIZON_MS)).permits).toHaveLength(2);
  });

  test("permits beyond a smaller quota hurry nobody", async () => {
    const db = await open();
    await aProcess(db, A);
    await permitsOf(db, A).take("light", 0, HORIZON_MS);
    const two = permitsOf(db, A, { ...four, light: { calls: 2, perMs: 1000 } });
    await two.take("light", 2, HORIZON_MS);
    for (const n of [0, 1]) two.giveBack("light", n, 2000);
    expect(await two.take("light", 1, HORIZON_MS)).toEqual({ permits: [], againMs: 100 });
  });

  test("a database whose clock was put back gives permits all the same", async () => {
    const db = await open();
    await aProcess(db, A);
    const a = permitsOf(db, A);
    await a.take("light", 4, HORIZON_MS);
    for (const n of [0, 1, 2, 3]) a.giveBack("light", n, n === 0 ? 3001 : 1001);
    expect((await a.take("light", 4, HORIZON_MS)).permits).toEqual([]);
    await db.run(sql`update zoom_permits set free_at = free_at + interval '1 hour'`); // as if it had been given back an hour later

    const { permits } = await a.take("light", 4, HORIZON_MS);
    expect(permits.map(({ n }) => n).toSorted()).toEqual([0, 1, 2, 3]);
    expect(Math.max(...permits.map(({ waitMs }) => waitMs))).toBe(0);
  });

  test("a process that the others hold for dead is given none until it has beaten again: they would be given the same", async () => {
    const db = await open();
    await aProcess(db, A);
    await holdForDead(db, A);
    expect((await permitsOf(db, A).take("light", 4, HORIZON_MS)).permits).toEqual([]);
    await beatAgain(db, A);
    expect((await permitsOf(db, A).take("light", 4, HORIZON_MS)).permits).toHaveLength(4);
  });

  test("what a process held that has stopped is free a second later: it may have called until just now", async () => {
    const db = await open();
    const stopping = await joinProcesses(db, A);
    await aProcess(db, B);
    await permitsOf(db, A).take("light", 4, HORIZON_MS);
    await stopping.stop();
    expect((await permitsOf(db, B).take("light", 4, HORIZON_MS)).permits).toEqual([]);
    await db.run(sql`update processes set alive_until = alive_until - interval '1200 milliseconds' where id = ${A}`);
    expect((await permitsOf(db, B).take("light", 4, HORIZON_MS)).permits).toHaveLength(4);
  });

  test("a day's calls are one number for all processes, and begin anew at midnight in UTC", async () => {
    const db = await open();
    let now: Instant = NOON;
    const [a, b] = [daysInDatabase(db, "account", () => now), daysInDatabase(db, "account", () => now)];
    const take = async (days: typeof a): Promise<number> => {
      for (let calls = 0; ; calls += 1) if (!(await days.take({ pot: "heavy", calls: 1000 }))) return calls;
    };
    expect((await a.take({ pot: "heavy", calls: 1000 })) && (await take(b)) + (await take(a))).toBe(999);
    expect(await a.take({ pot: "light", calls: 1000 })).toBe(true);
    now = after(NOON, hours(12));
    expect(await take(b)).toBe(1000);
  });

  test("who may use less of a day leaves the rest to who may use more", async () => {
    const db = await open();
    const days = daysInDatabase(db, "account", () => NOON);
    const take = async (calls: number): Promise<number> => {
      for (let taken = 0; ; taken += 1) if (!(await days.take({ pot: "heavy", calls }))) return taken;
    };
    expect(await take(900)).toBe(900);
    expect(await days.take({ pot: "heavy", calls: 1000 })).toBe(true);
  });

  test("many calls at once take of a day what they are, and not a block for each", async () => {
    const db = await open();
    const days = daysInDatabase(db, "account", () => NOON);
    const taken = await Promise.all(Array.from({ length: 128 }, () => days.take({ pot: "heavy", calls: 1000 })));

    expect(new Set(taken)).toEqual(new Set([true]));
    expect(await db.one((r) => r["calls"], sql`select calls from zoom_days where account_id = 'account'`)).toBe(130);
  });

  test("changes of a host are counted by Zoom's day before they are made, many in one statement", async () => {
    const db = await open();
    let now: Instant = NOON;
    let statements = 0;
    const run: Database["run"] = (query) => ((statements += 1), db.run(query));
    const changed = changeCounter({ db: { ...db, run }, clock: { now: () => now } }, INSTITUTION);
    await changed("host 1");
    expect(await changesOn(db, INSTITUTION, "host 1", NOON)).toBe(1);
    const many = Array.from({ length: 50 }, () => changed("host 1"));
    now = after(NOON, hours(12));
    await Promise.all([...many, changed("host 1"), changed("host 2")]);

    expect(await changesOn(db, INSTITUTION, "host 1", NOON)).toBe(51);
    expect(await changesOn(db, INSTITUTION, "host 1", now)).toBe(1);
    expect(await changesOn(db, INSTITUTION, "host 3", now)).toBe(0);
    expect(statements).toBeLessThanOrEqual(3);
  });

  test("what could not be written down is written with the next change, and holds up none", async () => {
    const db = await open();
    let away = true;
    const run: Database["run"] = (query) => (away ? Promise.reject(new Error("away")) : db.run(query));
    const changed = changeCounter({ db: { ...db, run }, clock: { now: () => NOON } }, INSTITUTION);
    await changed("host 1");
    away = false;
    await changed("host 1");

    expect(await changesOn(db, INSTITUTION, "host 1", NOON)).toBe(2);
  });

  test("a change is kept for one, up to as many as are planned, and free again when given back unused", async () => {
    const db = await open();
    const keep = () => keepChange(db, INSTITUTION, "host 1", NOON, 3);
    const kept = await Promise.all(Array.from({ length: 9 }, keep));
    expect(kept.filter((one) => one !== null)).toHaveLength(3);
    const [unused, used] = kept.filter((one) => one !== null);
    expect([used!.use(), used!.use()]).toEqual([true, false]);
    await Promise.all([unused!.giveBack(), used!.giveBack()]);
    expect(await changesOn(db, INSTITUTION, "host 1", NOON)).toBe(2);
    expect(await keep()).not.toBeNull();
    expect(await keepChange(db, INSTITUTION, "host 2", NOON, 0)).toBeNull();
  });
});
