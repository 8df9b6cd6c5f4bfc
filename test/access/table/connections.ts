import { DEFAULT_APP } from "../../../sandbox/university.ts";
import { row, type Places } from "../row.ts";

const { accountId, clientId, clientSecret } = DEFAULT_APP;
const NOBODY = "00000000-0000-4000-8000-00000000abcd";
/** Whoever has the address learns who sent it, for which institution, and whom to ask. */
const ofTheLink = {
  tells: ({ here: { name, admin, linkToken } }: Places) => [
    `University of ${name}`,
    `Helpdesk of ${name}`,
    `help@${name.toLowerCase()}.example`,
    admin.name,
    linkToken,
  ],
};

/* Product, section 2: the institution's Zoom is the administrators'; whoever has a link that one of them sent may follow it, and an administrator has to say yes. */
// prettier-ignore
export const CONNECTIONS = [
  //                                           nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/connection",                  "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection" })),
  row("GET /api/connection/preview", "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/preview?of=disconnect" })),
  row("POST /api/connection/pause", "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/pause" })),
  row("POST /api/connection/resume", "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/resume" })),
  row("POST /api/connection/disconnect", "401 403 403 403 422 422 | 403 422 422", () => ({ url: "/api/connection/disconnect", body: { account: "another account" } }), { what: "another account typed" }),
  row("POST /api/connection/stay", "401 403 403 403 409 409 | 403 409 409", () => ({ url: "/api/connection/stay" }), { what: "nobody is leaving" }),
  row("GET /api/connection/health", "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/health" })),
  row("GET /api/connection/default-host", "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/default-host" })),
  row("PUT /api/connection/default-host", "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/default-host", body: { hostId: null } })),
  row("GET /api/connection/connecting",       "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/connecting" })),
  row("POST /api/connection/authorize",       "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/authorize" })),
  row("POST /api/connection/own-app",         "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/own-app", body: { accountId, clientId, clientSecret, webhookSecret: "" } })),
  row("POST /api/connection/links",           "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/links", body: { email: "zoom@people.example", language: "en" } })),
  row("POST /api/connection/links/:id/revoke", "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/connection/links/${here.linkId}/revoke` })),
  row("POST /api/connection/candidates/:id/confirm", "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/connection/candidates/${here.candidateId}/confirm` })),
  row("POST /api/connection/candidates/:id/refuse",  "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/connection/candidates/${here.candidateId}/refuse` })),
  row("GET /api/connection/attempts/:id",     "401 403 404 404 404 404 | 404 404 404", () => ({ url: `/api/connection/attempts/${NOBODY}` }), { what: "in a browser that was never sent to Zoom" }),

  row("GET /api/connections/callback",        "yes yes yes yes yes yes | yes yes yes", () => ({ url: "/api/connections/callback?state=none&code=none" }), { what: "of a journey that nobody began: leads to a page that says so" }),
  row("GET /api/connect/:token",              "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/connect/${here.linkToken}` }), ofTheLink),
  row("GET /api/connect/:token",              "404 404 404 404 404 404 | 404 404 404", () => ({ url: `/api/connect/${"x".repeat(22)}` }), { what: "an address that nobody has" }),
  row("POST /api/connect/:token/authorize",   "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/connect/${here.linkToken}/authorize` }), ofTheLink),
  row("GET /api/connect/attempts/:id",        "404 404 404 404 404 404 | 404 404 404", () => ({ url: `/api/connect/attempts/${NOBODY}` }), { what: "in a browser that was never sent to Zoom" }),

  // Each member's own, which no address names: the one of whoever asks. Nobody has one here, so there is nothing to end or to decide.
  row("GET /api/my-zoom",                          "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/my-zoom" })),
  row("GET /api/my-zoom/preview",                  "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/my-zoom/preview" })),
  row("POST /api/my-zoom/authorize",               "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/my-zoom/authorize" })),
  row("POST /api/my-zoom/disconnect",              "401 403 409 409 409 409 | 409 409 409", () => ({ url: "/api/my-zoom/disconnect" })),
  row("POST /api/my-zoom/candidates/:id/confirm",  "401 403 404 404 404 404 | 404 404 404", () => ({ url: `/api/my-zoom/candidates/${NOBODY}/confirm` })),
  row("POST /api/my-zoom/candidates/:id/refuse",   "401 403 404 404 404 404 | 404 404 404", () => ({ url: `/api/my-zoom/candidates/${NOBODY}/refuse` })),
  row("GET /api/connection/users",                 "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/users" })),
];
