import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../../test/world.ts";
import { before, days, type Instant } from "../../lib/time.ts";
import { at, atOrNull, json, sql } from "../../platform/database.ts";
import { eraseOld } from "./actions.ts";

const [ONE, TWO] = ["7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e01", "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e02"];
const ANA = "ana@universidad.example";

/** As many days ago; `about` names it. `isOver`: not so, whatever else it is. */
async function aRun(w: TestWorld, kind: string, ago: number, about: string, more: { classroom?: string; email?: string; asked?: object; isOver?: false } = {}): Promise<void> {
  const moment = before(w.clock.now(), days(ago));
  const endedAt: Instant | null = more.isOver === false ? null : moment;
  await w.db.run(sql`insert into runs (institution_id, id, kind, asked, facts, state, email, member_id, classroom_id, asked_by_name, asked_at, ended_at)
    values (${w.institutionId}, ${w.random.uuid()}, ${kind}, ${json(more.asked ?? {})}, '{}', ${endedAt === null ? "failed" : "done"}, ${more.email ?? null}, null,
      ${more.classroom ?? null}, ${about}, ${at(moment)}, ${atOrNull(endedAt)})`);
} // prettier-ignore

eachDatabase((_, open) => {
  test("runs that were over before the retention's days are forgotten with their steps, but the last of each classroom and Zoom user", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await w.db.run(sql`update institutions set settings = settings || '{"retentionDays": 30}'`);
    await aRun(w, "new classroom", 90, "made", { classroom: ONE });
    await aRun(w, "change passcode", 80, "passcode", { classroom: ONE });
    await aRun(w, "new classroom", 78, "alone", { classroom: TWO.replace("02", "09") });
    await aRun(w, "replace classroom", 70, "replaced", { classroom: TWO, asked: { replaces: ONE } });
    await aRun(w, "change passcode", 60, "before the last", { classroom: TWO });
    await aRun(w, "change passcode", 50, "the last", { classroom: TWO });
    await aRun(w, "zoom user", 90, "invited", { email: ANA });
    await aRun(w, "zoom user", 80, "with licence", { email: ANA.toUpperCase(), asked: { licence: true } });
    await aRun(w, "leaving", 70, "left", { email: ANA });
    await aRun(w, "zoom user", 60, "back", { email: ANA });
    await aRun(w, "zoom user", 29, "young", { email: "leo@universidad.example" });
    await aRun(w, "zoom user", 28, "younger", { email: "leo@universidad.example" });
    await aRun(w, "leaving", 90, "gave up", { email: "eva@universidad.example", isOver: false });
    await w.db.run(sql`insert into run_steps (institution_id, run_id, ord, name, state) select institution_id, id, 0, 'look_up', 'done' from runs`);
    while ((await eraseOld(w)) > 0);
    const left = await w.db.list((r) => r["asked_by_name"] as string, sql`select asked_by_name from runs`);
    expect(left.toSorted()).toEqual(["alone", "back", "gave up", "left", "replaced", "the last", "with licence", "young", "younger"]);
    expect(await w.db.one((r) => Number(r["n"]), sql`select count(*) as n from run_steps`)).toBe(left.length);
  });
});
