import type { Person } from "../../lib/person-lines.ts";
import type { Instant } from "../../lib/time.ts";
import type { Role } from "../../people/contract.ts";
import { at, json, sql, type Row, type Tx } from "../../platform/database.ts";
import type { Group, GroupPerson } from "./group.ts";

const toGroup = (r: Row): Group => ({ institutionId: r.institution_id, id: r.id, name: r.name, ownerId: r.owner_id, madeAt: r.made_at });
const toPerson = (r: Row): GroupPerson => ({
  institutionId: r.institution_id,
  id: r.id,
  groupId: r.group_id,
  name: r.name,
  email: r.email,
  addedAt: r.added_at,
});

/** Asking twice makes one. */
export const insertGroup = (tx: Tx, g: Group): Promise<number> =>
  tx.run(sql`insert into attendee_groups (institution_id, id, name, owner_id, made_at) values (${g.institutionId}, ${g.id}, ${g.name}, ${g.ownerId}, ${at(g.madeAt)})
    on conflict do nothing`);

export const groupById = (tx: Tx, institutionId: string, id: string): Promise<Group | null> =>
  tx.one(toGroup, sql`select * from attendee_groups where institution_id = ${institutionId} and id = ${id}`);

/** Nobody else changes who is in it, or what it is registered with, until the transaction ends. */
export const lockGroup = (tx: Tx, institutionId: string, id: string): Promise<Group | null> =>
  tx.one(toGroup, sql`select * from attendee_groups where institution_id = ${institutionId} and id = ${id} for update`);

export type GroupRow = Group & { owner: string; ownerRole: Role; people: number; lists: number };

const GROUPS = sql`select g.*, m.name as owner, m.role as owner_role,
    (select count(*) from group_people p where p.institution_id = g.institution_id and p.group_id = g.id) as people,
    (select count(*) from list_groups l where l.institution_id = g.institution_id and l.group_id = g.id) as lists
  from attendee_groups g join members m on m.institution_id = g.institution_id and m.id = g.owner_id`;
const toGroupRow = (r: Row): GroupRow => ({ ...toGroup(r), owner: r.owner, ownerRole: r.owner_role, people: Number(r.people), lists: Number(r.lists) });

/** By name. */
export const groupsOf = (tx: Tx, institutionId: string): Promise<GroupRow[]> =>
  tx.list(toGroupRow, sql`${GROUPS} where g.institution_id = ${institutionId} order by lower(g.name), g.id limit 1000`);

/** Those that are registered with this list. */
export const groupsOfList = (tx: Tx, institutionId: string, listId: string): Promise<GroupRow[]> =>
  tx.list(
    toGroupRow,
    sql`${GROUPS} join list_groups o on o.institution_id = g.institution_id and o.group_id = g.id
      where g.institution_id = ${institutionId} and o.list_id = ${listId} order by lower(g.name), g.id`,
  );

export const saveName = (tx: Tx, institutionId: string, id: string, name: string): Promise<number> =>
  tx.run(sql`update attendee_groups set name = ${name} where institution_id = ${institutionId} and id = ${id}`);

/** All that somebody made, with another owner from now on. */
export const giveGroups = (tx: Tx, institutionId: string, from: string, to: string): Promise<number> =>
  tx.run(sql`update attendee_groups set owner_id = ${to} where institution_id = ${institutionId} and owner_id = ${from}`);

/** With who is in it. Whoever is on a list by it stays there. */
export async function deleteGroup(tx: Tx, institutionId: string, id: string): Promise<void> {
  await tx.run(sql`update listed_people set group_id = null where institution_id = ${institutionId} and group_id = ${id}`);
  await tx.run(sql`delete from attendee_groups where institution_id = ${institutionId} and id = ${id}`);
}

export const peopleOf = (tx: Tx, institutionId: string, groupId: string): Promise<GroupPerson[]> =>
  tx.list(toPerson, sql`select * from group_people where institution_id = ${institutionId} and group_id = ${groupId} order by name, email, id`);

