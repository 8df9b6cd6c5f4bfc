import { row } from "../row.ts";

/* Product, section 2: the institution's Zoom is the administrators'. */
// prettier-ignore
export const CONNECTIONS = [
  //                               nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/connection",      "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/connection" })),
];
