import { canBeEmptied, copyOfPglite } from "../../test/support/emptying.ts";
import { pgliteTemplate } from "../../test/support/templates.ts";
import type { Database } from "../../src/platform/database.ts";

/** It is in memory, and lost whole or not at all; and its tables are so small that a plan for any value is as good as one for each. */
const SETTINGS = [
  "plan_cache_mode=force_generic_plan",
  "synchronous_commit=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "wal_init_zero=off",
];

/** A real database for one world after another: emptied in between, not made anew. */
export async function openGround(): Promise<{ db: Database; empty(): Promise<void>; close(): Promise<void> }> {
  const { db, empty } = await canBeEmptied(await copyOfPglite(await pgliteTemplate(), SETTINGS));
  return { db, empty, close: () => db.close() };
}
