import { row, type Places } from "../row.ts";
import { RULES } from "../registering.ts";

const page = ({ here: { changed, name, slug } }: Places): string[] => [
  changed.title.replace(/,.*/, ""),
  `${changed.title}, second part`,
  changed.title,
  `University of ${name}`,
  slug,
];
/** The mailed address opens one's own registration. */
const own = { tells: (at: Places) => [...page(at), at.here.registration.name, at.here.registration.email] };
const mine = ({ here }: Places, deed = ""): { url: string } => ({ url: `/api/r/mine/${here.registration.token}${deed}` });

const list = ({ here }: Places, more = ""): string => `/api/lists/${here.list.id}${more}`;

/* Product, section 6: people register by themselves on a public page; who organizes the session says whether. */
// prettier-ignore
export const REGISTRATION = [
  // A list is told to its maker and to administrators.
  row("GET /api/lists",                          "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/lists" })),
  row("POST /api/lists",                         "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/lists", body: { id: "00000000-0000-4000-8000-00000000abcd", name: "A list" } })),
  row("GET /api/lists/:id",                      "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: list(at) })),
  row("PATCH /api/lists/:id",                    "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: list(at), body: { name: "Renamed" } })),
  row("DELETE /api/lists/:id",                   "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: list(at) })),
  row("PUT /api/lists/:id/sessions",             "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: list(at, "/sessions"), body: { sessions: [at.here.coming.id] } })),
  row("PUT /api/lists/:id/sessions",             "401 403 404 403 404 404 | 404 404 404", (at) => ({ url: list(at, "/sessions"), body: { sessions: [at.elsewhere.coming.id] } }), { what: "a session elsewhere" }),
  row("POST /api/lists/:id/people",              "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: list(at, "/people"), body: { lines: "Eva <eva@people.example>" } })),
  row("POST /api/lists/:id/people/preview",      "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: list(at, "/people/preview"), body: { lines: "Eva <eva@people.example>" } })),
  row("POST /api/sessions/:id/attendees/preview", "401 403 yes 403 yes yes | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.coming.id}/attendees/preview`, body: { lines: "Eva <eva@people.example>" } })),
  row("DELETE /api/lists/:id/people/:personId",  "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: list(at, `/people/${at.here.list.personId}`) })),
  row("DELETE /api/lists/:id/people/:personId",  "401 403 404 403 404 404 | 404 404 404", (at) => ({ url: list(at, `/people/${at.elsewhere.list.personId}`) }), { what: "a person elsewhere" }),
  row("GET /api/lists/:id/registration",         "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: list(at, "/registration") })),
  row("PUT /api/lists/:id/registration",         "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: list(at, "/registration"), body: RULES })),

  //                                           nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/sessions/:id/registration",   "401 403 yes 403 yes yes | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.changed.id}/registration` })),
  row("PUT /api/sessions/:id/registration",   "401 403 yes 403 yes yes | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.coming.id}/registration`, body: RULES })),
  row("GET /api/r/:slug",                     "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/r/${here.slug}` }), { tells: page }),
  row("GET /api/r/:slug",                     "404 404 404 404 404 404 | 404 404 404", () => ({ url: "/api/r/nobodyhere" }), { what: "an address that nobody has" }),
  row("POST /api/r/:slug",                    "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/r/${here.slug}`, body: here.filledIn })),
  row("GET /api/r/mine/:token",               "yes yes yes yes yes yes | yes yes yes", (at) => mine(at), own),
  row("GET /api/r/mine/:token",               "404 404 404 404 404 404 | 404 404 404", () => ({ url: `/api/r/mine/${"x".repeat(22)}` }), { what: "an address that nobody has" }),
  row("GET /api/r/mine/:token",               "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/r/mine/${here.confirmed.token}` }), { what: "a place", tells: (at) => [...page(at), at.here.confirmed.name, at.here.confirmed.email] }),
  row("POST /api/r/mine/:token/confirm",      "yes yes yes yes yes yes | yes yes yes", (at) => mine(at, "/confirm"), own),
  row("POST /api/r/mine/:token/cancel",       "yes yes yes yes yes yes | yes yes yes", (at) => mine(at, "/cancel"), own),
  row("GET /r/:slug",                         "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/r/${here.slug}` })),
  row("GET /r/mine/:token",                   "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/r/mine/${here.registration.token}` })),
];
