import type { Instant } from "../src/lib/time.ts";

/** What the stand-in remembers. Field names are ours where Zoom never shows them, Zoom's where it does. */

export type Plan = "free" | "pro" | "business" | "education";
export type Kind = "meeting" | "webinar";

export type Account = {
  id: string;
  plan: Plan;
  /** How many meetings a licensed host may have live at once. */
  concurrentMeetings: number;
  passwordChangesADay: number;
  passwordPolicy: { minimumLength: number; special: boolean };
  /** How many tokens of one app live at once: a new one kills the oldest beyond this. */
  liveTokens: number;
  listLagSeconds: number;
  reportDelayMinutes: number;
  reportCompleteMinutes: number;
  /** `sparse`: only the category, as measured on a real account; `rich`: limit, remaining and type too. */
  limitHeaders: "sparse" | "rich";
  endOfIdle: "204" | "404";
  visitors: boolean;
  /** How calls in a second are counted: see `counting.ts`. */
  limitBy: "sliding log" | "token bucket" | "fixed window";
  /** Each call of the REST interface arrives up to so many milliseconds later, by the machine's clock. */
  jitterMs: number;
  /** Which calls count towards a host's hundred a day. */
  hostDayCounts: HostDayCall[];
  /** Whether an address may be registered three times a day for each meeting, or over all of them. */
  registrantDay: "per meeting" | "over all";
  /** Refusals of webinar and role calls for want of a plan or a permission come as HTTP 200 with the error inside. */
  refusalsAs200: boolean;
  /** How far ahead of the program's clock Zoom's own is. */
  clockSkewSeconds: number;
  /** Whether a webhook that is tried again carries the moment of this try or of the first. */
  retryTimestamp: "fresh" | "first";
  /** How long after a failed validation of the webhook address the next is tried. */
  validationAgainMinutes: number;
};

export type HostDayCall = "create" | "update" | "delete" | "status";

/** An app registered at the Marketplace. `every`: whatever there is to be asked, also what comes with a later version. */
export type App = { clientId: string; clientSecret: string; accountId: string; scopes: string[] | "every" };

export type Feature = {
  meeting_capacity: number;
  large_meeting: boolean;
  large_meeting_capacity?: number;
  webinar: boolean;
  webinar_capacity: number;
  concurrent_meeting: string;
  zoom_phone: boolean;
  zoom_events: boolean;
};

export type User = {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  dept: string;
  /** 1 Basic, 2 Licensed. */
  type: number;
  status: "active" | "inactive" | "pending";
  /** "0" owner, "1" admin, "2" member. */
  role_id: string;
  /** 100 work e-mail, 101 SSO. */
  login_types: number[];
  timezone: string;
  pmi: number;
  created_at: Instant;
  last_login_time: Instant | null;
  password: string;
  formerPasswords: string[];
  passwordChanges: Instant[];
  signedOutAt: Instant | null;
  feature: Feature;
};

export type Settings = Record<string, unknown>;

export type Meeting = {
  id: number;
  kind: Kind;
  /** The uuid of the live instance, else of the next one. */
  uuid: string;
  hostId: string;
  topic: string;
  agenda: string;
  type: number;
  startAt: Instant;
  duration: number;
  timezone: string;
  password: string;
  joinKey: string;
  settings: Settings;
  createdAt: Instant;
  listedAt: Instant;
  source: "open_api" | "web_portal";
  deletedAt: Instant | null;
};

export type Instance = { uuid: string; meetingId: number; kind: Kind; hostId: string; topic: string; startedAt: Instant; endedAt: Instant | null };

export type Row = { userId: string; joinAt: Instant; leaveAt: Instant | null; status: "in_meeting" | "in_waiting_room" };

/** One coming of one person: from the first knock to the leaving. Coming back is another stay. */
export type Stay = {
  id: string;
  meetingId: number;
  uuid: string | null;
  name: string;
  /** As Zoom would show it: empty for guests. */
  email: string;
  accountUserId: string;
  registrantId: string;
  host: boolean;
  knockedAt: Instant;
  where: "waiting_for_host" | "waiting_room" | "in" | "left";
  rows: Row[];
};

export type Registrant = {
  id: string;
  meetingId: number;
  email: string;
  first_name: string;
  last_name: string;
  status: "approved" | "pending" | "denied";
  create_time: Instant;
  tk: string;
  pin: number;
};

export type Token = { value: string; clientId: string; scopes: string[]; madeAt: Instant; expiresAt: Instant };
export type Zak = { value: string; userId: string; expiresAt: Instant };
export type Mail = { id: string; to: string; about: "password changed"; at: Instant };

export type Attempt = { at: Instant; outcome: string };
export type Delivery = {
  id: string;
  event: string;
  body: string;
  madeAt: Instant;
  dueAt: Instant;
  attempts: Attempt[];
  state: "waiting" | "delivered" | "lost" | "dropped";
};
export type Subscription = {
  validatedAt: Instant | null;
  failures: number;
  disabled: boolean;
  tryAt: Instant | null;
  /** Set here, they win over what the sandbox was started with. */
  url?: string;
  secret?: string;
  /** Every event where nothing is said. */
  events?: string[];
};

export type Planned = { id: string; at: Instant; do: string; with: Record<string, unknown>; outcome: Record<string, unknown> | null; doneAt: Instant | null };

export type Fault =
  | { id: string; kind: "outage"; from: Instant; to: Instant }
  | {
      id: string;
      kind: "next";
      match: string;
      do: NextFault;
      times: number;
      status: number | null;
      body: unknown;
      seconds: number;
      /** Of a 429: which limit is said to be reached, and with how many headers. */
      limit?: "second" | "day" | "host day";
      headers?: Account["limitHeaders"];
      /** The settings that are kept as they were; `feature.webinar` is one in a group of its own. */
      settings?: string[];
    };
export const NEXT_FAULTS = [
  "refuse", "429", "503", "200 with an error", "ignore", "drop settings", "redirect",
  "hang up", "obey, then hang up", "slow", "obey, slowly",
] as const; // prettier-ignore
export type NextFault = (typeof NEXT_FAULTS)[number];
export type Chaos = { drop: number; dup: number; reorder: number; delaySeconds: number };
