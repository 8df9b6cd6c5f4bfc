import type { Instant } from "../../lib/time.ts";
import { sql, type Row, type Sql, type Tx } from "../../platform/database.ts";
import type { Asked, HeldOf, PresentLine } from "./person.ts";
import { HISTORY_DOERS, HISTORY_NAMES, placeOf, TO_ATTENDEE } from "./places.ts";
import { forget } from "./store.ts";

/** A person in one institution, by the address in lower case. */
export type Whom = { institutionId: string; email: string };

export type Registered = { id: string; sessionId: string; name: string; email: string; addedAt: Instant; registrantId: string | null };
const toRegistered = (r: Row): Registered => ({
  id: r.id,
  sessionId: r.session_id,
  name: r.name,
  email: r.email,
  addedAt: r.added_at,
  registrantId: r.registrant_id,
});

export const registeredAs = (tx: Tx, { institutionId, email }: Whom): Promise<Registered[]> =>
  tx.list(toRegistered, sql`select * from attendees where institution_id = ${institutionId} and lower(email) = ${email} order by session_id`);

export type Listed = { listId: string; list: string; name: string; email: string; addedAt: Instant };

export const listedAs = (tx: Tx, { institutionId, email }: Whom): Promise<Listed[]> =>
  tx.list(
    (r) => ({ listId: r.list_id, list: r.list, name: r.name, email: r.email, addedAt: r.added_at }),
    sql`select p.*, l.name as list from listed_people p join attendee_lists l on l.institution_id = p.institution_id and l.id = p.list_id
      where p.institution_id = ${institutionId} and lower(p.email) = ${email} order by p.added_at, p.id`,
  );

export type Grouped = { groupId: string; group: string; name: string; email: string; addedAt: Instant };

export const groupedAs = (tx: Tx, { institutionId, email }: Whom): Promise<Grouped[]> =>
  tx.list(
    (r) => ({ groupId: r.group_id, group: r.group, name: r.name, email: r.email, addedAt: r.added_at }),
    sql`select p.*, g.name as "group" from group_people p join attendee_groups g on g.institution_id = p.institution_id and g.id = p.group_id
      where p.institution_id = ${institutionId} and lower(p.email) = ${email} order by p.added_at, p.id`,
  );

/** `sessions`: all that the page leads to. */
export type AskedBy = Asked & { listId: string | null; sessions: string[] };

export const askedAs = (tx: Tx, { institutionId, email }: Whom): Promise<AskedBy[]> =>
  tx.list(
    (r) => ({
      listId: r.list_id,
      sessions: r.sessions,
      of: r.of,
      name: r.name,
      email: r.email,
      language: r.language,
      zone: r.zone,
      consent: r.consent,
      askedAt: r.asked_at,
      confirmedAt: r.confirmed_at,
      cancelledAt: r.cancelled_at,
    }),
    sql`select r.*, p.list_id, coalesce((select name from attendee_lists l where l.institution_id = p.institution_id and l.id = p.list_id),
        (select title from sessions s where s.institution_id = p.institution_id and s.id = p.session_id)) as of,
        array(select s.id::text from sessions s where s.institution_id = p.institution_id and (s.id = p.session_id or s.list_id = p.list_id)) as sessions
      from registrations r join registration_pages p on p.institution_id = r.institution_id and p.id = r.page_id
      where r.institution_id = ${institutionId} and lower(r.email) = ${email} order by r.asked_at, r.id`,
  );

export const panelOf = (tx: Tx, { institutionId, email }: Whom): Promise<HeldOf["panel"]> =>
  tx.one(
    (r) => ({ language: r.language, zone: r.zone, madeAt: r.made_at }),
    sql`select language, zone, made_at from panels where institution_id = ${institutionId} and email = ${email}`,
  );

export type Mail = { sessionId: string | null; kind: string; to: string; state: string; madeAt: Instant; sentAt: Instant | null };

