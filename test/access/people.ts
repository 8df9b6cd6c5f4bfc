import { insertConnection } from "../../src/connections/actions.ts";
import { assert } from "../../src/lib/assert.ts";
import type { Role } from "../../src/people/contract.ts";
import { DEFAULT_SETTINGS } from "../../src/people/institution.ts";
import { openSignIn } from "../../src/people/signing-in/actions.ts";
import { insertInstitution, insertMember } from "../../src/people/store.ts";
import type { Server } from "./server.ts";

export const PASSWORD = "a horse that is correct";

/** Somebody who asks: the cookies to ask with, and an own address, so that nobody is slowed down for another's tries. */
export type Asker = { name: string; email: string; cookie: string; personId: string; memberId: string; remoteAddress: string };

export type Ask = { method: string; url: string; body?: object | undefined };
export type Answer = { status: number; body: string; headers: string };

export async function ask({ app }: Pick<Server, "app">, { method, url, body }: Ask, who: Pick<Asker, "cookie" | "remoteAddress">): Promise<Answer> {
  const headers = who.cookie === "" ? {} : { cookie: who.cookie };
  const { remoteAddress } = who;
  const answer = await app.inject({ method: method as "GET", url, headers, remoteAddress, ...(body === undefined ? {} : { payload: body }) });
  return { status: answer.statusCode, body: answer.body, headers: JSON.stringify(answer.headers) };
}

/** Asks for what the rest can't begin without. */
export async function done<T>(server: Pick<Server, "app">, what: Ask, who: Pick<Asker, "cookie" | "remoteAddress">): Promise<T> {
  const answer = await ask(server, what, who);
  assert(answer.status < 300, `${what.method} ${what.url}: ${answer.status} ${answer.body}`);
  return (answer.body === "" ? null : JSON.parse(answer.body)) as T;
}

let addresses = 0;
const freshAddress = (): string => `10.9.${Math.floor((addresses += 1) / 250)}.${1 + (addresses % 250)}`;
export const stranger = (): Pick<Asker, "cookie" | "remoteAddress"> => ({ cookie: "", remoteAddress: freshAddress() });

/** A person who has signed in; in no institution yet. */
export async function aPerson(server: Server, name: string, email: string): Promise<Asker> {
  const { db, secrets } = server.world;
  const personId = await openSignIn({ db, secret: secrets.keyFor("sign-in"), origin: server.origin }).addPerson({ name, email, password: PASSWORD });
  const remoteAddress = freshAddress();
  const answer = await server.app.inject({ method: "POST", url: "/api/auth/sign-in/email", payload: { email, password: PASSWORD }, remoteAddress });
  const cookie = answer.cookies.map(({ name: key, value }) => `${key}=${encodeURIComponent(value)}`).join("; ");
  assert(cookie !== "", `${email} can't sign in: ${answer.statusCode} ${answer.body}`);
  return { name, email, cookie, memberId: "", remoteAddress, personId };
}

export async function aMember(server: Server, institutionId: string, role: Role, name: string, email: string): Promise<Asker> {
  const person = await aPerson(server, name, email);
  const memberId = server.world.random.uuid();
  const member = { institutionId, id: memberId, personId: person.personId, name, email, role, language: "en", zone: "Europe/Madrid" } as const;
  await insertMember(server.world.db, member);
  return { ...person, memberId };
}

export async function anInstitution({ world }: Server, name: string): Promise<string> {
  const id = world.random.uuid();
  const contact = { name: `Helpdesk of ${name}`, email: `help@${name.toLowerCase()}.example`, phone: "" };
  await insertInstitution(world.db, id, { ...DEFAULT_SETTINGS, name: `University of ${name}`, zone: "Europe/Madrid", contact }, "sandbox");
  await insertConnection(world.db, { id: world.random.uuid(), institutionId: id, accountId: "sandbox-account", now: world.clock.now() });
  return id;
}

export const post = (server: Server, url: string, body: object): Promise<unknown> => done(server, { method: "POST", url, body }, stranger());
