import type { World } from "../../world.ts";
import type { Opened } from "./connecting-actions.ts";
import { inside } from "./connecting-actions.ts";
import type { Finding } from "./contract.ts";
import { judge, notReached } from "./judging.ts";
import { lookAt } from "./looking-actions.ts";
import type { Mapping } from "./mapping.ts";
import { toLook } from "./statements.ts";
import { saveTried, tablesOf, type TriedTable } from "./store.ts";
import { troubleOf } from "./trouble.ts";

/** Why it can't be spoken with; null: it answers. */
export async function reach(database: Opened): Promise<string | null> {
  try {
    return await inside(database, toLook, async () => ({ commit: true, value: null }));
  } catch (error) {
    return troubleOf(error).because;
  }
}

/** What is found of a mapping, in the database itself. `replaces`: the saved one in whose place it would be. */
export async function tryMapping(
  world: Pick<World, "db">,
  institutionId: string,
  database: Opened,
  mapping: Mapping,
  replaces: string | null,
): Promise<Finding[]> {
  const beside = (await tablesOf(world.db, institutionId)).filter((one) => one.databaseId === database.id && one.id !== replaces);
  try {
    const ofTable = beside.filter(({ schema, table }) => schema === mapping.schema && table === mapping.table);
    return judge(database, mapping, await lookAt(database, mapping, beside), ofTable);
  } catch (error) {
    const { because, away } = troubleOf(error);
    return notReached(because, away);
  }
}

/** Tries a saved mapping again, and keeps what is found unless it was changed meanwhile. `trouble`: why its database can't be spoken with just now, where that is known. */
export async function tryKept(
  world: Pick<World, "db" | "clock">,
  institutionId: string,
  database: Opened,
  table: TriedTable,
  trouble: string | null,
): Promise<Finding[]> {
  const found = trouble === null ? await tryMapping(world, institutionId, database, table, table.id) : notReached(trouble, true);
  await saveTried(world.db, institutionId, table, found, world.clock.now());
  return found;
}

/**
 * Tries each mapping of a database again, but for one that was just tried. What is found of one hangs on the others: a table that its role may change, too, is none of
 * Bedel's until it is mapped.
 */
export async function tryAll(
  world: Pick<World, "db" | "clock">,
  institutionId: string,
  database: Opened,
  { but = null, trouble = null }: { but?: string | null; trouble?: string | null } = {},
): Promise<void> {
  let away = trouble;
  for (const table of await tablesOf(world.db, institutionId)) {
    if (table.databaseId !== database.id || table.id === but) continue;
    const found = await tryKept(world, institutionId, database, table, away);
    away = found.some(({ isAway }) => isAway === true) ? (away ?? (await reach(database))) : null; // one that is gone is not waited for at every table
  }
}
