import type { z } from "zod";
import { assert } from "../../lib/assert.ts";
import { seconds, type Instant } from "../../lib/time.ts";
import { ZoomError, type CountedChange } from "../port.ts";
import { pageWire } from "../wire.ts";
import type { Gate } from "./gate.ts";
import { complaintOf, errorOf, isDeadPage, isPerSecond, nextUtcMidnight, wantsFreshToken, type Answer } from "./errors.ts";
import type { Look } from "./looks.ts";
import { OPERATIONS, pathOf, type Label, type OperationName, type PathValues } from "./operations.ts";
import type { TokenSource } from "./tokens.ts";
import { send, type Transport } from "./transport.ts";

export type CallRecord = { operation: string; label: string; outcome: string; ms: number };
/**
 * `hostId`: whose meeting it is, where the path does not say. `counted`: the change it makes, where that counts already. `before`: asked just before each
 * attempt, when the call has had its turn; what it throws is thrown, and nothing is sent.
 */
export type Request = {
  path?: PathValues;
  query?: Record<string, string>;
  json?: unknown;
  hostId?: string;
  counted?: CountedChange | undefined;
  before?: (() => Promise<void>) | undefined;
};

export type Line = {
  transport: Transport;
  apiBase: string;
  tokens: TokenSource;
  /** Through which every call goes, in its turn. */
  gate: Gate;
  /** What may be used up of a day, for each label. */
  days: Record<Label, ((urgency: number) => Promise<boolean>) | null>;
  /** A meeting of that host is about to be made, changed, ended or removed. */
  changed: (hostId: string) => Promise<void>;
  /** What hosts have planned, as it was read lately. */
  looks: Map<string, Look>;
  /** Smaller goes first. */
  urgency: number;
  now: () => Instant;
  machine: () => number;
  pause: (ms: number) => Promise<void>;
  record: (call: CallRecord) => void;
};

/** Pauses before the same call is made again when Zoom's second is full. Longer troubles are the caller's to plan. */
const QUICK_RETRIES = [seconds(1), seconds(1.5), seconds(2)];

/** Calls Zoom and gives back what it answered, read by `wire`. Throws a `ZoomError`, what `before` throws, and nothing else. */
export async function call<T extends z.ZodType>(line: Line, name: OperationName, request: Request, wire: T): Promise<z.output<T>> {
  const answer = await callAndRetry(line, name, request);
  const read = wire.safeParse(answer.body);
  if (read.success) return read.data;
  const kind = OPERATIONS[name].repeatable === false ? "unanswered" : "unreachable";
  const where = read.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw new ZoomError(kind, `Zoom's answer to ${name} was not understood (${where})`, { http: answer.http, trackingId: answer.header("x-zm-trackingid") });
}

/** For calls of which only success counts: any 2xx will do, with or without a body. */
export async function tell(line: Line, name: OperationName, request: Request): Promise<void> {
  await callAndRetry(line, name, request);
}

async function callAndRetry(line: Line, name: OperationName, request: Request): Promise<Answer> {
  for (const pause of QUICK_RETRIES) {
    try {
      return await callOnce(line, name, request);
    } catch (error) {
      if (!isPerSecond(error)) throw error;
      await line.pause(pause);
    }
  }
  return callOnce(line, name, request);
}

/** With the token we have; should Zoom not accept it, once more with another. */
async function callOnce(line: Line, name: OperationName, request: Request): Promise<Answer> {
  const token = await told(line, () => line.tokens.current());
  const first = await attempt(line, name, request, token);
  if (first !== "token refused") return first;
  const second = await attempt(line, name, request, await told(line, () => line.tokens.insteadOf(token)));
  if (second !== "token refused") return second;
  line.record({ operation: name, label: OPERATIONS[name].label, outcome: "reconnect", ms: 0 }); // two refusals say something of the connection, one does not
  throw new ZoomError("reconnect", "Zoom accepts not even a fresh token", { http: 401, code: 124 });
}

/** A token that can't be had says as much of the connection as a call that fails. */
async function told(line: Line, token: () => Promise<string>): Promise<string> {
  const startedAt = line.machine();
  try {
    return await token();
  } catch (error) {
    line.record({ operation: "token", label: "light", outcome: error instanceof ZoomError ? error.kind : "bug", ms: line.machine() - startedAt });
    throw error;
  }
}

