import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { iso } from "../../lib/time.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { memberById } from "../../people/actions.ts";
import type { AttendeeGroupDetail, GroupHead } from "./contract.ts";
import { whyNotManageGroup, whyNotRegister, type Group } from "./group.ts";
import * as store from "./store.ts";

export { giveGroups, groupById, lockGroup as lockedGroup, peopleOf } from "./store.ts";

/** Groups that somebody may manage, and those of administrators, which everybody may register. */
export async function groupsFor({ db }: Pick<World, "db">, who: Member): Promise<GroupHead[]> {
  const groups = await store.groupsOf(db, who.institutionId);
  return groups.filter((one) => whyNotRegister(one, one.ownerRole, who) === null).map((one) => headOf(one, who));
}

const headOf = (one: store.GroupRow, who: Member): GroupHead => ({
  id: one.id,
  name: one.name,
  owner: one.owner,
  people: one.people,
  lists: one.lists,
  manages: whyNotManageGroup(one, who) === null,
});

/** Those of a list, and of a course by its list. */
export const groupsOfList = async (tx: Tx, institutionId: string, listId: string): Promise<{ id: string; name: string; people: number }[]> =>
  (await store.groupsOfList(tx, institutionId, listId)).map(({ id, name, people }) => ({ id, name, people }));

export async function makeGroup({ db, clock }: Pick<World, "db" | "clock">, who: Member, { id, name }: { id: string; name: string }): Promise<Outcome<true>> {
  await store.insertGroup(db, { institutionId: who.institutionId, id, name, ownerId: who.id, madeAt: clock.now() });
  const made = await store.groupById(db, who.institutionId, id);
  return made?.ownerId === who.id ? fine(true) : refused("not_found");
}

/** The group, for whoever may manage it. */
export async function managedGroup(tx: Tx, who: Member, id: string, lock: "lock" | "look" = "look"): Promise<Outcome<Group>> {
  const group = await (lock === "lock" ? store.lockGroup : store.groupById)(tx, who.institutionId, id);
  if (group === null) return refused("not_found");
  const why = whyNotManageGroup(group, who);
  return why === null ? fine(group) : refused(why);
}

export async function renameGroup({ db }: Pick<World, "db">, who: Member, id: string, name: string): Promise<Outcome<true>> {
  const group = await managedGroup(db, who, id);
  if (!group.ok) return group;
  await store.saveName(db, who.institutionId, id, name);
  return fine(true);
}

/** The group is no more: nobody leaves a list or a course by this, each is there by themselves from now on. */
export async function deleteGroup({ db }: Pick<World, "db">, who: Member, id: string): Promise<Outcome<true>> {
  return db.transaction(async (tx): Promise<Outcome<true>> => {
    const group = await managedGroup(tx, who, id, "lock");
    if (!group.ok) return group;
    await store.deleteGroup(tx, who.institutionId, id);
    return fine(true);
  });
}

export async function showGroup({ db }: Pick<World, "db">, who: Member, id: string): Promise<Outcome<AttendeeGroupDetail>> {
  const group = await managedGroup(db, who, id);
  if (!group.ok) return group;
  const { institutionId, name, ownerId } = group.value;
  const people = await store.peopleOf(db, institutionId, id);
  const lists = await store.listsFor(db, institutionId, id, isAdmin(who) ? null : who.id);
  const told = ({ id: listId, name: called, courseId }: store.ListOf) => ({ id: listId, name: called, courseId });
  return fine({
    id,
    name,
    owner: (await memberById(db, institutionId, ownerId))?.name ?? "",
    people: people.map((one) => ({ id: one.id, name: one.name, email: one.email, addedAt: iso(one.addedAt) })),
    lists: lists.filter(({ has }) => has).map((list) => ({ ...told(list), mine: isAdmin(who) || list.ownerId === who.id })),
    choices: lists.filter(({ has }) => !has).map(told),
  });
}
