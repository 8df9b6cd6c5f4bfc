import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { json, sql } from "../platform/database.ts";
import { retireClassroom } from "./actions.ts";
import { expectOpens, made, place, published, stepsOf, theClassroom, theRun } from "./classrooms.fixtures.ts";
import { rename } from "./naming-actions.ts";
import { changePasscode } from "./passcode-actions.ts";
import { publish } from "./publishing-actions.ts";
import { stopRun } from "./runs/actions.ts";
import { tryAgain } from "./runs/retrying.fixtures.ts";
import { placeName } from "./runs/facts.ts";
import { undoingFor } from "./undoing-preview-actions.ts";
import { undoReplacing } from "./undoing-actions.ts";

const NEXT = { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null };
const OUTDATED = { ok: false, refusal: { because: "run_outdated" } };

const isAway = async (w: TestWorld, work: () => Promise<void>): Promise<void> => {
  const [port] = await w.db.list((r) => Number(r["port"]), sql`select port from external_databases`);
  await w.db.run(sql`update external_databases set port = 1`);
  await work();
  await w.db.run(sql`update external_databases set port = ${port}`);
};
const passcodeOf = async (w: TestWorld, id: string, passcode: string): Promise<string> => {
  const runId = w.random.uuid();
  valueOf(await changePasscode(w, w.admin, id, { runId, passcode }));
  await w.pass(minutes(5));
  return (await theRun(w, runId)).state;
};
const undone = async (w: TestWorld, id: string): Promise<string> => {
  const undoing = w.random.uuid();
  valueOf(await undoReplacing(w, w.admin, id, undoing));
  await w.pass(minutes(10));
  return (await theRun(w, undoing)).state;
};

/* What was done with a classroom since a run of it was stopped, or since it took another's place. */
eachDatabase((_, open) => {
  test("a stopped replacing does not write what opened its classroom before its passcode was changed, or where it is published elsewhere by now", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, replaces: old.id });
    await isAway(w, async () => {
      await w.pass(minutes(5));
      expect(await stepsOf(w, next.id)).toContain("set_passcode waiting (database_away)");
      valueOf(await stopRun(w, w.admin, next.id));
    });
    expect(await passcodeOf(w, next.id, "Otono-2027")).toBe("done");
    expect(await tryAgain(w, next.id)).toMatchObject(OUTDATED);
    await w.pass(minutes(5));
    await expectOpens(w, f, old.id);
  });

  test("a stopped change of passcode is not gone on with once its classroom has another row, nor a retiring once Bedel wrote something else there", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w, { passcode: null });
    await w.pass(minutes(5));
    const runId = w.random.uuid();
    await isAway(w, async () => {
      valueOf(await changePasscode(w, w.admin, id, { runId, passcode: "Otono-2027" }));
      await w.pass(minutes(5));
      valueOf(await stopRun(w, w.admin, runId));
    });
    valueOf(await publish(w, w.admin, id, { runId: w.random.uuid(), seen: null, link: null, passcode: place("101").passcode }));
    await w.pass(minutes(5));
    expect(await tryAgain(w, runId)).toMatchObject(OUTDATED);
    await expectOpens(w, f, id);

    const retiring = w.random.uuid();
    await isAway(w, async () => {
      valueOf(await retireClassroom(w, w.admin, id, { runId: retiring, farewell: "nothing" }));
      await w.pass(minutes(5));
      valueOf(await stopRun(w, w.admin, retiring));
    });
    expect(await passcodeOf(w, id, "Invierno")).toBe("done");
    expect(await tryAgain(w, retiring)).toMatchObject(OUTDATED);
    await expectOpens(w, f, id);
  });

  test("what was stopped and left alone goes on, also after what never touched its classroom", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await isAway(w, async () => {
      await w.pass(minutes(5));
      valueOf(await stopRun(w, w.admin, id));
    });
    const other = await made(w, { ...NEXT, ...place("102") });
    await w.pass(minutes(5));
    valueOf(await rename(w, w.admin, other.id, { runId: w.random.uuid(), name: "Aula 21", code: "A21", seen: null }));
    await w.pass(minutes(5));
    valueOf(await tryAgain(w, id));
    await w.pass(minutes(5));
    await expectOpens(w, f, id);
  });

  test("taken back, a row in which the successor was published later is emptied, as it was shown", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w, { passcode: null });
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, replaces: old.id });
    await w.pass(minutes(10));
    valueOf(await publish(w, w.admin, next.id, { runId: w.random.uuid(), seen: null, link: null, passcode: place("101").passcode }));
    await w.pass(minutes(5));
    await expectOpens(w, f, next.id);
    const { rows } = valueOf(await undoingFor(w, w.institutionId, next.id));
    expect(rows.map(({ table, key }) => [table, key])).toEqual([["Espacios", "101"], ["Claves", "A1"]]); // prettier-ignore
    expect(await undone(w, next.id)).toBe("done");
    expect(await f.passcode("A1")).toBe("");
    expect(await theClassroom(w, old.id)).toMatchObject({ state: "in use", link: place("101").link, passcode: null });
  });

  test("taken back, a row that was gone on without and is another's by now stays that one's", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, replaces: old.id });
    await w.pass(minutes(10));
    // As it is after *Go on without that row*.
    const [link, passcode] = [placeName(place("101").link), placeName(place("101").passcode)];
    await w.db.run(sql`update runs set facts = facts || ${json({ written: [link], letGo: [passcode] })}::jsonb where id = ${next.id}`);
    await w.db.run(sql`update classrooms set passcode_table_id = null, passcode_key = null where id = ${next.id}`);
    const other = await made(w, { ...NEXT, name: "Aula 30", code: "A30", email: "aula.30@universidad.example", link: null, passcode: place("101").passcode });
    await w.pass(minutes(5));
    expect((await theRun(w, other.id)).state).toBe("done");
    const theirs = await f.passcode("A1");
    expect(await undone(w, next.id)).toBe("done");
    expect([await f.passcode("A1"), (await theClassroom(w, old.id)).passcode]).toEqual([theirs, null]);
  });

  test("taken back, nothing is written where the mapping of the emptied row means another row by now; nor where another classroom had the former's Zoom user since", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, link: place("102").link, passcode: null, replaces: old.id });
    await w.pass(minutes(10));
    expect(await f.passcode("A1")).toBe("");
    await f.run(
      `create table zoom.otras (like zoom.claves including all); insert into zoom.otras values ('A1', '', 'x'); grant select (aula, clave), update (clave) on zoom.otras to ${f.role}`,
    );
    await w.db.run(sql`update external_tables set table_name = 'otras', revision = revision + 1 where table_name = 'claves'`);
    expect(await undone(w, next.id)).toBe("done");
    expect(await f.run("select clave from zoom.otras where aula = 'A1'")).toEqual([{ clave: "" }]);
    expect(await theClassroom(w, old.id)).toMatchObject({ state: "in use", link: place("101").link, passcode: null });

    const third = await made(w, { ...NEXT, name: "Aula 30", code: "A30", email: "aula.30@universidad.example", replaces: old.id });
    await w.pass(minutes(10));
    const again = await made(w, { name: "Aula 40", code: "A40", link: null, passcode: null });
    await w.pass(minutes(10));
    valueOf(await retireClassroom(w, w.admin, again.id, { runId: w.random.uuid(), farewell: "nothing" }));
    await w.pass(minutes(10));
    expect(await undoReplacing(w, w.admin, third.id, w.random.uuid())).toMatchObject({ ok: false, refusal: { because: "undo_user_taken" } });
  });
});
