import { expect, test } from "vitest";
import { NOON } from "../../test/builders.ts";
import { eachDatabase } from "../../test/support/databases.ts";
import { seededRandom } from "../lib/random.ts";
import { at, sql, sqlState } from "./database.ts";
import { freezeClock, nextDue, readClock, releaseClock, waitingNow } from "./due.ts";
import { standingClock } from "./clock.ts";
import { migrate } from "./migrate.ts";
import { joinProcesses } from "./processes.ts";
import { after, hours } from "../lib/time.ts";

const random = seededRandom(5);

eachDatabase((name, open) => {
  test("a moment comes back as it went, to the millisecond, and big numbers as numbers", async () => {
    const db = await open();
    const back = await db.one(
      (r) => r,
      sql`select ${at(after(NOON, 123))}::timestamptz as moment, 9007199254740000::bigint as big, ${'{"a":[1]}'}::jsonb as json, null as nothing`,
    );
    expect(back).toEqual({ moment: after(NOON, 123), big: 9_007_199_254_740_000, json: { a: [1] }, nothing: null });
  });

  test("what is asked often is not compiled each time", async () => {
    const db = await open();
    const all = await Promise.all(Array.from({ length: 5 }, () => db.one((r) => r["jit"], sql`select current_setting('jit') as jit, pg_sleep(0.01)`)));
    expect(all).toEqual(all.map(() => (name === "PostgreSQL" ? "off" : "on"))); // the embedded one has no compiler
  });

  test("a transaction that throws leaves nothing", async () => {
    const db = await open();
    const work = db.transaction(async (tx) => {
      await tx.run(sql`insert into processes values (${random.uuid()}, ${at(NOON)})`);
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await db.list((r) => r, sql`select * from processes`)).toEqual([]);
  });

  test("a query beside the open transaction is refused at once, instead of waiting for ever", async () => {
    const db = await open();
    await expect(db.transaction(async () => db.list((r) => r, sql`select 1`))).rejects.toThrow("beside the open transaction");
    await expect(db.transaction(async () => db.transaction(async () => 1))).rejects.toThrow("inside a transaction");
  });

  test("a transaction that swallows the failure of a query is rolled back, and says so", async () => {
    const db = await open();
    const work = db.transaction(async (tx) => {
      await tx.run(sql`insert into processes values (${random.uuid()}, ${at(NOON)})`);
      await tx.run(sql`select 1 / 0`).catch(() => undefined);
    });
    await expect(work).rejects.toThrow("rolled back");
    expect(await db.list((r) => r, sql`select * from processes`)).toEqual([]);
  });

  test("a transaction whose first query fails, or that asks nothing, leaves the way free for the next", async () => {
    const db = await open();
    await expect(db.transaction(async (tx) => tx.run(sql`select 1 / 0`))).rejects.toThrow("division by zero");
    expect(await db.transaction(async () => "nothing asked")).toBe("nothing asked");
    await db.transaction(async (tx) => tx.run(sql`insert into processes values (${random.uuid()}, ${at(NOON)})`));
    expect(await db.list((r) => r, sql`select * from processes`)).toHaveLength(1);
  });

  test("what the database breaks off for another's sake is tried again", async () => {
    const db = await open();
    let tries = 0;
    const value = await db.transaction(async (tx) => {
      tries += 1;
      if (tries < 3) await tx.run(sql`do $$ begin raise exception 'broken off' using errcode = '40001'; end $$`);
      return tries;
    });
    expect(value).toBe(3);
  });

  test("any other error comes out as it is, with its code", async () => {
    const db = await open();
    const error = await db.run(sql`insert into processes values (${"no uuid"}, ${at(NOON)})`).catch((e: unknown) => e);
    expect(sqlState(error)).toBe("22P02");
    expect(sqlState(new Error("elsewhere"))).toBeNull();
  });

  test("migrating again changes nothing, also when two begin at once", async () => {
    const db = await open();
    const before = await db.list((r) => r, sql`select * from migrations`);
    await migrate(db);
    await migrate(db);
    expect(await db.list((r) => r, sql`select * from migrations`)).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
  });

  test("a process beats until it stops, and what died long ago is forgotten", async () => {
    const db = await open();
    await db.run(sql`insert into processes values (${random.uuid()}, clock_timestamp() - interval '31 days')`);
    const me = await joinProcesses(db, random.uuid());
    const alive = () => db.list((r) => r["id"] as string, sql`select id from processes where alive_until > clock_timestamp()`);
    expect(await alive()).toEqual([me.id]);
    await me.stop();
    expect(await db.list((r) => r["id"], sql`select id from processes where alive_until > clock_timestamp() + interval '1100 milliseconds'`)).toEqual([]);
    expect(await db.list((r) => r["id"], sql`select id from processes`)).toEqual([me.id]);
  });

  test("the application's clock is stopped, moved and let run again for all, and never goes back", async () => {
    const db = await open();
    const [one, other] = [standingClock(NOON), standingClock(NOON)];
    await freezeClock(db, one, after(NOON, hours(2)));
    await readClock(db, other);
    expect([one.now(), other.now()]).toEqual([after(NOON, hours(2)), after(NOON, hours(2))]);
    await freezeClock(db, one, NOON);
    expect(one.now()).toBe(after(NOON, hours(2)));
    await releaseClock(db, one, NOON);
    expect(one.state()).toEqual({ offset: hours(2), frozenAt: null });
  });

  test("where nothing is stored nothing is due", async () => {
    const db = await open();
    expect([await nextDue(db), await waitingNow(db, NOON)]).toEqual([null, []]);
  });
});
