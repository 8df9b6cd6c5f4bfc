import { DEFAULT_SETTINGS } from "../../../src/people/institution.ts";
import { PASSWORD } from "../people.ts";
import { row } from "../row.ts";

/* Product, sections 1 and 2: members have a role; settings are the administrators'. */
// prettier-ignore
export const PEOPLE = [
  //                                       nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("POST /api/auth/sign-in/email",     "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: "/api/auth/sign-in/email", body: { email: here.organizer.email, password: PASSWORD } }), { tells: ({ here }) => [here.organizer.email, here.organizer.name, here.organizer.personId] }),
  row("POST /api/auth/*",                 "yes yes yes yes yes yes | yes yes yes", () => ({ url: "/api/auth/sign-out", body: {} }), { what: "sign out" }),
  row("POST /api/auth/*",                 "404 404 404 404 404 404 | 404 404 404", () => ({ url: "/api/auth/sign-up/email", body: { name: "Eve", email: "eve@evil.example", password: PASSWORD } }), { what: "make an account uninvited" }),
  row("GET /api/auth/*",                  "404 404 404 404 404 404 | 404 404 404", () => ({ url: "/api/auth/get-session" }), { what: "the token of a sign-in, and how its person is known elsewhere" }),
  row("GET /api/auth/*",                  "404 404 404 404 404 404 | 404 404 404", () => ({ url: "/api/auth/list-accounts" }), { what: "what the library would tell besides" }),

  row("GET /api/me",                      "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/me" })),
  row("PATCH /api/me",                    "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/me", body: { language: "es" } })),
  row("GET /api/settings",                "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/settings" })),
  row("PUT /api/settings",                "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/settings", body: { settings: { ...DEFAULT_SETTINGS, name: "A new name" }, revision: 1 } })),
  row("GET /api/setup",                   "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/setup" })),
  row("POST /api/setup/put-away",         "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/setup/put-away", body: { away: true } })),
  row("POST /api/setup/test-mail",        "401 403 403 403 409 409 | 403 409 409", () => ({ url: "/api/setup/test-mail", body: {} }), { what: "without a mail server" }),
  row("GET /api/settings/cost",           "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/settings/cost?preparation=15&courtesy=10&postprocessing=5" })),
];
