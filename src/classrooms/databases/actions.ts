import { X509Certificate } from "node:crypto";
import type { z } from "zod";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Member } from "../../people/member.ts";
import { note, wasDone } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { ExternalDatabase, ExternalTable } from "./mapping.ts";
import type { changeDatabase, DatabaseView, newDatabase } from "./contract.ts";
import { isPasswordAtRisk, questionOf } from "./going-elsewhere.ts";
import { about, opened } from "./rows-actions.ts";
import * as store from "./store.ts";
import { viewOf } from "./table-actions.ts";
import { reach, tryAll } from "./trying-actions.ts";

export { newRound, readRow, writeRow, type Round, type RowFound, type RowTrouble, type RowWritten } from "./rows-actions.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets">;
type New = z.infer<typeof newDatabase>;
type Change = z.infer<typeof changeDatabase>;

/** Never with a password. */
export async function databasesFor({ db }: Pick<World, "db">, who: Member): Promise<DatabaseView[]> {
  const [databases, tables] = [await store.databasesOf(db, who.institutionId), await store.tablesOf(db, who.institutionId)];
  const called = await store.tableNames(db, who.institutionId);
  return databases.map(({ institutionId: _, sealed: __, ...database }) => ({
    ...database,
    tables: tables.filter(({ databaseId }) => databaseId === database.id).map((table) => viewOf(table, called.get(table.id) ?? table.name)),
  }));
}

/** Tried as soon as it is kept: one that does not answer is kept all the same, and says so. */
export async function makeDatabase(world: Needs, who: Member, form: New): Promise<Outcome<true>> {
  const why = whyNotKeep(form);
  if (why !== null) return why;
  const { password, ...fields } = form;
  const database = { ...fields, institutionId: who.institutionId };
  const sealed = world.secrets.seal(password, about(database));
  const made = await world.db.transaction(async (tx) => {
    if ((await store.insertDatabase(tx, { ...database, sealed }, world.clock.now())) === 0)
      return (await store.databaseById(tx, who.institutionId, form.id)) !== null;
    await noted(tx, world, who, "external_database_added", form.name);
    return true;
  });
  if (!made) return refused("not_found");
  await tryDatabase(world, who, form.id);
  return fine(true);
}

const REMOVED = "external_database_removed";

/** For a database that comes with Bedel: there from the beginning until somebody removes it, and its port is followed, unless somebody has pointed the connection elsewhere. */
export async function connectUntried(
  { db, clock, secrets }: Pick<World, "db" | "clock" | "secrets">,
  institutionId: string,
  fields: Omit<ExternalDatabase, "revision">,
  password: string,
  tables: readonly Omit<ExternalTable, "revision" | "databaseId">[],
): Promise<void> {
  const database = { ...fields, institutionId };
  await db.transaction(async (tx) => {
    const there = await store.databaseById(tx, institutionId, fields.id);
    if (there !== null) {
      const isStillIts = there.host === fields.host && there.database === fields.database && there.userName === fields.userName;
      if (isStillIts) await store.updateDatabase(tx, { ...there, port: fields.port });
      return;
    }
    if (await wasDone(tx, institutionId, REMOVED, { id: fields.id })) return;
    await store.insertDatabase(tx, { ...database, sealed: secrets.seal(password, about(database)) }, clock.now());
    for (const table of tables) await store.insertTable(tx, institutionId, { ...table, revision: 1, databaseId: fields.id }, null, clock.now());
  });
}

/**
 * Without a new password the former one stays, but only for where it has been going, no less protected. Where classrooms are published, going elsewhere is refused until
 * it is `confirmed`: their rows are looked for there from then on, and what students see stays behind. So is a looser encryption, wherever.
 */
export async function saveDatabase(world: Needs, who: Member, id: string, form: Change): Promise<Outcome<true>> {
  const why = whyNotKeep(form);
  if (why !== null) return why;
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<true>> => {
    const before = await store.databaseById(tx, who.institutionId, id);
    if (before === null) return refused("not_found");
    const { password, confirmed, ...fields } = form;
    if (password === "" && isPasswordAtRisk(before, form)) return refused("external_password_again", { field: "password" });
    const question = confirmed ? null : questionOf(before, form, await publishedIn(tx, who.institutionId, id));
    if (question !== null) return { ok: false, refusal: question };
    const sealed = password === "" ? before.sealed : world.secrets.seal(password, about(before));
    if ((await store.updateDatabase(tx, { ...before, ...fields, sealed })) === 0) return refused("revision_conflict");
    await noted(tx, world, who, "external_database_changed", form.name);
    return fine(true);
  });
  if (outcome.ok) await tryDatabase(world, who, id);
  return outcome;
}

/** With its tables locked: whoever publishes there at this moment is counted, or comes after. */
async function publishedIn(tx: Tx, institutionId: string, id: string): Promise<number> {
  const tables = (await store.tablesOf(tx, institutionId)).filter(({ databaseId }) => databaseId === id);
  for (const table of tables.toSorted((a, b) => (a.id < b.id ? -1 : 1))) await store.lockTable(tx, institutionId, table.id);
  return store.classroomsPublished(tx, institutionId, id);
}

/** With what is mapped in it. Refused while classrooms are published there. */
export function removeDatabase(world: Needs, who: Member, id: string): Promise<Outcome<true>> {
  return world.db.transaction(async (tx): Promise<Outcome<true>> => {
    const database = await store.databaseById(tx, who.institutionId, id);
    if (database === null) return refused("not_found");
    const tables = (await store.tablesOf(tx, who.institutionId)).filter(({ databaseId }) => databaseId === id);
    const published = await publishedIn(tx, who.institutionId, id);
    if (published > 0) return refused("external_in_use", { values: { n: published } });
    for (const { id: tableId } of tables) await store.deleteTable(tx, who.institutionId, tableId);
    await store.deleteDatabase(tx, who.institutionId, id);
    await noted(tx, world, who, REMOVED, database.name, { id });
    return fine(true);
  });
}

/** Whether it answers now, and what is found there of its mapped tables; what it said is kept. */
export async function tryDatabase(world: Needs, who: Member, id: string): Promise<Outcome<true>> {
  const database = await store.databaseById(world.db, who.institutionId, id);
  if (database === null) return refused("not_found");
  const trouble = await reach(opened(world, database));
  await store.saveTrouble(world.db, who.institutionId, id, trouble, world.clock.now());
  await tryAll(world, who.institutionId, opened(world, database), { trouble });
  return fine(true);
}

const noted = (tx: Tx, { random, clock }: Needs, who: Member, what: string, name: string, more: Record<string, string> = {}): Promise<number> =>
  note(tx, random, { institutionId: who.institutionId, at: clock.now(), who: who.name, memberId: who.id, what, details: { name, ...more } });

function whyNotKeep({ ca, password }: Pick<New, "ca" | "password">): Extract<Outcome<true>, { ok: false }> | null {
  if (ca !== null && !isCertificate(ca)) return refused("external_ca_unreadable", { field: "ca" });
  return password.includes("\0") || !password.isWellFormed() ? refused("malformed", { field: "password" }) : null;
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).subject !== "";
  } catch {
    return false;
  }
}
