/** Of what can be booked and what was: part of the one table in `contract.ts`. */
// prettier-ignore
export const APPOINTMENTS = {
  "GET /api/appointment-types":            "member",
  "POST /api/appointment-types":           "member",
  "GET /api/appointment-types/:id":        "member",
  "PUT /api/appointment-types/:id":        "member",
  "DELETE /api/appointment-types/:id":     "member",
  "GET /api/settings/appointments":        "member",
  "PUT /api/settings/appointments":        "admin",
  "GET /api/bookings":                     "member",
  "GET /api/bookings/:id/times":           "member",
  "POST /api/bookings/:id/move":           "member",
  "POST /api/bookings/:id/cancel":         "member",
  "PUT /api/bookings/:id/no-show":         "member",
  // strangers
  "GET /api/book":                         "anyone",
  "GET /api/book/:slug":                   "anyone",
  "POST /api/book/:slug":                  "anyone",
  "GET /api/book/:slug/times":             "anyone",
  "GET /api/book/mine/:token":             "anyone", // the mailed address opens it
  "GET /api/book/mine/:token/times":       "anyone",
  "GET /api/book/mine/:token/calendar":    "anyone",
  "POST /api/book/mine/:token/move":       "anyone",
  "POST /api/book/mine/:token/cancel":     "anyone",
  "POST /api/book/mine/:token/guests":     "anyone",
  "GET /book":                             "anyone",
  "GET /book/:slug":                       "anyone",
  "GET /book/mine/:token":                 "anyone",
} as const;
