import { expect } from "vitest";
import { aForeignDatabase, CLAVES, ESPACIOS, type Foreign } from "../../test/external/foreign.ts";
import { aProcess, killProcess } from "../../test/support/outside.ts";
import { valueOf, type TestWorld } from "../../test/world.ts";
import { sql, type Database } from "../platform/database.ts";
import { makeClassroom } from "./actions.ts";
import type { Classroom } from "./classroom.ts";
import type { NewClassroom } from "./contract.ts";
import { makeDatabase } from "./databases/actions.ts";
import { makeTable } from "./databases/table-actions.ts";
import { runById } from "./runs/actions.ts";
import type { WholeRun } from "./runs/actions.ts";
import { classroomById, openingOf } from "./store.ts";

/** Zoom users are made, in a domain of the account's own, and classrooms are published in two tables of somebody else's. */
export async function published(w: TestWorld, madeAs: "automatic" | "invited" | "sso" = "automatic"): Promise<Foreign> {
  const f = await aForeignDatabase();
  await w.db.run(sql`insert into provisioning (institution_id, switched_on, made_as) values (${w.institutionId}, true, ${madeAs})`);
  await w.control("account", { autoCreate: true, seats: { paid: 999 } });
  const { revision: _, ...database } = f.opened;
  valueOf(await makeDatabase(w, w.admin, database));
  for (const { revision: __, ...table } of [ESPACIOS, CLAVES]) valueOf(await makeTable(w, w.admin, table));
  return f;
}

export const place = (key: string) => ({ link: { tableId: ESPACIOS.id, key }, passcode: { tableId: CLAVES.id, key: `A${key.slice(2)}` } });

export const wanted = (w: TestWorld, more: Partial<NewClassroom> = {}): NewClassroom => ({
  ...{ id: w.random.uuid(), name: "Aula 10", code: "A10", email: "aula.10@universidad.example", firstName: "Aula", lastName: "Diez", licence: true },
  ...{ standing: "personal meeting", ...place("101"), replaces: null, farewell: "nothing", seen: null, confirmed: true },
  ...more,
});

export async function made(w: TestWorld, more: Partial<NewClassroom> = {}): Promise<NewClassroom> {
  const asked = wanted(w, more);
  valueOf(await makeClassroom(w, w.admin, asked));
  return asked;
}

export const theRun = async (w: TestWorld, id: string): Promise<WholeRun> => (await runById(w.db, w.institutionId, id))!;
export const theClassroom = async (w: TestWorld, id: string): Promise<Classroom> => (await classroomById(w.db, w.institutionId, id))!;
/** How each step stands, and why. */
export const stepsOf = async (w: TestWorld, id: string): Promise<string[]> =>
  (await theRun(w, id)).steps.map(({ name, state, because }) => `${name} ${state}${because === null ? "" : ` (${because})`}`);

/** At which port all mapped databases are looked for from now on; where none listens they are away. The answer is the port until then. */
export async function listens(w: TestWorld, port: number): Promise<number> {
  const [was] = await w.db.list((r) => Number(r["port"]), sql`select port from external_databases`);
  await w.db.run(sql`update external_databases set port = ${port}`);
  return was!;
}

/** What Bedel, both rows and Zoom say is one: with the row's link people come in, and so they do with the number and the row's passcode. */
export async function expectOpens(w: TestWorld, f: Foreign, id: string, key = "101"): Promise<void> {
  const classroom = await theClassroom(w, id);
  const opening = openingOf(w.secrets, classroom)!;
  const [row, passcode] = [(await f.row(key))!, await f.passcode(`A${key.slice(2)}`)];
  expect([row["link_clase_virtual"], row["nombre"], passcode]).toEqual([opening.link, classroom.name, opening.passcode]);
  expect(await w.control("join", { joinUrl: row["link_clase_virtual"], name: "Ada" })).toMatchObject({ ok: true });
  expect(await w.control("join", { meetingId: Number(classroom.meetingId), passcode, name: "Eva" })).toMatchObject({ ok: true });
  expect(await w.control("join", { meetingId: Number(classroom.meetingId), passcode: "wrong", name: "Iva" })).toMatchObject({ ok: false });
}

/** How a process dies: before it asks the so-manieth of its questions to Zoom or the database. */
export type Fate = { left: number; dead: boolean };
class Died extends Error {}

async function living<T>(fate: Fate, work: () => Promise<T>): Promise<T> {
  fate.left -= 1;
  if (fate.left <= 0) fate.dead = true;
  if (fate.dead) throw new Died("dead");
  return work();
}

export const mortal = (db: Database, fate: Fate): Database => {
  const asks = (["list", "one", "run", "transaction"] as const).map((name) => [name, (...how: never[]) => living(fate, () => (db[name] as (...how: never[]) => Promise<unknown>)(...how))]);
  return { ...db, ...(Object.fromEntries(asks) as Pick<Database, "list" | "one" | "run" | "transaction">) };
}; // prettier-ignore
export const mortalWire =
  (fate: Fate) =>
  (fetch: (url: string, init: RequestInit) => Promise<Response>) =>
  (url: string, init: RequestInit): Promise<Response> =>
    living(fate, () => fetch(url, init));

/** Another process takes over from whoever died. */
export async function takenOver(w: TestWorld, fate: Fate): Promise<void> {
  Object.assign(fate, { left: Infinity, dead: false });
  w.surprises.splice(0);
  await killProcess(w.db, w.process);
  w.process = await aProcess(w.db, w.random.uuid());
}
