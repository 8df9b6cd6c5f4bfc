import type { Instant } from "../../lib/time.ts";
import type { Zoom } from "../port.ts";
import type { CallRecord, Line } from "./call.ts";
import { BUSINESS_LIMITS, limiter, type Limits } from "./limiter.ts";
import { meetingCalls } from "./meetings.ts";
import { pastCalls } from "./past.ts";
import { tokenSource, type TokenStore } from "./tokens.ts";
import type { Transport } from "./transport.ts";
import { userCalls } from "./users.ts";

export type ZoomClientOptions = {
  /** Node's `fetch`, or the sandbox's own in the same process. */
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** `https://api.zoom.us/v2` */
  apiBase: string;
  /** `https://zoom.us/oauth` */
  oauthBase: string;
  accountId: string;
  clientId: string;
  clientSecret: string;
  tokens: TokenStore;
  now: () => Instant;
  /** Monotonic milliseconds: limits and durations know nothing of the calendar. */
  machine: () => number;
  pause: (ms: number) => Promise<void>;
  record?: (call: CallRecord) => void;
  timeoutMs?: number;
  limits?: Limits;
  /** Further hosts that Zoom may redirect to (and that are then told the token). */
  hosts?: readonly string[];
};

const TIMEOUT_MS = 15_000;

/** Zoom over HTTP, for one connection. Whatever goes wrong comes out as a `ZoomError`. */
export function zoomClient(options: ZoomClientOptions): Zoom {
  const line = lineOf(options);
  return { ...userCalls(line), ...meetingCalls(line), ...pastCalls(line) };
}

function lineOf(options: ZoomClientOptions): Line {
  const transport: Transport = { fetch: options.fetch, timeoutMs: options.timeoutMs ?? TIMEOUT_MS, hosts: hostsOf(options) };
  return {
    transport,
    apiBase: options.apiBase.replace(/\/+$/, ""),
    tokens: tokenSource(transport, { ...options, oauthBase: options.oauthBase.replace(/\/+$/, "") }, options.tokens, options.now),
    waitFor: limiter(options.limits ?? BUSINESS_LIMITS, options.machine),
    now: options.now,
    machine: options.machine,
    pause: options.pause,
    record: options.record ?? (() => {}),
  };
}

/** Zoom sends some accounts on to regional hosts of its own; a stand-in's host is only itself. */
function hostsOf({ apiBase, oauthBase, hosts = [] }: ZoomClientOptions): string[] {
  const own = [new URL(apiBase), new URL(oauthBase)];
  const zooms = own.some(({ hostname }) => hostname === "zoom.us" || hostname.endsWith(".zoom.us")) ? [".zoom.us"] : [];
  return [...own.map(({ host }) => host), ...zooms, ...hosts];
}
