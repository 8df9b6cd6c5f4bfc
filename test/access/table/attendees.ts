import { row, type Places } from "../row.ts";

const list = ({ here }: Places, more = ""): string => `/api/sessions/${here.coming.id}/attendees${more}`;
/** Whoever has a person's own address learns of that person's session, and of nobody else. */
const ofTheLink = {
  tells: ({ here: { live, name, token, meetingId, joinUrl, organizer } }: Places) => [
    live.id,
    live.title,
    `University of ${name}`,
    `help@${name.toLowerCase()}.example`,
    token,
    String(meetingId),
    joinUrl,
    organizer.name,
  ],
};

/* Product, section 6: the list and the report are the organizer's and the administrators'; an attendee's own address is the attendee's. */
// prettier-ignore
export const ATTENDEES = [
  //                                                     nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/sessions/:id/attendees",                "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: list(at) })),
  row("POST /api/sessions/:id/attendees",               "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: list(at), body: { lines: "Eva <eva@people.example>" } })),
  row("DELETE /api/sessions/:id/attendees/:attendeeId", "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: list(at, `/${at.here.attendeeId}`) })),
  row("DELETE /api/sessions/:id/attendees/:attendeeId", "401 403 404 403 404 404 | 404 404 404", (at) => ({ url: list(at, `/${at.elsewhere.attendeeId}`) }), { what: "an attendee elsewhere" }),
  row("DELETE /api/sessions/:id/attendees/:attendeeId", "401 403 404 403 404 404 | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.changed.id}/attendees/${here.attendeeId}` }), { what: "an attendee of another session" }),
  row("GET /api/sessions/:id/report",                   "401 403 yes 404 yes yes | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.past.id}/report` })),
  row("GET /api/sessions/:id/report.csv",               "401 403 yes 404 yes yes | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.past.id}/report.csv` })),
  row("GET /api/reports",                               "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/reports" })),

  row("GET /api/personal-data",                         "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/personal-data" })),
  row("POST /api/personal-data/find",                   "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/personal-data/find", body: { email: "eva@people.example" } })),
  row("POST /api/personal-data/export",                 "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/personal-data/export", body: { email: "eva@people.example" } })),
  row("POST /api/personal-data/erase",                  "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/personal-data/erase", body: { email: "eva@people.example", confirm: "Eva@people.example" } })),

  row("GET /api/j/:token",                              "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/j/${here.token}` }), ofTheLink),
  row("POST /api/j/:token/join",                        "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/j/${here.token}/join` }), ofTheLink),
  row("GET /api/j/:token/calendar.ics",                 "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/j/${here.token}/calendar.ics` }), ofTheLink),
  row("GET /j/:token",                                  "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/j/${here.token}` }), ofTheLink),
  row("GET /api/j/:token",                              "404 404 404 404 404 404 | 404 404 404", () => ({ url: `/api/j/${"x".repeat(22)}` }), { what: "an address that nobody has" }),
];
