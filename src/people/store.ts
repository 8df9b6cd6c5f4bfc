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
});

export const institutionById = (tx: Tx, id: string): Promise<Institution | null> =>
  tx.one(toInstitution, sql`select * from institutions where institution_id = ${id}`);

export const allInstitutions = (tx: Tx): Promise<Institution[]> => tx.list(toInstitution, sql`select * from institutions order by institution_id`);

/** `zoom`: which Zoom it lives with. */
export const insertInstitution = (tx: Tx, id: string, s: Settings, zoom: "real" | "sandbox" = "real"): Promise<number> =>
  tx.run(sql`insert into institutions (institution_id, settings, zoom) values (${id}, ${json(s)}, ${zoom})`);

/** 0 rows: somebody else saved meanwhile. */
export const saveSettings = (tx: Tx, id: string, s: Settings, revision: number): Promise<number> =>
  tx.run(sql`update institutions set settings = ${json(s)}, revision = revision + 1 where institution_id = ${id} and revision = ${revision}`);

export const insertMember = (tx: Tx, m: Member): Promise<number> =>
  tx.run(sql`insert into members (institution_id, id, person_id, name, email, role, language, zone)
    values (${m.institutionId}, ${m.id}, ${m.personId}, ${m.name}, ${m.email}, ${m.role}, ${m.language}, ${m.zone})`);

/** Somebody whom the institution's single sign-on brought. Coming twice at once is coming once. */
export const insertNewcomer = (tx: Tx, m: Member): Promise<number> =>
  tx.run(sql`insert into members (institution_id, id, person_id, name, email, role, language, zone)
    values (${m.institutionId}, ${m.id}, ${m.personId}, ${m.name}, ${m.email}, ${m.role}, ${m.language}, ${m.zone}) on conflict do nothing`);

/** A person's membership; the first, as long as nobody chooses among several. Where the sign-in is by single sign-on, only that of the institution whose it is. */
export const memberOfPerson = (tx: Tx, personId: string, signInId: string | null = null): Promise<Member | null> =>
  tx.one(
    toMember,
    sql`select m.* from members m left join sign_ins s on s.id = ${signInId} and s."userId" = m.person_id
      where m.person_id = ${personId} and (s."onlyInstitution" is null or s."onlyInstitution" = m.institution_id) order by m.institution_id limit 1`,
  );

/** Whose address this is, in the first of their institutions; null for strangers, and for who is member of none. */
export const memberByAddress = (tx: Tx, email: string): Promise<Member | null> =>
  tx.one(toMember, sql`select m.* from people p join members m on m.person_id = p.id where p.email = ${email} order by m.institution_id limit 1`);

/** The same, in one institution. */
export const memberByAddressIn = (tx: Tx, institutionId: string, email: string): Promise<Member | null> =>
  tx.one(toMember, sql`select m.* from people p join members m on m.person_id = p.id where m.institution_id = ${institutionId} and p.email = ${email}`);

export const personByAddress = (tx: Tx, email: string): Promise<string | null> =>
  tx.one((r) => r.id as string, sql`select id from people where email = ${email}`);

export const requiresTwoFactor = async (tx: Tx, institutionId: string): Promise<boolean> =>
  (await tx.one(
    (r) => r.required === true,
    sql`select (settings ->> 'requireTwoFactor')::boolean as required from institutions where institution_id = ${institutionId}`,
  )) ?? false;

export const membersOf = (tx: Tx, institutionId: string): Promise<Member[]> =>
  tx.list(toMember, sql`select * from members where institution_id = ${institutionId} order by name, id`);

export const saveMember = (tx: Tx, m: Member): Promise<number> =>
  tx.run(sql`update members set name = ${m.name}, language = ${m.language}, zone = ${m.zone} where institution_id = ${m.institutionId} and id = ${m.id}`);

/** Whose rooms are to be compared with Zoom by now: once a night, or because Zoom told of a change. The next time is written down at once. */
export const takeUpkeep = (tx: Tx, now: Instant, next: Instant): Promise<string[]> =>
  tx.list(
    (r) => r.institution_id as string,
    sql`update institutions set upkeep_at = ${at(next)} where upkeep_at is null or upkeep_at <= ${at(now)} returning institution_id`,
  );

export const askForUpkeep = (tx: Tx, id: string): Promise<number> => tx.run(sql`update institutions set upkeep_at = null where institution_id = ${id}`);
