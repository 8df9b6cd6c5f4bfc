import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE } from "../../../test/world.ts";
import { after, days, hours, minutes, seconds } from "../../lib/time.ts";
import { sql, type Database } from "../../platform/database.ts";
import { migrate } from "../../platform/migrate.ts";
import { insertWebhooks } from "../../sessions/watching/store.ts";
import { connectionOf } from "../store.ts";
import { openHearing } from "./actions.ts";

const ACCOUNT = "sandbox-account";

eachDatabase((_, open) => {
  test("an event of one account says nothing of how well another one is heard", async () => {
    await using w = await aWorld(await open());
    const hearing = openHearing(w);
    hearing.heardOf("another-account");
    await hearing.stop();
    expect(await connectionOf(w.db, w.institutionId)).toMatchObject({ heardAt: null });
    hearing.heardOf(ACCOUNT);
    await hearing.stop();
    expect(await connectionOf(w.db, w.institutionId)).toMatchObject({ heardAt: NINE });
  });

  test("what came through the door is written down together, and not again within seconds", async () => {
    await using w = await aWorld(await open());
    let machine = 0;
    const clock = { ...w.clock, machine: () => machine };
    const hearing = openHearing({ db: w.db, clock });
    await hearing.write();
    expect(await connectionOf(w.db, w.institutionId)).toMatchObject({ heardAt: null, validatedAt: null, refused: 0, refusedSince: null });

    hearing.heardOf(ACCOUNT);
    for (const what of ["validation", "refusal", "refusal"] as const) hearing.heard(what);
    await hearing.write();
    const first = { heardAt: NINE, validatedAt: NINE, refused: 2, refusedSince: NINE, refusedAt: NINE };
    expect(await connectionOf(w.db, w.institutionId)).toMatchObject(first);

    await w.pass(minutes(1));
    hearing.heardOf(ACCOUNT);
    machine += seconds(4);
    await hearing.write();
    expect(await connectionOf(w.db, w.institutionId)).toMatchObject(first);
    machine += seconds(1);
    await hearing.write();
    expect(await connectionOf(w.db, w.institutionId)).toMatchObject({ ...first, heardAt: after(NINE, minutes(1)) });
  });

  test("what could not be written is written with what is heard afterwards", async () => {
    await using w = await aWorld(await open());
    let machine = 0;
    const cut = Promise.withResolvers<number>();
    let writes = 0;
    const away: Database = { ...w.db, run: (statement) => (writes++ === 0 ? cut.promise : w.db.run(statement)) };
    const hearing = openHearing({ db: away, clock: { ...w.clock, machine: () => machine } });
    hearing.heardOf(ACCOUNT);
    for (const what of ["validation", "refusal"] as const) hearing.heard(what);
    const writing = hearing.write();
    await w.pass(hours(1));
    hearing.heardOf(ACCOUNT);
    hearing.heard("refusal");
    cut.reject(new Error("away"));
    await expect(writing).rejects.toThrow("away");

    machine += seconds(5);
    await hearing.write();
    const later = after(NINE, hours(1));
    const heard = { heardAt: later, validatedAt: NINE, refused: 2, refusedSince: NINE, refusedAt: later };
    expect(await connectionOf(w.db, w.institutionId)).toMatchObject(heard);
  });

  test("at an orderly stop the last is written, however short ago something else was", async () => {
    await using w = await aWorld(await open());
    const hearing = openHearing(w);
    hearing.heardOf(ACCOUNT);
    await hearing.write();
    hearing.heard("refusal");
    await hearing.stop();
    await hearing.stop();
    expect(await connectionOf(w.db, w.institutionId)).toMatchObject({ heardAt: NINE, refused: 1 });
  });

  test("a database of before this was written down knows when Zoom was heard last, and one that was never told anything does not", async () => {
    await using w = await aWorld(await open());
    const migrateAnew = async () => {
      await w.db.run(sql`delete from migrations where name = '0008_heard_before.sql'`);
      await migrate(w.db);
      return (await connectionOf(w.db, w.institutionId))!.heardAt;
    };
    expect(await migrateAnew()).toBeNull();
    await insertWebhooks(w.db, [{ key: "one", body: { event: "user.updated", payload: { account_id: "sandbox-account" } } }], NINE);
    expect(await migrateAnew()).toBe(NINE);
  });

  test("several processes count refusals together, and a day after the last they begin anew", async () => {
    await using w = await aWorld(await open());
    const [one, other] = [openHearing(w), openHearing(w)];
    one.heard("refusal");
    await one.write();
    await w.pass(hours(1));
    other.heard("refusal");
    await other.write();
    expect(await connectionOf(w.db, w.institutionId)).toMatchObject({ refused: 2, refusedSince: NINE, refusedAt: after(NINE, hours(1)) });

    await w.pass(days(2));
    const late = openHearing(w);
    late.heard("refusal");
    await late.write();
    expect(await connectionOf(w.db, w.institutionId)).toMatchObject({ refused: 1, refusedSince: w.clock.now() });
  });
});
