import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { after, hours } from "../../lib/time.ts";
import { at, json, sql } from "../../platform/database.ts";
import { newSteps } from "../asking.ts";
import type { Session } from "../session.ts";
import { runDueSessions } from "./actions.ts";

/** What is due at once is saved together: that must not make one bad row everybody's. */
async function four(w: TestWorld): Promise<Session[]> {
  const all: Session[] = [];
  for (const n of [0, 1, 2, 3]) all.push(await w.ask({ start: after(NINE, hours(3 + 2 * n)) }));
  await w.db.run(sql`delete from commands where session_id is not null`); // as if nothing had been decided when they were written down
  await w.db.run(sql`update sessions set steps = ${json(newSteps())}::jsonb, wake_at = ${at(w.clock.now())}`);
  return all;
}

const standing = (w: TestWorld): Promise<unknown[]> =>
  w.db.list(
    (r) => [r["generate"], r["aside"] !== null, Number(r["wishes"])],
    sql`select steps -> 'generate' ->> 'is' as generate, aside, (select count(*) from commands c where c.session_id = s.id) as wishes from sessions s order by starts_at`,
  );

/** Of which of them the log was told, once. */
const told = (w: TestWorld): unknown[] => w.surprises.splice(0).map((line) => /"session":"([^"]+)"/.exec(line)?.[1]);

eachDatabase((_, open) => {
  test("one whose deciding throws is set aside, and those that are due with it are decided", async () => {
    await using w = await aWorld(await open());
    const [, second] = await four(w);
    await w.db.run(sql`update sessions set steps = '{}' where id = ${second!.id}`);
    expect(await runDueSessions(w, w.neighbours)).toBe(4);
    expect(await standing(w)).toEqual([["started", false, 1], [null, true, 0], ["started", false, 1], ["started", false, 1]]); // prettier-ignore
    expect(await runDueSessions(w, w.neighbours)).toBe(0);
    expect(told(w)).toEqual([second!.id]);
  });

  test("one of which something can't be saved is set aside, and those that were to be saved with it are saved", async () => {
    await using w = await aWorld(await open());
    const [, , third] = await four(w);
    await w.db.run(sql`alter table commands add constraint not_this_one check (session_id <> ${sql.lit(third!.id)}) not valid`);
    try {
      expect(await runDueSessions(w, w.neighbours)).toBe(4);
    } finally {
      await w.db.run(sql`alter table commands drop constraint not_this_one`);
    }
    expect(await standing(w)).toEqual([["started", false, 1], ["started", false, 1], ["pending", true, 0], ["started", false, 1]]); // prettier-ignore
    expect(told(w)).toEqual([third!.id]);
  });
});
