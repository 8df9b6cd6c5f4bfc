import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../test/world.ts";
import type { Database, Tx } from "../platform/database.ts";
import { sql } from "../platform/database.ts";
import { aCourse } from "./course.fixtures.ts";

/** Counts what the database is asked. */
function counting(db: Database): { db: Database; asked: () => number } {
  let asked = 0;
  const counted = <T extends Tx>(tx: T): T => ({
    ...tx,
    list: (toValue, query) => ((asked += 1), tx.list(toValue, query)),
    one: (toValue, query) => ((asked += 1), tx.one(toValue, query)),
    run: (query) => ((asked += 1), tx.run(query)),
  });
  return { db: { ...counted(db), transaction: (work) => db.transaction((tx) => work(counted(tx))) }, asked: () => asked };
}

const weekly = (w: TestWorld, start: string, many: number) => aCourse(w, { source: "pool", start, rule: `FREQ=WEEKLY;COUNT=${many}` });
const verdicts = ({ dates }: Awaited<ReturnType<typeof weekly>>) => dates.map(({ verdict }) => verdict);

eachDatabase((_, open) => {
  test("a course for which there is no room at all asks the database no more often for thirty dates than for three", async () => {
    const db = await open();
    await using w = await aWorld(db, { rooms: 1 });
    await weekly(w, "2027-03-08T10:00", 40);
    const asked = [];
    for (const many of [3, 30]) {
      const counted = counting(db);
      const made = await weekly({ ...w, db: counted.db }, "2027-03-08T10:30", many);
      expect(verdicts(made)).toEqual(Array.from({ length: many }, () => "waiting"));
      asked.push(counted.asked());
    }
    expect(asked[1]).toBe(asked[0]);
    expect(await w.db.list((r) => r["none_proven"], sql`select distinct none_proven from sessions where status = 'waiting'`)).toEqual([true]);
  });
});
