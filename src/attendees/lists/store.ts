import type { Person } from "../../lib/person-lines.ts";
import type { Instant } from "../../lib/time.ts";
import { at, json, sql, type Row, type Tx } from "../../platform/database.ts";
import type { List, Listed } from "./list.ts";

const toList = (r: Row): List => ({ institutionId: r.institution_id, id: r.id, name: r.name, ownerId: r.owner_id, madeAt: r.made_at });
const toListed = (r: Row): Listed => ({
  institutionId: r.institution_id,
  id: r.id,
  listId: r.list_id,
  name: r.name,
  email: r.email,
  addedAt: r.added_at,
  groupId: r.group_id,
});

/** Asking twice makes one. */
export const insertList = (tx: Tx, l: List): Promise<number> =>
  tx.run(sql`insert into attendee_lists (institution_id, id, name, owner_id, made_at) values (${l.institutionId}, ${l.id}, ${l.name}, ${l.ownerId}, ${at(l.madeAt)})
    on conflict do nothing`);

export const listById = (tx: Tx, institutionId: string, id: string): Promise<List | null> =>
  tx.one(toList, sql`select * from attendee_lists where institution_id = ${institutionId} and id = ${id}`);

/** Nobody else changes who is on it, or what it serves, until the transaction ends. */
export const lockList = (tx: Tx, institutionId: string, id: string): Promise<List | null> =>
  tx.one(toList, sql`select * from attendee_lists where institution_id = ${institutionId} and id = ${id} for update`);

export type ListRow = List & { owner: string; people: number; sessions: number };

/** Of a course: what it is called, and whose it is. */
export const saveList = (tx: Tx, institutionId: string, id: string, { name, ownerId }: { name: string; ownerId: string }): Promise<number> =>
  tx.run(sql`update attendee_lists set name = ${name}, owner_id = ${ownerId} where institution_id = ${institutionId} and id = ${id}`);

/** Those that serve something of theirs that is still to come, or running, with another owner from now on. What serves only what is over stays with whoever made it. */
export const giveLists = (tx: Tx, institutionId: string, from: string, to: string, now: Instant): Promise<number> =>
  tx.run(sql`update attendee_lists l set owner_id = ${to} where l.institution_id = ${institutionId} and l.owner_id = ${from}
    and exists (select from sessions s where s.institution_id = l.institution_id and s.list_id = l.id and s.organizer_id = ${from}
      and s.status in ('waiting', 'placed') and s.over_at is null and s.ends_at > ${at(now)})`);

/** Without those of courses, which are found by their course. */
export const listsOf = (tx: Tx, institutionId: string, ownerId: string | null): Promise<ListRow[]> =>
  tx.list(
    (r) => ({ ...toList(r), owner: r.owner, people: Number(r.people), sessions: Number(r.sessions) }),
    sql`select l.*, m.name as owner,
        (select count(*) from listed_people p where p.institution_id = l.institution_id and p.list_id = l.id) as people,
        (select count(*) from sessions s where s.institution_id = l.institution_id and s.list_id = l.id) as sessions
      from attendee_lists l join members m on m.institution_id = l.institution_id and m.id = l.owner_id
      where l.institution_id = ${institutionId} and (${ownerId}::uuid is null or l.owner_id = ${ownerId})
        and not exists (select from courses c where c.institution_id = l.institution_id and c.list_id = l.id) order by l.made_at desc, l.id limit 500`,
  );

export const saveName = (tx: Tx, institutionId: string, id: string, name: string): Promise<number> =>
  tx.run(sql`update attendee_lists set name = ${name} where institution_id = ${institutionId} and id = ${id}`);

/** With who is on it, its page and who registered there. No session has it any more. */
export const deleteList = (tx: Tx, institutionId: string, id: string): Promise<number> =>
  tx.run(sql`delete from attendee_lists where institution_id = ${institutionId} and id = ${id}`);

export const listedOf = (tx: Tx, institutionId: string, listId: string): Promise<Listed[]> =>
  tx.list(toListed, sql`select * from listed_people where institution_id = ${institutionId} and list_id = ${listId} order by name, email, id`);

export const countListed = async (tx: Tx, institutionId: string, listId: string): Promise<number> =>
  (await tx.one((r) => Number(r.count), sql`select count(*) as count from listed_people where institution_id = ${institutionId} and list_id = ${listId}`))!;

export const listedByEmail = (tx: Tx, institutionId: string, listId: string, email: string): Promise<Listed | null> =>
  tx.one(toListed, sql`select * from listed_people where institution_id = ${institutionId} and list_id = ${listId} and lower(email) = lower(${email})`);

/** One statement for all; only those who came anew are returned. */
export async function insertListed(
  tx: Tx,
  list: List,
  people: readonly (Person & { id: string })[],
  { groupId, now }: { groupId: string | null; now: Instant },
): Promise<Listed[]> {
  if (people.length === 0) return [];
  return tx.list(
    toListed,
    sql`insert into listed_people (institution_id, id, list_id, name, email, added_at, group_id)
      select ${list.institutionId}::uuid, id, ${list.id}::uuid, name, email, ${at(now)}::timestamptz, ${groupId}::uuid
      from jsonb_to_recordset(${json(people)}::jsonb) as p (id uuid, name text, email text)
      on conflict (institution_id, list_id, lower(email)) do nothing returning *`,
  );
}

