/** Of courses and what they are made from: part of the one table in `contract.ts`. */
// prettier-ignore
export const TIMETABLE = {
  // courses
  "GET /api/courses":                                "member",
  "POST /api/courses":                               "member",
  "POST /api/courses/preview":                       "member",
  "POST /api/courses/import/preview":                "member",
  "POST /api/courses/import/rooms":                  "member",
  "POST /api/courses/import":                        "member",
  "POST /api/courses/import/on-zoom":                "member",
  "GET /api/courses/:id":                            "member",
  "POST /api/courses/:id/edit":                      "member",
  "POST /api/courses/:id/edit/preview":              "member",
  "POST /api/courses/:id/dates":                     "member",
  "GET /api/week":                                   "member",
  "GET /api/hosts":                                  "member",
  "GET /api/holidays":                       "admin",
  "POST /api/holidays/preview":              "admin",
  "POST /api/holidays":                      "admin",
  "POST /api/holidays/:id/read":             "admin",
  "DELETE /api/holidays/:id":                "admin",

  // groups of people who are registered as one
  "GET /api/groups":                                 "member",
  "POST /api/groups":                                "member",
  "GET /api/groups/:id":                             "member",
  "PATCH /api/groups/:id":                           "member",
  "DELETE /api/groups/:id":                          "member",
  "POST /api/groups/:id/people":                     "member",
  "POST /api/groups/:id/people/preview":             "member",
  "DELETE /api/groups/:id/people/:personId":         "member",
  "PUT /api/lists/:id/groups/:groupId":              "member",
  "DELETE /api/lists/:id/groups/:groupId":           "member",

  // calendars to subscribe to
  "GET /api/rooms/:id/calendar":                     "admin",
  "POST /api/rooms/:id/calendar":                    "admin",
  "DELETE /api/rooms/:id/calendar":                  "admin",
  "GET /api/my-calendar":                            "member",
  "POST /api/my-calendar":                           "member",
  "DELETE /api/my-calendar":                         "member",
  "GET /api/calendars/mine":                         "member",
  "POST /api/calendars/mine":                        "member",
  "DELETE /api/calendars/mine/:id":                  "member",
  "GET /calendars/:token/calendar.ics":              "anyone", // whoever has the secret address
} as const;
