import type { z } from "zod";
import { fine, refused, type Outcome, type Refusal } from "../../lib/outcome.ts";
import { iso } from "../../lib/time.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { Finding, RowList, TableChoices, TableView, changeTable, newTable, tryTable } from "./contract.ts";
import { leftBy, meansSameRows, whyNotMap, type ExternalTable } from "./mapping.ts";
import { tablesThere } from "./looking-actions.ts";
import type { Opened } from "./connecting-actions.ts";
import { opened, placed, searchRows } from "./rows-actions.ts";
import * as store from "./store.ts";
import { troubleOf } from "./trouble.ts";
import { tryAll, tryKept, tryMapping } from "./trying-actions.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets">;
type Form = z.infer<typeof tryTable>;

export const viewOf = ({ triedAt, ...table }: store.TriedTable, called: string): TableView => ({
  ...table,
  called,
  triedAt: triedAt === null ? null : iso(triedAt),
});

/** What would be found of it if it were saved. Refused where it can't mean a row at all. */
export async function tryTableOf(world: Needs, who: Member, form: Omit<Form, "name">): Promise<Outcome<Finding[]>> {
  const why = whyNotMap(form);
  if (why !== null) return { ok: false, refusal: why };
  const database = await store.databaseById(world.db, who.institutionId, form.databaseId);
  if (database === null) return refused("not_found");
  return fine(await tryMapping(world, who.institutionId, opened(world, database), form, form.id));
}

/** Tried, and kept with what was found, also where that is a fault: nothing is written by it then. Refused where another has its name: people tell tables by it. */
export async function makeTable(world: Needs, who: Member, form: z.infer<typeof newTable>): Promise<Outcome<true>> {
  const tried = await tryTableOf(world, who, form);
  if (!tried.ok) return tried;
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<true>> => {
    if (await store.isTableCalled(tx, who.institutionId, form.name, form.id)) return refused("external_name_taken", { field: "name" });
    const made = await store.insertTable(tx, who.institutionId, { ...form, revision: 1 }, tried.value, world.clock.now());
    if (made === 0) return (await store.tableById(tx, who.institutionId, form.id)) === null ? refused("not_found") : fine(true);
    await noted(tx, world, who, "external_table_added", form.name);
    return fine(true);
  });
  if (outcome.ok) await tryBeside(world, who, form.databaseId, tried.value, form.id);
  return outcome;
}

/**
 * Refused where it would get another's name, where it would mean other rows while classrooms are published in these, and, until it is `confirmed`, where a column is given up in which they are written:
 * whoever reads that column would go on reading what stands there.
 */
export async function saveTable(world: Needs, who: Member, id: string, { confirmed, ...form }: z.infer<typeof changeTable>): Promise<Outcome<true>> {
  if ((await store.tableById(world.db, who.institutionId, id)) === null) return refused("not_found");
  const tried = await tryTableOf(world, who, { ...form, id });
  if (!tried.ok) return tried;
  const left = new Set([form.databaseId]);
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<true>> => {
    const before = await store.lockTable(tx, who.institutionId, id);
    if (before === null) return refused("not_found");
    left.add(before.databaseId);
    if (before.name !== form.name && (await store.isTableCalled(tx, who.institutionId, form.name, id)))
      return refused("external_name_taken", { field: "name" });
    const after: ExternalTable = { ...form, id };
    if (before.classrooms > 0 && !meansSameRows(before, after)) return refused("external_in_use", { values: { n: before.classrooms } });
    const unasked = confirmed ? null : await whyAsk(tx, who.institutionId, before, after);
    if (unasked !== null) return unasked;
    if ((await store.updateTable(tx, who.institutionId, after, tried.value, world.clock.now())) === 0) return refused("revision_conflict");
    await noted(tx, world, who, "external_table_changed", form.name);
    return fine(true);
  });
  if (outcome.ok) for (const databaseId of left) await tryBeside(world, who, databaseId, databaseId === form.databaseId ? tried.value : [], id);
  return outcome;
}

