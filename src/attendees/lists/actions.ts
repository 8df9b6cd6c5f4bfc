import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { MOST_LINES, readLines, type Person } from "../../lib/person-lines.ts";
import { iso, type Instant } from "../../lib/time.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { lockSessions, sessionsByIds } from "../../sessions/actions.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { whyNotRegister } from "../groups/group.ts";
import { groupsOf, groupsOfList, type GroupRow } from "../groups/store.ts";
import { takeOutAllAndTell } from "../leaving/taking-out-actions.ts";
import { MOST_ATTENDEES, type Added } from "../actions.ts";
import { isBehind } from "../joining.ts";
import { emailsOf, sorted } from "../preview.ts";
import type { AttendeeListDetail, ListHead, SessionOfList } from "./contract.ts";
import { whyNotManageList, type List } from "./list.ts";
import { isGone, spreadList, type Spreading } from "./spreading-actions.ts";
import * as store from "./store.ts";

export { countListed, giveLists, listById, listedByEmail, listedOf as peopleOf, listOfSession, lockList as lockedList, saveList } from "./store.ts";

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
  const all = await groupsOf(db, institutionId);
  const nameOf = new Map(all.map((group) => [group.id, group.name]));
  const groups = await groupsOfList(db, institutionId, id);
  const others = all.filter((one) => whyNotRegister(one, one.ownerRole, who) === null && groups.every((group) => group.id !== one.id));
  return fine({
    id,
    name,
    people: people.map((one) => ({ id: one.id, name: one.name, email: one.email, addedAt: iso(one.addedAt), group: nameOf.get(one.groupId ?? "") ?? null })),
    sessions: await read(await store.sessionIdsOf(db, institutionId, [id], "own")),
    courses: await store.coursesOfList(db, institutionId, id),
    groups: groups.map(groupView),
    groupChoices: others.map(groupView),
    choices: await read(await store.idsToChoose(db, institutionId, isAdmin(who) ? null : who.id, now)),
  });
}

const groupView = ({ id, name, people }: GroupRow): AttendeeListDetail["groups"][number] => ({ id, name, people });

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

/** Onto the list, and so into all that it serves; only those who came anew are returned. Whoever is there by a group is there by themselves too, unless it is a group that brings them. */
export async function putOnList(
  tx: Tx,
  world: Spreading,
  list: List,
  people: readonly Person[],
  sessions: readonly Session[],
  { groupId = null, now }: { groupId?: string | null; now: Instant },
) {
  const newcomers = people.map((person) => ({ ...person, id: world.random.uuid() }));
  if (groupId === null) await store.standAlone(tx, list, people.map(({ email }) => email)); // prettier-ignore
  const listed = await store.insertListed(tx, list, newcomers, { groupId, now });
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
    const people = [...fits, ...already].map((one) => one.person);
    const { listed, added } = await putOnList(tx, world, list.value, people, await lockSessionsOf(tx, list.value), { now });
    await noteAdded(tx, world, who, added, now);
    return fine({ added: listed.length, already: read.twice + already.length, bad: [...read.bad, ...tooMany] });
  });
  world.poke();
  return outcome;
}

const by = (who: Member, at: Instant) => ({ institutionId: who.institutionId, at, who: who.name, memberId: who.id });

/** What the history of each session tells of it. */
export async function noteAdded(tx: Tx, { random }: Pick<World, "random">, who: Member, added: ReadonlyMap<string, number>, now: Instant): Promise<void> {
  for (const [sessionId, count] of added) if (count > 0) await note(tx, random, { ...by(who, now), sessionId, what: "attendees_added", details: { count } });
}

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
  const { gone, out } = await takeOffAll(tx, world, list, [listedId], sessions, now);
  return gone.length === 0 ? null : out;
}

/** Who is off the list, and the sessions that they are out of, once for each. List and sessions are locked. */
export async function takeOffAll(
  tx: Tx,
  world: Pick<World, "clock" | "random" | "origin">,
  list: List,
  listedIds: readonly string[],
  sessions: readonly Session[],
  now: Instant,
): Promise<{ gone: string[]; out: string[] }> {
  const places = await store.attendeesListedAs(tx, list.institutionId, listedIds);
  const gone = await store.deleteListed(tx, list.institutionId, list.id, listedIds);
  if (gone.length === 0) return { gone, out: [] };
  const coming = sessions.filter((one) => !isBehind(one, now));
  return { gone, out: await takeOutAllAndTell(tx, world, coming, places, now) };
}
