import type { Instant } from "../src/lib/time.ts";

/** What the stand-in remembers. Field names are ours where Zoom never shows them, Zoom's where it does. */

export type Plan = "free" | "pro" | "business" | "education";
export type Kind = "meeting" | "webinar";

export type Account = {
  id: string;
  plan: Plan;
  /** How many meetings a licensed host may have live at once. */
  concurrentMeetings: number | "by plan";
  passwordChangesADay: number;
  passwordPolicy: { minimumLength: number; special: boolean };
  /** How many tokens of one app live at once: a new one kills the oldest beyond this. */
  liveTokens: number;
  listLagSeconds: number;
  /** Whether lists show for a while what was changed or deleted, as they do not show what was created. */
  listsLagBehind?: "creates" | "everything";
  reportDelayMinutes: number;
  reportCompleteMinutes: number;
  /** `sparse`: only the category, as measured on a real account; `rich`: limit, remaining and type too. */
  limitHeaders: "sparse" | "rich";
  endOfIdle: "204" | "404";
  visitors: boolean;
};

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
  /** What lists go on showing until then. */
  formerly?: { until: Instant; was: Meeting } | null;
};

export type Instance = { uuid: string; meetingId: number; kind: Kind; hostId: string; topic: string; startedAt: Instant; endedAt: Instant | null };

export type Row = { userId: string; joinAt: Instant; leaveAt: Instant | null; status: "in_meeting" | "in_waiting_room"; leaveReason?: string };

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
  /** What was filled in besides name and address. */
  answers?: Record<string, unknown>;
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
export type Subscription = { validatedAt: Instant | null; failures: number; disabled: boolean; tryAt: Instant | null };

export type Planned = { id: string; at: Instant; do: string; with: Record<string, unknown>; outcome: Record<string, unknown> | null; doneAt: Instant | null };

export type Fault =
  | { id: string; kind: "outage"; from: Instant; to: Instant }
  | { id: string; kind: "next"; match: string; do: NextFault; times: number; status: number | null; body: unknown; seconds: number };
export type NextFault = "refuse" | "obey, then hang up" | "hang up" | "slow" | "obey, slowly" | "429" | "503" | "ignore";
export type Chaos = { drop: number; dup: number; reorder: number; delaySeconds: number };
