/** Of classrooms, external databases, mailboxes and Zoom users: part of the one table in `contract.ts`. */
// prettier-ignore
export const CLASSROOMS = {
  // mailboxes
  "GET /api/mailboxes":                      "admin",
  "POST /api/mailboxes":                     "admin",
  "POST /api/mailboxes/try":                 "admin",
  "PUT /api/mailboxes/:id":                  "admin",
  "DELETE /api/mailboxes/:id":               "admin",
  "GET /api/runs/:id/activation":            "admin",
  "POST /api/sessions/:id/sign-in-code":     "its organizer", // and of these only whoever holds the room
} as const;