/** Mails to a member as such are the account's. */
const isToAttendee = ({ institutionId, email }: Whom): Sql => sql`institution_id = ${institutionId} and lower(to_email) = ${email} and ${sql.raw(TO_ATTENDEE)}`;

export const mailsTo = (tx: Tx, whom: Whom): Promise<Mail[]> =>
  tx.list(
    (r) => ({ sessionId: r.session_id, kind: r.kind, to: r.to_name, state: r.state, madeAt: r.made_at, sentAt: r.sent_at }),
    sql`select * from deliveries where ${isToAttendee(whom)} order by made_at, key`,
  );

export type Seen = { sessionId: string; name: string; joinedAt: Instant | null; leftAt: Instant | null };

/** A guest of a report, by the report's key, of whom an organizer said that it was the person. */
export type Guest = { sessionId: string; key: string };

export const guestsSaid = (tx: Tx, { institutionId }: Whom, attendees: readonly string[]): Promise<Guest[]> =>
  tx.list(
    (r) => ({ sessionId: r.session_id, key: r.guest }),
    sql`select session_id, guest from report_matches where institution_id = ${institutionId} and attendee_id = any(${attendees}::uuid[])`,
  );

/** What Zoom knows a person as. Registrants' ids are a meeting's own, so they say who it is only beside the session; so it is with guests. */
export type Marks = { sessions: readonly string[]; attendees: readonly string[]; registrants: readonly string[]; guests: readonly Guest[] };

const guestKeys = ({ guests }: Marks): Sql =>
  sql`select * from unnest(${guests.map((one) => one.sessionId)}::uuid[], ${guests.map((one) => one.key)}::text[]) as said (session_id, guest)`;

export const seenBy = ({ institutionId, email }: Whom, marks: Marks): Sql => sql`institution_id = ${institutionId}
  and (lower(email) = ${email} or (session_id, registrant_id) in (select * from unnest(${marks.sessions}::uuid[], ${marks.registrants}::text[]))
    or exists (select from (${guestKeys(marks)}) as said where said.session_id = sightings.session_id
      and said.guest in ('join:' || instance_id || '/' || key, 'user:' || zoom_user_id, 'email:' || lower(email), 'registrant:' || registrant_id)))`;

export const seenAs = (tx: Tx, whom: Whom, marks: Marks): Promise<Seen[]> =>
  tx.list(
    (r) => ({ sessionId: r.session_id, name: r.name, joinedAt: r.joined_at, leftAt: r.left_at }),
    sql`select * from sightings where ${seenBy(whom, marks)} order by session_id, joined_at, key`,
  );

const isLine = ({ email }: Whom, marks: Marks): Sql => sql`(lower(line ->> 'email') = ${email} or line ->> 'attendeeId' = any(${marks.attendees}::text[])
  or (reports.session_id, line ->> 'key') in (${guestKeys(marks)}))`;

export const presentAs = (tx: Tx, whom: Whom, marks: Marks): Promise<{ sessionId: string; line: PresentLine }[]> =>
  tx.list(
    (r) => ({ sessionId: r.session_id, line: r.line }),
    sql`select session_id, line from reports, jsonb_array_elements(report -> 'rows') as line where institution_id = ${whom.institutionId} and ${isLine(whom, marks)} order by session_id`,
  );

export const isMember = async (tx: Tx, { institutionId, email }: Whom): Promise<boolean> =>
  (await tx.one(() => true, sql`select 1 from members where institution_id = ${institutionId} and lower(email) = ${email} and left_at is null limit 1`)) ??
  false;