/** What was found of the database's other mappings may be otherwise by this one; one that is away is not waited for once more. */
async function tryBeside(world: Needs, { institutionId }: Member, databaseId: string, tried: readonly Finding[], but: string | null): Promise<void> {
  if (tried.some(({ isAway }) => isAway === true)) return;
  const database = await store.databaseById(world.db, institutionId, databaseId);
  if (database !== null) await tryAll(world, institutionId, opened(world, database), { but });
}

async function whyAsk(tx: Tx, institutionId: string, before: ExternalTable, after: ExternalTable): Promise<{ ok: false; refusal: Refusal } | null> {
  const left = leftBy(before, after);
  const whats = left.map(({ what }) => what);
  const n = await store.classroomsWriting(tx, institutionId, before.id, whats);
  return n === 0 ? null : refused("external_columns_left", { values: { n, columns: left.map(({ column }) => column).join(", ") } });
}

/** Refused while classrooms are published in it. */
export async function removeTable(world: Needs, who: Member, id: string): Promise<Outcome<true>> {
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<string>> => {
    const table = await store.lockTable(tx, who.institutionId, id);
    if (table === null) return refused("not_found");
    if (table.classrooms > 0) return refused("external_in_use", { values: { n: table.classrooms } });
    await store.deleteTable(tx, who.institutionId, id);
    await noted(tx, world, who, "external_table_removed", table.name);
    return fine(table.databaseId);
  });
  if (!outcome.ok) return outcome;
  await tryBeside(world, who, outcome.value, [], null);
  return fine(true);
}

export async function tryAgain(world: Needs, who: Member, id: string): Promise<Outcome<Finding[]>> {
  const table = await store.tableById(world.db, who.institutionId, id);
  if (table === null) return refused("not_found");
  const why = whyNotMap(table);
  const database = await store.databaseById(world.db, who.institutionId, table.databaseId);
  if (why !== null || database === null) return why === null ? refused("not_found") : { ok: false, refusal: why };
  return fine(await tryKept(world, who.institutionId, opened(world, database), table, null));
}

/** With the classroom of Bedel's that is published in each. */
export async function rowsIn(world: Needs, who: Member, id: string, search: string): Promise<Outcome<RowList>> {
  const at = await placed(world, who.institutionId, id);
  if (at === null) return refused("not_found");
  const { rows, more, trouble } = await searchRows(at.database, at.table, search);
  if (trouble === null && (await store.wasAway(world.db, who.institutionId, id))) await answers(world, who, at.database);
  const classrooms = new Map((await store.classroomsIn(world.db, who.institutionId, id)).map(({ key, name }) => [key, name]));
  const listed = rows.map(({ key, link = null, name = null, code = null, passcode = null }) => ({
    key,
    link,
    name,
    code,
    passcode,
    classroom: classrooms.get(key) ?? null,
  }));
  return fine({ rows: listed, more, trouble });
}

/** Or beside its rows the database would be said not to answer. */
async function answers(world: Needs, { institutionId }: Member, database: Opened): Promise<void> {
  await store.saveTrouble(world.db, institutionId, database.id, null, world.clock.now());
  await tryAll(world, institutionId, database);
}

export async function choicesIn(world: Needs, who: Member, databaseId: string): Promise<Outcome<TableChoices>> {
  const database = await store.databaseById(world.db, who.institutionId, databaseId);
  if (database === null) return refused("not_found");
  try {
    return fine({ tables: await tablesThere(opened(world, database)), trouble: null });
  } catch (error) {
    return fine({ tables: [], trouble: troubleOf(error).because });
  }
}

const noted = (tx: Tx, { random, clock }: Needs, who: Member, what: string, name: string): Promise<number> =>
  note(tx, random, { institutionId: who.institutionId, at: clock.now(), who: who.name, memberId: who.id, what, details: { name } });
