import { expect, test, vi } from "vitest";
import { freshPostgres } from "../../test/support/databases.ts";
import { lineTo } from "../../test/support/line.ts";
import { run } from "../../test/support/templates.ts";
import { openDatabase, sql } from "./database.ts";

const hung = "select count(*)::int as n from pg_stat_activity where query like '%hangs on%' and pid <> pg_backend_pid()";

test("a line that is cut within a transaction is an error of that transaction, and of nobody else", async () => {
  const address = await freshPostgres();
  const line = await lineTo(address);
  const db = await openDatabase(line.url);
  const surprises: unknown[] = [];
  const surprised = (error: unknown): void => void surprises.push(error);
  process.on("uncaughtException", surprised); // which ends a server
  try {
    const work = db.transaction((tx) => tx.run(sql`select 'hangs on', pg_sleep(60)`));
    const outcome = work.then(() => "done", (error: Error) => error.message); // prettier-ignore
    await vi.waitFor(async () => expect((await run(address, hung))[0]).toEqual({ n: 1 }), { timeout: 10_000 });

    expect(line.cut()).toBe(1);

    expect(await outcome).toMatch(/terminated|ECONNRESET/);
    expect(await db.one((r) => r["one"] as number, sql`select 1 as one`)).toBe(1);
    expect(surprises).toEqual([]);
  } finally {
    process.off("uncaughtException", surprised);
    await db.close();
    await line.close();
  }
});
