import type { House } from "../house.ts";
import { PASSWORD } from "../people.ts";
import { row } from "../row.ts";

const withPassword = { password: PASSWORD };
const newDoor = (domain: string): object => ({
  issuer: "https://127.0.0.1:9/",
  clientId: "c",
  clientSecret: "s3cret",
  domains: [domain],
  newcomers: false,
  revision: 1,
});
const ofTheDomain = {
  tells: ({ here }: { here: House }) => [
    here.institutionId,
    `University of ${here.name}`,
    here.domain,
    `https://login.${here.domain}`,
    `https://login.${here.domain}/auth`,
    `bedel of ${here.name}`,
  ],
};

/* The issue's "People": each has an own account, whichever the institution and in none; ways in tell nobody whether an address is known; single sign-on is the administrators'. */
// prettier-ignore
export const ACCOUNT = [
  //                                                 nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("POST /api/auth/ways",                        "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: "/api/auth/ways", body: { email: `anybody@${here.domain}` } }), ofTheDomain),
  row("POST /api/auth/sign-in/link",                "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: "/api/auth/sign-in/link", body: { email: here.organizer.email } })),
  row("POST /api/auth/sign-in/link/use",            "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: "/api/auth/sign-in/link/use", body: { token: here.signInToken } })),
  row("POST /api/auth/sign-in/link/use",            "410 410 410 410 410 410 | 410 410 410", ({ here }) => ({ url: "/api/auth/sign-in/link/use", body: { token: here.resetToken } }), { what: "with a link for another purpose" }),
  row("POST /api/auth/forgotten-password",          "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: "/api/auth/forgotten-password", body: { email: here.organizer.email } })),
  row("POST /api/auth/reset-password",              "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: "/api/auth/reset-password", body: { token: here.resetToken, password: "another horse, as correct" } })),
  row("POST /api/auth/second-step",                 "401 401 401 401 401 401 | 401 401 401", () => ({ url: "/api/auth/second-step", body: { code: "123456", by: "app", trust: false } }), { what: "without a first step" }),
  row("POST /api/auth/single-sign-on",              "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: "/api/auth/single-sign-on", body: { institutionId: here.institutionId } }), ofTheDomain),
  row("GET /api/auth/single-sign-on/callback",      "yes yes yes yes yes yes | yes yes yes", () => ({ url: "/api/auth/single-sign-on/callback?state=none&code=none" }), { what: "of a journey that nobody began: leads back to the sign-in" }),

  row("GET /api/account",                           "401 yes yes yes yes yes | yes yes yes", () => ({ url: "/api/account" })),
  row("POST /api/account/password",                 "401 yes yes yes yes yes | yes yes yes", () => ({ url: "/api/account/password", body: { current: PASSWORD, next: "another horse, as correct" } })),
  row("POST /api/account/two-factor",               "401 yes yes yes yes yes | yes yes yes", () => ({ url: "/api/account/two-factor", body: withPassword })),
  row("POST /api/account/two-factor/confirm",       "401 409 409 409 409 409 | 409 409 409", () => ({ url: "/api/account/two-factor/confirm", body: { code: "123456" } }), { what: "that nobody began" }),
  row("POST /api/account/two-factor/off",           "401 yes yes yes yes yes | yes yes yes", () => ({ url: "/api/account/two-factor/off", body: withPassword })),
  row("POST /api/account/two-factor/backup-codes",  "401 409 409 409 409 409 | 409 409 409", () => ({ url: "/api/account/two-factor/backup-codes", body: withPassword }), { what: "without a second step" }),
  row("DELETE /api/account/sign-ins",               "401 yes yes yes yes yes | yes yes yes", () => ({ url: "/api/account/sign-ins" })),
  row("DELETE /api/account/sign-ins/:id",           "401 404 yes 404 404 404 | 404 404 404", ({ here }) => ({ url: `/api/account/sign-ins/${here.signInId}` })),

  row("GET /api/single-sign-on",                    "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/single-sign-on" })),
  row("PUT /api/single-sign-on",                    "401 403 403 403 403 422 | 403 403 422", ({ here }) => ({ url: "/api/single-sign-on", body: newDoor(here.domain) }), { what: "of a provider that does not answer" }),
  row("POST /api/single-sign-on/domains/:domain/check", "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/single-sign-on/domains/${here.domain}/check` }), { what: "of a domain that is proven" }),
  row("DELETE /api/single-sign-on",                 "401 403 403 403 403 yes | 403 403 yes", () => ({ url: "/api/single-sign-on?revision=1" })),
];