/** They are on it by themselves from now on, and stay when their group goes. */
export const standAlone = (tx: Tx, { institutionId, id }: List, emails: readonly string[]): Promise<number> =>
  tx.run(sql`update listed_people set group_id = null where institution_id = ${institutionId} and list_id = ${id} and group_id is not null
    and lower(email) = any(${emails.map((email) => email.toLowerCase())}::text[])`);

export const deleteListed = (tx: Tx, institutionId: string, listId: string, ids: readonly string[]): Promise<string[]> =>
  tx.list(
    (r) => r.id,
    sql`delete from listed_people where institution_id = ${institutionId} and list_id = ${listId} and id = any(${ids}::uuid[]) returning id`,
  );

/**
 * `all`: whatever it serves. `reached`: where those on it have rows, or had the chance to: a date of a course that is far ahead has none yet.
 * `own`: those that were chosen for it, no dates of a course.
 */
export type WhichSessions = "all" | "reached" | "own";

export const sessionIdsOf = (tx: Tx, institutionId: string, listIds: readonly string[], which: WhichSessions): Promise<string[]> =>
  tx.list(
    (r) => r.id,
    sql`select id from sessions where institution_id = ${institutionId} and list_id = any(${listIds}::uuid[])
      and (course_id is null or ${which === "all"} or (${which === "reached"} and spread_at is not null)) order by id`,
  );

// Dates far ahead ----------------------------------------------------------------------------------------------------

export const listIdOfCourse = (tx: Tx, institutionId: string, courseId: string): Promise<string | null> =>
  tx.one((r) => r.list_id, sql`select list_id from courses where institution_id = ${institutionId} and id = ${courseId}`);

/** The courses whose people are those of this list. */
export const coursesOfList = (tx: Tx, institutionId: string, listId: string): Promise<{ id: string; title: string }[]> =>
  tx.list(
    (r) => ({ id: r.id, title: r.title }),
    sql`select id, title from courses where institution_id = ${institutionId} and list_id = ${listId} order by title, id`,
  );

const UNREACHED = sql`course_id is not null and list_id is not null and spread_at is null and status in ('placed', 'waiting')`;

/** Lists with dates that begin before `until` and that nobody of theirs has come to. */
export const listsToSpread = (tx: Tx, until: Instant, most: number): Promise<{ institutionId: string; listId: string }[]> =>
  tx.list(
    (r) => ({ institutionId: r.institution_id, listId: r.list_id }),
    sql`select institution_id, list_id from sessions where ${UNREACHED} and starts_at <= ${at(until)} group by institution_id, list_id order by min(starts_at), list_id limit ${most}`,
  );

export const idsToSpread = (tx: Tx, institutionId: string, listId: string, until: Instant): Promise<string[]> =>
  tx.list(
    (r) => r.id,
    sql`select id from sessions where institution_id = ${institutionId} and list_id = ${listId} and ${UNREACHED} and starts_at <= ${at(until)} order by id`,
  );

export const saveSpread = (tx: Tx, institutionId: string, ids: readonly string[], now: Instant): Promise<number> =>
  tx.run(sql`update sessions set spread_at = ${at(now)} where institution_id = ${institutionId} and id = any(${ids}::uuid[])`);

export const listOfSession = (tx: Tx, institutionId: string, sessionId: string): Promise<{ id: string; name: string } | null> =>
  tx.one(
    (r) => ({ id: r.id, name: r.name }),
    sql`select l.id, l.name from sessions s join attendee_lists l on l.institution_id = s.institution_id and l.id = s.list_id where s.institution_id = ${institutionId} and s.id = ${sessionId}`,
  );

export const saveListOf = (tx: Tx, institutionId: string, sessionId: string, listId: string | null): Promise<number> =>
  tx.run(sql`update sessions set list_id = ${listId} where institution_id = ${institutionId} and id = ${sessionId}`);

/** Whoever came by the list stays, as one of this session alone. */
export const detach = (tx: Tx, institutionId: string, sessionId: string): Promise<number> =>
  tx.run(sql`update attendees set listed_id = null where institution_id = ${institutionId} and session_id = ${sessionId} and listed_id is not null`);

export const attendeesListedAs = (tx: Tx, institutionId: string, listedIds: readonly string[]): Promise<{ id: string; sessionId: string }[]> =>
  tx.list(
    (r) => ({ id: r.id, sessionId: r.session_id }),
    sql`select id, session_id from attendees where institution_id = ${institutionId} and listed_id = any(${listedIds}::uuid[]) order by session_id, id`,
  );

/** Sessions to come that have no list: somebody's, or everybody's. */
export const idsToChoose = (tx: Tx, institutionId: string, organizerId: string | null, now: Instant): Promise<string[]> =>
  tx.list(
    (r) => r.id,
    sql`select id from sessions where institution_id = ${institutionId} and list_id is null and status in ('placed', 'waiting') and ends_at > ${at(now)} and over_at is null
      and (${organizerId}::uuid is null or organizer_id = ${organizerId}) order by starts_at, id limit 200`,
  );
