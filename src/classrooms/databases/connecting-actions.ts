import { EventEmitter } from "node:events";
import { isIP, Socket } from "node:net";
import type { ConnectionOptions } from "node:tls";
import pg from "pg";
import { turns } from "../../lib/turns.ts";
import { openFraming, unreadable } from "./framing.ts";
import type { ExternalDatabase } from "./mapping.ts";
import { COMMIT, type Statement } from "./statements.ts";
import { TOO_MUCH } from "./trouble.ts";

export type Answer = { rows: Record<string, unknown>[]; count: number };
export type Ask = (statement: Statement) => Promise<Answer>;
/** `inside`: another way there than the network. */
export type Opened = ExternalDatabase & { password: string; inside?: Inside };

const CONNECTS_WITHIN_MS = 15_000;
/** Longer than the database itself lets a statement take. */
const ANSWERS_WITHIN_MS = 15_000;
const LEAVES_WITHIN_MS = 2000;
/** Twice the most that is ever asked for at once: fifty rows of five columns, of four thousand characters each. Beyond that no server of good will has anything to say. */
const MOST_BYTES = 8 * 1024 * 1024;

/** The answer to a commit was lost: it may have been done. */
export class CommitUnknown extends Error {}

/**
 * One transaction on a connection of its own: `work` answers what is to be committed, or takes it all back by null. Throws what the database says. `withinMs`:
 * all of it, from the first word on. A server that sends without end, whatever it is (rows, a message, notices), is broken off.
 */
export type Inside = <T>(
  database: Opened,
  begin: readonly Statement[],
  work: (ask: Ask) => Promise<{ commit: boolean; value: T }>,
  withinMs?: number | null,
) => Promise<T>;

export const inside: Inside = (database, ...how) => (database.inside ?? overTheNetwork)(database, ...how);

/** So many of one process at once as one role at one server: whoever keeps to the sample in docs/operating allows a role twenty, and Bedel may be several processes. */
const AT_ONCE = 6;
const turnsOf = new Map<string, ReturnType<typeof turns>>();
const turnAt = ({ host, port, userName }: ExternalDatabase): ReturnType<typeof turns> => {
  const key = `${userName}@${host.toLowerCase()}:${port}`;
  const known = turnsOf.get(key) ?? turns(AT_ONCE);
  turnsOf.set(key, known);
  return known;
};

/** PostgreSQL takes no more connections, of this role or at all: others go, as a rule, within moments. It says so before anything was asked. */
const FULL = "53300";
const TRIES_AGAIN_AFTER_MS = [150, 400, 1000];
const isFull = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === FULL;

const overTheNetwork: Inside = async (database, begin, work, withinMs = null) => {
  for (const pause of TRIES_AGAIN_AFTER_MS) {
    try {
      return await inTurn(database, begin, work, withinMs);
    } catch (error) {
      if (!isFull(error)) throw error;
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
  return inTurn(database, begin, work, withinMs);
};

/** The turn is over when the line is, which may be a moment after the answer: until then the server counts it. */
const inTurn: Inside = (database, begin, work, withinMs) => {
  const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof work>>["value"]>();
  void turnAt(database)(async () => {
    const socket = new Socket();
    const closed = new Promise<void>((over) => socket.once("close", () => over()));
    await onOneLine(socket, database, begin, work, withinMs).then(resolve, reject);
    await closed;
  });
  return promise;
};

type OnOneLine = <T>(socket: Socket, ...asked: Parameters<typeof inside<T>>) => Promise<T>;

const onOneLine: OnOneLine = async (socket, database, begin, work, withinMs = null) => {
  const client = clientOf(database, socket);
  client.on("error", () => undefined); // told by the question that is not answered
  const ask: Ask = async ({ text, values }) => {
    const { rows, rowCount } = await client.query(text, [...values]).catch(toldAs);
    if (!Array.isArray(rows)) throw unreadable(); // several answers to one question
    return { rows: rows as Answer["rows"], count: rowCount ?? 0 };
  };
  let broken: Error | null = null;
  const breakOff = (why: Error): void => {
    broken ??= why;
    socket.destroy(why);
  };
  const over = withinMs === null ? undefined : setTimeout(() => breakOff(new Error("timeout")), withinMs);
  counted(client, socket, () => breakOff(Object.assign(new Error("it sends too much"), { code: TOO_MUCH })));
  framed(client, breakOff);
  try {
    await client.connect();
    for (const statement of begin) await client.query(statement.text);
    const { commit, value } = await work(ask);
    if (commit) await committed(client);
    return value;
  } catch (error) {
    throw error instanceof CommitUnknown ? error : (broken ?? error);
  } finally {
    clearTimeout(over);
    // Without a commit the end of the connection takes everything back.
    void client.end().catch(() => undefined);
    setTimeout(() => socket.destroy(), LEAVES_WITHIN_MS).unref();
  }
};

/** The driver stumbled over what it was answered: that is no fault of ours. */
function toldAs(error: unknown): never {
  throw error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError ? unreadable() : error;
}

/** Of the driver's own: where it begins to listen, to the line or to TLS within it. */
type Hearing = { attachListeners(stream: EventEmitter): void };

/** The driver hears only whole messages, and over what it stumbles all the same the line is broken off: thrown where it listens, it would end the server. */
function framed(client: pg.Client, breakOff: (why: Error) => void): void {
  const connection = client.connection as pg.Connection & Hearing;
  const attach = connection.attachListeners.bind(connection);
  connection.attachListeners = (stream) => {
    const [framing, heard] = [openFraming(), new EventEmitter()];
    attach(heard);
    let isOver = false;
    stream.on("data", (part: Buffer) => {
      try {
        if (!isOver) for (const message of framing(part)) heard.emit("data", message);
      } catch {
        isOver = true;
        breakOff(unreadable());
      }
    });
  };
}

/** What comes over the line, before TLS and within it. */
function counted(client: pg.Client, socket: Socket, tooMuch: () => void): void {
  let bytes = 0;
  const count = (part: Buffer): void => {
    bytes += part.length;
    if (bytes > MOST_BYTES) tooMuch();
  };
  socket.on("data", count);
  client.connection.once("sslconnect", () => client.connection.stream.on("data", count));
}

async function committed(client: pg.Client): Promise<void> {
  try {
    const { command } = await client.query(COMMIT.text);
    if (command !== "COMMIT") throw Object.assign(new Error("it was taken back"), { severity: "ERROR", code: "25P02" });
  } catch (error) {
    if (error instanceof Error && "severity" in error) throw error;
    throw new CommitUnknown();
  }
}

/** Nothing of what the server's own environment says about PostgreSQL counts here, its password least of all. */
const clientOf = ({ host, port, database, userName, password, tls, ca }: Opened, socket: Socket): pg.Client =>
  new pg.Client({
    ...{ host, port, database, user: userName, application_name: "bedel", options: "", stream: () => socket },
    password: () => password,
    ssl: tlsOf(tls, host, ca),
    ...{ connectionTimeoutMillis: CONNECTS_WITHIN_MS, query_timeout: ANSWERS_WITHIN_MS, keepAlive: true },
  });

/** With TLS wanted, `pg` asks for it before it says anything else, and goes away where there is none. */
function tlsOf(tls: ExternalDatabase["tls"], host: string, ca: string | null): ConnectionOptions | false {
  if (tls === "none") return false;
  const to = { host, ...(isIP(host) === 0 ? { servername: host } : {}), minVersion: "TLSv1.2" as const };
  if (tls === "encrypted") return { ...to, rejectUnauthorized: false };
  return { ...to, rejectUnauthorized: true, ...(ca === null ? {} : { ca }) };
}
