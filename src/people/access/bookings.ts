/** Of appointment types and what is booked of them: part of the one table in `contract.ts`. */
// prettier-ignore
export const BOOKINGS = {
  "GET /api/appointment-types":              "member",
  "POST /api/appointment-types":             "member",
  "GET /api/appointment-types/:id":          "member",
  "PUT /api/appointment-types/:id":          "member",
  "DELETE /api/appointment-types/:id":       "member",
  "GET /api/settings/appointments":          "member",
  "PUT /api/settings/appointments":          "admin",
  "GET /api/bookings":                       "member",
  "GET /api/bookings/:id/times":             "member",
  "POST /api/bookings/:id/move":             "member",
  "POST /api/bookings/:id/cancel":           "member",
  "PUT /api/bookings/:id/no-show":           "member",
  "GET /api/calendars/mine":                 "member",
  "POST /api/calendars/mine":                "member",
  "DELETE /api/calendars/mine/:id":          "member",
} as const;
