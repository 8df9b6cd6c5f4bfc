import type { AppKind } from "./connection.ts";

/** Why something is asked of Zoom, and what stops without it: message keys under `scopes`. */
export type ScopeReason =
  | "list_users" | "read_user" | "read_settings" | "read_permissions" | "set_password" | "sign_out"
  | "list_meetings" | "list_webinars" | "read_meeting" | "make_meeting" | "change_meeting" | "remove_meeting" | "end_meeting"
  | "register" | "read_registrants" | "remove_registrants" | "past_meetings" | "attendance" | "arrivals"
  | "live_webinar" | "own_user" | "own_settings" | "own_end"
  | "make_users" | "change_users" | "change_user_settings" | "deactivate_users" | "unlink_users"; // prettier-ignore

/** What first needed it. One that is added for something new shows up as missing in connections that were made before. */
type Feature = "rooms" | "connecting" | "provisioning";

export type Scope = {
  /** The granular name, without the ending that says for whom. */
  name: string;
  /** Names of the older family that open the same, as the app for a whole account has them; a token has one family. */
  classic: readonly string[];
  /** Which connections ask for it. */
  for: readonly AppKind[];
  reason: ScopeReason;
  /** What the role of whoever authorizes for the account must allow in Zoom (`x-permissions` of Zoom's API reference, read 2026-11); null: nothing. */
  permission: string | null;
  since: Feature;
  /** The operations of the Zoom client that need it, and `tells …` for the events that come only with it. */
  asks: readonly string[];
};

const ACCOUNT: readonly AppKind[] = ["account", "admin"];
const EVERYBODY: readonly AppKind[] = ["account", "admin", "personal"];

const READS_USERS = ["user:read:admin", "user:write:admin"];
const WRITES_USERS = ["user:write:admin"];

/** Of meetings and of webinars alike. Zoom's older family has one name for all that is read, and one for all that is changed. */
function scopesOfKind(kind: "meeting" | "webinar", more: { for: readonly AppKind[] }): Scope[] {
  const name = kind === "meeting" ? "Meeting" : "Webinar";
  const read = { ...more, classic: [`${kind}:read:admin`], permission: "User:Read", since: "rooms" as const };
  // Webinars have no waiting room.
  const atTheDoor = kind === "meeting" ? ["joined_waiting_room", "put_in_waiting_room", "left_waiting_room", "admitted"] : [];
  const write = { ...more, classic: [`${kind}:write:admin`], permission: "User:Edit", since: "rooms" as const };
  return [
    // A webinar that its host has planned takes the host's time, whoever's connection looks.
    { ...read, for: EVERYBODY, name: `${kind}:read:list_${kind}s`, reason: `list_${kind}s`, asks: [`list${name}s`] },
    { ...read, name: `${kind}:read:${kind}`, reason: "read_meeting", asks: [`read${name}`, `tells ${kind}.started`, `tells ${kind}.ended`, `tells ${kind}.created`, `tells ${kind}.updated`, `tells ${kind}.deleted`, `tells ${kind}.recovered`, `tells ${kind}.permanently_deleted`] },
    { ...write, name: `${kind}:write:${kind}`, reason: "make_meeting", asks: [`create${name}`] },
    { ...write, name: `${kind}:update:${kind}`, reason: "change_meeting", asks: [`update${name}`] },
    { ...write, name: `${kind}:delete:${kind}`, reason: "remove_meeting", asks: [`remove${name}`] },
    { ...write, name: `${kind}:update:status`, reason: "end_meeting", asks: [`end${name}`] },
    { ...write, name: `${kind}:write:batch_registrants`, reason: "register", asks: [`add${name}Registrants`] },
    { ...read, name: `${kind}:read:list_registrants`, reason: "read_registrants", asks: [`list${name}Registrants`] },
    { ...write, name: `${kind}:delete:registrant`, reason: "remove_registrants", asks: [`remove${name}Registrant`] },
    { ...read, name: `${kind}:read:list_past_instances`, reason: "past_meetings", asks: [`${kind}Instances`] },
    { ...read, name: `${kind}:read:participant`, reason: "arrivals", asks: ["joined", "left", ...atTheDoor].map((what) => `tells ${kind}.participant_${what}`) },
  ]; // prettier-ignore
}

/**
 * Each thing that Bedel may do at Zoom (OAuth scope), why it is asked, and what stops without it. A new call in the Zoom client needs a row, or a name in one.
 * A person's own connection asks for nothing of an administrator's, so there is no attendance report of Zoom's in it: that one is for administrators only.
 */
