import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { MOST_LINES, readLines, type Person } from "../../lib/person-lines.ts";
import { iso, type Instant } from "../../lib/time.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { lockSessions, sessionsByIds } from "../../sessions/actions.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { takeOutAndTell } from "../leaving/taking-out-actions.ts";
import { MOST_ATTENDEES, type Added } from "../actions.ts";
import { isBehind } from "../joining.ts";
import { emailsOf, sorted } from "../preview.ts";
import type { AttendeeListDetail, ListHead, SessionOfList } from "./contract.ts";
import { whyNotManageList, type List } from "./list.ts";
import { isGone, spreadList, type Spreading } from "./spreading-actions.ts";
import * as store from "./store.ts";

export { countListed, listById, listedByEmail, listedOf as peopleOf, listOfSession, lockList as lockedList } from "./store.ts";

export async function listsFor({ db }: Pick<World, "db">, who: Member): Promise<ListHead[]> {
  const lists = await store.listsOf(db, who.institutionId, isAdmin(who) ? null : who.id);
  return lists.map(({ id, name, owner, people, sessions }) => ({ id, name, owner, people, sessions }));
}

export async function makeList({ db, clock }: Pick<World, "db" | "clock">, who: Member, { id, name }: { id: string; name: string }): Promise<Outcome<true>> {
  await store.insertList(db, { institutionId: who.institutionId, id, name, ownerId: who.id, madeAt: clock.now() });
  const made = await store.listById(db, who.institutionId, id);
  return made?.ownerId === who.id ? fine(true) : refused("not_found");
}

/** A list that belongs to something, as a course's does. */
export const foundList = (tx: Tx, list: List): Promise<number> => store.insertList(tx, list);

/** The list, for whoever may manage it. */
export async function managed(tx: Tx, who: Member, id: string, lock: "lock" | "look" = "look"): Promise<Outcome<List>> {
  const list = await (lock === "lock" ? store.lockList : store.listById)(tx, who.institutionId, id);
  if (list === null) return refused("not_found");
  const why = whyNotManageList(list, who);
  return why === null ? fine(list) : refused(why);
}

export async function renameList({ db }: Pick<World, "db">, who: Member, id: string, name: string): Promise<Outcome<true>> {
  const list = await managed(db, who, id);
  if (!list.ok) return list;
  await store.saveName(db, who.institutionId, id, name);
  return fine(true);
}

export async function showList({ db, clock }: Pick<World, "db" | "clock">, who: Member, id: string): Promise<Outcome<AttendeeListDetail>> {
  const list = await managed(db, who, id);
  if (!list.ok) return list;
  const now = clock.now();
  const { institutionId, name } = list.value;
  const read = async (ids: readonly string[]): Promise<SessionOfList[]> => (await sessionsByIds(db, institutionId, ids)).map((one) => sessionView(one, now));
  const people = await store.listedOf(db, institutionId, id);
  return fine({
    id,
    name,
    people: people.map((one) => ({ id: one.id, name: one.name, email: one.email, addedAt: iso(one.addedAt) })),
    sessions: await read(await store.sessionIdsOf(db, institutionId, [id], "own")),
    courses: await store.coursesOfList(db, institutionId, id),
    choices: await read(await store.idsToChoose(db, institutionId, isAdmin(who) ? null : who.id, now)),
  });
}

const sessionView = (s: Session, now: Instant): SessionOfList => ({
  id: s.id,
  title: s.title,
  start: iso(s.time.start),
  end: iso(s.time.end),
  zone: s.zone,
  over: isBehind(s, now),
  cancelled: isGone(s),
});

/** The list's sessions that its people come to, locked, in the order in which everybody locks them. The list is locked. */
export const lockSessionsOf = async (tx: Tx, { institutionId, id }: List, which: "reached" | "own" = "reached"): Promise<Session[]> =>
  lockSessions(tx, institutionId, await store.sessionIdsOf(tx, institutionId, [id], which));

/** All that it serves, the soonest first: dates too that are far ahead. */
export const sessionsOf = async (tx: Tx, { institutionId, id }: List): Promise<Session[]> =>
  sessionsByIds(tx, institutionId, await store.sessionIdsOf(tx, institutionId, [id], "all"));

/** Onto the list, and so into all that it serves; only those who came anew are returned. */
export async function putOnList(tx: Tx, world: Spreading, list: List, people: readonly Person[], sessions: readonly Session[], now: Instant) {
  const newcomers = people.map((person) => ({ ...person, id: world.random.uuid() }));
  const listed = await store.insertListed(tx, list, newcomers, now);
  const added = await spreadList(tx, world, listed, sessions, now);
  return { listed, added };
}

/** Good lines are kept, each bad one is named, as for one session. */
export async function addToList(world: Spreading & Pick<World, "db" | "poke">, who: Member, id: string, lines: string): Promise<Outcome<Added>> {
  const read = readLines(lines);
  if (read === null) return refused("too_many_lines", { field: "lines", values: { most: MOST_LINES } });
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<Added>> => {
    const list = await managed(tx, who, id, "lock");
    if (!list.ok) return list;
    const known = emailsOf(await store.listedOf(tx, who.institutionId, id));
    const { fits, already, tooMany } = sorted(read, known, MOST_ATTENDEES - known.size);
    const people = fits.map((one) => one.person);
    const { listed, added } = await putOnList(tx, world, list.value, people, await lockSessionsOf(tx, list.value), now);
    for (const [sessionId, count] of added)
      if (count > 0) await note(tx, world.random, { ...by(who, now), sessionId, what: "attendees_added", details: { count } });
    return fine({ added: listed.length, already: read.twice + already.length, bad: [...read.bad, ...tooMany] });
  });
  world.poke();
  return outcome;
}

const by = (who: Member, at: Instant) => ({ institutionId: who.institutionId, at, who: who.name, memberId: who.id });

/** Off the list, and out of all that is still to come of it. */
export async function removeFromList(
  world: Pick<World, "db" | "clock" | "random" | "origin" | "poke">,
  who: Member,
  id: string,
  personId: string,
): Promise<Outcome<true>> {
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<true>> => {
    const list = await managed(tx, who, id, "lock");
    if (!list.ok) return list;
    const gone = await takeOff(tx, world, list.value, personId, await lockSessionsOf(tx, list.value), now);
    if (gone === null) return refused("not_found");
    for (const sessionId of gone) await note(tx, world.random, { ...by(who, now), sessionId, what: "attendee_removed" });
    return fine(true);
  });
  world.poke();
  return outcome;
}

/** The sessions that the person is out of; null: nobody of this id is on the list. */
export async function takeOff(
  tx: Tx,
  world: Pick<World, "clock" | "random" | "origin">,
  list: List,
  listedId: string,
  sessions: readonly Session[],
  now: Instant,
): Promise<string[] | null> {
  const rows = await store.attendeesListedAs(tx, list.institutionId, listedId);
  if ((await store.deleteListed(tx, list.institutionId, list.id, listedId)) === null) return null;
  const out = [];
  for (const session of sessions.filter((one) => !isBehind(one, now))) {
    const row = rows.find(({ sessionId }) => sessionId === session.id);
    if (row !== undefined && (await takeOutAndTell(tx, world, session, row.id, now)) !== null) out.push(session.id);
  }
  return out;
}