async function attempt(line: Line, name: OperationName, request: Request, token: string): Promise<Answer | "token refused"> {
  const operation = OPERATIONS[name];
  await takeOfDay(line, operation.label);
  if (operation.changes === true && request.counted?.use() !== true) await line.changed(hostIn(name, request));
  const pass = await line.gate.enter(operation.label, line.urgency);
  const startedAt = line.machine();
  let outcome = "held back";
  let how: "answered" | "refused" = "answered";
  try {
    await request.before?.();
    outcome = "ok";
    const answer = await send(line.transport, operation, urlOf(line.apiBase, name, request), {
      headers: { authorization: `Bearer ${token}`, ...(request.json === undefined ? {} : { "content-type": "application/json" }) },
      body: request.json === undefined ? null : JSON.stringify(request.json),
    });
    const complaint = complaintOf(answer);
    if (complaint === null) return answer;
    outcome = "token refused";
    if (answer.http < 500 && wantsFreshToken(answer, complaint)) return outcome as "token refused";
    throw errorOf(operation, answer, complaint, line.now());
  } catch (error) {
    if (isPerSecond(error)) how = "refused";
    if (outcome !== "held back") outcome = error instanceof ZoomError ? error.kind : "bug";
    throw error;
  } finally {
    pass.leave(how);
    line.record({ operation: name, label: operation.label, outcome, ms: line.machine() - startedAt });
  }
}

/** Said here and not by Zoom, so that the account's other apps keep their part of the day. */
async function takeOfDay(line: Line, label: Label): Promise<void> {
  const take = line.days[label];
  if (take === null || (await take(line.urgency))) return;
  throw new ZoomError("spent", `Bedel's part of the day's ${label} calls is used up`, { retryAt: nextUtcMidnight(line.now()) });
}

function hostIn(name: OperationName, { path, hostId }: Request): string {
  const host = path?.host ?? hostId;
  assert(host !== undefined, `${name} changes a meeting and needs its host`);
  return host;
}

function urlOf(apiBase: string, name: OperationName, request: Request): string {
  const query = new URLSearchParams(request.query ?? {}).toString();
  return `${apiBase}${pathOf(OPERATIONS[name], request.path ?? {})}${query === "" ? "" : `?${query}`}`;
}

const PAGE_SIZE = "300";
const MOST_PAGES = 1000;
const MOST_READINGS = 3;

/** A list over all its pages. When a page token dies (15 minutes) the list is read anew: half a list would be a lie. */
export async function callPages<T extends z.ZodType<readonly unknown[]>>(
  line: Line,
  name: OperationName,
  request: Request,
  rowsOf: { rows: string; wire: T },
): Promise<z.output<T>[number][]> {
  for (let reading = 1; ; reading++) {
    try {
      return await readPages(line, name, request, rowsOf);
    } catch (error) {
      if (!isDeadPage(error)) throw error;
      if (reading === MOST_READINGS) throw new ZoomError("unreachable", `the pages of ${name} die faster than they can be read`);
    }
  }
}

async function readPages<T extends z.ZodType<readonly unknown[]>>(
  line: Line,
  name: OperationName,
  request: Request,
  { rows, wire }: { rows: string; wire: T },
): Promise<z.output<T>[number][]> {
  const found: z.output<T>[number][] = [];
  let token: string | null = null;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const query: Record<string, string> = { ...request.query, page_size: PAGE_SIZE, ...(token === null ? {} : { next_page_token: token }) };
    const answer: Answer = await callAndRetry(line, name, { ...request, query });
    const head = pageWire.safeParse(answer.body);
    const body = wire.safeParse((answer.body as Record<string, unknown> | null)?.[rows]);
    if (!head.success || !body.success) throw new ZoomError("unreachable", `a page of ${name} was not understood`, { http: answer.http });
    found.push(...(body.data as z.output<T>[number][]));
    if (head.data.next_page_token === null) return found;
    if (head.data.next_page_token === token) break;
    token = head.data.next_page_token;
  }
  throw new ZoomError("unreachable", `${name} does not end`);
}
