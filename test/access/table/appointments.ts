import { aType } from "../booking.ts";
import { row, type Places } from "../row.ts";

const ID = "00000000-0000-4000-8000-00000000b00c";
const around = "from=2027-03-09T00:00:00Z&to=2027-03-12T00:00:00Z";
const ELSEWHEN = "2027-03-11T09:00:00Z";

/** What everybody who has the address of a page learns from it. */
const page = ({ here: { name, organizer, listed } }: Places): string[] => [`University of ${name}`, organizer.name, listed.name, listed.slug];
const shown = { tells: page };
const unlisted = { what: "one that is not listed", tells: (at: Places) => [...page(at), at.here.unlisted.name, at.here.unlisted.slug] };
/** Whoever books is told what was booked. */
const told = { tells: (at: Places) => [...page(at), at.here.asked["id"] as string] };
/** The mailed address opens one's own booking. */
const own = {
  tells: (at: Places) => {
    const { booking, organizer } = at.here;
    return [...page(at), booking.id, booking.token, booking.name, booking.email, organizer.email, ...helpdesk(at)];
  },
};
/** Whom to ask stands in a calendar's entry. */
const helpdesk = ({ here: { name } }: Places): string[] => [`Helpdesk of ${name}`, `help@${name.toLowerCase()}.example`];

type Asked = { url: string; body?: object };
const type = ({ here }: Places): Asked => ({ url: `/api/appointment-types/${here.listed.id}` });
const changedType = ({ here: { listed, organizer } }: Places, more: object = {}): object => {
  const { id: _, ...fields } = aType(listed.name, [organizer.memberId]);
  return { ...fields, slug: listed.slug, revision: listed.revision, name: "Renamed", ...more };
};
const taken = ({ here }: Places, deed: string, body?: object): Asked => ({
  url: `/api/bookings/${here.booking.id}${deed}`,
  ...(body === undefined ? {} : { body }),
});
const mine = ({ here }: Places, deed = "", body?: object): Asked => ({
  url: `/api/book/mine/${here.booking.token}${deed}`,
  ...(body === undefined ? {} : { body }),
});
const LOOK = { lockedPlace: null, frameSites: [], colour: "#1f6feb", logo: null, revision: 1 };
const everybody = "yes yes yes yes yes yes | yes yes yes";
const nobody = "404 404 404 404 404 404 | 404 404 404";

