import { betterAuth, type GenericEndpointContext } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { twoFactor } from "better-auth/plugins/two-factor";
import { Kysely, PGliteDialect, PostgresDialect, type KyselyPlugin } from "kysely";
import { z } from "zod";
import type { Database } from "../../platform/database.ts";

/** Our database hands out moments as numbers; the library wants dates. */
const datesForTheLibrary: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({
    ...result,
    rows: result.rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, /(At|Until)$/.test(key) && typeof value === "number" ? new Date(value) : value])),
    ),
  }),
};

/** Signs in somebody who has proven elsewhere who they are. */
async function beginSignIn(ctx: GenericEndpointContext, personId: string, onlyInstitution: string | null): Promise<void> {
  const user = await ctx.context.internalAdapter.findUserById(personId);
  if (user === null) throw new Error("signs in somebody who is not there");
  const session = await ctx.context.internalAdapter.createSession(personId, false, { onlyInstitution });
  await setSessionCookie(ctx, { session, user });
}

/** Ways in of our own. Called by our routes only: the library's router is behind a list of what is open. */
const ourWays = {
  id: "bedel",
  endpoints: {
    // The library asks for a second step after its own sign-ins only, which it knows by their path; this is one of those paths, and leads nowhere else.
    signInByLink: createAuthEndpoint("/sign-in/username", { method: "POST", body: z.object({ personId: z.string() }) }, async (ctx) => {
      await beginSignIn(ctx, ctx.body.personId, null);
      return ctx.json({});
    }),
    signInByInstitution: createAuthEndpoint.serverOnly(
      { method: "POST", body: z.object({ personId: z.string(), onlyInstitution: z.string().nullable() }) },
      async (ctx) => {
        await beginSignIn(ctx, ctx.body.personId, ctx.body.onlyInstitution);
        return ctx.json({});
      },
    ),
  },
};

const MINUTES = 60;
const DAYS = 24 * 60 * MINUTES;

/** The sign-in library. It keeps people, sign-ins, password hashes and second steps; who may do what is ours (`members`). */
export function openLibrary({ db: { driver }, secret, origin }: { db: Database; secret: string; origin: string }) {
  const db = new Kysely<never>({
    dialect: "pool" in driver ? new PostgresDialect({ pool: driver.pool }) : new PGliteDialect({ pglite: driver.pglite }),
    plugins: [datesForTheLibrary],
  });
  return betterAuth({
    appName: "Bedel",
    baseURL: origin,
    basePath: "/api/auth",
    secret,
    database: { db, type: "postgres", transaction: false },
    user: { modelName: "people" },
    session: {
      modelName: "sign_ins",
      expiresIn: 14 * DAYS,
      updateAge: 5 * MINUTES, // so that the list of sign-ins can say when each was last used
      additionalFields: { onlyInstitution: { type: "string", required: false, input: false } },
    },
    account: { modelName: "sign_in_methods" },
    verification: { modelName: "verifications" },
    emailAndPassword: { enabled: true, disableSignUp: false, minPasswordLength: 10, autoSignIn: false },
    plugins: [twoFactor({ twoFactorTable: "two_factors", trustDeviceMaxAge: 30 * DAYS, twoFactorCookieMaxAge: 10 * MINUTES }), ourWays],
    rateLimit: { enabled: false }, // it counts in one process; we count for all (`tries`)
    advanced: { cookiePrefix: "bedel", useSecureCookies: origin.startsWith("https:"), disableCSRFCheck: true }, // every changing request is checked in platform/http.ts
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

export type Library = ReturnType<typeof openLibrary>;