/** One statement for all; only those who came anew are returned. */
export async function insertPeople(tx: Tx, group: Group, people: readonly (Person & { id: string })[], now: Instant): Promise<GroupPerson[]> {
  if (people.length === 0) return [];
  return tx.list(
    toPerson,
    sql`insert into group_people (institution_id, id, group_id, name, email, added_at)
      select ${group.institutionId}::uuid, id, ${group.id}::uuid, name, email, ${at(now)}::timestamptz from jsonb_to_recordset(${json(people)}::jsonb) as p (id uuid, name text, email text)
      on conflict (institution_id, group_id, lower(email)) do nothing returning *`,
  );
}

export const deletePerson = (tx: Tx, institutionId: string, groupId: string, id: string): Promise<GroupPerson | null> =>
  tx.one(toPerson, sql`delete from group_people where institution_id = ${institutionId} and group_id = ${groupId} and id = ${id} returning *`);

// The lists that it is registered with -------------------------------------------------------------------------------

export const insertRegistered = (tx: Tx, institutionId: string, listId: string, groupId: string): Promise<number> =>
  tx.run(sql`insert into list_groups (institution_id, list_id, group_id) values (${institutionId}, ${listId}, ${groupId}) on conflict do nothing`);

export const deleteRegistered = (tx: Tx, institutionId: string, listId: string, groupId: string): Promise<number> =>
  tx.run(sql`delete from list_groups where institution_id = ${institutionId} and list_id = ${listId} and group_id = ${groupId}`);

/** In the order in which everybody locks them. */
export const listIdsOf = (tx: Tx, institutionId: string, groupId: string): Promise<string[]> =>
  tx.list((r) => r.list_id, sql`select list_id from list_groups where institution_id = ${institutionId} and group_id = ${groupId} order by list_id`);

export type ListOf = { id: string; name: string; ownerId: string; courseId: string | null; has: boolean };

/** The lists that somebody manages, or everybody's, and those that it is registered with; by name. A course that is called off needs nobody. */
export const listsFor = (tx: Tx, institutionId: string, groupId: string, ownerId: string | null): Promise<ListOf[]> =>
  tx.list(
    (r) => ({ id: r.id, name: r.name, ownerId: r.owner_id, courseId: r.course_id, has: r.has }),
    sql`select l.id, coalesce(c.title, l.name) as name, l.owner_id, c.id as course_id, o.list_id is not null as has from attendee_lists l
      left join courses c on c.institution_id = l.institution_id and c.list_id = l.id
      left join list_groups o on o.institution_id = l.institution_id and o.list_id = l.id and o.group_id = ${groupId}
      where l.institution_id = ${institutionId} and (o.list_id is not null or (c.cancelled_at is null and (${ownerId}::uuid is null or l.owner_id = ${ownerId})))
      order by lower(coalesce(c.title, l.name)), l.id limit 2000`,
  );

/** Who is on the list by this group: another of its groups has them too, and keeps them there from now on. */
export const handOver = (tx: Tx, institutionId: string, listId: string, groupId: string, emails: readonly string[]): Promise<number> =>
  tx.run(sql`update listed_people p set group_id = o.group_id from (
      select distinct on (lower(g.email)) lower(g.email) as email, g.group_id from group_people g
        join list_groups l on l.institution_id = g.institution_id and l.group_id = g.group_id
      where g.institution_id = ${institutionId} and l.list_id = ${listId} and g.group_id <> ${groupId} order by lower(g.email), g.group_id) as o
    where p.institution_id = ${institutionId} and p.list_id = ${listId} and p.group_id = ${groupId} and lower(p.email) = o.email
      and o.email = any(${emails.map((email) => email.toLowerCase())}::text[])`);

/** Of these addresses, who is on the list by this group alone. */
export const listedBy = (tx: Tx, institutionId: string, listId: string, groupId: string, emails: readonly string[]): Promise<string[]> =>
  tx.list(
    (r) => r.id,
    sql`select id from listed_people where institution_id = ${institutionId} and list_id = ${listId} and group_id = ${groupId}
      and lower(email) = any(${emails.map((email) => email.toLowerCase())}::text[]) order by id`,
  );
