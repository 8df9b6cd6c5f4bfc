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

/** A person's membership; the first, as long as nobody chooses among several. */
export const memberOfPerson = (tx: Tx, personId: string): Promise<Member | null> =>
  tx.one(toMember, sql`select * from members where person_id = ${personId} order by institution_id limit 1`);

export const membersOf = (tx: Tx, institutionId: string): Promise<Member[]> =>
  tx.list(toMember, sql`select * from members where institution_id = ${institutionId} order by name, id`);

export const saveMember = (tx: Tx, m: Member): Promise<number> =>
  tx.run(sql`update members set language = ${m.language}, zone = ${m.zone} where institution_id = ${m.institutionId} and id = ${m.id}`);

/** Whose rooms are to be compared with Zoom by now: once a night, or because Zoom told of a change. The next time is written down at once. */
export const takeUpkeep = (tx: Tx, now: Instant, next: Instant): Promise<string[]> =>
  tx.list(
    (r) => r.institution_id as string,
    sql`update institutions set upkeep_at = ${at(next)} where upkeep_at is null or upkeep_at <= ${at(now)} returning institution_id`,
  );

export const askForUpkeep = (tx: Tx, id: string): Promise<number> => tx.run(sql`update institutions set upkeep_at = null where institution_id = ${id}`);
