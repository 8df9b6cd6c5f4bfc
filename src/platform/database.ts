import { AsyncLocalStorage } from "node:async_hooks";
import { PGlite, types as pgliteTypes } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type RawBuilder } from "kysely";
import pg from "pg";
import { assert } from "../lib/assert.ts";
import { iso, type Instant } from "../lib/time.ts";
import { queryOf, ROLLED_BACK } from "./pglite-query.ts";

export { sql } from "kysely";
export type Sql = RawBuilder<unknown>;

/** A row as it comes: moments are `Instant`, bigints are numbers, JSON is parsed. Only a noun's `store.ts` reads rows. */
// oxlint-disable-next-line typescript/no-explicit-any -- what a row holds is known only where it is read
export type Row = Record<string, any>;

export type Tx = {
  list<T>(toValue: (row: Row) => T, query: Sql): Promise<T[]>;
  /** The first row, or null. */
  one<T>(toValue: (row: Row) => T, query: Sql): Promise<T | null>;
  /** How many rows were touched. */
  run(query: Sql): Promise<number>;
};

export type Database = Tx & {
  kind: "pglite" | "postgres";
  /** All or nothing. Tried again when PostgreSQL breaks it off for another's sake (40001, 40P01), so it must do nothing but SQL. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** For migrations: several statements, no parameters. */
  script(text: string): Promise<void>;
  /** For the sign-in library, which speaks to the driver itself; single statements only. */
  driver: { pglite: PGlite } | { pool: pg.Pool };
  close(): Promise<void>;
};

type Answer = { rows: Row[]; count: number };
type Query = (text: string, parameters: readonly unknown[]) => Promise<Answer>;

/** A moment as a parameter; PostgreSQL takes it as `timestamptz`. */
export const at = (moment: Instant): string => iso(moment);
export const atOrNull = (moment: Instant | null): string | null => (moment === null ? null : iso(moment));
export const json = (value: unknown): string => JSON.stringify(value);

const TIMESTAMPTZ = 1184;
const INT8 = 20;
const toInstant = (text: string): number => Date.parse(text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"));

const compiler = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** While a transaction is open in this chain of calls, a query beside it would wait for ever on PGlite. We throw instead, on both. */
const inTransaction = new AsyncLocalStorage<true>();

function asTx(query: Query): Tx {
  const ask = (q: Sql): Promise<Answer> => {
    const { sql: text, parameters } = q.compile(compiler);
    return query(text, parameters);
  };
  return {
    list: async (toValue, q) => (await ask(q)).rows.map(toValue),
    one: async (toValue, q) => {
      const { rows } = await ask(q);
      return rows[0] === undefined ? null : toValue(rows[0]);
    },
    run: async (q) => (await ask(q)).count,
  };
}

const outside =
  (query: Query): Query =>
  (text, parameters) => {
    assert(inTransaction.getStore() === undefined, `a query beside the open transaction would wait for ever; use its tx: ${text.slice(0, 200)}`);
    return query(text, parameters);
  };

const brokenOff = (error: unknown): boolean => ["40001", "40P01"].includes(sqlState(error) ?? "");

/** PostgreSQL's five-letter code of an error, or null when it came from elsewhere. */
export const sqlState = (error: unknown): string | null =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : null;

async function tryAgain<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!brokenOff(error) || tries === 8) throw error;
      await new Promise((resume) => setTimeout(resume, tries * 7));
    }
  }
}

const LONG = 1500;
const MOST_NAMES = 100;
const names = new Map<string, string>();

/**
 * A long question takes longer to plan than to answer: what waits to be done is asked many times a second, and took 3 ms instead of 0.1 each time.
 * Known to the server by name it is planned once a connection. Not where all columns are asked for: after a migration by another process such an answer would be refused.
 */
function asked(text: string, parameters: readonly unknown[]): pg.QueryConfig {
  const values = parameters as unknown[];
  if (text.length < LONG || /\*/.test(text) || (!names.has(text) && names.size >= MOST_NAMES)) return { text, values };
  const name = names.get(text) ?? `bedel_${names.size + 1}`;
  names.set(text, name);
  return { name, text, values };
}

