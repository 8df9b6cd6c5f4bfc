import type { Instant } from "../lib/time.ts";
import { at, json, sql, type Row, type Tx } from "../platform/database.ts";
import { isErased, type Attendee } from "./attendee.ts";

const toAttendee = (r: Row): Attendee => ({
  institutionId: r.institution_id,
  id: r.id,
  sessionId: r.session_id,
  name: r.name,
  email: r.email,
  addedAt: r.added_at,
  generation: r.generation,
  registrantId: r.registrant_id,
  registrantMeeting: r.registrant_meeting,
  registrantTrouble: r.registrant_trouble,
});

/** Of tens of thousands, each column that nobody needs takes a moment. */
const OF_ATTENDEES = sql`institution_id, id, session_id, name, email, added_at, generation, registrant_id, registrant_meeting, registrant_trouble`;

export const attendeesOf = (tx: Tx, institutionId: string, sessionId: string): Promise<Attendee[]> =>
  tx.list(
    toAttendee,
    sql`select ${OF_ATTENDEES} from attendees where institution_id = ${institutionId} and session_id = ${sessionId} order by name, email, id`,
  );

/** Those who can still be written to. */
export const reachableOf = async (tx: Tx, institutionId: string, sessionId: string): Promise<Attendee[]> =>
  (await attendeesOf(tx, institutionId, sessionId)).filter((one) => !isErased(one));

/** `listedId`: the person on a list that serves the session; missing: added to this session alone. */
export type Newcomer = { name: string; email: string; listedId?: string | null };
export type NewAttendee = Newcomer & { id: string; sessionId: string; tokenPrint: Uint8Array };

/** One statement for all, in many sessions. Who is there already stays as is: only those who came anew are returned. */
export async function insertAttendees(tx: Tx, institutionId: string, people: readonly NewAttendee[], now: Instant): Promise<Attendee[]> {
  if (people.length === 0) return [];
  const print = (p: NewAttendee): string => Buffer.from(p.tokenPrint).toString("hex");
  const rows = people.map((p) => ({ id: p.id, session_id: p.sessionId, name: p.name, email: p.email, token_print: print(p), listed_id: p.listedId ?? null }));
  return tx.list(
    toAttendee,
    sql`insert into attendees (institution_id, id, session_id, name, email, token_print, added_at, listed_id)
      select ${institutionId}::uuid, id, session_id, name, email, decode(token_print, 'hex'), ${at(now)}::timestamptz, listed_id
      from jsonb_to_recordset(${json(rows)}::jsonb) as p (id uuid, session_id uuid, name text, email text, token_print text, listed_id uuid)
      on conflict (institution_id, session_id, lower(email)) do nothing returning ${OF_ATTENDEES}`,
  );
}

export const countOf = async (tx: Tx, institutionId: string, sessionId: string): Promise<number> =>
  (await tx.one((r) => Number(r.count), sql`select count(*) as count from attendees where institution_id = ${institutionId} and session_id = ${sessionId}`)) ??
  0;

/** How many are on the list of a course's date that nobody of it has come to. Null: they have, or it is no date of a course. */
export const listedLater = (tx: Tx, institutionId: string, sessionId: string): Promise<{ people: number; listId: string; start: Instant } | null> =>
  tx.one(
    (r) => ({ people: Number(r.people), listId: r.list_id, start: r.starts_at }),
    sql`select list_id, starts_at, (select count(*) from listed_people p where p.institution_id = s.institution_id and p.list_id = s.list_id) as people from sessions s
      where institution_id = ${institutionId} and id = ${sessionId} and course_id is not null and list_id is not null and spread_at is null and status in ('placed', 'waiting')`,
  );

export const attendeeOf = (tx: Tx, institutionId: string, sessionId: string, email: string): Promise<Attendee | null> =>
  tx.one(toAttendee, sql`select * from attendees where institution_id = ${institutionId} and session_id = ${sessionId} and lower(email) = lower(${email})`);

export type Counts = { sessionId: string; attendees: number; registered: number };

/** Of many sessions at once; `registered` counts those whom Zoom knows for the session's present meeting, as told by `meetings`. */
export const countsOf = (tx: Tx, institutionId: string, sessions: readonly { id: string; meetingId: string | null }[]): Promise<Counts[]> =>
  tx.list(
    (r) => ({ sessionId: r.session_id, attendees: Number(r.attendees), registered: Number(r.registered) }),
    sql`select a.session_id, count(*) as attendees, count(*) filter (where a.registrant_meeting = s.meeting and a.registrant_id is not null) as registered
      from attendees a join jsonb_to_recordset(${json(sessions.map((s) => ({ id: s.id, meeting: s.meetingId })))}::jsonb) as s (id uuid, meeting text) on s.id = a.session_id
      where a.institution_id = ${institutionId} group by a.session_id`,
  );

