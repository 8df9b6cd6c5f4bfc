import { protocol, type messages as Messages, type PGlite, type ParserOptions } from "@electric-sql/pglite";
import { assert } from "../lib/assert.ts";

type Query = (text: string, parameters: readonly unknown[]) => Promise<Answer>;
type Answer = { rows: Record<string, unknown>[]; count: number };

export const ROLLED_BACK = "a query of this transaction had failed, so all of it was rolled back";

/** A statement that the server knows by name, how often it was used since, and how many had been asked before. */
type Prepared = { name: string; uses: number; plannedAt: number };

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
  const known = new Map<string, Prepared>();
  let asked = 0;

  /** `before`: what goes to the database first, in the same call. */
  const ask = async (text: string, parameters: readonly unknown[], before: Uint8Array | null, syncToFs: boolean): Promise<Answer> => {
    const statement = known.get(text);
    const name = statement?.name ?? (known.size < MOST_STATEMENTS ? `s${(names += 1)}` : "");
    asked += 1;
    const isNew = statement === undefined || statement.uses >= USES || asked - statement.plannedAt > QUERIES_SINCE;
    if (isNew) known.delete(text); // when anything below fails, nobody counts on it
    const bytes = joined([
      ...(before === null ? [] : [before]),
      ...(isNew ? [serialize.close({ type: "S", name }), serialize.parse({ text, name })] : []),
      serialize.bind({ statement: name, values: parameters.map(asText) }),
      serialize.describe({ type: "P" }),
      serialize.execute({}),
      serialize.sync(),
    ]);
    const said = await pglite.execProtocol(bytes, { syncToFs });
    if (name !== "") known.set(text, isNew ? { name, uses: 1, plannedAt: asked } : { ...statement, uses: statement.uses + 1 });
    return answerIn(said.messages, pglite.parsers);
  };
  const simply = async (bytes: Uint8Array): Promise<string> => {
    const { messages: said } = await pglite.runExclusive(() => pglite.execProtocol(bytes, { syncToFs: false }));
    return said.find((one) => one instanceof messages.CommandCompleteMessage)?.text ?? "";
  };

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
      if (begun && (await simply(COMMIT)) !== "COMMIT") throw new Error(ROLLED_BACK);
      return value;
    } catch (error) {
      open = false;
      if (begun && pglite.isInTransaction()) await simply(ROLLBACK);
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

const { serialize, messages } = protocol;
const [BEGIN, COMMIT, ROLLBACK] = ["begin", "commit", "rollback"].map((text) => serialize.query(text)) as [Uint8Array, Uint8Array, Uint8Array];

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((place, part) => (whole.set(part, place), place + part.length), 0);
  return whole;
}

/** As PostgreSQL reads it, of whatever type the place in the query is. */
function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString("hex")}`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map(asElement).join(",")}}`;
  assert(typeof value !== "object", "an object is no parameter: write it as JSON text");
  return String(value);
}

function asElement(value: unknown): string {
  const text = asText(value);
  return text === null ? "null" : Array.isArray(value) ? text : `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}

function answerIn(said: readonly Messages.BackendMessage[], parsers: ParserOptions): Answer {
  let fields: Messages.RowDescriptionMessage["fields"] = [];
  const answer: Answer = { rows: [], count: 0 };
  for (const one of said) {
    if (one instanceof messages.RowDescriptionMessage) fields = one.fields;
    else if (one instanceof messages.DataRowMessage) answer.rows.push(rowOf(one.fields, fields, parsers));
    else if (one instanceof messages.CommandCompleteMessage) answer.count = Number(/\d+$/.exec(one.text)?.[0] ?? 0);
  }
  return answer;
}

function rowOf(values: readonly (string | null)[], fields: Messages.RowDescriptionMessage["fields"], parsers: ParserOptions): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [i, { name, dataTypeID }] of fields.entries()) {
    const text = values[i] ?? null;
    const parser = parsers[dataTypeID];
    row[name] = text === null || parser === undefined ? text : parser(text);
  }
  return row;
}
