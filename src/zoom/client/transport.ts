import { ZoomError } from "../port.ts";
import type { Answer } from "./errors.ts";
import type { Operation } from "./operations.ts";

export type Transport = {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  timeoutMs: number;
  /** Hosts that may be told our token when Zoom redirects; `.zoom.us` stands for all hosts below it. */
  hosts: readonly string[];
};

export type Outgoing = { headers: Record<string, string>; body: string | null };

const MOST_HOPS = 3;
/** Node's codes for a request that never left: nothing can have been done. The last ones are certificates that are refused, before anything is sent. */
const NEVER_SENT = new Set([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"],
  ...["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID", "CERT_REVOKED", "CERT_SIGNATURE_FAILURE", "CERT_UNTRUSTED", "CERT_REJECTED"],
  ...["DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UNABLE_TO_GET_ISSUER_CERT"],
  ...["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "INVALID_CA", "INVALID_PURPOSE", "HOSTNAME_MISMATCH", "ERR_TLS_CERT_ALTNAME_INVALID"],
]);

/** One exchange with Zoom, in one span of time for all redirects and the whole of the answer. Redirects are followed by ourselves because `fetch` drops the Authorization on another host. */
export async function send(transport: Transport, operation: Operation, url: string, outgoing: Outgoing): Promise<Answer> {
  const deadline = AbortSignal.timeout(transport.timeoutMs);
  let target = url;
  for (let hop = 0; hop <= MOST_HOPS; hop++) {
    const response = await exchange(transport, operation, target, outgoing, deadline);
    const next = redirection(response, target, operation);
    if (next === null) return answerOf(response, operation, deadline);
    if (!isKnown(next, target, transport.hosts))
      throw new ZoomError("refused", `Zoom redirects to a host that is not allowed: ${next.host}`, { http: response.status });
    response.body?.cancel().catch(() => undefined); // nobody reads it
    target = next.href;
  }
  throw new ZoomError("unreachable", "Zoom redirects in circles");
}

async function exchange(transport: Transport, operation: Operation, url: string, outgoing: Outgoing, deadline: AbortSignal): Promise<Response> {
  try {
    return await transport.fetch(url, {
      method: operation.method,
      headers: { accept: "application/json", ...outgoing.headers },
      body: outgoing.body,
      redirect: "manual",
      signal: deadline,
    });
  } catch (error) {
    throw lost(operation, error);
  }
}

/** A redirected write must keep its method: 301 to 303 turn it into a GET, so they are followed for reads only. */
function redirection(response: Response, from: string, operation: Operation): URL | null {
  const follows = [307, 308].includes(response.status) || ([301, 302, 303].includes(response.status) && operation.method === "GET");
  const location = response.headers.get("location");
  if (!follows || location === null) return null;
  if (!URL.canParse(location, from)) throw new ZoomError("refused", "Zoom redirects to what is no address", { http: response.status });
  return new URL(location, from);
}

function isKnown(next: URL, from: string, hosts: readonly string[]): boolean {
  if (next.protocol !== "https:" && next.protocol !== new URL(from).protocol) return false;
  return hosts.some((host) => (host.startsWith(".") ? next.hostname.endsWith(host) : next.host === host));
}

async function answerOf(response: Response, operation: Operation, deadline: AbortSignal): Promise<Answer> {
  let text: string;
  try {
    text = await Promise.race([response.text(), never(deadline)]);
  } catch (error) {
    throw lost(operation, error);
  }
  return { http: response.status, body: jsonIn(text), header: (name) => response.headers.get(name) };
}

/** An answer that trickles in byte by byte is given up at the deadline too, whatever `fetch` makes of its signal. */
const never = (deadline: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (deadline.aborted) reject(deadline.reason);
    deadline.addEventListener("abort", () => reject(deadline.reason), { once: true });
  });

function jsonIn(text: string): unknown {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** No answer. Reads can just be asked again; a write may have been done, unless it never left. */
function lost(operation: Operation, error: unknown): ZoomError {
  const cause = error instanceof Error ? error.cause : undefined;
  const reason = [error instanceof Error ? error.name : "failure", failureOf(cause).code].filter((part) => part !== "").join(" ");
  const harmless = operation.method === "GET" || neverLeft(cause);
  return new ZoomError(harmless ? "unreachable" : "unanswered", `no answer from Zoom (${reason})`);
}

/** A host with several addresses fails with what became of each. */
function neverLeft(cause: unknown): boolean {
  if (cause instanceof AggregateError && cause.errors.length > 0) return cause.errors.every(neverLeft);
  const { code, syscall } = failureOf(cause);
  return NEVER_SENT.has(code) || (code === "ETIMEDOUT" && syscall === "connect");
}

function failureOf(cause: unknown): { code: string; syscall: string } {
  const { code, syscall } = (cause ?? {}) as { code?: unknown; syscall?: unknown };
  return { code: typeof code === "string" ? code : "", syscall: typeof syscall === "string" ? syscall : "" };
}
