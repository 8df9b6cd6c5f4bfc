import type { Instant } from "../../lib/time.ts";
import { sql, type Row, type Sql, type Tx } from "../../platform/database.ts";
import type { PresentLine } from "./person.ts";
import { placeOf } from "./places.ts";
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

export type Mail = { sessionId: string | null; kind: string; to: string; state: string; madeAt: Instant; sentAt: Instant | null };

/** Mails to a member as such are the account's. */
const isToAttendee = ({ institutionId, email }: Whom): Sql => sql`institution_id = ${institutionId} and lower(to_email) = ${email} and (attendee_id is not null
  or not exists (select from members m where m.institution_id = deliveries.institution_id and lower(m.email) = lower(to_email)))`;

export const mailsTo = (tx: Tx, whom: Whom): Promise<Mail[]> =>
  tx.list(
    (r) => ({ sessionId: r.session_id, kind: r.kind, to: r.to_name, state: r.state, madeAt: r.made_at, sentAt: r.sent_at }),
    sql`select * from deliveries where ${isToAttendee(whom)} order by made_at, key`,
  );

export type Seen = { sessionId: string; name: string; joinedAt: Instant | null; leftAt: Instant | null };

/** What Zoom knows a person as. Registrants' ids are a meeting's own, so they say who it is only beside the session. */
export type Marks = { sessions: readonly string[]; attendees: readonly string[]; registrants: readonly string[] };

const isSeen = ({ institutionId, email }: Whom, { sessions, registrants }: Marks): Sql => sql`institution_id = ${institutionId}
  and (lower(email) = ${email} or (session_id, registrant_id) in (select * from unnest(${sessions}::uuid[], ${registrants}::text[])))`;

export const seenAs = (tx: Tx, whom: Whom, marks: Marks): Promise<Seen[]> =>
  tx.list(
    (r) => ({ sessionId: r.session_id, name: r.name, joinedAt: r.joined_at, leftAt: r.left_at }),
    sql`select * from sightings where ${isSeen(whom, marks)} order by session_id, joined_at, key`,
  );

const isLine = ({ email }: Whom, { attendees }: Marks): Sql => sql`(lower(line ->> 'email') = ${email} or line ->> 'attendeeId' = any(${attendees}::text[]))`;

export const presentAs = (tx: Tx, whom: Whom, marks: Marks): Promise<{ sessionId: string; line: PresentLine }[]> =>
  tx.list(
    (r) => ({ sessionId: r.session_id, line: r.line }),
    sql`select session_id, line from reports, jsonb_array_elements(report -> 'rows') as line where institution_id = ${whom.institutionId} and ${isLine(whom, marks)} order by session_id`,
  );

export const isMember = async (tx: Tx, { institutionId, email }: Whom): Promise<boolean> =>
  (await tx.one(() => true, sql`select 1 from members where institution_id = ${institutionId} and lower(email) = ${email} and left_at is null limit 1`)) ??
  false;

/** Those of these sessions whose report is final. */
export const settledOf = (tx: Tx, institutionId: string, sessions: readonly string[]): Promise<string[]> =>
  tx.list(
    (r) => r.session_id as string,
    sql`select session_id from reports where institution_id = ${institutionId} and session_id = any(${sessions}::uuid[]) and state = 'final'`,
  );

/** Of all sessions of these; who is on the list of one to come is taken out first. */
export async function forgetPerson(
  tx: Tx,
  whom: Whom,
  marks: Marks,
  about: { past: readonly string[]; all: readonly string[]; names: readonly string[] },
): Promise<void> {
  const { institutionId, email } = whom;
  const own = sql`institution_id = ${institutionId}`;
  await tx.run(forget(placeOf("attendees"), sql`${own} and lower(email) = ${email} and session_id = any(${about.past}::uuid[])`));
  await tx.run(forget(placeOf("removed_attendees"), sql`${own} and email = ${email} and session_id = any(${about.past}::uuid[])`));
  await tx.run(forget(placeOf("deliveries"), isToAttendee(whom)));
  await tx.run(sql`delete from sightings where ${isSeen(whom, marks)}`);
  await forgetLines(tx, whom, marks);
  await tx.run(forget(placeOf("audit_log"), sql`${own} and session_id = any(${about.all}::uuid[]) and details ->> 'name' = any(${about.names}::text[])`));
  await tx.run(sql`update webhooks set body = '{}' where ${own} and body <> '{}' and read_at is not null and (
    lower(body #>> '{payload,object,participant,email}') = ${email} or lower(body #>> '{payload,object,registrant,email}') = ${email}
    or body #>> '{payload,object,participant,registrant_id}' = any(${marks.registrants}::text[]) or body #>> '{payload,object,registrant,id}' = any(${marks.registrants}::text[]))`);
}

/** The line stays, without the person and the times, so that lines and totals agree. */
async function forgetLines(tx: Tx, whom: Whom, marks: Marks): Promise<void> {
  await tx.run(sql`update reports set
      report = jsonb_set(report, '{rows}', (select jsonb_agg(case when ${isLine(whom, marks)}
          then line || '{"name": "", "email": null, "firstJoin": null, "lastLeave": null, "stays": []}' || jsonb_build_object('key', 'erased ' || n) else line end order by n)
        from jsonb_array_elements(report -> 'rows') with ordinality as lines (line, n))),
      readings = jsonb_set(readings, '{stays}', (select coalesce(jsonb_agg(stay), '[]') from jsonb_array_elements(readings -> 'stays') as stay
        where coalesce(lower(stay ->> 'email'), '') <> ${whom.email} and coalesce(stay ->> 'registrantId', '') <> all(${marks.registrants}::text[])))
    where institution_id = ${whom.institutionId} and exists (select from jsonb_array_elements(report -> 'rows') as line where ${isLine(whom, marks)})`);
}
