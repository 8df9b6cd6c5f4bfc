import type { Instant } from "../../lib/time.ts";
import type { Language } from "../../people/contract.ts";
import { at, json, sql, type Row, type Tx } from "../../platform/database.ts";
import { toWithLink, type WithLink } from "../store.ts";
import type { Panel } from "./panel.ts";

const toPanel = (r: Row): Panel => ({
  institutionId: r.institution_id,
  id: r.id,
  email: r.email,
  language: r.language,
  zone: r.zone,
  generation: r.generation,
  feedGeneration: r.feed_generation,
});

export const panelByToken = (tx: Tx, print: Uint8Array): Promise<Panel | null> => tx.one(toPanel, sql`select * from panels where token_print = ${print}`);
export const panelByFeed = (tx: Tx, print: Uint8Array): Promise<Panel | null> => tx.one(toPanel, sql`select * from panels where feed_print = ${print}`);

export const panelsBy = (tx: Tx, institutionId: string, emails: readonly string[]): Promise<Panel[]> =>
  tx.list(toPanel, sql`select * from panels where institution_id = ${institutionId} and email = any(${emails}::text[])`);

export type NewPanel = Pick<Panel, "institutionId" | "id" | "email"> & { tokenPrint: Uint8Array; feedPrint: Uint8Array };

/** Those that were made: who has one already keeps it. */
export async function insertPanels(tx: Tx, panels: readonly NewPanel[], now: Instant): Promise<Panel[]> {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
  const rows = panels.map((p) => ({ institution_id: p.institutionId, id: p.id, email: p.email, token: hex(p.tokenPrint), feed: hex(p.feedPrint) }));
  return tx.list(
    toPanel,
    sql`insert into panels (institution_id, id, email, token_print, feed_print, made_at)
    select institution_id, id, email, decode(token, 'hex'), decode(feed, 'hex'), ${at(now)}::timestamptz
    from jsonb_to_recordset(${json(rows)}::jsonb) as p (institution_id uuid, id uuid, email text, token text, feed text)
    order by institution_id, email on conflict do nothing returning *`,
  );
}

export type Addressee = { institutionId: string; attendeeId: string; generation: number; email: string; panel: Pick<Panel, "id" | "generation"> | null };

/** What the addresses of these attendees are made from. */
export const addresseesOf = (tx: Tx, attendees: readonly { institutionId: string; attendeeId: string }[]): Promise<Addressee[]> =>
  tx.list(
    (r) => ({
      institutionId: r.institution_id,
      attendeeId: r.id,
      generation: r.generation,
      email: r.email,
      panel: r.panel_id === null ? null : { id: r.panel_id, generation: r.panel_generation },
    }),
    sql`select a.institution_id, a.id, a.generation, lower(a.email) as email, p.id as panel_id, p.generation as panel_generation
      from jsonb_to_recordset(${json(attendees.map((one) => ({ institution_id: one.institutionId, id: one.attendeeId })))}::jsonb) as sought (institution_id uuid, id uuid)
      join attendees a on a.institution_id = sought.institution_id and a.id = sought.id
      left join panels p on p.institution_id = a.institution_id and p.email = lower(a.email)`,
  );

/** Every place of a person in one institution's sessions. */
export const placesOf = (tx: Tx, { institutionId, email }: Pick<Panel, "institutionId" | "email">): Promise<WithLink[]> =>
  tx.list(toWithLink, sql`select * from attendees where lower(email) = ${email} and institution_id = ${institutionId} order by added_at, id limit 2000`);

/** Where a person is in some list, or registered for a course, with a name to write to. */
export const institutionsOf = (tx: Tx, email: string): Promise<{ institutionId: string; name: string }[]> =>
  tx.list(
    (r) => ({ institutionId: r.institution_id, name: r.name }),
    sql`select distinct on (institution_id) institution_id, name from (
        select institution_id, name, added_at, id from attendees where lower(email) = ${email}
        union all select p.institution_id, p.name, p.added_at, p.id from listed_people p
          join courses c on c.institution_id = p.institution_id and c.list_id = p.list_id and c.cancelled_at is null where lower(p.email) = ${email}) as places
      order by institution_id, added_at desc, id`,
  );

// Courses ------------------------------------------------------------------------------------------------------------

/** Of those sessions that are dates of one. */
export const coursesOfSessions = async (tx: Tx, institutionId: string, sessionIds: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(
    await tx.list(
      (r): [string, string] => [r.id, r.course_id],
      sql`select id, course_id from sessions where institution_id = ${institutionId} and id = any(${sessionIds}::uuid[]) and course_id is not null`,
    ),
  );

export type CourseNamed = { id: string; title: string; zone: string };

export const coursesNamed = (tx: Tx, institutionId: string, ids: readonly string[]): Promise<CourseNamed[]> =>
  tx.list(
    (r) => ({ id: r.id, title: r.title, zone: r.zone }),
    sql`select id, title, zone from courses where institution_id = ${institutionId} and id = any(${ids}::uuid[]) order by title, id`,
  );

export type DateAhead = { sessionId: string; courseId: string; start: Instant };

/** Dates of courses whose list the person is on, where nobody has a row yet; the soonest first. */
export const datesAhead = (tx: Tx, { institutionId, email }: Pick<Panel, "institutionId" | "email">, now: Instant): Promise<DateAhead[]> =>
  tx.list(
    (r) => ({ sessionId: r.id, courseId: r.course_id, start: r.starts_at }),
    sql`select s.id, s.course_id, s.starts_at from listed_people p
        join courses c on c.institution_id = p.institution_id and c.list_id = p.list_id
        join sessions s on s.institution_id = c.institution_id and s.course_id = c.id
      where p.institution_id = ${institutionId} and lower(p.email) = ${email} and s.spread_at is null and s.status in ('placed', 'waiting') and s.starts_at > ${at(now)}
        and not exists (select from attendees a where a.institution_id = s.institution_id and a.session_id = s.id and lower(a.email) = ${email})
      order by s.starts_at, s.id limit 2000`,
  );

export const saveChoice = (tx: Tx, { institutionId, id }: Panel, language: Language | null, zone: string | null): Promise<number> =>
  tx.run(sql`update panels set language = ${language}, zone = ${zone} where institution_id = ${institutionId} and id = ${id}`);

/** What somebody chose on the panel stays; what nobody chose yet is as told. */
export const chooseFirst = (
  tx: Tx,
  { institutionId, email }: Pick<Panel, "institutionId" | "email">,
  language: Language,
  zone: string | null,
): Promise<number> =>
  tx.run(
    sql`update panels set language = coalesce(language, ${language}), zone = coalesce(zone, ${zone}) where institution_id = ${institutionId} and email = ${email}`,
  );

/** 0 rows: somebody made it anew meanwhile. */
export const saveToken = (tx: Tx, { institutionId, id, generation }: Panel, print: Uint8Array): Promise<number> =>
  tx.run(
    sql`update panels set generation = generation + 1, token_print = ${print} where institution_id = ${institutionId} and id = ${id} and generation = ${generation}`,
  );

export const saveFeed = (tx: Tx, { institutionId, id, feedGeneration }: Panel, print: Uint8Array): Promise<number> =>
  tx.run(
    sql`update panels set feed_generation = feed_generation + 1, feed_print = ${print} where institution_id = ${institutionId} and id = ${id} and feed_generation = ${feedGeneration}`,
  );
