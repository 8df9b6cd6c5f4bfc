import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld } from "../../../test/world.ts";
import { minutes } from "../../lib/time.ts";
import type { Database } from "../../platform/database.ts";
import { connectionOf } from "../store.ts";
import { openHealth } from "./actions.ts";

eachDatabase((_, open) => {
  test("a process that sees Zoom well says so again a minute later, whatever another one has seen since", async () => {
    await using w = await aWorld(await open());
    let machine = 0;
    const clock = { ...w.clock, machine: () => machine };
    const state = async () => (await connectionOf(w.db, w.institutionId))!.state;
    const [one, other] = [
      openHealth({ db: w.db, clock }, (await connectionOf(w.db, w.institutionId))!, false),
      openHealth({ db: w.db, clock }, (await connectionOf(w.db, w.institutionId))!, false),
    ];
    await one("ok");
    await other("unreachable");
    machine += minutes(1) - 1;
    await one("ok");
    expect(await state()).toBe("unreachable");

    machine += 1;
    await one("ok");
    expect(await state()).toBe("connected");
  });

  test("the last word stands, even when an earlier one takes longer to be written", async () => {
    await using w = await aWorld(await open());
    const goOn = Promise.withResolvers<void>();
    let writes = 0;
    const slow: Database = { ...w.db, run: (statement) => (writes++ === 0 ? goOn.promise.then(() => w.db.run(statement)) : w.db.run(statement)) };
    const health = openHealth({ ...w, db: slow }, (await connectionOf(w.db, w.institutionId))!, false);
    const [first, last] = [health("unreachable"), health("ok")];
    await connectionOf(w.db, w.institutionId); // time for the later one to overtake
    goOn.resolve();
    await Promise.all([first, last]);

    expect(writes).toBe(2);
    expect(await connectionOf(w.db, w.institutionId)).toMatchObject({ state: "connected" });
  });

  test("what could not be written is told again by the next call", async () => {
    await using w = await aWorld(await open());
    let failures = 1;
    const flaky: Database = { ...w.db, run: (statement) => (failures-- > 0 ? Promise.reject(new Error("away")) : w.db.run(statement)) };
    const health = openHealth({ ...w, db: flaky }, (await connectionOf(w.db, w.institutionId))!, false);
    for (let call = 0; call < 2; call++) await health("unanswered");

    expect(await connectionOf(w.db, w.institutionId)).toMatchObject({ state: "unreachable" });
  });
});
