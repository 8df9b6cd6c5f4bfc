import { expect, test } from "vitest";
import type { z } from "zod";
import { emptyDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { after, hours, instant, iso, minutes } from "../../lib/time.ts";
import { sql, type Database, type Tx } from "../../platform/database.ts";
import { readRooms } from "../../rooms/actions.ts";
import { made, place, published, theClassroom } from "../classrooms.fixtures.ts";
import type { manyClassrooms } from "../contract.ts";
import { runsFor } from "../runs/showing-actions.ts";
import { manyFrom } from "./actions.ts";
import { idOfLine } from "./lines.ts";

const BATCH = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e11";
const form = (text: string, more: Partial<z.infer<typeof manyClassrooms>> = {}) => ({
  ...{ batchId: BATCH, what: "new classroom" as const, text, preview: false, linkTableId: null, passcodeTableId: null, standing: "personal meeting" as const },
  ...{ licence: false, farewell: "nothing" as const, seen: {}, confirmed: [] as string[], ...more },
});
const SOMEBODY = { firstName: "O", lastName: "O", displayName: "O", licensed: false, as: "invited" as const, password: null };
const batchOf = async (w: Awaited<ReturnType<typeof aWorld>>) =>
  (await runsFor(w, w.institutionId, { batchId: BATCH, classroomId: null, memberId: null })).batch!;

/** Every row that is read through it, within transactions as well. */
function countingRows(db: Database): { db: Database; rows(): number } {
  let rows = 0;
  const counting = <T extends Tx>(tx: T): T => ({
    ...tx,
    list: async (...how: Parameters<Tx["list"]>) => {
      const found = await tx.list(...how);
      rows += found.length;
      return found;
    },
  });
  return { db: { ...counting(db), transaction: (work) => db.transaction((tx) => work(counting(tx))) }, rows: () => rows };
}

test("a file is shown before anything is asked for; each bad line is named, and sent twice nothing is asked for twice", async () => {
  await using w = await aWorld(await emptyDatabase("PostgreSQL"), { rooms: 0 });
  const f = await published(w);
  const tables = { linkTableId: place("1").link.tableId, passcodeTableId: place("1").passcode.tableId };
  const old = await made(w, { ...place("103"), passcode: null });
  await w.pass(minutes(5));
  const text = [
    "email,name,code,key,passcode key,replaces",
    "a1@universidad.example,Aula 1,A1,101,A1,",
    "a2@universidad.example,Aula 2,A2,999,,",
    `${old.email},Aula 3,A3,,,`,
    "a4@universidad.example,Aula 4,A4,,,Aula 10",
    "a5@universidad.example,Aula 5,A5,,,Nobody",
  ].join("\n");
  const shown = valueOf(await manyFrom(w, w.admin, form(text, { ...tables, preview: true })));
  const whys = [null, "row_not_found", "classroom_email_taken", null, "line_replaces_nobody"];
  expect([shown.lines.map(({ because }) => because), shown.asked]).toEqual([whys, 0]);
  for (let twice = 0; twice < 2; twice += 1) {
    const asked = valueOf(await manyFrom(w, w.admin, form(text, tables)));
    expect([asked.lines.map(({ because }) => because), asked.asked]).toEqual([whys, 2]);
  }
  await w.pass(minutes(10));
  expect(await batchOf(w)).toMatchObject({ all: 2, done: 2, failed: 0 });
  expect([(await f.row("101"))!["nombre"], (await f.row("103"))!["nombre"]]).toEqual(["Aula 1", "Aula 4"]);
});

/** Of so many transactions the one of that number throws. */
function throwingOnce(db: Database, which: number): Database {
  let n = 0;
  return { ...db, transaction: (work) => ((n += 1) === which ? Promise.reject(new Error("torn")) : db.transaction(work)) };
}

test("a name is cut between two characters where it is too long for Zoom, and a line that throws keeps no other from being asked for", async () => {
  await using w = await aWorld(await emptyDatabase("PostgreSQL"), { rooms: 0 });
  await published(w);
  const long = `${"A".repeat(63)}😀 fin`;
  const text = [1, 2, 3, 4, 5, 6].map((n) => `a${n}@universidad.example,,,${n === 2 ? long : `Aula ${n}`}`).join("\n");
  const torn = valueOf(await manyFrom({ ...w, db: throwingOnce(w.db, 3) }, w.admin, form(text)));
  expect([torn.lines.flatMap(({ because }) => because ?? []), torn.asked]).toEqual([["surprise"], 5]);
  expect(w.surprises.splice(0)).toHaveLength(1);
  const again = valueOf(await manyFrom(w, w.admin, form(text)));
  expect([again.lines.map(({ because }) => because), again.asked]).toEqual([Array(6).fill(null), 6]);
  await w.pass(minutes(10));
  expect(await batchOf(w)).toMatchObject({ all: 6, done: 6 });
  expect((await theClassroom(w, idOfLine(BATCH, "a2@universidad.example"))).firstName).toBe("A".repeat(63));
});

test("only what was shown as somebody's is taken over: an address that became one since is left out", async () => {
  await using w = await aWorld(await emptyDatabase("PGlite"), { rooms: 0 });
  await published(w);
  const [one, two] = ["one@universidad.example", "two@universidad.example"];
  const somebody = async (email: string) => {
    await w.zoomOf(w.institutionId).makeUser({ ...SOMEBODY, as: "automatic", password: "Clave-larga-7", email });
    await w.pass(minutes(10));
    await readRooms(w, w.institutionId);
  };
  const text = `${one},,,Aula 1\n${two},,,Aula 2`;
  await somebody(one);
  expect(valueOf(await manyFrom(w, w.admin, form(text, { preview: true }))).lines.map(({ address }) => address)).toEqual(["user unread", "new"]);
  await somebody(two);
  const asked = valueOf(await manyFrom(w, w.admin, form(text, { confirmed: ["One@universidad.example"] })));
  expect(asked.lines.map(({ because }) => because)).toEqual([null, "classroom_email_unconfirmed"]);
});

test("a line's work does not grow with the classrooms and Zoom users that there are", async () => {
  await using w = await aWorld(await emptyDatabase("PGlite"), { rooms: 0 });
  await published(w);
  const read = async (preview: boolean, batchId: string): Promise<number> => {
    const counted = countingRows(w.db);
    const text = Array.from({ length: 10 }, (_, i) => `${batchId.slice(-1)}${i}@universidad.example,,,Aula ${i},A${i},`).join("\n");
    const { lines } = valueOf(await manyFrom({ ...w, db: counted.db }, w.admin, form(text, { batchId, preview })));
    expect(lines.map(({ because }) => because)).toEqual(Array.from({ length: 10 }, () => null));
    return counted.rows();
  };
  const few = [await read(true, BATCH), await read(false, BATCH)];
  const MORE = 50;
  await w.db.run(sql`insert into hosts (institution_id, id, email, name, status, licensed, role, read_at) select ${w.institutionId}, 'other-' || n, 'other.' || n || '@universidad.example', 'Other ' || n, 'active', true, 'member', ${iso(w.clock.now())}::timestamptz from generate_series(1, ${MORE}::int) n`);
  await w.db.run(sql`insert into classrooms (institution_id, id, name, code, email, first_name, last_name, state, made_at) select ${w.institutionId}, gen_random_uuid(), 'Other ' || n, '', 'other.' || n || '@universidad.example', 'O', 'O', 'in use', ${iso(w.clock.now())}::timestamptz from generate_series(1, ${MORE}::int) n`);
  const next = `${BATCH.slice(0, -1)}2`;
  const many = [await read(true, next), await read(false, next)];
  // Once for the whole file, and what the first file itself made.
  for (const [i, n] of many.entries()) expect(n - few[i]!).toBeLessThan(3 * (MORE + 10));
}); // prettier-ignore

test("five hundred at once, on a day of which others have used most: Zoom is asked for no more than it takes, and the page tells when and keeps it", { timeout: 240_000 }, async () => {
  await using w = await aWorld(await emptyDatabase("PostgreSQL"), { rooms: 0, plan: "pro" });
  await published(w, "invited");
  await w.control("account", { plan: "pro" });
  for (let i = 0; i < 1400; i += 20)
    await Promise.all(Array.from({ length: 20 }, (_, n) => w.zoomOf(w.institutionId).makeUser({ ...SOMEBODY, email: `other.${i + n}@universidad.example` })));
  const text = Array.from({ length: 500 }, (_, i) => `aula.${i}@universidad.example,Aula,${i},Aula ${i},A${i}`).join("\n");
  expect(valueOf(await manyFrom(w, w.admin, form(text)))).toMatchObject({ asked: 500, expectedAt: null });
  await w.pass(minutes(10));
  const invited = async () => ((await w.control("state"))["mails"] as { to: string; about: string }[]).filter(({ to, about }) => about === "activation" && to.startsWith("aula."));
  expect(await invited()).toHaveLength(100);
  const { invitedBy } = await batchOf(w);
  expect(invitedBy!.slice(0, 10)).toBe(iso(after(w.clock.now(), hours(24))).slice(0, 10));
  w.clock.set({ offset: 0, frozenAt: after(instant(invitedBy!), minutes(1)) });
  await w.settle();
  expect(iso(w.clock.now()) > invitedBy!).toBe(true);
  expect(await invited()).toHaveLength(500);
  expect(await batchOf(w)).toMatchObject({ all: 500, failed: 0, invitedBy: null });
}); // prettier-ignore
