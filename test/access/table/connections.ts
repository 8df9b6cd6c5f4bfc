import { row } from "../row.ts";

/* Product, section 2: the institution's Zoom is the administrators'. */
// prettier-ignore
export const CONNECTIONS = [
  //                               nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/connection",      "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection" })),
  row("GET /api/connection/preview", "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/preview?of=disconnect" })),
  row("POST /api/connection/pause", "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/pause" })),
  row("POST /api/connection/resume", "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/resume" })),
  row("POST /api/connection/disconnect", "401 403 403 403 422 422 | 403 422 422", () => ({ url: "/api/connection/disconnect", body: { account: "another account" } }), { what: "another account typed" }),
  row("POST /api/connection/stay", "401 403 403 403 409 409 | 403 409 409", () => ({ url: "/api/connection/stay" }), { what: "nobody is leaving" }),
  row("GET /api/connection/health", "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/health" })),
  row("GET /api/connection/default-host", "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/default-host" })),
  row("PUT /api/connection/default-host", "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/default-host", body: { hostId: null } })),
];
