import type { App } from "../account.ts";

/** Nobody listens there: who uses one of these apps says its own address first (`POST /control/apps`). */
const REDIRECT = "https://bedel.example/zoom/callback";

/** What looking after meetings takes, as Zoom names it of meetings and of webinars. */
const looksAfter = (kind: "meeting" | "webinar"): string[] => [
  `${kind}:read:list_${kind}s`,
  `${kind}:read:${kind}`,
  `${kind}:write:${kind}`,
  `${kind}:update:${kind}`,
  `${kind}:delete:${kind}`,
  `${kind}:update:status`,
  `${kind}:write:batch_registrants`,
  `${kind}:read:list_registrants`,
  `${kind}:delete:registrant`,
  `${kind}:read:list_past_instances`,
  `${kind}:read:participant`,
];

const RUNS_ROOMS = [
  "user:read:list_users",
  "user:read:user",
  "user:read:settings",
  "user:read:list_permissions",
  "user:update:password",
  "user:delete:token",
  ...looksAfter("meeting"),
  "report:read:list_meeting_participants",
  ...looksAfter("webinar"),
  "report:read:list_webinar_participants",
  "dashboard:read:webinar",
].map((name) => `${name}:admin`);

const KEEPS_MEETINGS = ["user:read:user", "user:read:settings", ...looksAfter("meeting"), "webinar:read:list_webinars"];

/** Two apps that people install: one for the whole account, one for themselves. */
export const generalApps = (accountId: string): App[] => [
  {
    clientId: "sandbox-admin-app",
    clientSecret: "sandbox-admin-app-secret",
    accountId,
    name: "Rooms for everybody",
    kind: "admin-managed",
    scopes: RUNS_ROOMS,
    redirectUris: [REDIRECT],
  },
  {
    clientId: "sandbox-user-app",
    clientSecret: "sandbox-user-app-secret",
    accountId,
    name: "My meetings",
    kind: "user-managed",
    scopes: KEEPS_MEETINGS,
    redirectUris: [REDIRECT],
  },
];