/* Product, section 9: what somebody offers is theirs, their team's and the administrators'; whoever hosts it sees it; strangers see its page and what they booked themselves. */
// prettier-ignore
export const APPOINTMENTS = [
  //                                         nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/appointment-types",         "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/appointment-types" })),
  row("POST /api/appointment-types",        "401 403 yes 422 yes yes | 422 422 422", ({ here }) => ({ url: "/api/appointment-types", body: { ...aType("Something new", [here.organizer.memberId]), id: ID } }), { what: "hosted by somebody, who is in no team with another organizer, and unknown elsewhere" }),
  row("POST /api/appointment-types",        "401 403 422 422 422 422 | 422 yes yes", ({ elsewhere }) => ({ url: "/api/appointment-types", body: { ...aType("Something new", [elsewhere.admin.memberId]), id: ID } }), { what: "hosted by somebody elsewhere" }),
  row("GET /api/appointment-types/:id",     "401 403 yes 404 yes yes | 404 404 404", type),
  row("PUT /api/appointment-types/:id",     "401 403 yes 404 yes yes | 404 404 404", (at) => ({ ...type(at), body: changedType(at) })),
  row("PUT /api/appointment-types/:id",     "401 403 422 404 422 422 | 404 404 404", (at) => ({ ...type(at), body: changedType(at, { teamId: at.elsewhere.teamId }) }), { what: "into a team elsewhere" }),
  row("DELETE /api/appointment-types/:id",  "401 403 409 404 409 409 | 404 404 404", type, { what: "one that was booked" }),
  row("DELETE /api/appointment-types/:id",  "401 403 yes 404 yes yes | 404 404 404", ({ here }) => ({ url: `/api/appointment-types/${here.unlisted.id}` })),
  row("GET /api/settings/appointments",     "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/settings/appointments" })),
  row("PUT /api/settings/appointments",     "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/settings/appointments", body: LOOK })),
  row("GET /api/bookings",                  "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/bookings" })),
  row("GET /api/bookings",                  "401 403 yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/bookings?typeId=${here.listed.id}` }), { what: "of one type" }),
  row("GET /api/bookings/:id/times",        "401 403 yes 404 yes yes | 404 404 404", (at) => taken(at, `/times?${around}`)),
  row("POST /api/bookings/:id/move",        "401 403 yes 404 yes yes | 404 404 404", (at) => taken(at, "/move", { start: ELSEWHEN })),
  row("POST /api/bookings/:id/cancel",      "401 403 yes 404 yes yes | 404 404 404", (at) => taken(at, "/cancel", { because: "I am ill" })),
  row("PUT /api/bookings/:id/no-show",      "401 403 yes 404 yes yes | 404 404 404", ({ here }) => ({ url: `/api/bookings/${here.missed.id}/no-show`, body: { noShow: true } })),

  //                                         nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/calendars/mine",            "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/calendars/mine" })),
  row("POST /api/calendars/mine",           "401 403 422 422 422 422 | 422 422 422", () => ({ url: "/api/calendars/mine", body: { id: ID, name: "At home", address: "http://10.0.0.1/calendar" } }), { what: "in the server's own network" }),
  row("DELETE /api/calendars/mine/:id",     "401 403 yes 404 404 404 | 404 404 404", ({ here }) => ({ url: `/api/calendars/mine/${here.calendar.id}` }), { what: "which not even administrators may" }),

  row("GET /api/book",                      everybody, ({ here }) => ({ url: `/api/book?of=${here.institutionId}` }), shown),
  row("GET /api/book/:slug",                everybody, ({ here }) => ({ url: `/api/book/${here.listed.slug}` }), shown),
  row("GET /api/book/:slug",                everybody, ({ here }) => ({ url: `/api/book/${here.unlisted.slug}` }), unlisted),
  row("GET /api/book/:slug",                nobody, () => ({ url: "/api/book/nobody-here" }), { what: "an address that nobody has" }),
  row("POST /api/book/:slug",               everybody, ({ here }) => ({ url: `/api/book/${here.listed.slug}`, body: here.asked }), told),
  row("POST /api/book/:slug",               "409 409 409 409 409 409 | 409 409 409", ({ here }) => ({ url: `/api/book/${here.listed.slug}`, body: { ...here.asked, id: here.booking.id } }), { what: "under the id of somebody's booking" }),
  row("GET /api/book/:slug/times",          everybody, ({ here }) => ({ url: `/api/book/${here.listed.slug}/times?minutes=30&${around}` })),
  row("GET /api/book/mine/:token",          everybody, (at) => mine(at), own),
  row("GET /api/book/mine/:token",          nobody, () => ({ url: `/api/book/mine/${"x".repeat(22)}` }), { what: "an address that nobody has" }),
  row("GET /api/book/mine/:token/times",    everybody, (at) => mine(at, `/times?${around}`)),
  row("GET /api/book/mine/:token/calendar", everybody, (at) => mine(at, "/calendar"), own),
  row("POST /api/book/mine/:token/move",    everybody, (at) => mine(at, "/move", { start: ELSEWHEN }), own),
  row("POST /api/book/mine/:token/cancel",  everybody, (at) => mine(at, "/cancel", { because: "I am ill" }), own),
  row("POST /api/book/mine/:token/guests",  everybody, (at) => mine(at, "/guests", { guests: [{ name: "Greta", email: "greta@people.example" }] }), own),
  row("GET /book",                          everybody, ({ here }) => ({ url: `/book?of=${here.institutionId}` })),
  row("GET /book/:slug",                    everybody, ({ here }) => ({ url: `/book/${here.listed.slug}` })),
  row("GET /book/mine/:token",              everybody, (at) => ({ url: `/book/mine/${at.here.booking.token}` })),
];