// prettier-ignore
export const SCOPES: readonly Scope[] = [
  { name: "user:read:list_users", classic: READS_USERS, for: ACCOUNT, reason: "list_users", permission: "User:Read", since: "rooms", asks: ["listUsers"] },
  { name: "user:read:user", classic: READS_USERS, for: EVERYBODY, reason: "read_user", permission: "User:Read", since: "rooms", asks: ["readUser", "readMyself", "tells user.created", "tells user.updated", "tells user.invitation_accepted", "tells user.activated", "tells user.deactivated", "tells user.deleted", "tells user.disassociated"] },
  { name: "user:read:settings", classic: READS_USERS, for: EVERYBODY, reason: "read_settings", permission: "User:Read", since: "rooms", asks: ["readUserSettings", "tells user.settings_updated"] },
  { name: "user:read:list_permissions", classic: READS_USERS, for: ["admin"], reason: "read_permissions", permission: "User:Read", since: "connecting", asks: ["readMyPermissions"] },
  { name: "user:update:password", classic: WRITES_USERS, for: ACCOUNT, reason: "set_password", permission: "User:Edit", since: "rooms", asks: ["setPassword"] },
  { name: "user:delete:token", classic: WRITES_USERS, for: ACCOUNT, reason: "sign_out", permission: "User:Edit", since: "rooms", asks: ["signOut"] },
  // Only where Bedel may make Zoom users: an institution that never switches that on is never asked for these.
  { name: "user:write:user", classic: WRITES_USERS, for: ACCOUNT, reason: "make_users", permission: "User:Edit", since: "provisioning", asks: ["makeUser"] },
  { name: "user:update:user", classic: WRITES_USERS, for: ACCOUNT, reason: "change_users", permission: "User:Edit", since: "provisioning", asks: ["changeUser"] },
  { name: "user:update:settings", classic: WRITES_USERS, for: ACCOUNT, reason: "change_user_settings", permission: "User:Edit", since: "provisioning", asks: ["changeUserSettings"] },
  { name: "user:update:status", classic: WRITES_USERS, for: ACCOUNT, reason: "deactivate_users", permission: "User:Edit", since: "provisioning", asks: ["setUserStatus"] },
  { name: "user:delete:user", classic: WRITES_USERS, for: ACCOUNT, reason: "unlink_users", permission: "User:Edit", since: "provisioning", asks: ["unlinkUser"] },
  ...scopesOfKind("meeting", { for: EVERYBODY }),
  { name: "report:read:list_meeting_participants", classic: ["report:read:admin"], for: ACCOUNT, reason: "attendance", permission: "UsageReport:Read", since: "rooms", asks: ["meetingStays"] },
  ...scopesOfKind("webinar", { for: ACCOUNT }),
  { name: "report:read:list_webinar_participants", classic: ["report:read:admin"], for: ACCOUNT, reason: "attendance", permission: "UsageReport:Read", since: "rooms", asks: ["webinarStays"] },
  { name: "dashboard:read:webinar", classic: ["dashboard_webinars:read:admin", "dashboard:read:admin"], for: ACCOUNT, reason: "live_webinar", permission: "DashboardWebinars:Read", since: "rooms", asks: ["liveWebinar"] },
];

/** Where a person's own Zoom is asked for the same as an account, but not for its rooms' sake. */
const OWN_REASONS: Partial<Record<ScopeReason, ScopeReason>> = { read_user: "own_user", read_settings: "own_settings", end_meeting: "own_end" };

/** What every connection of this kind is asked for. */
export const scopesFor = (app: AppKind): Scope[] =>
  SCOPES.filter((scope) => scope.since !== "provisioning" && scope.for.includes(app)).map((scope) =>
    app === "personal" ? { ...scope, reason: OWN_REASONS[scope.reason] ?? scope.reason } : scope,
  );

/** What is asked for on top where Bedel is to make Zoom users. */
export const provisioningScopesFor = (app: AppKind): Scope[] => SCOPES.filter((scope) => scope.since === "provisioning" && scope.for.includes(app));

/** As the app at Zoom and its tokens name it. */
export const granularName = ({ name }: Pick<Scope, "name">, app: AppKind): string => (app === "personal" ? name : `${name}:admin`);

export const classicNames = ({ classic }: Pick<Scope, "classic">, app: AppKind): string[] =>
  app === "personal" ? classic.map((name) => name.replace(/:admin$/, "")) : [...classic];

/** What this kind of connection needs and the token has not, by either family of names. `granted` null: nobody knows, and nothing is said to be missing. */
export const missingScopes = (app: AppKind, granted: readonly string[] | null): Scope[] => missingOf(scopesFor(app), app, granted);
/** The same of what making Zoom users needs. A connection that was made before that is not the worse for it. */
export const missingForProvisioning = (app: AppKind, granted: readonly string[] | null): Scope[] => missingOf(provisioningScopesFor(app), app, granted);

function missingOf(needed: readonly Scope[], app: AppKind, granted: readonly string[] | null): Scope[] {
  if (granted === null) return [];
  const has = new Set(granted);
  return needed.filter((scope) => ![granularName(scope, app), ...classicNames(scope, app)].some((name) => has.has(name)));
}

/** What the role in Zoom of whoever authorizes must allow, for all that this kind of connection does. */
export const permissionsFor = (app: AppKind): string[] => [
  ...new Set(app === "admin" ? scopesFor(app).flatMap(({ permission }) => (permission === null ? [] : [permission])) : []),
];

/** The events that Zoom is to tell, each as the app's event subscription names it. */
export const eventsFor = (app: AppKind): string[] =>
  scopesFor(app).flatMap(({ asks }) => asks.flatMap((what) => (what.startsWith("tells ") ? [what.slice("tells ".length)] : [])));
