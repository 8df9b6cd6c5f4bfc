import type { App } from "../account.ts";

/** Nobody listens there: who uses one of these apps says its own address first (`POST /control/apps`). */
const REDIRECT = "https://bedel.example/zoom/callback";

const RUNS_ROOMS = [
  "user:read:list_users",
  "user:read:user",
  "user:read:settings",
  "user:update:password",
  "user:delete:token",
  "account:read:settings",
  "dashboard:read:webinar",
  ...["meeting", "webinar"].flatMap((kind) => [
    `${kind}:read:list_${kind}s`,
    `${kind}:read:${kind}`,
    `${kind}:write:${kind}`,
    `${kind}:update:${kind}`,
    `${kind}:delete:${kind}`,
    `${kind}:update:status`,
    `${kind}:read:list_registrants`,
    `${kind}:write:batch_registrants`,
    `${kind}:delete:registrant`,
    `${kind}:read:list_past_instances`,
    `report:read:list_${kind}_participants`,
  ]),
].map((name) => `${name}:admin`);

const KEEPS_MEETINGS = [
  "user:read:user",
  "user:read:settings",
  "meeting:read:list_meetings",
  "meeting:read:meeting",
  "meeting:write:meeting",
  "meeting:update:meeting",
  "meeting:delete:meeting",
  "meeting:update:status",
];

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
