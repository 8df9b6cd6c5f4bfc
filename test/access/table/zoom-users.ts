import { row } from "../row.ts";

const NEVER = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e09";
const provisioning = { revision: 0, on: false, makesAt: "accepted", madeAs: "invited", standing: "personal meeting" };
const many = { batchId: NEVER, preview: true, memberIds: [], text: "ivo@people.example", licence: false };

/* Product, section 8: administrators decide whether Bedel makes Zoom users, see who has one, and what becomes of it. */
// prettier-ignore
export const ZOOM_USERS = [
  //                                          nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/provisioning",               "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/provisioning" })),
  row("PUT /api/provisioning",               "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/provisioning", body: provisioning })),
  row("PUT /api/provisioning/teams/:id",     "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/provisioning/teams/${here.teamId}`, body: { makesZoomUsers: true, givesLicence: false } })),
  row("GET /api/zoom-users",                 "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/zoom-users" })),
  row("POST /api/zoom-users",                "401 403 403 403 409 409 | 403 409 409", () => ({ url: "/api/zoom-users", body: many }), { what: "while it is switched off" }),
  row("GET /api/zoom-users/:email",          "401 403 403 403 404 404 | 403 404 404", () => ({ url: "/api/zoom-users/nobody@people.example" }), { what: "of nobody" }),
  row("POST /api/zoom-users/:email",         "401 403 403 403 404 404 | 403 404 404", () => ({ url: "/api/zoom-users/nobody@people.example", body: { runId: NEVER, farewell: "unlink" } }), { what: "of nobody" }),
  row("POST /api/runs/:id/resend",           "401 403 403 403 404 404 | 403 404 404", () => ({ url: `/api/runs/${NEVER}/resend`, body: { resent: 0 } }), { what: "nobody's" }),
  row("GET /api/invitations/:id/zoom-user",  "401 403 403 403 404 404 | 403 404 404", () => ({ url: `/api/invitations/${NEVER}/zoom-user` }), { what: "of nobody" }),
  row("GET /api/members/:id/zoom-user",      "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/members/${here.otherOrganizer.memberId}/zoom-user` })),
  row("POST /api/members/:id/zoom-user",     "401 403 403 403 422 422 | 403 404 404", ({ here }) => ({ url: `/api/members/${here.otherOrganizer.memberId}/zoom-user`, body: { runId: NEVER, farewell: "unlink" } }), { what: "while it is switched off" }),
];
