import { isAscii } from "node:buffer";
import { protocol, type messages as Messages, type PGlite, type ParserOptions } from "@electric-sql/pglite";
import { assert } from "../lib/assert.ts";

export type Answer = { rows: Record<string, unknown>[]; count: number };
/** A column of an answer, and how its text is read. */
export type Column = { name: string; read: ((text: string) => unknown) | null };

/**
 * Speaks PostgreSQL's protocol to PGlite. Its own writer and reader make an object of each message and copy each byte three times: on the embedded
 * database they took a quarter of all the time of a busy server.
 */
export type Wire = {
  /** A statement, by the name under which the server knows it; its `columns`, where they are known from the last time. */
  ask(asked: { before: Uint8Array | null; name: string; parameters: readonly unknown[]; columns: readonly Column[] | null; syncToFs: boolean }): Promise<Told>;
  /** One that answers with no rows and has no parameters. Says what was done. */
  simply(text: string): Promise<string>;
};
export type Told = Answer & { columns: readonly Column[] | null };

const { serialize, Parser } = protocol;

/** The statement is known under this name from now on, whatever was known under it before. */
export const prepared = (name: string, text: string): Uint8Array => joined([serialize.close({ type: "S", name }), serialize.parse({ text, name })]);
export const BEGIN = serialize.query("begin");

export const joined = (parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

const DESCRIBE = serialize.describe({ type: "P" });
const EXECUTE = joined([serialize.execute({}), serialize.sync()]);

export function wireTo(pglite: PGlite): Wire {
  const said = spareBytes();
  const send = async (bytes: Uint8Array, syncToFs: boolean): Promise<Buffer> => {
    said.length = 0;
    await pglite.execProtocolRawStream(bytes, { syncToFs, onRawData: (chunk) => said.add(chunk) });
    return said.bytes.subarray(0, said.length);
  };
  return {
    ask: async ({ before, name, parameters, columns, syncToFs }) => {
      const parts = [bound(name, parameters), ...(columns === null ? [DESCRIBE] : []), EXECUTE];
      return toldIn(await send(joined(before === null ? parts : [before, ...parts]), syncToFs), columns, pglite.parsers);
    },
    simply: async (text) => {
      let done = "";
      const bytes = await send(serialize.query(text), false);
      eachMessage(bytes, (type, from, to) => {
        if (type === "C") done = bytes.toString("latin1", from, to - 1);
        else if (type === "E") throw errorIn(bytes);
      });
      return done;
    },
  };
}

/** Grows with the longest answer, and is written over by the next. */
function spareBytes() {
  const spare = {
    bytes: Buffer.allocUnsafe(65_536),
    length: 0,
    add: (chunk: Uint8Array): void => {
      if (spare.length + chunk.length > spare.bytes.length) {
        const longer = Buffer.allocUnsafe((spare.length + chunk.length) * 2);
        spare.bytes.copy(longer, 0, 0, spare.length);
        spare.bytes = longer;
      }
      spare.bytes.set(chunk, spare.length);
      spare.length += chunk.length;
    },
  };
  return spare;
}

/** The values for the places of a statement, each as text. */
function bound(name: string, parameters: readonly unknown[]): Buffer {
  const texts = parameters.map(asText);
  const lengths = texts.map((text) => (text === null ? 0 : Buffer.byteLength(text)));
  const size = 1 + 4 + 1 + name.length + 1 + 2 + 2 + 4 * texts.length + lengths.reduce((sum, length) => sum + length, 0) + 2;
  const bytes = Buffer.allocUnsafe(size);
  let at = bytes.writeUInt8(0x42, 0); // B
  at = bytes.writeInt32BE(size - 1, at);
  at = bytes.writeUInt8(0, at);
  at += bytes.write(name, at, "latin1");
  at = bytes.writeUInt8(0, at);
  at = bytes.writeInt16BE(0, at);
  at = bytes.writeInt16BE(texts.length, at);
  for (const [i, text] of texts.entries()) {
    at = bytes.writeInt32BE(text === null ? -1 : lengths[i]!, at);
    if (text !== null) at += bytes.write(text, at);
  }
  bytes.writeInt16BE(0, at);
  return bytes;
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

/** Each message: its type, and where its body begins and ends. */
function eachMessage(bytes: Buffer, see: (type: string, from: number, to: number) => void): void {
  for (let at = 0; at < bytes.length;) {
    const to = at + 1 + bytes.readInt32BE(at + 1);
    see(String.fromCharCode(bytes[at]!), at + 5, to);
    at = to;
  }
}

function toldIn(bytes: Buffer, columns: readonly Column[] | null, parsers: ParserOptions): Told {
  const told: Told = { rows: [], count: 0, columns };
  const all = isAscii(bytes) ? bytes.toString("latin1") : null; // one text for all values, where a byte is a letter
  const text = (from: number, to: number): string => (all === null ? bytes.toString("utf8", from, to) : all.slice(from, to));
  eachMessage(bytes, (type, from, to) => {
    if (type === "D") told.rows.push(rowIn(bytes, from, told.columns!, text));
    else if (type === "T") told.columns = columnsIn(bytes, from, parsers);
    else if (type === "C") told.count = Number(/\d+$/.exec(text(from, to - 1))?.[0] ?? 0);
    else if (type === "E") throw errorIn(bytes);
  });
  return told;
}

function rowIn(bytes: Buffer, from: number, columns: readonly Column[], text: (from: number, to: number) => string): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  let at = from + 2;
  for (const { name, read } of columns) {
    const length = bytes.readInt32BE(at);
    at += 4;
    if (length === -1) row[name] = null;
    else {
      const value = text(at, at + length);
      row[name] = read === null ? value : read(value);
      at += length;
    }
  }
  return row;
}

/** Of each column its name, and after its table and place the number of its type. */
function columnsIn(bytes: Buffer, from: number, parsers: ParserOptions): Column[] {
  const columns: Column[] = [];
  let at = from + 2;
  for (let left = bytes.readInt16BE(from); left > 0; left -= 1) {
    const end = bytes.indexOf(0, at);
    columns.push({ name: bytes.toString("utf8", at, end), read: parsers[bytes.readUInt32BE(end + 7)] ?? null });
    at = end + 19;
  }
  return columns;
}

/** Rare, so it is read by PGlite's own reader, with all that PostgreSQL says of it. */
function errorIn(bytes: Buffer): Error {
  let found: Error | null = null;
  new Parser().parse(new Uint8Array(bytes), (message: Messages.BackendMessage) => {
    if (message instanceof Error) found ??= message;
  });
  return found ?? new Error("the database says that something is wrong, and not what");
}
