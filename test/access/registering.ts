import { randomUUID } from "node:crypto";
import { assert } from "../../src/lib/assert.ts";
import { tokenName } from "../../src/attendees/registration/page.ts";
import { filledIn } from "../../src/attendees/registration/registering.fixtures.ts";
import { sql } from "../../src/platform/database.ts";
import type { SessionView } from "../../src/sessions/contract.ts";
import { done, stranger, type Asker } from "./people.ts";
import type { Server } from "./server.ts";

export type Registering = {
  /** Of the public page of `changed`. */
  slug: string;
  /** What somebody fills in there. */
  filledIn: Record<string, unknown>;
  /** Of somebody who has asked there, and not confirmed. */
  registration: AskedFor;
  /** Of somebody who has, and is on the list. */
  confirmed: AskedFor;
  /** Of `organizer`, with one person on it. */
  list: { id: string; personId: string; name: string };
  /** Of `organizer`, with one person in it: one is registered with `list`, one with none, and one of an administrator's is. */
  groups: { registered: Grouped; free: Grouped; admins: Grouped };
};

type Grouped = { id: string; personId: string; name: string };

type AskedFor = { token: string; name: string; email: string };

export const RULES = { open: true, opensAt: null, closesAt: null, capacity: 50, consentText: "", consentNeeded: false, revision: null };

/** Opens the registration of a session, by which somebody asks for a place. */
export async function registering(
  server: Server,
  session: SessionView,
  { organizer, admin, name }: { organizer: Asker; admin: Asker; name: string },
): Promise<Registering> {
  const list = { id: randomUUID(), name: `Programme of ${name}` };
  await done(server, { method: "POST", url: "/api/lists", body: list }, organizer);
  await done(server, { method: "POST", url: `/api/lists/${list.id}/people`, body: { lines: `Lisa of ${name} <lisa@${name}.example>` } }, organizer);
  const { people } = await done<{ people: { id: string }[] }>(server, { method: "GET", url: `/api/lists/${list.id}` }, organizer);
  const groups = {
    registered: await grouped(server, organizer, `Class of ${name}`, "gina"),
    free: await grouped(server, organizer, `Seminar of ${name}`, "gregor"),
    admins: await grouped(server, admin, `Year of ${name}`, "greta"),
  };
  for (const group of [groups.registered, groups.admins]) await done(server, { method: "PUT", url: `/api/lists/${list.id}/groups/${group.id}` }, organizer);
  const url = `/api/sessions/${session.id}/registration`;
  const { page } = await done<{ page: { address: string } }>(server, { method: "PUT", url, body: RULES }, organizer);
  const slug = new URL(page.address).pathname.split("/").at(-1)!;
  const form = (email: string, who: string) => filledIn(server.world, slug, email, { name: who });
  const askedBy = async (first: string): Promise<AskedFor> => {
    const person = { name: `${first} of ${name}`, email: `${first}@${name}.example`.toLowerCase() };
    await done(server, { method: "POST", url: `/api/r/${slug}`, body: await form(person.email, person.name) }, stranger());
    const id = await server.world.db.one((r) => String(r["id"]), sql`select id from registrations where email = ${person.email}`);
    assert(id !== null, "somebody has asked for a place");
    return { ...person, token: server.world.secrets.tokenFor(tokenName(id)) };
  };
  const confirmed = await askedBy("Rosa");
  await done(server, { method: "POST", url: `/api/r/mine/${confirmed.token}/confirm` }, stranger());
  return {
    slug,
    filledIn: await form("robin@people.example", "Robin"),
    registration: await askedBy("Rita"),
    confirmed,
    list: { ...list, personId: people[0]!.id },
    groups,
  };
}

/** A group with one person in it. */
async function grouped(server: Server, owner: Asker, name: string, person: string): Promise<Grouped> {
  const group = { id: randomUUID(), name };
  await done(server, { method: "POST", url: "/api/groups", body: group }, owner);
  const url = `/api/groups/${group.id}`;
  const email = `${person}.${name.split(" ").at(-1)}@people.example`.toLowerCase();
  await done(server, { method: "POST", url: `${url}/people`, body: { lines: `${person} of ${name} <${email}>` } }, owner);
  const { people } = await done<{ people: { id: string }[] }>(server, { method: "GET", url }, owner);
  return { ...group, personId: people[0]!.id };
}
