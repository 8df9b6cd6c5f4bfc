/** Of classrooms, and what goes on with them step by step: part of the one table in `contract.ts`. */
// prettier-ignore
export const CLASSROOMS = {
  "GET /api/classrooms":                   "admin",
  "POST /api/classrooms":                  "admin",
  "POST /api/classrooms/preview":          "admin",
  "POST /api/classrooms/many":             "admin",
  "PUT /api/classrooms/:id":               "admin",
  "POST /api/classrooms/:id/passcode":     "admin",
  "POST /api/classrooms/:id/retire":       "admin",
  "GET /api/runs":                         "admin",
  "GET /api/runs/:id":                     "admin",
  "POST /api/runs/:id/retry":              "admin",
  "POST /api/runs/:id/stop":               "admin",
  "POST /api/runs/:id/undo":               "admin",
} as const;