/** Everywhere. Who is in the list of a session to come is taken out first. `all`: the sessions whose history may name the person. */
export async function forgetPerson(
  tx: Tx,
  whom: Whom,
  marks: Marks,
  about: { past: readonly string[]; all: readonly string[]; names: readonly string[] },
): Promise<void> {
  const { institutionId, email } = whom;
  const own = sql`institution_id = ${institutionId}`;
  const keys = marks.guests.map((one) => one.key);
  await tx.run(forget(placeOf("attendees"), sql`${own} and lower(email) = ${email} and session_id = any(${about.past}::uuid[])`));
  await tx.run(forget(placeOf("removed_attendees"), sql`${own} and email = ${email} and session_id = any(${about.past}::uuid[])`));
  await tx.run(forget(placeOf("deliveries"), isToAttendee(whom)));
  await tx.run(sql`delete from group_people where ${own} and lower(email) = ${email}`);
  await tx.run(sql`delete from listed_people where ${own} and lower(email) = ${email}`);
  await tx.run(sql`delete from registrations where ${own} and lower(email) = ${email}`);
  await tx.run(sql`delete from panels where ${own} and email = ${email}`);
  await tx.run(sql`delete from sightings where ${seenBy(whom, marks)}`);
  await forgetLines(tx, whom, marks);
  const history = sql`${own} and session_id = any(${about.all}::uuid[])`;
  await tx.run(forget(HISTORY_NAMES, sql`${history} and details ->> 'name' = any(${about.names}::text[])`));
  await tx.run(forget(HISTORY_DOERS, sql`${history} and (who = any(${about.names}::text[]) or lower(who) = ${email})`));
  await tx.run(sql`update webhooks set body = '{}' where ${own} and body <> '{}' and read_at is not null and (
    lower(body #>> '{payload,object,participant,email}') = ${email} or lower(body #>> '{payload,object,registrant,email}') = ${email}
    or body #>> '{payload,object,participant,registrant_id}' = any(${marks.registrants}::text[]) or body #>> '{payload,object,registrant,id}' = any(${marks.registrants}::text[])
    or 'user:' || coalesce(body #>> '{payload,object,participant,participant_user_id}', body #>> '{payload,object,participant,id}') = any(${keys}::text[])
    or 'join:' || (body #>> '{payload,object,uuid}') || '/' || coalesce(nullif(body #>> '{payload,object,participant,user_id}', ''),
      body #>> '{payload,object,participant,participant_uuid}') = any(${keys}::text[]))`);
}

/** The line stays, without the person and the times, so that lines and totals agree; what was said of a guest goes on holding for the line. */
async function forgetLines(tx: Tx, whom: Whom, marks: Marks): Promise<void> {
  const own = sql`institution_id = ${whom.institutionId}`;
  await tx.run(sql`update report_matches m set guest = 'erased ' || lines.n from reports, jsonb_array_elements(report -> 'rows') with ordinality as lines (line, n)
    where m.institution_id = ${whom.institutionId} and reports.institution_id = m.institution_id and reports.session_id = m.session_id
      and line ->> 'key' = m.guest and ${isLine(whom, marks)}`);
  await tx.run(sql`delete from report_matches where ${own} and attendee_id = any(${marks.attendees}::uuid[]) and guest not like 'erased %'`);
  await tx.run(sql`update reports set
      report = jsonb_set(report, '{rows}', (select jsonb_agg(case when ${isLine(whom, marks)}
          then line || '{"name": "", "email": null, "firstJoin": null, "lastLeave": null, "stays": []}' || jsonb_build_object('key', 'erased ' || n) else line end order by n)
        from jsonb_array_elements(report -> 'rows') with ordinality as lines (line, n))),
      readings = jsonb_set(readings, '{stays}', (select coalesce(jsonb_agg(stay), '[]') from jsonb_array_elements(readings -> 'stays') as stay
        where coalesce(lower(stay ->> 'email'), '') <> ${whom.email} and coalesce(stay ->> 'registrantId', '') <> all(${marks.registrants}::text[])
          and not exists (select from (${guestKeys(marks)}) as said where said.session_id = reports.session_id and said.guest in (
            'join:' || (stay ->> 'instance') || '/' || (stay ->> 'key'), 'user:' || (stay ->> 'zoomUserId'),
            'stay:' || (stay ->> 'instance') || '/' || (stay ->> 'start') || '/' || left(stay ->> 'name', 60)))))
    where institution_id = ${whom.institutionId} and exists (select from jsonb_array_elements(report -> 'rows') as line where ${isLine(whom, marks)})`);
}
