import { row, type Places } from "../row.ts";

const group = ({ here }: Places, more = ""): string => `/api/groups/${here.groups.registered.id}${more}`;
const ofList = ({ here }: Places, id: string): string => `/api/lists/${here.list.id}/groups/${id}`;
const LINES = { lines: "Eva <eva@people.example>" };

/* Product, section 7: groups can be registered as one. One is its maker's and the administrators'; those of administrators every organizer may register. */
// prettier-ignore
export const GROUPS = [
  //                                              nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/groups",                         "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/groups" })),
  row("POST /api/groups",                        "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/groups", body: { id: "00000000-0000-4000-8000-00000000abce", name: "A group" } })),
  row("GET /api/groups/:id",                     "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: group(at) })),
  row("GET /api/groups/:id",                     "401 403 403 403 yes yes | 404 404 404", ({ here }) => ({ url: `/api/groups/${here.groups.admins.id}` }), { what: "an administrator's" }),
  row("PATCH /api/groups/:id",                   "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: group(at), body: { name: "Renamed" } })),
  row("DELETE /api/groups/:id",                  "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: group(at) })),
  row("POST /api/groups/:id/people",             "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: group(at, "/people"), body: LINES })),
  row("POST /api/groups/:id/people/preview",     "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: group(at, "/people/preview"), body: LINES })),
  row("DELETE /api/groups/:id/people/:personId", "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: group(at, `/people/${at.here.groups.registered.personId}`) })),
  row("DELETE /api/groups/:id/people/:personId", "401 403 404 403 404 404 | 404 404 404", (at) => ({ url: group(at, `/people/${at.elsewhere.groups.registered.personId}`) }), { what: "a person elsewhere" }),
  row("PUT /api/lists/:id/groups/:groupId",      "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: ofList(at, at.here.groups.free.id) })),
  row("PUT /api/lists/:id/groups/:groupId",      "401 403 404 403 404 404 | 404 404 404", (at) => ({ url: ofList(at, at.elsewhere.groups.admins.id) }), { what: "a group elsewhere" }),
  row("DELETE /api/lists/:id/groups/:groupId",   "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: ofList(at, at.here.groups.registered.id) })),
  row("DELETE /api/lists/:id/groups/:groupId",   "401 403 404 403 404 404 | 404 404 404", (at) => ({ url: ofList(at, at.elsewhere.groups.registered.id) }), { what: "a group elsewhere" }),
];
