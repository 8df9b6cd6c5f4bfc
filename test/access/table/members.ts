import { PASSWORD } from "../people.ts";
import { row, type Places } from "../row.ts";

const member = ({ here }: Places, more = ""): string => `/api/members/${here.otherOrganizer.memberId}${more}`;
const owner = ({ here }: Places, more = ""): string => `/api/members/${here.owner.memberId}${more}`;
const invitation = ({ here }: Places, more = ""): string => `/api/invitations/${here.invitation.id}${more}`;
const invite = (role: string): object => ({ lines: "Ivo <ivo@people.example>", role, teams: [] });
const newcomer = { name: "Ivo", email: "ivo@people.example", password: PASSWORD };

/** The mailed page names who invites to what, and whom. */
const invited = ({ here }: Places): string[] => [`University of ${here.name}`, here.owner.name, here.invitation.name, here.invitation.email];

/* Product, section 1, and the issue: administrators invite, group and remove members; only owners make owners and administrators, and an administrator changes no owner; the last owner stays. */
// prettier-ignore
export const MEMBERS = [
  //                                          nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("POST /api/me/institution",            "401 403 yes yes yes yes | 404 404 404", ({ here }) => ({ url: "/api/me/institution", body: { institutionId: here.institutionId } })),
  row("GET /api/members",                    "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/members" })),
  row("PATCH /api/members/:id",              "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: member(at), body: { teams: [at.here.teamId] } })),
  row("PATCH /api/members/:id",              "401 403 403 403 403 yes | 403 404 404", (at) => ({ url: member(at), body: { role: "admin" } }), { what: "make an administrator" }),
  row("PATCH /api/members/:id",              "401 403 403 403 403 yes | 403 404 404", (at) => ({ url: member(at), body: { role: "owner" } }), { what: "make an owner" }),
  row("PATCH /api/members/:id",              "401 403 403 403 403 422 | 403 404 404", (at) => ({ url: owner(at), body: { role: "organizer" } }), { what: "demote the last owner" }),
  row("GET /api/members/:id/removal",        "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: member(at, "/removal") })),
  row("POST /api/members/:id/remove",        "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: member(at, "/remove"), body: { successor: at.here.organizer.memberId } })),
  row("POST /api/members/:id/remove",        "401 403 403 403 422 422 | 403 404 404", (at) => ({ url: member(at, "/remove"), body: { successor: at.elsewhere.organizer.memberId } }), { what: "give the sessions to somebody elsewhere" }),
  row("POST /api/members/:id/remove",        "401 403 403 403 403 409 | 403 404 404", (at) => ({ url: owner(at, "/remove"), body: { successor: null } }), { what: "remove the last owner" }),

  row("POST /api/invitations/preview",       "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/invitations/preview", body: { lines: "ivo@people.example" } })),
  row("POST /api/invitations/preview",       "401 403 403 403 yes yes | 403 yes yes", ({ here, elsewhere }) => ({ url: "/api/invitations/preview", body: { lines: [here, elsewhere].map((house) => house.organizer.email).join("\n") } }), { what: "ask for members elsewhere", tells: ({ here, elsewhere }) => [here, elsewhere].map((house) => house.organizer.email) }),
  row("POST /api/invitations",               "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/invitations", body: invite("organizer") })),
  row("POST /api/invitations",               "401 403 403 403 403 yes | 403 403 yes", () => ({ url: "/api/invitations", body: invite("admin") }), { what: "an administrator" }),
  row("POST /api/invitations/:id/resend",    "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: invitation(at, "/resend"), body: { sent: 1 } })),
  row("DELETE /api/invitations/:id",         "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: invitation(at) })),
  row("GET /api/invited/:token",             "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/invited/${here.invitation.token}` }), { tells: invited }),
  row("GET /api/invited/:token",             "404 404 404 404 404 404 | 404 404 404", ({ here }) => ({ url: `/api/invited/${here.invitation.id}` }), { what: "by its id" }),
  row("POST /api/invited/:token/accept",     "yes 409 409 409 409 409 | 409 409 409", ({ here }) => ({ url: `/api/invited/${here.invitation.token}/accept`, body: { newcomer: { name: "Ines", password: PASSWORD }, language: "en", zone: "Europe/Madrid" } })),

  row("POST /api/teams",                     "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/teams", body: { name: "Acousticians" } })),
  row("PATCH /api/teams/:id",                "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/teams/${here.teamId}`, body: { name: "Acousticians", members: [here.organizer.memberId] } })),
  row("DELETE /api/teams/:id",               "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/teams/${here.teamId}` })),

  row("GET /api/begin/:token",               "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/begin/${here.beginToken}` })),
  row("POST /api/begin/:token",              "409 409 409 409 409 409 | 409 409 409", ({ here }) => ({ url: `/api/begin/${here.beginToken}`, body: { institution: "Annexe", zone: "Europe/Madrid", language: "en", newcomer: { ...newcomer, email: `annexe@${here.name.toLowerCase()}.example` } } }), { what: "while the demo's clock is ahead" }),
];
