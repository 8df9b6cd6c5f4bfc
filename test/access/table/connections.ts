import { row } from "../row.ts";

const NOBODYS = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e02";

/* Product, section 2: the institution's Zoom is the administrators', a personal one its member's. */
// prettier-ignore
export const CONNECTIONS = [
  //                               nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/connection",      "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection" })),

  // Each member's own, which no address names: the one of whoever asks. Nobody has one here, so there is nothing to end or to decide.
  row("GET /api/my-zoom",                          "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/my-zoom" })),
  row("GET /api/my-zoom/preview",                  "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/my-zoom/preview" })),
  row("POST /api/my-zoom/authorize",               "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/my-zoom/authorize" })),
  row("POST /api/my-zoom/disconnect",              "401 403 409 409 409 409 | 409 409 409", () => ({ url: "/api/my-zoom/disconnect" })),
  row("POST /api/my-zoom/candidates/:id/confirm",  "401 403 404 404 404 404 | 404 404 404", () => ({ url: `/api/my-zoom/candidates/${NOBODYS}/confirm` })),
  row("POST /api/my-zoom/candidates/:id/refuse",   "401 403 404 404 404 404 | 404 404 404", () => ({ url: `/api/my-zoom/candidates/${NOBODYS}/refuse` })),
  row("GET /api/connection/users",                 "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection/users" })),
];
