import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import type { Outcome } from "../lib/outcome.ts";
import { sql } from "../platform/database.ts";
import { makeClassroom, retireClassroom } from "./actions.ts";
import { made, place, published, wanted } from "./classrooms.fixtures.ts";
import { rename } from "./naming-actions.ts";
import { changePasscode } from "./passcode-actions.ts";
import { publish } from "./publishing-actions.ts";
import { undoReplacing } from "./undoing-actions.ts";

const NEXT = { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null };

/** What an impatient click, or two open pages, send: all at once. The answers, and of which kinds there are runs since. */
async function thrice<T>(w: TestWorld, ask: () => Promise<Outcome<T>>): Promise<{ told: unknown[]; runs: string[] }> {
  const ids = async (): Promise<string[]> => w.db.list((r) => `${r["kind"]} ${r["id"]}`, sql`select kind, id from runs order by id`);
  const before = new Set(await ids());
  const told = await Promise.all([ask(), ask(), ask()]);
  return {
    told: told.map((one) => one.ok || one.refusal.because),
    runs: (await ids()).filter((one) => !before.has(one)).map((one) => one.replace(/ \S+$/, "")),
  };
}

eachDatabase((_, open) => {
  test("clicked thrice at once it is one wish, and every click is told that it was taken", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const once = wanted(w);
    const told = [true, true, true];
    expect(await thrice(w, () => makeClassroom(w, w.admin, once))).toEqual({ told, runs: ["new classroom"] });
    await w.pass(minutes(5));
    const { id } = once;
    const ids = Array.from({ length: 5 }, () => w.random.uuid());
    const renamed = { runId: ids[0]!, name: "Aula Borges", code: "B", seen: null };
    expect(await thrice(w, () => rename(w, w.admin, id, renamed))).toEqual({ told, runs: ["rename classroom"] });
    await w.pass(minutes(5));
    expect(await thrice(w, () => changePasscode(w, w.admin, id, { runId: ids[1]!, passcode: null }))).toEqual({ told, runs: ["change passcode"] });
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, replaces: id, farewell: "nothing" });
    await w.pass(minutes(5));
    expect(await thrice(w, () => undoReplacing(w, w.admin, next.id, ids[2]!))).toEqual({ told, runs: ["undo replacing"] });
    await w.pass(minutes(5));
    expect(await thrice(w, () => retireClassroom(w, w.admin, id, { runId: ids[3]!, farewell: "nothing" }))).toEqual({ told, runs: ["retire classroom"] });
    await w.pass(minutes(5));
    const bare = await made(w, { name: "Aula 30", code: "A30", email: "aula.30@universidad.example", link: null, passcode: null });
    await w.pass(minutes(5));
    expect(await thrice(w, () => publish(w, w.admin, bare.id, { runId: ids[4]!, seen: null, ...place("102") }))).toEqual({ told, runs: ["change passcode"] });
  });
});
