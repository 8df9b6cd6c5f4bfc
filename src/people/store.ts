import type { Instant } from "../lib/time.ts";
import { at, json, sql, type Row, type Tx } from "../platform/database.ts";
import type { Institution, Settings } from "./institution.ts";
import type { Member } from "./member.ts";

const toInstitution = (r: Row): Institution => ({ id: r.institution_id, settings: r.settings, revision: r.revision });
const toMember = (r: Row): Member => ({
  institutionId: r.institution_id,
  id: r.id,
  personId: r.person_id,
  name: r.name,
  email: r.email,
  role: r.role,
  language: r.language,
  zone: r.zone,
  ...(r.left_at === null ? {} : { leftAt: r.left_at }),
});

export const institutionById = (tx: Tx, id: string): Promise<Institution | null> =>
  tx.one(toInstitution, sql`select * from institutions where institution_id = ${id}`);

export const allInstitutions = (tx: Tx): Promise<Institution[]> => tx.list(toInstitution, sql`select * from institutions order by institution_id`);

/** The one whose Zoom the sandbox plays, if this server has it. */
export const demoInstitution = (tx: Tx): Promise<Institution | null> =>
  tx.one(toInstitution, sql`select * from institutions where zoom = 'sandbox' order by institution_id limit 1`);

/** Whether somebody belongs to the demo alone, whose people's passwords everybody knows. */
export const isOfDemo = async (tx: Tx, personId: string): Promise<boolean> =>
  (await tx.one(
    (r) => r.is_it as boolean,
    sql`select coalesce(bool_and(i.zoom = 'sandbox'), false) as is_it from members m join institutions i on i.institution_id = m.institution_id where m.person_id = ${personId}`,
  )) === true;

/** `zoom`: which Zoom it lives with. */
export const insertInstitution = (tx: Tx, id: string, s: Settings, zoom: "real" | "sandbox" = "real"): Promise<number> =>
  tx.run(sql`insert into institutions (institution_id, settings, zoom) values (${id}, ${json(s)}, ${zoom})`);

/** 0 rows: somebody else saved meanwhile. */
export const saveSettings = (tx: Tx, id: string, s: Settings, revision: number): Promise<number> =>
  tx.run(sql`update institutions set settings = ${json(s)}, revision = revision + 1 where institution_id = ${id} and revision = ${revision}`);

export const insertMember = (tx: Tx, m: Member): Promise<number> =>
  tx.run(sql`insert into members (institution_id, id, person_id, name, email, role, language, zone)
    values (${m.institutionId}, ${m.id}, ${m.personId}, ${m.name}, ${m.email}, ${m.role}, ${m.language}, ${m.zone})`);

/** Somebody whom the institution's single sign-on brought. Coming twice at once is coming once; who was removed does not come back by this way. */
export const insertNewcomer = (tx: Tx, m: Member): Promise<number> =>
  tx.run(sql`insert into members (institution_id, id, person_id, name, email, role, language, zone)
    values (${m.institutionId}, ${m.id}, ${m.personId}, ${m.name}, ${m.email}, ${m.role}, ${m.language}, ${m.zone}) on conflict do nothing`);

/**
 * A person's membership where this sign-in works: in the institution that was chosen for it, as long as the person is a member there, else in the first.
 * Where the sign-in is by single sign-on, only that of the institution whose it is. With whether that one insists on a second step.
 */
export const memberOfPerson = (tx: Tx, personId: string, signInId: string): Promise<{ member: Member; requiresTwoFactor: boolean } | null> =>
  tx.one(
    (r) => ({ member: toMember(r), requiresTwoFactor: r.requires_two_factor === true }),
    sql`select m.*, (i.settings ->> 'requireTwoFactor')::boolean as requires_two_factor
      from members m join institutions i on i.institution_id = m.institution_id left join sign_ins s on s.id = ${signInId} and s."userId" = m.person_id
      where m.person_id = ${personId} and m.left_at is null and (s."onlyInstitution" is null or s."onlyInstitution" = m.institution_id)
      order by m.institution_id = s."institutionId" desc nulls last, m.institution_id limit 1`,
  );

/** Whose address this is, in the first of their institutions, a real one before the demo, whose mails everybody reads; null for strangers. Who has left them all still has an account, and comes back by an invitation only with it. */
export const memberByAddress = (tx: Tx, email: string): Promise<Member | null> =>
  tx.one(
    toMember,
    sql`select m.* from people p join members m on m.person_id = p.id join institutions i on i.institution_id = m.institution_id
      where p.email = ${email} order by i.zoom = 'sandbox', m.left_at is not null, m.institution_id limit 1`,
  );

/** The same, in one institution; also of somebody who has left it. */
export const memberByAddressIn = (tx: Tx, institutionId: string, email: string): Promise<Member | null> =>
  tx.one(toMember, sql`select m.* from people p join members m on m.person_id = p.id where m.institution_id = ${institutionId} and p.email = ${email}`);

export const personByAddress = (tx: Tx, email: string): Promise<string | null> =>
  tx.one((r) => r.id as string, sql`select id from people where email = ${email}`);

/** Whether the address is proven to be the person's. */
export const hasVerified = async (tx: Tx, personId: string, email: string): Promise<boolean> =>
  (await tx.one((r) => r.id as string, sql`select id from people where id = ${personId} and lower(email) = ${email.toLowerCase()} and "emailVerified"`)) !==
  null;

export type Membership = { id: string; name: string };

