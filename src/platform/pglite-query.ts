import type { PGlite } from "@electric-sql/pglite";
import { assert } from "../lib/assert.ts";
import { BEGIN, joined, prepared, wireTo, type Answer, type Column } from "./pglite-wire.ts";

type Query = (text: string, parameters: readonly unknown[]) => Promise<Answer>;

export const ROLLED_BACK = "a query of this transaction had failed, so all of it was rolled back";

/** A statement that the server knows by name, what its answers look like, how often it was used since, and how many had been asked before. */
type Prepared = { name: string; columns: readonly Column[] | null; uses: number; plannedAt: number };

/** Then it is planned anew: a plan made while a table was empty reads it from end to end for ever, and nothing here counts rows and plans anew by itself. */
const USES = 200;
/** One that is seldom asked grows old while others fill the tables: after so many of any kind it is planned anew too. Without this one question took 1.8 s instead of 0.01 after a semester was planned. */
const QUERIES_SINCE = 5_000;
const MOST_STATEMENTS = 600;
/** Counted for all: whoever opens one PGlite twice must not take one name for two statements. */
let names = 0;

/**
 * One query in one call to PGlite, known to it by name from the second time on. Its own `query` makes six calls and has the text parsed
 * and planned each time: 0.6 ms against 0.1 (measured on two shared cores), and in one process every one of them holds up everybody.
 */
export function queryOf(pglite: PGlite): { query: Query; transaction<T>(work: (query: Query) => Promise<T>): Promise<T>; forget(): void } {
  const wire = wireTo(pglite);
  const known = new Map<string, Prepared>();
  let asked = 0;

  /** `before`: what goes to the database first, in the same call. */
  const ask = async (text: string, parameters: readonly unknown[], before: Uint8Array | null, syncToFs: boolean): Promise<Answer> => {
    const statement = known.get(text);
    const name = statement?.name ?? (known.size < MOST_STATEMENTS ? `s${(names += 1)}` : "");
    asked += 1;
    const isNew = statement === undefined || statement.uses >= USES || asked - statement.plannedAt > QUERIES_SINCE;
    if (isNew) known.delete(text); // when anything below fails, nobody counts on it
    const first = [...(before === null ? [] : [before]), ...(isNew ? [prepared(name, text)] : [])];
    const columns = isNew ? null : statement.columns;
    const told = await wire.ask({ before: first.length === 0 ? null : joined(first), name, parameters, columns, syncToFs });
    if (isNew && name !== "") known.set(text, { name, columns: told.columns ?? [], uses: 1, plannedAt: asked });
    else if (!isNew) statement.uses += 1;
    return told;
  };
  const simply = (text: string): Promise<string> => pglite.runExclusive(() => wire.simply(text));

  /** It begins with its first query, in the same call: PGlite's own takes two calls to begin and two to end, for nothing where nothing is asked. */
  const transaction = async <T>(work: (query: Query) => Promise<T>): Promise<T> => {
    let [begun, open] = [false, true];
    const inside: Query = (text, parameters) => {
      assert(open, `a query after its transaction: ${text.slice(0, 200)}`);
      const before = begun ? null : BEGIN;
      begun = true;
      return pglite.runExclusive(() => ask(text, parameters, before, false)); // in the order in which they were asked
    };
    try {
      const value = await work(inside);
      open = false;
      if (begun && (await simply("commit")) !== "COMMIT") throw new Error(ROLLED_BACK);
      return value;
    } catch (error) {
      open = false;
      if (begun && pglite.isInTransaction()) await simply("rollback");
      throw error;
    }
  };
  return {
    // Outside a transaction it waits until none is open; inside, only for the query before.
    query: (text, parameters) => pglite._runExclusiveTransaction(() => pglite.runExclusive(() => ask(text, parameters, null, true))),
    transaction: (work) => pglite._runExclusiveTransaction(() => transaction(work)),
    forget: () => known.clear(),
  };
}
