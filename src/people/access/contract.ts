import type { Role } from "../contract.ts";
import { APPOINTMENTS } from "./appointments.ts";
import { CLASSROOMS } from "./classrooms.ts";
import { TIMETABLE } from "./timetable.ts";
import { ZOOM_USERS } from "./zoom-users.ts";

/**
 * Who may call a route:
 * `anyone` needs no sign-in, and where the address holds a secret, that is what opens it; `person` has signed in, perhaps into no institution yet;
 * `member` belongs to the institution, and sees what the noun's own rules show; `its organizer` organizes the session that the address names, or administers;
 * `admin` is an administrator or an owner.
 */
export type Who = "anyone" | "person" | "member" | "its organizer" | "admin" | "owner";

/** Every route of the server, and who may call it. The server obeys this table and starts with no route that is not in it; pages ask it before they offer something. */
// prettier-ignore
export const ACCESS = {
  ...TIMETABLE,
  ...APPOINTMENTS,
  ...ZOOM_USERS,
  ...CLASSROOMS,
  // people
  "POST /api/auth/sign-in/email":            "anyone",
  "POST /api/auth/second-step":              "anyone",
  "POST /api/auth/sign-in/link":             "anyone",
  "POST /api/auth/sign-in/link/use":         "anyone",
  "POST /api/auth/forgotten-password":       "anyone",
  "POST /api/auth/reset-password":           "anyone",
  "POST /api/auth/ways":                     "anyone",
  "POST /api/auth/single-sign-on":           "anyone",
  "GET /api/auth/single-sign-on/callback":   "anyone", // proven by what its cookie holds
  "GET /api/auth/*":                         "anyone",
  "POST /api/auth/*":                        "anyone",
  "GET /api/me":                             "member",
  "PATCH /api/me":                           "member",
  "POST /api/me/institution":                "member",
  "GET /api/members":                        "admin",
  "PATCH /api/members/:id":                  "admin",
  "GET /api/members/:id/removal":            "admin",
  "POST /api/members/:id/remove":            "admin",
  "POST /api/invitations/preview":           "admin",
  "POST /api/invitations":                   "admin",
  "POST /api/invitations/:id/resend":        "admin",
  "DELETE /api/invitations/:id":             "admin",
  "GET /api/invited/:token":                 "anyone", // the mailed address opens it
  "POST /api/invited/:token/accept":         "anyone",
  "POST /api/teams":                         "admin",
  "PATCH /api/teams/:id":                    "admin",
  "DELETE /api/teams/:id":                   "admin",
  "GET /api/begin/:token":                   "anyone", // the address that the operator was shown opens it
  "POST /api/begin/:token":                  "anyone",
  "GET /api/account":                        "person",
  "POST /api/account/password":              "person",
  "POST /api/account/two-factor":            "person",
  "POST /api/account/two-factor/confirm":    "person",
  "POST /api/account/two-factor/off":        "person",
  "POST /api/account/two-factor/backup-codes": "person",
  "DELETE /api/account/sign-ins":            "person",
  "DELETE /api/account/sign-ins/:id":        "person",
  "GET /api/single-sign-on":                 "admin",
  "PUT /api/single-sign-on":                 "owner", // whoever says which provider is believed could come in as anybody
  "DELETE /api/single-sign-on":              "owner",
  "POST /api/single-sign-on/domains/:domain/check": "admin",
  "GET /api/settings":                       "member",
  "PUT /api/settings":                       "admin",
  "GET /api/settings/cost":                  "admin",

  "GET /api/setup":                          "admin",
  "POST /api/setup/test-mail":               "admin",
  "POST /api/setup/put-away":                "admin",

  // connections
  "GET /api/connection":                     "admin",
  "GET /api/connection/preview":            "admin",
  "POST /api/connection/pause":             "admin",
  "POST /api/connection/resume":            "admin",
  "POST /api/connection/disconnect":        "admin",
  "POST /api/connection/stay":              "admin",
  "GET /api/connection/health":             "admin",
  "GET /api/connection/default-host":       "admin",
  "PUT /api/connection/default-host":       "admin",
  "GET /api/connection/connecting":        "admin",
  "POST /api/connection/authorize":         "admin",
  "GET /api/connection/attempts/:id":       "member",
  "POST /api/connection/candidates/:id/confirm": "admin",
  "POST /api/connection/candidates/:id/refuse":  "admin",
  "POST /api/connection/own-app":           "admin",
  "POST /api/connection/links":             "admin",
  "POST /api/connection/links/:id/revoke":  "admin",
  "GET /api/connections/callback":          "anyone", // proven by the state that came along, the cookie, and who has signed in
  "GET /api/connect/:token":                "anyone",
  "POST /api/connect/:token/authorize":     "anyone",
  "GET /api/connect/attempts/:id":          "anyone", // for the browser that was sent
  "GET /api/my-zoom":                        "member",
  "GET /api/my-zoom/preview":                "member",
  "POST /api/my-zoom/authorize":             "member",
  "POST /api/my-zoom/disconnect":            "member",
  "POST /api/my-zoom/candidates/:id/confirm": "member",
  "POST /api/my-zoom/candidates/:id/refuse": "member",
  "GET /api/connection/users":               "admin",
  "POST /webhooks/zoom":                     "anyone", // proven by Zoom's signature

  // rooms
  "GET /api/rooms":                          "admin",
  "POST /api/rooms/sync":                    "admin",
  "POST /api/rooms/order":                   "admin",
  "GET /api/rooms/:id":                      "admin",
  "PATCH /api/rooms/:id":                    "admin",
  "POST /api/rooms/:id/outages":             "admin",
  "DELETE /api/rooms/:id/outages/:outageId": "admin",

  // sessions
  "GET /api/my-sessions":                    "member",
  "GET /api/sessions":                       "member",
  "POST /api/sessions":                      "member",
  "GET /api/sessions/:id":                   "member",
  "GET /api/sessions/:id/rooms":             "admin",
  "GET /api/asking":                         "member",
  "GET /api/timeline":                       "member",
  "GET /api/waiting":                        "admin",
  "GET /api/alarms":                         "admin",
  "POST /api/alarms/:key/retry":             "admin",
  "POST /api/sessions/:id/change":           "its organizer",
  "POST /api/sessions/:id/cancel":           "its organizer",
  "POST /api/sessions/:id/undo":             "its organizer",
  "POST /api/sessions/:id/extend":           "its organizer",
  "POST /api/sessions/:id/end":              "its organizer",
  "POST /api/sessions/:id/start":            "its organizer",
  "GET /api/sessions/:id/credentials":       "its organizer",
  "POST /api/sessions/:id/assign":           "admin",
  "POST /api/sessions/:id/move":             "admin",
  "POST /api/sessions/:id/larger-room":      "its organizer",
  "POST /api/sessions/:id/decline":          "admin",

  // attendees and attendance
  "GET /api/sessions/:id/attendees":                 "its organizer",
  "POST /api/sessions/:id/attendees":                "its organizer",
  "POST /api/sessions/:id/attendees/preview":        "its organizer",
  "POST /api/lists/:id/people/preview":              "member",
  "DELETE /api/sessions/:id/attendees/:attendeeId":  "its organizer",
  "GET /api/sessions/:id/live":                      "its organizer",
  "POST /api/sessions/:id/attendees/:attendeeId/renew": "its organizer",
  "POST /api/sessions/:id/attendees/:attendeeId/link": "its organizer",
  "POST /api/sessions/:id/links":                    "its organizer",
  "GET /api/sessions/:id/notes":                     "its organizer",
  "POST /api/sessions/:id/notes":                    "its organizer",
  "POST /api/sessions/:id/notes/preview":            "its organizer",
  "GET /api/sessions/:id/report":                    "its organizer",
  "GET /api/sessions/:id/report.csv":                "its organizer",
  "PUT /api/sessions/:id/report/guests":             "its organizer",
  "GET /api/reports/summary":                        "member",
  "GET /api/reports.csv":                            "member",
  "GET /api/sessions/:id/report.xlsx":               "its organizer",
  "GET /api/sessions/:id/report.pdf":                "its organizer",
  "GET /api/reports":                                "member",
  "GET /api/personal-data":                          "admin",
  "POST /api/personal-data/find":                    "admin",
  "POST /api/personal-data/export":                  "admin",
  "POST /api/personal-data/erase":                   "admin",
  "GET /api/j/:token":                               "anyone",
  "POST /api/j/:token/join":                         "anyone",
  "POST /api/j/:token/leave":                        "anyone",
  "GET /api/j/:token/calendar.ics":                  "anyone",
  "GET /j/:token":                                   "anyone",
  "GET /api/p/:token":                               "anyone",
  "PATCH /api/p/:token":                             "anyone",
  "POST /api/p/:token/feed":                         "anyone",
  "POST /api/p/:token/renew":                        "anyone",
  "GET /p/:token":                                   "anyone",
  "GET /p/:token/calendar.ics":                      "anyone",
  "GET /panel":                                      "anyone",
  "POST /api/panel":                                 "anyone",
  "GET /api/attending":                              "member",

  // lists that serve several sessions
  "GET /api/lists":                                  "member",
  "POST /api/lists":                                 "member",
  "GET /api/lists/:id":                              "member",
  "PATCH /api/lists/:id":                            "member",
  "DELETE /api/lists/:id":                           "member",
  "PUT /api/lists/:id/sessions":                     "member",
  "POST /api/lists/:id/people":                      "member",
  "DELETE /api/lists/:id/people/:personId":          "member",
  "GET /api/lists/:id/registration":                 "member",
  "PUT /api/lists/:id/registration":                 "member",

  // registering by oneself
  "GET /api/sessions/:id/registration":              "its organizer",
  "PUT /api/sessions/:id/registration":              "its organizer",
  "GET /api/r/:slug":                                "anyone",
  "POST /api/r/:slug":                               "anyone",
  "GET /api/r/mine/:token":                          "anyone", // the mailed address opens it
  "POST /api/r/mine/:token/confirm":                 "anyone",
  "POST /api/r/mine/:token/cancel":                  "anyone",
  "GET /r/:slug":                                    "anyone",
  "GET /r/mine/:token":                              "anyone",

  // the doctor
  "GET /api/health":                         "anyone",
  "POST /api/doctor":                        "anyone", // proven by the server's secret

  // the command that backs up, proven in the same way
  "POST /api/backup":                        "anyone",

  // the example
  "GET /api/start":                          "anyone",
  "POST /api/start/address":                 "anyone", // tells nobody but the terminal
  "GET /api/start/:token":                   "anyone",
  "POST /api/start/:token":                  "anyone",
  "GET /api/demo":                           "owner", // of a real institution
  "POST /api/demo/remove":                   "owner",
  "GET /api/sandbox":                        "anyone",
  "POST /api/sandbox/clock":                 "anyone",
  "POST /api/sandbox/clock/run":             "anyone",
  "POST /api/sandbox/visitors":              "anyone",
  "POST /api/sandbox/sign-in":               "anyone",
  "GET /api/mailbox":                        "anyone",
  "GET /api/mailbox/:id":                    "anyone",
} as const satisfies Record<string, Who>;

export type Route = keyof typeof ACCESS;

export const whoMay = (route: Route): Who => ACCESS[route];

export const isRoute = (name: string): name is Route => Object.hasOwn(ACCESS, name);

/** Whoever is asked for more here may still go where it is not asked. */
const ABOUT_ONESELF: readonly Route[] = ["GET /api/me", "PATCH /api/me", "POST /api/me/institution"];

/** What is left to somebody whose institution insists on a second step, until it is set up: to be told so, and to do it. */
export const openBeforeTwoFactor = (route: Route): boolean => whoMay(route) === "anyone" || whoMay(route) === "person" || ABOUT_ONESELF.includes(route);

/** Why nobody of this role may call it, as a message key under `refusals`; null where the role is no hindrance. `role` null: has signed in, into no institution; undefined: has not signed in. */
export function whyNotCall(route: Route, role: Role | null | undefined): "not_signed_in" | "no_institution" | "admins_only" | "owners_only" | null {
  const who = whoMay(route);
  if (who === "anyone") return null;
  if (role === undefined) return "not_signed_in";
  if (who === "person") return null;
  if (role === null) return "no_institution";
  if (who === "owner") return role === "owner" ? null : "owners_only";
  return who === "admin" && role === "organizer" ? "admins_only" : null;
}