/** PostgreSQL by address, or PGlite in a folder, in memory (`null`), or as given (tests). The folder must be locked already. */
export async function openDatabase(where: string | { folder: string | null } | { pglite: PGlite }): Promise<Database> {
  return typeof where === "string" ? openPostgres(where) : openPglite("pglite" in where ? where.pglite : await createPglite(where.folder));
}

export const PGLITE_OPTIONS = {
  extensions: { btree_gist },
  parsers: { [pgliteTypes.TIMESTAMPTZ]: toInstant, [pgliteTypes.INT8]: Number },
  // PostgreSQL's defaults are for a machine of its own: 128 MB of buffers, and a gigabyte of log to be read again after a crash.
  startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB", "-c", "max_wal_size=64MB", "-c", "min_wal_size=32MB"],
};

async function createPglite(folder: string | null): Promise<PGlite> {
  return PGlite.create({ ...(folder === null ? {} : { dataDir: folder }), ...PGLITE_OPTIONS });
}

async function openPglite(pglite: PGlite): Promise<Database> {
  await pglite.waitReady;
  const { query, transaction, forget } = queryOf(pglite);
  return {
    ...asTx(outside(query)),
    kind: "pglite",
    driver: { pglite },
    transaction: (work) => {
      assert(inTransaction.getStore() === undefined, "a transaction inside a transaction would wait for ever; pass the tx on");
      return inTransaction.run(true, () => tryAgain(() => transaction((inside) => work(asTx(inside)))));
    },
    script: async (text) => {
      await pglite.exec(text);
      forget(); // what a known query answers may have changed
    },
    close: () => (pglite.closed ? Promise.resolve() : pglite.close()),
  };
}

/**
 * Left on, PostgreSQL compiles what it takes for long questions, such as what falls due next, each time that they are asked: seven times
 * as long as answering them takes.
 */
const onConnect = async (client: pg.ClientBase): Promise<void> => void (await client.query("set jit = off"));

async function openPostgres(address: string): Promise<Database> {
  const types = { getTypeParser: (id: number, format?: never) => (id === TIMESTAMPTZ ? toInstant : id === INT8 ? Number : pg.types.getTypeParser(id, format)) };
  const pool = new pg.Pool({
    connectionString: address,
    max: 12,
    types: types as pg.CustomTypesConfig,
    connectionTimeoutMillis: 10_000,
    onConnect,
    pipeline: true,
    keepAlive: true, // a line that dies without a word would hold up whoever waits for its answer
  });
  pool.on("error", () => undefined); // an idle connection that breaks is replaced at the next query, which then says what is wrong
  pool.on("connect", (client) => void client.on("error", () => undefined)); // so is one that breaks in a transaction, whose query says it: unheard, it would end the process
  const answerOf = (r: pg.QueryResult): Answer => ({ rows: r.rows as Row[], count: r.rowCount ?? 0 });
  const query: Query = async (text, parameters) => answerOf(await pool.query(asked(text, parameters)));
  const attempt = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let broken = false;
    try {
      const begun = client.query("begin");
      begun.catch(() => undefined); // told below, unless what was asked behind it tells it first
      const value = await work(asTx(async (text, parameters) => answerOf(await client.query(asked(text, parameters)))));
      await begun;
      if ((await client.query("commit")).command !== "COMMIT") throw new Error(ROLLED_BACK);
      return value;
    } catch (error) {
      await client.query("rollback").catch(() => (broken = true));
      throw error;
    } finally {
      client.release(broken);
    }
  };
  return {
    ...asTx(outside(query)),
    kind: "postgres",
    driver: { pool },
    transaction: (work) => {
      assert(inTransaction.getStore() === undefined, "a transaction inside a transaction would take a second connection; pass the tx on");
      return inTransaction.run(true, () => tryAgain(() => attempt(work)));
    },
    script: async (text) => void (await pool.query(text)),
    close: () => pool.end(),
  };
}