export type WithLink = Attendee & { sealedLink: Uint8Array | null };
export const toWithLink = (r: Row): WithLink => ({ ...toAttendee(r), sealedLink: r.registrant_link_sealed });

export const attendeeByToken = (tx: Tx, tokenPrint: Uint8Array): Promise<WithLink | null> =>
  tx.one(toWithLink, sql`select * from attendees where token_print = ${tokenPrint}`);

export const deleteAttendee = (tx: Tx, institutionId: string, sessionId: string, id: string): Promise<Attendee | null> =>
  tx.one(toAttendee, sql`delete from attendees where institution_id = ${institutionId} and session_id = ${sessionId} and id = ${id} returning *`);

/** The sessions that they were in. */
export const deleteAttendees = (tx: Tx, institutionId: string, ids: readonly string[]): Promise<string[]> =>
  tx.list((r) => r.session_id, sql`delete from attendees where institution_id = ${institutionId} and id = any(${ids}::uuid[]) returning session_id`);

/** Zoom may know the person still, and must not. */
export const rememberRemoved = (tx: Tx, { institutionId, sessionId, email }: Attendee): Promise<number> =>
  tx.run(
    sql`insert into removed_attendees (institution_id, session_id, email) values (${institutionId}, ${sessionId}, ${email.toLowerCase()}) on conflict do nothing`,
  );

export const removedOf = (tx: Tx, institutionId: string, sessionId: string): Promise<string[]> =>
  tx.list((r) => r.email, sql`select email from removed_attendees where institution_id = ${institutionId} and session_id = ${sessionId}`);

/** Zoom knows them no more. */
export const forgetRemoved = (tx: Tx, institutionId: string, sessionId: string, emails: readonly string[]): Promise<number> =>
  tx.run(
    sql`delete from removed_attendees where institution_id = ${institutionId} and session_id = ${sessionId} and email = any(${emails.map((email) => email.toLowerCase())}::text[])`,
  );

/** They are in these lists again. */
export const forgetRemovedOf = (tx: Tx, institutionId: string, back: readonly Attendee[]): Promise<number> =>
  tx.run(
    sql`delete from removed_attendees where institution_id = ${institutionId} and (session_id, email) in
      (select * from unnest(${back.map((a) => a.sessionId)}::uuid[], ${back.map((a) => a.email.toLowerCase())}::text[]))`,
  );

/** Those of whom Zoom has not been told for this meeting. Whom it still has to forget first, it would know by the former address. */
export const unregistered = (tx: Tx, institutionId: string, sessionId: string, meetingId: string, most: number): Promise<Attendee[]> =>
  tx.list(
    toAttendee,
    sql`select * from attendees where institution_id = ${institutionId} and session_id = ${sessionId} and registrant_meeting is distinct from ${meetingId}
      and not exists (select from removed_attendees r where r.institution_id = attendees.institution_id and r.session_id = attendees.session_id and r.email = lower(attendees.email))
      order by added_at, id limit ${most}`,
  );

/** The next address of a person, whom Zoom is to know anew. Null: nobody of this id is in the list. */
export async function saveAddress(
  tx: Tx,
  institutionId: string,
  sessionId: string,
  id: string,
  printOf: (generation: number) => Uint8Array,
): Promise<Attendee | null> {
  const whose = sql`institution_id = ${institutionId} and session_id = ${sessionId} and id = ${id}`;
  const known = await tx.one(toAttendee, sql`select * from attendees where ${whose} for update`);
  if (known === null) return null;
  const generation = known.generation + 1;
  return tx.one(
    toAttendee,
    sql`update attendees set generation = ${generation}, token_print = ${printOf(generation)}, registrant_id = null, registrant_link_sealed = null, registrant_meeting = null,
      registrant_trouble = null where ${whose} returning *`,
  );
}

export type Registration = { attendeeId: string; registrantId: string | null; sealedLink: Uint8Array | null; trouble: string | null };

export async function saveRegistrations(tx: Tx, institutionId: string, meetingId: string, registrations: readonly Registration[]): Promise<void> {
  if (registrations.length === 0) return;
  const hex = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString("hex");
  const rows = registrations.map((r) => ({ id: r.attendeeId, registrant_id: r.registrantId, link: hex(r.sealedLink), trouble: r.trouble }));
  await tx.run(sql`update attendees a set registrant_meeting = ${meetingId}, registrant_id = r.registrant_id, registrant_link_sealed = decode(r.link, 'hex'), registrant_trouble = r.trouble
    from jsonb_to_recordset(${json(rows)}::jsonb) as r (id uuid, registrant_id text, link text, trouble text)
    where a.institution_id = ${institutionId} and a.id = r.id`);
}

/** Who comes to these is somebody else now. */
export const bookingsToTell = (tx: Tx, institutionId: string, bookingIds: readonly string[]): Promise<number> =>
  tx.run(sql`update bookings set untold = true where institution_id = ${institutionId} and id = any(${bookingIds}::uuid[])`);
