import { after, before, days, instant, minutes, seconds, startOfDay, addDays, dayOf, type Instant } from "../../lib/time.ts";
import { ZoomError, type ZoomErrorKind } from "../port.ts";
import { errorWire } from "../wire.ts";
import { meaningOf, NAMES_SCOPES } from "./codes.ts";
import type { Operation } from "./operations.ts";

/** What came back, whatever it says. `body` is null when there was none or it was no JSON. */
export type Answer = { http: number; body: unknown; header: (name: string) => string | null };
export type Complaint = { code: number | null; message: string };

/** What the body complains of, or null. A 2xx with an integer code other than 0 is a complaint as well: Zoom does that. */
export function complaintOf(answer: Answer): Complaint | null {
  const read = errorWire.safeParse(answer.body);
  const body = read.success ? read.data : null;
  const code = body?.code ?? body?.errorCode ?? null;
  if (answer.http >= 200 && answer.http < 300 && (code === null || code === 0)) return null;
  const said = body?.message ?? body?.error_message ?? body?.reason ?? body?.error ?? `HTTP ${answer.http}`;
  const fields = (body?.errors ?? []).map((e) => `${e.field ?? "?"}: ${e.message ?? "?"}`);
  return { code, message: [said, ...fields].join("; ") };
}

/** The token is at fault, not what it was used for. */
export const wantsFreshToken = (answer: Answer, complaint: Complaint): boolean =>
  !speaksOfScopes(complaint) && (complaint.code === 124 || complaint.code === 4700 || (answer.http === 401 && !SAYS_MORE_THAN_401.has(complaint.code ?? 0)));

/** Codes that come with 401 now and then and speak of permissions and accounts, which another token would not change. */
const SAYS_MORE_THAN_401 = new Set([200, 201, 1010]);

/** Another page was asked for with a token older than 15 minutes: the list has to be read anew. */
export const isDeadPage = (error: unknown): boolean => error instanceof ZoomError && error.code === 300 && /page token/i.test(error.message);

export const isPerSecond = (error: unknown): boolean => error instanceof ZoomError && error.kind === "busy" && /per-second/i.test(error.message);

/** What can be done about it. Zoom's codes are reused and its HTTP statuses vary, so the text has to settle some. */
export function errorOf(operation: Operation, answer: Answer, complaint: Complaint, now: Instant): ZoomError {
  const more = { http: answer.http, code: complaint.code, trackingId: answer.header("x-zm-trackingid") };
  const limit = answer.http === 429 || complaint.code === 429 ? limitOf(answer, complaint, now) : null;
  const kind = limit?.kind ?? kindOf(operation, answer, complaint);
  const retryAt = limit?.retryAt ?? (kind === "busy" ? after(now, seconds(30)) : null);
  return new ZoomError(kind, complaint.message, { ...more, retryAt });
}

function kindOf(operation: Operation, answer: Answer, complaint: Complaint): ZoomErrorKind {
  if (answer.http >= 500) return operation.repeatable === false ? "unanswered" : "unreachable";
  if (speaksOfScopes(complaint)) return "missing_scope";
  if (wantsFreshToken(answer, complaint)) return "reconnect";
  const { code } = complaint;
  if (code !== null) return meaningOf(code, complaint.message) ?? (answer.http === 403 ? "permission" : "refused");
  // A 404 or 403 without Zoom's code is a proxy's, not Zoom's: nobody may conclude from it that a meeting is gone.
  return "unreachable";
}

const speaksOfScopes = ({ code, message }: Complaint): boolean => code === 4711 || code === 104 || NAMES_SCOPES.test(message);

/**
 * Zoom sends code 429 for three different things and its headers are missing or misleading
 * (100 a day for each host comes without `Retry-After` and with calls still "remaining"), so the text decides.
 */
function limitOf(answer: Answer, complaint: Complaint, now: Instant): { kind: "busy" | "spent"; retryAt: Instant } {
  const told = retryAfter(answer.header("retry-after"), now);
  if (/per-second/i.test(complaint.message)) return { kind: "busy", retryAt: after(now, seconds(1)) };
  if (/daily|per day|GMT 00:00/i.test(complaint.message)) return { kind: "spent", retryAt: told ?? dayIsOver(now) };
  if (/concurrent/i.test(complaint.message)) return { kind: "busy", retryAt: told ?? after(now, seconds(5)) };
  if (told !== null && told > after(now, minutes(10))) return { kind: "spent", retryAt: told };
  return { kind: "busy", retryAt: told ?? after(now, seconds(30)) };
}

/** Zoom writes a moment, HTTP allows seconds as well. One in the past, or years ahead, is no advice. */
function retryAfter(text: string | null, now: Instant): Instant | null {
  if (text === null) return null;
  const moment = /^\d+$/.test(text.trim()) ? after(now, seconds(Number(text))) : momentIn(text.trim());
  return moment !== null && moment > now && moment <= after(now, days(2)) ? moment : null;
}

function momentIn(text: string): Instant | null {
  try {
    return instant(text);
  } catch {
    return null;
  }
}

/** By so much our clock may be ahead of Zoom's, and so much later it is asked again while it may be. */
const [AHEAD, ASKED_AGAIN] = [minutes(10), minutes(2)];

/** When a day that Zoom calls used up is over. Just after midnight it may be yesterday that it speaks of: what waited for midnight would otherwise lose a day. */
const dayIsOver = (now: Instant): Instant => (dayOf(before(now, AHEAD), "UTC") === dayOf(now, "UTC") ? nextUtcMidnight(now) : after(now, ASKED_AGAIN));

/** When Zoom begins to count the day's calls anew. */
export const nextUtcMidnight = (now: Instant): Instant => startOfDay(addDays(dayOf(now, "UTC"), 1), "UTC");
