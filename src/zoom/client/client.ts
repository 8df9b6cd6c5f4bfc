import type { Instant } from "../../lib/time.ts";
import type { Zoom } from "../port.ts";
import { accessCalls } from "./access.ts";
import type { CallRecord, Line } from "./call.ts";
import { openGate, URGENT } from "./gate.ts";
import type { Label } from "./operations.ts";
import { meetingCalls } from "./meetings.ts";
import { pastCalls } from "./past.ts";
import { provisioningCalls } from "./provisioning.ts";
import { permitsInMemory, type Permits } from "./permits.ts";
import { dayPotOf, quotaOf, type Days, type Plan } from "./quota.ts";
import { tokenSource, type Credentials, type TokenStore } from "./tokens.ts";
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
  /** How tokens are had: by the account (Server-to-Server) unless said otherwise, or by refresh tokens, the first of which is in `tokens`. */
  grant?: Credentials["grant"];
  tokens: TokenStore;
  now: () => Instant;
  /** Monotonic milliseconds: limits and durations know nothing of the calendar. */
  machine: () => number;
  pause: (ms: number) => Promise<void>;
  record?: (call: CallRecord) => void;
  timeoutMs?: number;
  /** What the account may do, and how much of it (0 to 1) is left to its other apps. Without it: Business, a fifth. */
  limits?: { plan: Plan; leftToOthers: number };
  /** Shared by all processes that call for this account; without it this one calls alone. */
  permits?: Permits;
  days?: Days;
  changed?: (hostId: string) => Promise<void>;
  /** Further hosts that Zoom may redirect to (and that are then told the token). */
  hosts?: readonly string[];
};

const TIMEOUT_MS = 15_000;

/** Smaller is more urgent: what somebody waits for on a page goes before what may wait until the night. */
export type ZoomClient = { at(urgency: number): Zoom };

/** Zoom over HTTP, for one connection. Whatever goes wrong comes out as a `ZoomError`. */
export function zoomClient(options: ZoomClientOptions): ZoomClient {
  const line = lineOf(options);
  const known = new Map<number, Zoom>();
  return {
    at: (urgency) => {
      const mine = { ...line, urgency };
      if (!known.has(urgency))
        known.set(urgency, {
          ...accessCalls(mine, credentialsOf(options), options.tokens),
          ...userCalls(mine),
          ...meetingCalls(mine),
          ...pastCalls(mine),
          ...provisioningCalls(mine),
        });
      return known.get(urgency)!;
    },
  };
}

const USUAL_LIMITS = { plan: "business", leftToOthers: 0.2 } as const;

function lineOf(options: ZoomClientOptions): Omit<Line, "urgency"> {
  const { machine, pause } = options;
  const transport: Transport = { fetch: options.fetch, timeoutMs: options.timeoutMs ?? TIMEOUT_MS, hosts: hostsOf(options) };
  const limits = options.limits ?? USUAL_LIMITS;
  const quota = quotaOf(limits.plan, limits.leftToOthers);
  return {
    transport,
    apiBase: options.apiBase.replace(/\/+$/, ""),
    tokens: tokenSource({ transport, credentials: credentialsOf(options), now: options.now, pause: options.pause }, options.tokens),
    gate: openGate({ quota, permits: options.permits ?? permitsInMemory(quota, machine), machine, pause }),
    days: daysOf(limits, options.days),
    looks: new Map(),
    changed: options.changed ?? (async () => undefined),
    now: options.now,
    machine,
    pause,
    record: options.record ?? (() => {}),
  };
}

/** Of a day's calls, so that reports never keep a room from being closed. */
const KEPT_FOR_URGENT = 0.1;

function daysOf({ plan, leftToOthers }: { plan: Plan; leftToOthers: number }, days: Days | undefined): Line["days"] {
  const of = (label: Label): Line["days"][Label] => {
    const pot = dayPotOf(plan, label, leftToOthers);
    if (pot === null || days === undefined) return null;
    const forAll = { ...pot, calls: Math.max(1, Math.floor(pot.calls * (1 - KEPT_FOR_URGENT))) };
    return (urgency) => days.take(urgency <= URGENT ? pot : forAll);
  };
  return { light: of("light"), medium: of("medium"), heavy: of("heavy"), resource: of("resource") };
}

const credentialsOf = ({ oauthBase, clientId, clientSecret, accountId, grant = "account" }: ZoomClientOptions): Credentials => ({
  oauthBase: oauthBase.replace(/\/+$/, ""),
  clientId,
  clientSecret,
  ...(grant === "account" ? { grant, accountId } : { grant }),
});

/** Zoom sends some accounts on to regional hosts of its own; a stand-in's host is only itself. */
export function hostsOf({ apiBase, oauthBase, hosts = [] }: Pick<ZoomClientOptions, "apiBase" | "oauthBase" | "hosts">): string[] {
  const own = [new URL(apiBase), new URL(oauthBase)];
  const zooms = own.some(({ hostname }) => hostname === "zoom.us" || hostname.endsWith(".zoom.us")) ? [".zoom.us"] : [];
  return [...own.map(({ host }) => host), ...zooms, ...hosts];
}
