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
  /** `history`: how many former passwords may not come back. */
  passwordPolicy: { minimumLength: number; special: boolean; history?: number };
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
  /** How calls in a second are counted: see `counting.ts`. */
  limitBy: "sliding log" | "token bucket" | "fixed window" | "nothing";
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
  /** Whether tokens that were refreshed go on working, as measured on a real account in October 2026. Published is that they don't. */
  refreshGrace?: boolean;
  /** Where mails go out, by SMTP. Null: they are only kept. */
  mailServer?: string | null;
  /** Whether who signs in with a device that is not known is asked for a code that comes by mail. */
  codeForNewDevices?: boolean;
} & Joining;

export type HostDayCall = "create" | "update" | "delete" | "status";

/** Who may come to belong to the account, and how many. */
export type Joining = {
  seats: Seats;
  /** Domains that the account owns: users may be made active at once, and can't be let go, only deleted. */
  managedDomains: string[];
  blockedDomains: string[];
  /** Empty: no such restriction. */
  limitedDomains: string[];
  autoCreate: boolean;
  sso: boolean;
  preProvisionSso: boolean;
  isv: boolean;
  /** Whether who is invited is active at once, as universities have seen since May 2026. */
  invitedAreActive: boolean;
  /** Who has a Zoom account of their own elsewhere. */
  elsewhere: Record<string, "free" | "paid">;
  /** How long Zoom is busy with letting a user go. */
  removalSeconds: number;
};

/** What the account has bought. A plan that isn't named was not bought. */
export type Seats = {
  paid: number;
  basic: number;
  webinar: Record<string, number>;
  large: Record<string, number>;
  concurrent: Partial<Record<"Basic" | "Plus", number>>;
};

/** An app at the Marketplace. `every`: whatever its kind may ask, also what comes with a later version. What is not said is as in `registered`. */
export type App = { clientId: string; clientSecret: string; accountId: string; scopes: string[] | "every" } & Partial<Registration>;
export type AppKind = "server-to-server" | "admin-managed" | "user-managed";
export type Registration = {
  name: string;
  kind: AppKind;
  redirectUris: string[];
  /** It keeps no secret, and proves by PKCE that it is the one who asked. */
  publicClient: boolean;
  published: boolean;
  deauthorizationUrl: string | null;
  /** Signs what is posted to its deauthorization address. */
  secretToken: string;
  /** Its developer took it away, or the account's administrator forbids it. */
  switchedOff: "by its developer" | "by the administrator" | null;
};

/** What a person allowed an app, from the consent until the app is removed, revoked or allowed anew. */
export type Authorization = { id: string; clientId: string; userId: string; scopes: string[]; madeAt: Instant; endedAt: Instant | null };
/** Who has signed in on the page of consent. */
export type Consent = { value: string; userId: string; expiresAt: Instant };
export type Challenge = { method: "S256" | "plain"; challenge: string };
export type Code = {
  value: string;
  authorizationId: string;
  clientId: string;
  redirectUri: string;
  challenge: Challenge | null;
  expiresAt: Instant;
  used: boolean;
};
export type RefreshToken = { value: string; authorizationId: string; expiresAt: Instant; used: boolean };

/** A role that the account made for itself. */
export type Role = { id: string; name: string; description: string; type: "common" | "iq"; privileges: string[] };

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
  /** "0" owner, "1" admin, "2" member, else one that the account made. */
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
  /** Mailed to who signs in with a device that is not among these. */
  signInCode?: { code: string; expiresAt: Instant };
  devices?: string[];
  feature: Feature;
  /** What was written into the profile beyond the above. */
  profile?: Record<string, unknown>;
  /** Settings that differ from what Zoom begins with, by group. */
  settings?: Settings;
  /** When the last invitation was mailed; of pending users only. */
  invitedAt?: Instant;
  acceptedAt?: Instant;
};

/** Who may schedule for a host. */
export type Assistant = { id: string; hostId: string; assistantId: string; privateEvents: boolean };
export type Removal = { id: string; email: string; at: Instant };

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
  recurrence?: Record<string, unknown> | null; // in the API's words, where it recurs at times of its own
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

/** `authorizationId` where a person stands behind it. */
export type Token = { value: string; clientId: string; scopes: string[]; madeAt: Instant; expiresAt: Instant; authorizationId?: string };
/** `asked`: with a life of its own, instead of the two hours of most start addresses. */
export type Zak = { value: string; userId: string; expiresAt: Instant; asked?: true };
export type Planned = { id: string; at: Instant; do: string; with: Record<string, unknown>; outcome: Record<string, unknown> | null; doneAt: Instant | null };
