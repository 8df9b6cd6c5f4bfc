/** Of classrooms, external databases, mailboxes and Zoom users: part of the one table in `contract.ts`. */
// prettier-ignore
export const CLASSROOMS = {
  // external databases
  "GET /api/external-databases":             "admin",
  "POST /api/external-databases":            "admin",
  "PUT /api/external-databases/:id":         "admin",
  "DELETE /api/external-databases/:id":      "admin",
  "POST /api/external-databases/:id/try":    "admin",
  "GET /api/external-databases/:id/tables":  "admin",
  "POST /api/external-tables/try":           "admin",
  "POST /api/external-tables":               "admin",
  "PUT /api/external-tables/:id":            "admin",
  "DELETE /api/external-tables/:id":         "admin",
  "POST /api/external-tables/:id/try":       "admin",
  "GET /api/external-tables/:id/rows":       "admin",
  // classrooms
  "GET /api/classrooms":                   "admin",
  "POST /api/classrooms":                  "admin",
  "POST /api/classrooms/preview":          "admin",
  "POST /api/classrooms/many":             "admin",
  "PUT /api/classrooms/:id":               "admin",
  "POST /api/classrooms/:id/passcode":     "admin",
  "GET /api/classrooms/:id/retiring":      "admin",
  "POST /api/classrooms/:id/retire":       "admin",
  "GET /api/drifts":                      "admin",
  "POST /api/drifts/compare":             "admin",
  "POST /api/drifts/:id/settle":          "admin",
  "GET /api/runs":                         "admin",
  "GET /api/runs/:id":                     "admin",
  "POST /api/runs/:id/retry":              "admin",
  "POST /api/runs/:id/stop":               "admin",
  "POST /api/runs/:id/undo":               "admin",
  // mailboxes
  "GET /api/mailboxes":                      "admin",
  "POST /api/mailboxes":                     "admin",
  "POST /api/mailboxes/try":                 "admin",
  "PUT /api/mailboxes/:id":                  "admin",
  "DELETE /api/mailboxes/:id":               "admin",
  "GET /api/runs/:id/activation":            "admin",
  "POST /api/sessions/:id/sign-in-code":     "its organizer", // and of these only whoever holds the room
} as const;
