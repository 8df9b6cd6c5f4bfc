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

/* Product, section 6: people register by themselves on a public page; who organizes the session says whether. */
// prettier-ignore
export const REGISTRATION = [
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
