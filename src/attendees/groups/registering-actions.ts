import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Instant } from "../../lib/time.ts";
import { memberById } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { lockSessions } from "../../sessions/actions.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { MOST_ATTENDEES } from "../actions.ts";
import { countListed, lockedList, managed, noteAdded, putOnList, takeOffAll } from "../lists/actions.ts";
import type { List } from "../lists/list.ts";
import { sessionIdsOf } from "../lists/store.ts";
import { whyNotRegister, type Group } from "./group.ts";
import * as store from "./store.ts";

export type Acting = Pick<World, "db" | "clock" | "random" | "secrets" | "origin" | "poke">;

/** Nobody else changes any of it until the transaction ends. `room`: for how many more people. */
export type Locked = { list: List; sessions: Session[]; room: number };

/** All lists, then all sessions to which their people come, each in the order in which everybody locks them. */
export async function lockLists(tx: Tx, institutionId: string, ids: readonly string[]): Promise<Locked[]> {
  const lists: List[] = [];
  for (const id of ids.toSorted()) {
    const list = await lockedList(tx, institutionId, id);
    if (list !== null) lists.push(list);
  }
  await lockSessions(tx, institutionId, await sessionIdsOf(tx, institutionId, ids, "reached"));
  const locked: Locked[] = [];
  for (const list of lists) {
    const sessions = await lockSessions(tx, institutionId, await sessionIdsOf(tx, institutionId, [list.id], "reached"));
    locked.push({ list, sessions, room: MOST_ATTENDEES - (await countListed(tx, institutionId, list.id)) });
  }
  return locked;
}

type Whose = { institutionId: string; listId: string; groupIds: readonly string[] };

/**
 * Registers groups with a list, and so with the course whose people it is: for whoever manages the list already. Everybody in them is on it from now on, and
 * who comes into a group later. Refuses groups of other organizers, and more people than a list holds.
 */
export async function registerGroups(tx: Tx, world: Omit<Acting, "db" | "poke">, who: Member, whose: Whose, now: Instant): Promise<Outcome<true>> {
  const { institutionId, listId, groupIds } = whose;
  const groups: Group[] = [];
  for (const id of [...new Set(groupIds)].toSorted()) {
    const group = await store.lockGroup(tx, institutionId, id);
    if (group === null) return refused("not_found");
    const owner = await memberById(tx, institutionId, group.ownerId);
    const why = whyNotRegister(group, owner?.role ?? "organizer", who);
    if (why !== null) return refused(why);
    groups.push(group);
  }
  for (const group of groups) {
    const [locked] = await lockLists(tx, institutionId, [listId]);
    if (locked === undefined) return refused("not_found");
    const people = await store.peopleOf(tx, institutionId, group.id);
    if (people.length > locked.room) return refused("group_too_large", { values: { most: MOST_ATTENDEES } });
    await store.insertRegistered(tx, institutionId, listId, group.id);
    await bring(tx, world, who, locked, group, people, now);
  }
  return fine(true);
}

/** The same by hand, of one group and a list of one's own. */
export async function addGroupToList(world: Acting, who: Member, listId: string, groupId: string): Promise<Outcome<true>> {
  const now = world.clock.now();
  const list = await managed(world.db, who, listId);
  if (!list.ok) return list;
  const whose = { institutionId: who.institutionId, listId, groupIds: [groupId] };
  const outcome = await world.db.transaction((tx) => registerGroups(tx, world, who, whose, now));
  world.poke();
  return outcome;
}

/** Whoever is on the list by this group alone leaves it, and what is still to come of it. Who manages the list may do so, whosever the group is. */
export async function removeGroupFromList(world: Acting, who: Member, listId: string, groupId: string): Promise<Outcome<true>> {
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<true>> => {
    await store.lockGroup(tx, who.institutionId, groupId);
    const list = await managed(tx, who, listId);
    if (!list.ok) return list;
    const [locked] = await lockLists(tx, who.institutionId, [listId]);
    if (locked === undefined || (await store.deleteRegistered(tx, who.institutionId, listId, groupId)) === 0) return refused("not_found");
    const out = await takeAway(tx, world, locked, groupId, await store.peopleOf(tx, who.institutionId, groupId), now);
    for (const [sessionId, those] of Map.groupBy(out, (one) => one)) {
      const deed = { institutionId: who.institutionId, at: now, who: who.name, memberId: who.id, sessionId };
      await note(tx, world.random, { ...deed, what: "attendees_removed", details: { count: those.length } });
    }
    return fine(true);
  });
  world.poke();
  return outcome;
}

/** Onto the list by the group. Who is there already stays as is. Group, list and sessions are locked. */
export async function bring(
  tx: Tx,
  world: Omit<Acting, "db" | "poke">,
  who: Member,
  { list, sessions }: Locked,
  group: Group,
  people: readonly { name: string; email: string }[],
  now: Instant,
): Promise<void> {
  const plain = people.map(({ name, email }) => ({ name, email }));
  const { added } = await putOnList(tx, world, list, plain, sessions, { groupId: group.id, now });
  await noteAdded(tx, world, who, added, now);
}

/** Off the list, where neither another of its groups nor they themselves keep them. The sessions that they are out of, once for each. */
export async function takeAway(
  tx: Tx,
  world: Pick<World, "clock" | "random" | "origin">,
  { list, sessions }: Locked,
  groupId: string,
  people: readonly { email: string }[],
  now: Instant,
): Promise<string[]> {
  const emails = people.map(({ email }) => email);
  await store.handOver(tx, list.institutionId, list.id, groupId, emails);
  const ids = await store.listedBy(tx, list.institutionId, list.id, groupId, emails);
  return ids.length === 0 ? [] : (await takeOffAll(tx, world, list, ids, sessions, now)).out;
}
