import { withCourses } from "../courses/handing-over/actions.ts";
import { onTestFinished } from "vitest";
import { aWorld, ZONE, type TestWorld } from "../../test/world.ts";
import { refusalText } from "../notices/refusal-text.ts";
import type { Database } from "../platform/database.ts";
import { newApp, type App } from "../platform/http.ts";
import { withBookings } from "../bookings/hosting/giving-actions.ts";
import { agenda, around } from "../sessions/showing/wiring-actions.ts";
import type { Language, Role } from "./contract.ts";
import { DEFAULT_SETTINGS } from "./institution.ts";
import type { Member } from "./member.ts";
import { membershipRoutes } from "./membership-routes.ts";
import { peopleRoutes } from "./routes.ts";
import { openSignIn, type SignIn } from "./signing-in/actions.ts";
import { signInRoutes } from "./signing-in/routes.ts";
import { insertInstitution, insertMember, insertPerson, personByEmail } from "./store.ts";

export const PASSWORD = "Nadie-Lo-Sabe-74";

/** Hashing takes long on purpose: once is enough. */
let hash: Promise<string> | null = null;
const hashed = (signIn: SignIn): Promise<string> => (hash ??= signIn.hashOf(PASSWORD));

export type Answer = { status: number; body: Record<string, unknown>; cookie: string | null };
/** Somebody before the doors, signed in or not. */
export type Caller = (method: "GET" | "POST" | "PATCH" | "DELETE", url: string, payload?: object) => Promise<Answer>;

export type Doors = {
  world: TestWorld;
  app: App;
  signIn: SignIn;
  stranger: Caller;
  /** With a cookie of theirs. */
  as(cookie: string | null): Caller;
  signedIn(email: string, password?: string): Promise<Caller>;
  /** Makes a person who can sign in, member of the world's institution unless another is named; `role` null: member of none. */
  aPerson(name: string, role: Role | null, institutionId?: string): Promise<{ member: Member; call: Caller }>;
  anInstitution(name: string): Promise<string>;
  /** The address in the last letter to somebody, as far as `/invitations/` or the like. */
  mailedToken(email: string): Promise<string>;
};

/** All of the people's doors, before the whole world. */
export async function theDoors(db: Database, accountId: string | null = null): Promise<Doors> {
  const world = await aWorld(db);
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (what: string, more: object = {}) => void world.surprises.push(what + JSON.stringify(more)),
  };
  const app = await newApp({ log, words: refusalText, reader: (request) => request.member?.language ?? null, frameSelf: false });
  onTestFinished(() => app.close().then(() => undefined));
  const signIn = openSignIn({ db, secret: world.secrets.keyFor("sign-in"), origin: world.origin });
  signInRoutes(app, signIn, world);
  peopleRoutes(app, world, around(world, { sandbox: true, mailbox: true }));
  membershipRoutes(app, world, { agenda: withBookings(world, withCourses(world, agenda(world))), signIn, accountId });

  const as =
    (cookie: string | null): Caller =>
    async (method, url, payload) => {
      const headers = cookie === null ? {} : { cookie };
      const answer = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
      const set = [answer.headers["set-cookie"] ?? []].flat().map((one) => one.split(";")[0]!);
      return { status: answer.statusCode, body: answer.body === "" ? {} : answer.json(), cookie: set.length === 0 ? null : set.join("; ") };
    };
  const withCookies = (cookies: readonly string[]): Caller => as(cookies.map((one) => one.split(";")[0]!).join("; "));
  return {
    world,
    app,
    signIn,
    as,
    signedIn: async (email, password = PASSWORD) => withCookies((await signIn.signIn(email, password))!),
    stranger: as(null),
    aPerson: async (name, role, institutionId = world.institutionId) => {
      const email = `${name.toLowerCase()}@universidad.example`;
      const known = await personByEmail(db, email);
      const personId = known?.id ?? world.random.uuid();
      if (known === null) await insertPerson(db, { id: personId, name, email, passwordHash: await hashed(signIn), isVerified: true }, world.clock.now());
      const language: Language = "en";
      const member = { institutionId, id: world.random.uuid(), personId, name, email, role: role ?? "organizer", language, zone: ZONE };
      if (role !== null) await insertMember(db, member);
      return { member, call: withCookies(await signIn.enter(personId, null)) }; // a password takes long to compare, on purpose
    },
    anInstitution: async (name) => {
      const id = world.random.uuid();
      await insertInstitution(db, id, { ...DEFAULT_SETTINGS, name, zone: ZONE });
      return id;
    },
    mailedToken: async (email) => {
      await world.settle();
      return /\/invitations\/([A-Za-z0-9_-]+)/.exec(world.letters(email).at(-1)!.text)![1]!;
    },
  };
}
