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

/** Whoever has the address of a person's panel learns of that person's sessions, and of nobody else. */
const ofThePanel = {
  tells: ({ here: { live, name, token, panelToken, feedToken } }: Places) => [
    live.id,
    live.title,
    `University of ${name}`,
    `paula.${live.id.slice(0, 8)}@people.example`,
    token,
    panelToken,
    feedToken,
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
  row("GET /api/sessions/:id/live",                     "401 403 yes 404 yes yes | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.live.id}/live` })),
  row("POST /api/sessions/:id/attendees/:attendeeId/renew", "401 403 yes 403 yes yes | 404 404 404", (at) => ({ url: list(at, `/${at.here.attendeeId}/renew`) })),
  row("POST /api/sessions/:id/attendees/:attendeeId/renew", "401 403 404 403 404 404 | 404 404 404", (at) => ({ url: list(at, `/${at.elsewhere.attendeeId}/renew`) }), { what: "an attendee elsewhere" }),
  row("POST /api/sessions/:id/attendees/:attendeeId/link", "401 403 409 403 409 409 | 404 404 404", (at) => ({ url: list(at, `/${at.here.attendeeId}/link`) }), { what: "before links go out" }),
  row("POST /api/sessions/:id/links",                   "401 403 409 403 409 409 | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.coming.id}/links` }), { what: "before links go out" }),
  row("GET /api/sessions/:id/notes",                    "401 403 yes 403 yes yes | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.coming.id}/notes` })),
  row("POST /api/sessions/:id/notes",                   "401 403 yes 403 yes yes | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.coming.id}/notes`, body: { subject: "News", text: "Words" } })),
  row("POST /api/sessions/:id/notes/preview",           "401 403 yes 403 yes yes | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.coming.id}/notes/preview`, body: { subject: "News", text: "Words" } })),
  row("GET /api/sessions/:id/report",                   "401 403 yes 404 yes yes | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.past.id}/report` })),
  row("GET /api/sessions/:id/report.csv",               "401 403 yes 404 yes yes | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.past.id}/report.csv` })),
  row("PUT /api/sessions/:id/report/guests",            "401 403 yes 404 yes yes | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.past.id}/report/guests`, body: { guest: "stay:nobody", is: "open", was: "open" } })),
  row("GET /api/reports/summary",                       "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/reports/summary" })),
  row("GET /api/reports.csv",                           "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/reports.csv" })),
  row("GET /api/sessions/:id/report.xlsx",              "401 403 yes 404 yes yes | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.past.id}/report.xlsx` })),
  row("GET /api/sessions/:id/report.pdf",               "401 403 yes 404 yes yes | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.past.id}/report.pdf` })),
  row("GET /api/reports",                               "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/reports" })),

  row("GET /api/personal-data",                         "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/personal-data" })),
  row("POST /api/personal-data/find",                   "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/personal-data/find", body: { email: "eva@people.example" } })),
  row("POST /api/personal-data/export",                 "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/personal-data/export", body: { email: "eva@people.example" } })),
  row("POST /api/personal-data/erase",                  "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/personal-data/erase", body: { email: "eva@people.example", confirm: "Eva@people.example" } })),

  row("GET /api/j/:token",                              "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/j/${here.token}` }), ofTheLink),
  row("POST /api/j/:token/join",                        "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/j/${here.token}/join` }), ofTheLink),
  row("POST /api/j/:token/leave",                       "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/j/${here.token}/leave` }), ofTheLink),
  row("GET /api/j/:token/calendar.ics",                 "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/j/${here.token}/calendar.ics` }), ofTheLink),
  row("GET /j/:token",                                  "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/j/${here.token}` }), ofTheLink),
  row("GET /api/j/:token",                              "404 404 404 404 404 404 | 404 404 404", () => ({ url: `/api/j/${"x".repeat(22)}` }), { what: "an address that nobody has" }),

  row("GET /api/p/:token",                              "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/p/${here.panelToken}` }), ofThePanel),
  row("PATCH /api/p/:token",                            "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/p/${here.panelToken}`, body: { zone: "Europe/Paris" } }), ofThePanel),
  row("POST /api/p/:token/feed",                        "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/p/${here.panelToken}/feed` }), ofThePanel),
  row("POST /api/p/:token/renew",                       "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/api/p/${here.panelToken}/renew` }), ofThePanel),
  row("GET /p/:token",                                  "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/p/${here.panelToken}` }), ofThePanel),
  row("GET /p/:token/calendar.ics",                     "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/p/${here.feedToken}/calendar.ics` }), ofThePanel),
  row("GET /p/:token/calendar.ics",                     "404 404 404 404 404 404 | 404 404 404", ({ here }) => ({ url: `/p/${here.panelToken}/calendar.ics` }), { what: "by the panel's address" }),
  row("GET /api/p/:token",                              "404 404 404 404 404 404 | 404 404 404", ({ here }) => ({ url: `/api/p/${here.feedToken}` }), { what: "by the calendar's address" }),
  row("GET /panel",                                     "yes yes yes yes yes yes | yes yes yes", () => ({ url: "/panel" })),
  row("POST /api/panel",                                "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: "/api/panel", body: { email: `paula.${here.live.id.slice(0, 8)}@people.example` } })),
  row("GET /api/attending",                             "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/attending" })),
];
