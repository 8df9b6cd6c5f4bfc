import { sql, sqlState, type Tx } from "./database.ts";

/** The database's own trouble (connection, conflict, room, shutdown): all is tried again later. */
const isPassing = (error: unknown): boolean => /^(08|40|53|57|58)/.test(sqlState(error) ?? "");

/** Does the work whole or, when it throws, not at all; the transaction goes on, so that one bad row holds up no other. */
export async function apart(tx: Tx, work: () => Promise<void>, failed: (error: unknown) => Promise<void>): Promise<void> {
  await tx.run(sql`savepoint apart`);
  try {
    await work();
  } catch (error) {
    if (isPassing(error)) throw error;
    await tx.run(sql`rollback to savepoint apart`);
    await failed(error);
  }
  await tx.run(sql`release savepoint apart`);
}
