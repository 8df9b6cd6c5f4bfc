import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { ESPACIOS } from "../../../test/external/foreign.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { minutes } from "../../lib/time.ts";
import { sql, type Database, type Tx } from "../../platform/database.ts";
import { refusalText } from "../../notices/refusal-text.ts";
import { newApp } from "../../platform/http.ts";
import { published, stepsOf } from "../classrooms.fixtures.ts";
import { manyFrom } from "../many/actions.ts";
import { retryThese, runsOf, stopRun, stopThese, type These } from "./actions.ts";
import { shownOf, tryAgain } from "./retrying.fixtures.ts";
import { runRoutes } from "./routes.ts";

const FILE = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e21";
const OTHER = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e22";

/** One file of as many new classrooms, published in rows from 101 on. */
async function asked(w: TestWorld, n: number, more: { batchId?: string; linkTableId?: string | null } = {}): Promise<string[]> {
  const batchId = more.batchId ?? FILE;
  const [rows, from] = [more.linkTableId !== null, batchId === FILE ? 0 : 50];
  const text = Array.from({ length: n }, (_, i) => `aula.${from + i}@universidad.example,Aula,${i},Aula ${from + i},A${i}${rows ? `,${101 + i}` : ""}`).join(
    "\n",
  );
  const form = { what: "new classroom" as const, preview: false, linkTableId: ESPACIOS.id, passcodeTableId: null, standing: "personal meeting" as const };
  valueOf(await manyFrom(w, w.admin, { ...form, licence: false, farewell: "nothing", seen: {}, confirmed: [], text, ...more, batchId }));
  return idsOf(w, batchId);
}

const idsOf = async (w: TestWorld, batchId = FILE): Promise<string[]> => (await runsOf(w.db, w.institutionId, { batchId, most: 1000 })).map(({ id }) => id);
/** What the page of the file shows of these. */
const shown = async (w: TestWorld, ids: readonly string[], batchId = FILE): Promise<These> => ({
  batchId,
  those: await Promise.all(ids.map(async (id) => ({ id, ...(await shownOf(w, id)) }))),
});
/** Of each the step that it is at, or the last that it did. */
const lasts = (w: TestWorld, ids: readonly string[]) =>
  Promise.all(ids.map((id) => stepsOf(w, id).then((steps) => steps.find((step) => !/ (done|skipped)/.test(step)) ?? steps.at(-1))));
const noted = (w: TestWorld, what: string) => w.db.one((r) => Number(r.n), sql`select count(*) as n from audit_log where what = ${what}`);

/** Every question to the database that is asked through it, and those of them that write. */
function counting(db: Database): { db: Database; questions(): number; writes(): number } {
  let [n, writes] = [0, 0];
  const counted = <T extends Tx>(tx: T): T => {
    const asks = (["list", "one", "run"] as const).map((name) => [
      name,
      (...how: never[]) => ((n += 1), (writes += Number(name === "run")), (tx[name] as (...how: never[]) => unknown)(...how)),
    ]);
    return { ...tx, ...(Object.fromEntries(asks) as Pick<Tx, "list" | "one" | "run">) };
  };
  return { db: { ...counted(db), transaction: (work) => db.transaction((tx) => work(counted(tx))) }, questions: () => n, writes: () => writes };
}

/** What comes in between, before the first of these. */
function once<T extends unknown[], R>(first: () => Promise<unknown>, then: (...how: T) => Promise<R>): (...how: T) => Promise<R> {
  let came: Promise<unknown> | null = null;
  return async (...how) => {
    await (came ??= first());
    return then(...how);
  };
}

/** Three classrooms, whose rows somebody changed before Bedel came to them. */
async function hindered(w: TestWorld) {
  const f = await published(w);
  const ids = await asked(w, 3);
  const names = async () => (await f.run("select nombre from negocio.sga_espacios where espacio < 104 order by espacio")).map((row) => row["nombre"]);
  await f.run("update negocio.sga_espacios set nombre = 'Sala ' || espacio");
  await w.pass(minutes(5));
  expect(await lasts(w, ids)).toEqual(Array(3).fill("set_passcode failed (row_changed)"));
  return { f, ids, names };
}

