/** Of Zoom users that Bedel makes, and of what becomes of them: part of the one table in `contract.ts`. */
// prettier-ignore
export const ZOOM_USERS = {
  "GET /api/provisioning":                 "admin",
  "PUT /api/provisioning":                 "admin",
  "PUT /api/provisioning/teams/:id":       "admin",
  "GET /api/zoom-users":                   "admin",
  "POST /api/zoom-users":                  "admin",
  "GET /api/zoom-users/:email":            "admin",
  "POST /api/zoom-users/:email":           "admin",
  "POST /api/runs/:id/resend":             "admin",
  "GET /api/invitations/:id/zoom-user":    "admin",
  "GET /api/members/:id/zoom-user":        "admin",
  "POST /api/members/:id/zoom-user":       "admin",
} as const;
