import { canBeEmptied, copyOfPglite } from "../../test/support/emptying.ts";
import { pgliteTemplate } from "../../test/support/templates.ts";
import type { Database } from "../../src/platform/database.ts";

/** A real database for one world after another: emptied in between, not made anew. */
export async function openGround(): Promise<{ db: Database; empty(): Promise<void>; close(): Promise<void> }> {
  const { db, empty } = await canBeEmptied(await copyOfPglite(await pgliteTemplate()));
  return { db, empty, close: () => db.close() };
}