eachDatabase((_, open) => {
  test("many are tried again with one yes, each as it was shown: what was found later is left, and holds up no others", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, ids, names } = await hindered(w);
    const those = await shown(w, ids);
    await f.run("update negocio.sga_espacios set nombre = 'Biblioteca' where espacio = 102");
    valueOf(await tryAgain(w, ids[1]!)); // somebody else says yes to what stood there, and another thing is found
    await w.pass(minutes(5));
    expect(await retryThese(w, w.admin, those)).toEqual([{ id: ids[1], because: "revision_conflict" }]);
    await w.pass(minutes(5));
    expect([await lasts(w, ids), await names()]).toEqual([["write_rows done", "set_passcode failed (row_changed)", "write_rows done"], ["Aula 0", "Biblioteca", "Aula 2"]]);
    expect(await noted(w, "run_retried")).toBe(3);
    expect(await retryThese(w, w.admin, await shown(w, ids))).toEqual([ids[0], ids[2]].toSorted().map((id) => ({ id, because: "run_over" }))); // the one that was left goes on
  });

  test("many are stopped that stand still for what was shown; one that goes on by now is not", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { ids } = await hindered(w);
    const those = await shown(w, ids);
    valueOf(await tryAgain(w, ids[0]!));
    await w.pass(minutes(5));
    expect(await stopThese(w, w.admin, those)).toEqual([{ id: ids[0], because: "run_over" }]);
    const stopped = await shown(w, ids);
    expect((await retryThese(w, w.admin, stopped)).map(({ because }) => because)).toEqual(["run_over"]);
    await w.pass(minutes(5));
    expect(await lasts(w, ids)).toEqual(Array(3).fill("write_rows done"));
  });

  test("only those of the named file and of one's own institution: the others are as if there were none", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    await w.db.run(sql`update provisioning set switched_on = false`);
    const ids = await asked(w, 2, { linkTableId: null });
    const others = await asked(w, 1, { batchId: OTHER, linkTableId: null });
    await w.pass(minutes(2));
    const [those, elsewhere] = [await shown(w, [...ids, ...others]), { ...w.admin, institutionId: w.random.uuid() }];
    expect(await stopThese(w, w.admin, those)).toEqual([{ id: others[0], because: "not_found" }]);
    for (const doing of [stopThese, retryThese]) expect((await doing(w, elsewhere, those)).map(({ because }) => because)).toEqual(Array(3).fill("not_found"));
    expect((await runsOf(w.db, w.institutionId, { batchId: OTHER, most: 9 }))[0]!.state).toBe("running");
  });

  test("sent twice at once nothing is done twice; five hundred take no more questions than five", { timeout: 120_000 }, async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    await w.db.run(sql`update provisioning set switched_on = false`);
    const few = await asked(w, 5, { batchId: OTHER, linkTableId: null });
    const many = await asked(w, 30, { linkTableId: null });
    await w.pass(minutes(2));
    const questions = async (ids: string[], batchId: string): Promise<number[]> => {
      const counted = counting(w.db);
      const before = await shown(w, ids, batchId);
      expect(await stopThese({ ...w, db: counted.db }, w.admin, before)).toEqual([]);
      const stop = counted.questions();
      expect(await retryThese({ ...w, db: counted.db }, w.admin, await shown(w, ids, batchId))).toEqual([]);
      return [stop, counted.questions() - stop];
    };
    expect(await questions(many, FILE)).toEqual(await questions(few, OTHER));
    await w.pass(minutes(2));
    const those = await shown(w, many);
    const both = await Promise.all([1, 2].map(() => stopThese(w, w.admin, those)));
    expect(both.map((left) => left.length).toSorted((a, b) => a - b)).toEqual([0, 30]);
    expect(await noted(w, "run_stopped")).toBe(30 + 5 + 30);
  });

  test("what was stopped is not begun anew while another is at its address, or comes there just then, and that holds up none of the others", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    await w.db.run(sql`update provisioning set switched_on = false`);
    const ids = await asked(w, 3, { linkTableId: null });
    await w.pass(minutes(2));
    for (const id of ids) valueOf(await stopRun(w, w.admin, id));
    // As of somebody who was to be a Zoom user: no classroom stands between.
    await w.db.run(sql`update runs set kind = 'zoom user', classroom_id = null where batch_id = ${FILE}`);
    const comes = (tx: Tx, id: string) =>
      tx.run(sql`insert into runs (institution_id, id, kind, asked, facts, state, email, asked_by_name, asked_at)
        select institution_id, gen_random_uuid(), kind, asked, facts, 'failed', upper(email), 'Ana', asked_at from runs where id = ${id}`);
    await comes(w.db, ids[0]!);
    const counted = counting(w.db);
    expect(await retryThese({ ...w, db: counted.db }, w.admin, await shown(w, ids.slice(0, 1)))).toEqual([{ id: ids[0], because: "run_under_way" }]);
    expect(counted.writes()).toBe(0); // it is not tried in vain, which would hold up the others
    const just: Database["transaction"] = (work) => w.db.transaction((tx) => work({ ...tx, run: once(() => comes(tx, ids[1]!), tx.run) }));
    const left = await retryThese({ ...w, db: { ...w.db, transaction: just } }, w.admin, await shown(w, ids));
    expect(left.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))).toEqual(ids.slice(0, 2).map((id) => ({ id, because: "run_under_way" })));
    expect((await runsOf(w.db, w.institutionId, { batchId: FILE, most: 9 })).map(({ state }) => state).toSorted()).toEqual(["running", "stopped", "stopped"]);
  });

  test("none at all, ten thousand, or no ids are refused; what is answered is all of the file as it is then", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const app = await newApp({ log: w.log, words: refusalText, reader: () => "en", frameSelf: false });
    app.addHook("onRequest", async (request) => void (request.member = w.admin));
    runRoutes(app, w);
    const ask = async (url: string, those: object[]) => {
      const { statusCode, body } = await app.inject({ method: "POST", url, payload: { batchId: FILE, those } });
      return { status: statusCode, body: JSON.parse(body) as { batch: object; left: object[] } };
    };
    await published(w);
    await w.db.run(sql`update provisioning set switched_on = false`);
    const ids = await asked(w, 2, { linkTableId: null });
    await w.pass(minutes(2));
    const { those } = await shown(w, ids);
    const many = Array.from({ length: 10_000 }, () => ({ ...those[0]!, id: w.random.uuid() }));
    const wrong = [[], many, [{ ...those[0]!, id: "' or true --" }], [{ id: ids[0] }]];
    expect(await Promise.all(wrong.map(async (one) => (await ask("/api/runs/retry", one)).status))).toEqual([422, 422, 422, 422]);
    const capital = { ...those[0]!, id: those[0]!.id.toUpperCase() };
    const { body } = await ask("/api/runs/stop", [capital, those[0]!, { ...those[1]!, because: "no_licence_left" }]);
    expect(body).toMatchObject({ batch: { all: 2, failed: 1 }, left: [{ id: ids[1], because: "revision_conflict" }] });
  });
}); // prettier-ignore
