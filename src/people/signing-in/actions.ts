import { betterAuth } from "better-auth";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Kysely, PGliteDialect, PostgresDialect, type KyselyPlugin } from "kysely";
import type { Database } from "../../platform/database.ts";
import { refuse, type App } from "../../platform/http.ts";
import { guardRoutes } from "../access/actions.ts";
import * as contract from "../contract.ts";
import { memberOfPerson } from "../store.ts";
import type { Member } from "../member.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks, by the cookie; null or absent when nobody has signed in. */
    person?: string | null;
    /** By which of the person's sign-ins. */
    signIn?: { id: string; personId: string } | null;
    /** The same as member of the institution in which the person works now. */
    member?: Member | null;
  }
}

/** Sign-in by e-mail and password. The library keeps people, sign-ins and password hashes; who may do what is ours (`members`). */
export type SignIn = {
  /** Makes a person who can sign in; the id. */
  addPerson(person: { name: string; email: string; password: string }): Promise<string>;
  /** Signs in and gives the cookies to set; null when address or password is wrong. */
  signIn(email: string, password: string): Promise<string[] | null>;
  handle(request: Request): Promise<Response>;
  personOf(headers: Headers): Promise<string | null>;
  /** The same, with the sign-in itself. */
  signInOf(headers: Headers): Promise<{ id: string; personId: string } | null>;
  /** As the library keeps it, for people whom we write down ourselves. */
  hashOf(password: string): Promise<string>;
};

/** Our database hands out moments as numbers; the library wants dates. */
const datesForTheLibrary: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({
    ...result,
    rows: result.rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, key.endsWith("At") && typeof value === "number" ? new Date(value) : value])),
    ),
  }),
};

export function openSignIn(options: { db: Database; secret: string; origin: string }): SignIn {
  const { driver } = options.db;
  const db = new Kysely<never>({
    dialect: "pool" in driver ? new PostgresDialect({ pool: driver.pool }) : new PGliteDialect({ pglite: driver.pglite }),
    plugins: [datesForTheLibrary],
  });
  const auth = betterAuth({
    baseURL: options.origin,
    basePath: "/api/auth",
    secret: options.secret,
    database: { db, type: "postgres", transaction: false },
    user: { modelName: "people" },
    session: { modelName: "sign_ins", expiresIn: 60 * 60 * 24 * 14 },
    account: { modelName: "sign_in_methods" },
    verification: { modelName: "verifications" },
    emailAndPassword: { enabled: true, disableSignUp: false, minPasswordLength: 10, autoSignIn: false },
    // Ten tries a minute from one address; counted in this process.
    rateLimit: { enabled: true, window: 60, max: 120, customRules: { "/sign-in/email": { window: 60, max: 10 } } },
    advanced: { cookiePrefix: "bedel", useSecureCookies: options.origin.startsWith("https:"), disableCSRFCheck: true }, // every changing request is checked in platform/http.ts
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
  return {
    addPerson: async ({ name, email, password }) => (await auth.api.signUpEmail({ body: { name, email, password } })).user.id,
    signIn: async (email, password) => {
      const answer = await auth.api.signInEmail({ body: { email, password }, asResponse: true });
      return answer.ok ? answer.headers.getSetCookie() : null;
    },
    handle: (request) => auth.handler(request),
    personOf: async (headers) => (await auth.api.getSession({ headers }))?.user.id ?? null,
    signInOf: async (headers) => {
      const known = await auth.api.getSession({ headers });
      return known === null ? null : { id: known.session.id, personId: known.user.id };
    },
    hashOf: async (password) => (await auth.$context).password.hash(password),
  };
}

/** Only these of the library's own routes are open, and signing in; accounts are made by invitation, never by whoever comes. */
const OPEN = new Set(["/api/auth/sign-out", "/api/auth/get-session"]);

export function signInRoutes(app: App, signIn: SignIn, db: Database): void {
  app.addHook("onRequest", async (request) => {
    if (!request.url.startsWith("/api/") || request.url.startsWith("/api/auth/") || request.url.startsWith("/api/j/")) return;
    const known = request.headers.cookie === undefined ? null : await signIn.signInOf(headersOf(request));
    request.signIn = known;
    request.person = known?.personId ?? null;
    request.member = known === null ? null : await memberOfPerson(db, known.personId, known.id);
  });
  guardRoutes(app);
  const askLibrary = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
    const answer = await signIn.handle(
      new Request(new URL(request.url, `http://${request.headers.host ?? "localhost"}`), { method: request.method, headers: headersOf(request), ...body }),
    );
    return passOn(reply, answer);
  };
  // The library would tell what is malformed in words of its own, and count it as a try.
  app.post("/api/auth/sign-in/email", { schema: { body: contract.signIn } }, askLibrary);
  app.route({
    method: ["GET", "POST"],
    url: "/api/auth/*",
    handler: (request, reply) => {
      if (!OPEN.has(request.url.split("?")[0]!)) throw refuse(404, "not_found");
      return askLibrary(request, reply);
    },
  });
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === "string" && name !== "content-length") headers.set(name, value);
  headers.set("x-forwarded-for", request.ip);
  return headers;
}

async function passOn(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  if (answer.status === 401) throw refuse(401, "wrong_password", { field: "password" });
  if (answer.status === 429) throw refuse(429, "too_many_requests");
  reply.code(answer.status).header("cache-control", "no-store");
  for (const cookie of answer.headers.getSetCookie()) void reply.header("set-cookie", cookie);
  return reply
    .header("content-type", answer.headers.get("content-type") ?? "application/json")
    .serializer(String)
    .send(await answer.text());
}
