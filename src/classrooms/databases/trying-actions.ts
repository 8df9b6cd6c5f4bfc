import type { World } from "../../world.ts";
import type { Opened } from "./connecting-actions.ts";
import { inside } from "./connecting-actions.ts";
import type { Finding } from "./contract.ts";
import { judge, notReached } from "./judging.ts";
import { lookAt } from "./looking-actions.ts";
import type { Mapping } from "./mapping.ts";
import { toLook } from "./statements.ts";
import { tablesOf } from "./store.ts";
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
    return notReached(troubleOf(error).because);
  }
}
