import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { emptyDatabase, freshPostgres } from "../../../test/support/databases.ts";
import { mailsIn, type MailServer } from "../../../test/support/mail-server.ts";
import { aWorld, type TestWorld } from "../../../test/world.ts";
import { before, days, minutes } from "../../lib/time.ts";
import { openDatabase, sql } from "../../platform/database.ts";
import { change, deleteDoneWith, detach, codeWasTold, signInCode } from "./actions.ts";
import { attached, AULA, given, ID, openMail, OTHER, PASSWORD } from "./mailboxes.fixtures.ts";
import { leaveTurn, takeTurn } from "./store.ts";

let server: MailServer;
beforeAll(async () => {
  server = await openMail(THIRD);
});
afterAll(() => server.stop());

const THIRD = "tercera.casilla@universidad.example";
const FROM = "no-reply@sandbox.example";
const send = (w: TestWorld, to: string, code: string, ago: number): Promise<void> =>
  server.deliver({
    ...{ from: `Zoom <${FROM}>`, to, subject: "Zoom", text: `Your code\n\n${code}\n`, date: new Date(before(w.clock.now(), minutes(ago))) },
    envelope: { from: FROM, to: [to] },
  });
const codeOf = (w: Parameters<typeof signInCode>[0], institutionId: string, email: string) =>
  signInCode(w, institutionId, email, before(w.clock.now(), days(1)));

test("of readers and of who deletes, in two processes, one at a time is at it: what was told to each is deleted, and nothing twice", async () => {
  const address = await freshPostgres();
  const [db, others] = [await openDatabase(address), await openDatabase(address)];
  onTestFinished(() => Promise.all([db, others].map((one) => one.close())).then(() => undefined));
  await using w = await aWorld(db, { rooms: 0 });
  await attached(w, server, { afterwards: "delete" });
  const codes = ["111111", "222222", "333333"];
  for (const [i, code] of codes.entries()) await send(w, AULA, code, i + 1);
  const pause = (): Promise<void> => new Promise((resume) => setImmediate(resume)); // there is none in the test's world
  const [here, there] = [
    { ...w, pause },
    { ...w, pause, db: others },
  ];
  for (const i of codes.keys()) await codeWasTold(w, w.institutionId, AULA, before(w.clock.now(), minutes(i + 1)));
  await w.pass(minutes(6));
  const readers = [here, there].map((each) => codeOf(each, w.institutionId, AULA));
  const deleted = await Promise.all([here, there].map((each) => deleteDoneWith(each)));
  expect((await Promise.all(readers)).map(({ is }) => is)).not.toContain("trouble");
  expect(deleted[0]! + deleted[1]!).toBe(3);
  expect(await mailsIn(server, AULA, PASSWORD)).toEqual([]);
}, 120_000);

test("who finds it taken waits until it is free; of who was killed it is free after a while; and of one that is detached nobody waits", async () => {
  await using w = await aWorld(await emptyDatabase("PGlite"), { rooms: 0 });
  await attached(w, server, { email: OTHER, userName: OTHER });
  await send(w, OTHER, "555555", 1);
  const [mailbox, turn] = [{ institutionId: w.institutionId, id: ID }, w.random.uuid()];
  const reading = (onPause: () => Promise<unknown>) => {
    let waited = 0;
    const pause = async (): Promise<void> => void ((waited += 1) === 3 && (await onPause()));
    return codeOf({ ...w, pause }, w.institutionId, OTHER).then((found) => ({ ...found, waited }));
  };
  expect([await takeTurn(w.db, mailbox, turn), await takeTurn(w.db, mailbox, w.random.uuid())]).toEqual([true, false]);
  expect(await reading(() => leaveTurn(w.db, mailbox, turn))).toMatchObject({ code: "555555", waited: 3 });
  expect(await takeTurn(w.db, mailbox, turn)).toBe(true);
  const ended = sql`update mailboxes set turn_until = turn_until - interval '1 minute'`;
  expect(await reading(() => w.db.run(ended))).toMatchObject({ code: "555555", waited: 3 });
  expect(await takeTurn(w.db, mailbox, turn)).toBe(true);
  expect(await reading(() => w.db.run(sql`delete from mailboxes`))).toMatchObject({ is: "no mailbox", waited: 3 });
}, 120_000);

test("who detaches it waits for whoever reads it, and is the last", async () => {
  await using w = await aWorld(await emptyDatabase("PGlite"), { rooms: 0 });
  await attached(w, server);
  const [mailbox, turn] = [{ institutionId: w.institutionId, id: ID }, w.random.uuid()];
  expect(await takeTurn(w.db, mailbox, turn)).toBe(true);
  const isThere = (): Promise<number> => w.db.run(sql`update mailboxes set trouble = trouble`);
  const seen: number[] = [];
  const pause = async (): Promise<void> => void (seen.push(await isThere()) === 3 && (await leaveTurn(w.db, mailbox, turn)));
  expect(await detach({ ...w, pause }, w.admin, ID)).toMatchObject({ ok: true });
  expect([seen, await isThere()]).toEqual([[1, 1, 1], 0]);
}, 120_000);

test("who changes it waits as well; and whoever waited to read it finds it as it is by then", async () => {
  await using w = await aWorld(await emptyDatabase("PGlite"), { rooms: 0 });
  await attached(w, server, { email: THIRD, userName: THIRD, afterwards: "delete" });
  const [mailbox, turn] = [{ institutionId: w.institutionId, id: ID }, w.random.uuid()];
  expect(await takeTurn(w.db, mailbox, turn)).toBe(true);
  const isSet = () => w.db.one((r) => String(r["afterwards"]), sql`select afterwards from mailboxes`);
  const seen: unknown[] = [];
  const pause = async (): Promise<void> => void (seen.push(await isSet()) === 3 && (await leaveTurn(w.db, mailbox, turn)));
  const leaving = given(server, { email: THIRD, userName: THIRD, afterwards: "leave" });
  expect(await change({ ...w, pause }, w.admin, ID, 1, leaving)).toMatchObject({ ok: true });
  expect([seen, await isSet()]).toEqual([["delete", "delete", "delete"], "leave"]);

  await w.db.run(sql`update mailboxes set afterwards = 'delete'`);
  await send(w, THIRD, "777777", 1);
  await codeWasTold(w, w.institutionId, THIRD, before(w.clock.now(), minutes(1)));
  await w.pass(minutes(6));
  expect(await takeTurn(w.db, mailbox, turn)).toBe(true);
  const changed = async (): Promise<void> => {
    await w.db.run(sql`update mailboxes set afterwards = 'leave', revision = revision + 1`);
    await leaveTurn(w.db, mailbox, turn);
  };
  expect(await deleteDoneWith({ ...w, pause: changed })).toBe(1);
  expect(await mailsIn(server, THIRD, PASSWORD)).toHaveLength(1);
}, 120_000);
