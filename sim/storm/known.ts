import type { Database, Sql, Tx } from "../../src/platform/database.ts";

/** A database, and how often something may have been written into it since it was opened: what was read stays true until then. */
export type Watched = { db: Database; writes(): number };

/** Only what begins as a question and nothing else is believed to be one. */
const isQuestion = (query: Sql): boolean => {
  const node = query.toOperationNode();
  return "sqlFragments" in node && (node.sqlFragments as readonly string[])[0]!.trimStart().startsWith("select");
};

export function watchWrites(real: Database): Watched {
  let writes = 0;
  const noted = async <T>(work: () => Promise<T>): Promise<T> => {
    writes += 1;
    try {
      return await work();
    } finally {
      writes += 1; // and whatever was read meanwhile is not believed either
    }
  };
  const watched = (tx: Tx): Tx => ({
    list: (to, q) => (isQuestion(q) ? tx.list(to, q) : noted(() => tx.list(to, q))),
    one: (to, q) => (isQuestion(q) ? tx.one(to, q) : noted(() => tx.one(to, q))),
    run: (q) => noted(() => tx.run(q)),
  });
  const db: Database = {
    ...real,
    ...watched(real),
    transaction: async (work) => {
      let before = writes;
      try {
        return await real.transaction((tx) => ((before = writes), work(watched(tx))));
      } finally {
        if (writes !== before) writes += 1; // what it wrote is seen only now
      }
    },
    script: (text) => noted(() => real.script(text)),
  };
  return { db, writes: () => writes };
}

/** Asked once, and again only when something may have been written since. */
export function askedOnce<T>({ db, writes }: Watched, ask: (db: Tx) => Promise<T>): () => Promise<T> {
  let known: { value: T; at: number } | null = null;
  return async () => {
    if (known?.at !== writes()) {
      const at = writes();
      known = { value: await ask(db), at };
    }
    return known!.value;
  };
}