/** The institutions in which a person may work by this sign-in. */
export const institutionsOf = (tx: Tx, personId: string, onlyInstitution: string | null): Promise<Membership[]> =>
  tx.list(
    (r) => ({ id: r.institution_id, name: r.name }),
    sql`select i.institution_id, i.settings ->> 'name' as name from members m join institutions i on i.institution_id = m.institution_id
      where m.person_id = ${personId} and m.left_at is null and (${onlyInstitution}::uuid is null or m.institution_id = ${onlyInstitution})
      order by lower(i.settings ->> 'name'), i.institution_id`,
  );

/** From now on this sign-in works there; 0 rows: the person is no member there, or came by another's single sign-on. */
export const chooseInstitution = (tx: Tx, signInId: string, personId: string, institutionId: string): Promise<number> =>
  tx.run(sql`update sign_ins s set "institutionId" = m.institution_id from members m
    where s.id = ${signInId} and s."userId" = ${personId} and m.person_id = s."userId" and m.institution_id = ${institutionId} and m.left_at is null
      and (s."onlyInstitution" is null or s."onlyInstitution" = m.institution_id)`);

/** All who are or were members: past sessions name those who have left. */
export const membersOf = (tx: Tx, institutionId: string): Promise<Member[]> =>
  tx.list(toMember, sql`select * from members where institution_id = ${institutionId} order by name, id`);

export const saveMember = (tx: Tx, m: Member): Promise<number> =>
  tx.run(sql`update members set name = ${m.name}, language = ${m.language}, zone = ${m.zone} where institution_id = ${m.institutionId} and id = ${m.id}`);

/** Whose rooms are to be compared with Zoom by now: once a night, or because Zoom told of a change. The next time is written down at once. */
export const takeUpkeep = async (tx: Tx, now: Instant, next: Instant): Promise<string[]> =>
  (
    await tx.list(
      (r) => r.institution_id as string,
      sql`update institutions set upkeep_at = ${at(next)} where upkeep_at is null or upkeep_at <= ${at(now)} returning institution_id`,
    )
  ).toSorted(); // a database gives them in the order in which they happen to lie

export const askForUpkeep = (tx: Tx, id: string): Promise<number> => tx.run(sql`update institutions set upkeep_at = null where institution_id = ${id}`);

export const memberById = (tx: Tx, institutionId: string, id: string): Promise<Member | null> =>
  tx.one(toMember, sql`select * from members where institution_id = ${institutionId} and id = ${id}`);

export const membersAmong = (tx: Tx, institutionId: string, ids: readonly string[]): Promise<Member[]> =>
  tx.list(toMember, sql`select * from members where institution_id = ${institutionId} and id = any(${ids}::uuid[])`);

/** These, and whoever administers: all whom anything about these can be told to. */
export const membersConcerned = (tx: Tx, institutionId: string, ids: readonly string[]): Promise<Member[]> =>
  tx.list(toMember, sql`select * from members where institution_id = ${institutionId} and (id = any(${ids}::uuid[]) or role <> 'organizer') order by name, id`);

/** One change of who is what at a time, so that two owners can't both make way for the other. */
export const lockMembers = (tx: Tx, institutionId: string): Promise<number> => tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${institutionId}, 8))`);

export const saveRole = (tx: Tx, m: Pick<Member, "institutionId" | "id">, role: Member["role"]): Promise<number> =>
  tx.run(sql`update members set role = ${role} where institution_id = ${m.institutionId} and id = ${m.id}`);

export const saveLeft = (tx: Tx, m: Pick<Member, "institutionId" | "id">, now: Instant): Promise<number> =>
  tx.run(sql`update members set left_at = ${at(now)} where institution_id = ${m.institutionId} and id = ${m.id}`);

/** A person who comes, or comes back, to an institution; the row of somebody who had left is taken up again. */
export const insertOrReturn = (tx: Tx, m: Member): Promise<Member | null> =>
  tx.one(
    toMember,
    sql`insert into members as m (institution_id, id, person_id, name, email, role, language, zone)
      values (${m.institutionId}, ${m.id}, ${m.personId}, ${m.name}, ${m.email}, ${m.role}, ${m.language}, ${m.zone})
      on conflict (institution_id, person_id) do update set left_at = null,
        role = case when m.left_at is null then m.role else excluded.role end, name = excluded.name, email = excluded.email returning *`,
  );

// People: the sign-in library's rows, which belong to no institution -------------------------------------------------

export type Person = { id: string; name: string; email: string };
const toPerson = (r: Row): Person => ({ id: r.id, name: r.name, email: r.email });

export const personById = (tx: Tx, id: string): Promise<Person | null> => tx.one(toPerson, sql`select id, name, email from people where id = ${id}`);

export const personByEmail = (tx: Tx, email: string): Promise<Person | null> =>
  tx.one(toPerson, sql`select id, name, email from people where email = ${email.toLowerCase()}`);

/**
 * Somebody who signs in by e-mail and password, as the library itself would write it, but in our transaction; without a password by mailed link or single
 * sign-on only. 0 rows: the address has an account already.
 */
export async function insertPerson(tx: Tx, p: Person & { passwordHash: string | null; isVerified: boolean }, now: Instant): Promise<number> {
  const added = await tx.run(sql`insert into people (id, name, email, "emailVerified", "createdAt", "updatedAt")
    values (${p.id}, ${p.name}, ${p.email.toLowerCase()}, ${p.isVerified}, ${at(now)}, ${at(now)}) on conflict (email) do nothing`);
  if (added === 0 || p.passwordHash === null) return added;
  return tx.run(sql`insert into sign_in_methods (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
    values (${p.id}, ${p.id}, 'credential', ${p.id}, ${p.passwordHash}, ${at(now)}, ${at(now)})`);
}

/** Whoever opened what was mailed to the address has proven it. */
export const saveVerified = (tx: Tx, personId: string): Promise<number> => tx.run(sql`update people set "emailVerified" = true where id = ${personId}`);
