import type { Instant } from "../lib/time.ts";
import { at, atOrNull, json, sql, type Row, type Tx } from "../platform/database.ts";
import type { Secrets } from "../platform/secrets.ts";
import type { AtWork, Classroom, ClassroomState, Opening } from "./classroom.ts";
import { namesOf, type Twins } from "./databases/same-rows.ts";
import { twinsIn } from "./databases/store.ts";
import { placeName, type MadeAs, type RowPlace, type RowValues } from "./runs/facts.ts";

const placeOf = (tableId: string | null, key: string | null): RowPlace | null => (tableId === null || key === null ? null : { tableId, key });

const toClassroom = (r: Row): Classroom => ({
  institutionId: r.institution_id,
  id: r.id,
  revision: r.revision,
  name: r.name,
  code: r.code,
  email: r.email,
  firstName: r.first_name,
  lastName: r.last_name,
  hostId: r.host_id,
  roomId: r.room_id,
  state: r.state as ClassroomState,
  meetingId: r.meeting_id,
  meetingIsPersonal: r.meeting_is_personal,
  sealed: r.standing_sealed,
  link: placeOf(r.link_table_id, r.link_key),
  passcode: placeOf(r.passcode_table_id, r.passcode_key),
  passcodeDays: r.passcode_days,
  passcodeAt: r.passcode_at,
  passcodeDueAt: r.passcode_due_at,
  madeAt: r.made_at,
});

/** What a seal is bound to, so that one copied into another row does not open. */
const about = (c: Pick<Classroom, "institutionId" | "id">): string => `classroom ${c.institutionId} ${c.id}`;
export const sealedOpening = (secrets: Secrets, c: Pick<Classroom, "institutionId" | "id">, opening: Opening): Uint8Array =>
  secrets.seal(JSON.stringify(opening), about(c));
/** Null: nothing was set yet. */
export const openingOf = (secrets: Secrets, c: Classroom): Opening | null =>
  c.sealed === null ? null : (JSON.parse(secrets.open(c.sealed, about(c))) as Opening);

/** What its rows hold as far as Bedel wrote them, by the names of their places. */
export function rowsAsSet(secrets: Secrets, c: Classroom): Record<string, RowValues> {
  const opening = openingOf(secrets, c);
  return opening === null ? {} : Object.fromEntries([c.link, c.passcode].flatMap((place) => (place === null ? [] : [[placeName(place), opening]])));
}

export const classroomsOf = (tx: Tx, institutionId: string): Promise<Classroom[]> =>
  tx.list(toClassroom, sql`select * from classrooms where institution_id = ${institutionId} order by lower(name), id`);

export const classroomById = (tx: Tx, institutionId: string, id: string): Promise<Classroom | null> =>
  tx.one(toClassroom, sql`select * from classrooms where institution_id = ${institutionId} and id = ${id}`);

/** Of those that are made or in use: who has this address, or one of these rows, whether for the link or the passcode and by whichever mapping. */
export const classroomsBeside = (tx: Tx, institutionId: string, email: string, places: readonly RowPlace[], twins: Twins): Promise<Classroom[]> => {
  const names = places.flatMap((place) => namesOf(twins, place));
  return tx.list(
    toClassroom,
    sql`select * from classrooms where institution_id = ${institutionId} and state in ('being made', 'in use') and (lower(email) = lower(${email})
      or link_table_id::text || '/' || link_key = any(${names}::text[]) or passcode_table_id::text || '/' || passcode_key = any(${names}::text[]))`,
  );
};

/** Of these ids, for whoever changes them or asks for a run; in the order of their ids. */
export const lockClassrooms = (tx: Tx, institutionId: string, ids: readonly string[]): Promise<Classroom[]> =>
  tx.list(toClassroom, sql`select * from classrooms where institution_id = ${institutionId} and id = any(${ids}::uuid[]) order by id for update`);

/**
 * So that of two who ask for a row of these tables at once the second sees what the first took, by whichever mapping. After classrooms, in the order of their ids. Answers
 * which mappings mean the same rows from then on.
 */
export async function lockTables(tx: Tx, institutionId: string, places: readonly RowPlace[]): Promise<Twins> {
  const twins = await twinsIn(tx, institutionId);
  const ids = places.flatMap(({ tableId }) => twins(tableId));
  await tx.run(sql`select from external_tables where institution_id = ${institutionId} and id = any(${ids}::uuid[]) order by id for no key update`);
  return twinsIn(tx, institutionId);
}

/** False: there is one with this id. */
export const insertClassroom = async (tx: Tx, c: Classroom): Promise<boolean> =>
  (await tx.run(sql`insert into classrooms (institution_id, id, name, code, email, first_name, last_name, host_id, state, link_table_id, link_key, passcode_table_id, passcode_key, passcode_days, made_at)
    values (${c.institutionId}, ${c.id}, ${c.name}, ${c.code}, ${c.email}, ${c.firstName}, ${c.lastName}, ${c.hostId}, ${c.state}, ${c.link?.tableId ?? null}, ${c.link?.key ?? null},
      ${c.passcode?.tableId ?? null}, ${c.passcode?.key ?? null}, ${c.passcodeDays}, ${at(c.madeAt)}) on conflict (institution_id, id) do nothing`)) === 1; // prettier-ignore

export const saveClassroom = (tx: Tx, c: Classroom): Promise<number> =>
  tx.run(sql`update classrooms set host_id = ${c.hostId}, room_id = ${c.roomId}, state = ${c.state}, meeting_id = ${c.meetingId}, meeting_is_personal = ${c.meetingIsPersonal},
      standing_sealed = ${c.sealed}, link_table_id = ${c.link?.tableId ?? null}, link_key = ${c.link?.key ?? null}, passcode_table_id = ${c.passcode?.tableId ?? null},
      passcode_key = ${c.passcode?.key ?? null}, passcode_days = ${c.passcodeDays}, passcode_at = ${c.passcodeAt}, passcode_due_at = ${atOrNull(c.passcodeDueAt)},
      passcode_zone = case when passcode_zone is null or passcode_due_at is distinct from ${atOrNull(c.passcodeDueAt)}::timestamptz
        then (select settings ->> 'zone' from institutions where institution_id = ${c.institutionId}) else passcode_zone end, revision = revision + 1
    where institution_id = ${c.institutionId} and id = ${c.id}`);

/** Where each of these is published from now on, in one statement. */
export const placeClassrooms = (
  tx: Tx,
  institutionId: string,
  rows: readonly { id: string; link: RowPlace | null; passcode: RowPlace | null }[],
): Promise<number> =>
  tx.run(sql`update classrooms c set link_table_id = p.link_table_id, link_key = p.link_key, passcode_table_id = p.passcode_table_id, passcode_key = p.passcode_key, revision = revision + 1
    from jsonb_to_recordset(${json(rows.map(({ id, link, passcode }) => ({ id, link_table_id: link?.tableId, link_key: link?.key, passcode_table_id: passcode?.tableId, passcode_key: passcode?.key })))}::jsonb)
      as p (id uuid, link_table_id uuid, link_key text, passcode_table_id uuid, passcode_key text)
    where c.institution_id = ${institutionId} and c.id = p.id`); // prettier-ignore

export const renameClassroom = (
  tx: Tx,
  { institutionId, id }: Pick<Classroom, "institutionId" | "id">,
  { name, code }: Pick<Classroom, "name" | "code">,
): Promise<number> =>
  tx.run(sql`update classrooms set name = ${name}, code = ${code}, revision = revision + 1 where institution_id = ${institutionId} and id = ${id}`);

/** Names of its Zoom user, as they are from now on. */
export const keepPerson = (
  tx: Tx,
  { institutionId, id }: Pick<Classroom, "institutionId" | "id">,
  { firstName, lastName }: Pick<Classroom, "firstName" | "lastName">,
): Promise<number> =>
  tx.run(
    sql`update classrooms set first_name = ${firstName}, last_name = ${lastName}, revision = revision + 1 where institution_id = ${institutionId} and id = ${id}`,
  );

/** Classrooms that a run changes that is not over, or whose place it takes or took, each with the runs that are at it. */
export const runsAtWork = async (tx: Tx, institutionId: string): Promise<AtWork> => {
  const at = await tx.list(
    (r) => ({ classroom: r.classroom as string, run: r.run as string }),
    sql`select classroom_id::text as classroom, id as run from runs where institution_id = ${institutionId} and ended_at is null and classroom_id is not null and not is_placed
      union all select asked ->> 'replaces', id from runs where institution_id = ${institutionId} and ended_at is null and asked ->> 'replaces' is not null`,
  );
  return new Map([...Map.groupBy(at, ({ classroom }) => classroom)].map(([classroom, runs]) => [classroom, runs.map(({ run }) => run)]));
};

/** Those of them, whichever run it is. */
export const atWork = async (tx: Tx, institutionId: string): Promise<ReadonlySet<string>> => new Set((await runsAtWork(tx, institutionId)).keys());

/** Whether this one is among them. */
export const isAtWork = async (tx: Tx, institutionId: string, id: string): Promise<boolean> =>
  (await tx.one(
    () => true,
    sql`select 1 from runs where institution_id = ${institutionId} and ended_at is null and ((classroom_id = ${id} and not is_placed) or asked ->> 'replaces' = ${id}) limit 1`,
  )) ?? false;

/** Which of these are addresses of people who are members now; in small letters. */
export const membersAmong = async (tx: Tx, institutionId: string, emails: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(
    await tx.list(
      (r) => r.email as string,
      sql`select lower(email) as email from members where institution_id = ${institutionId} and left_at is null
        and lower(email) = any(${emails.map((email) => email.toLowerCase())}::text[])`,
    ),
  );
export const isMembers = async (tx: Tx, institutionId: string, email: string): Promise<boolean> => (await membersAmong(tx, institutionId, [email])).size > 0;

/** Of which of these addresses a run that is not over still has to let go of the Zoom user: of the classroom that it takes the place of, or as Zoom's list has it; in small letters. */
export const letGoAmong = async (tx: Tx, institutionId: string, emails: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(
    await tx.list(
      (r) => r.email as string,
      sql`with going as (select asked ->> 'replaces' as classroom_id, facts ->> 'formerHostId' as host_id from runs where institution_id = ${institutionId} and ended_at is null)
        select email from (
          select lower(c.email) as email from classrooms c join going g on g.classroom_id = c.id::text where c.institution_id = ${institutionId}
          union select lower(h.email) from hosts h join going g on g.host_id = h.id where h.institution_id = ${institutionId}
        ) as them where email = any(${emails.map((email) => email.toLowerCase())}::text[])`,
    ),
  );

export type Rezoned = { institutionId: string; id: string; dueAt: Instant; from: string; to: string };

/** Whose next passcode was reckoned by another clock than the institution's now. */
export const passcodesElsewhere = (tx: Tx): Promise<Rezoned[]> =>
  tx.list(
    (r) => ({ institutionId: r.institution_id, id: r.id, dueAt: r.passcode_due_at, from: r.passcode_zone, to: r.zone }),
    sql`select c.institution_id, c.id, c.passcode_due_at, c.passcode_zone, i.settings ->> 'zone' as zone from classrooms c join institutions i on i.institution_id = c.institution_id
      where c.passcode_due_at is not null and c.passcode_zone <> i.settings ->> 'zone' order by c.institution_id, c.id for update of c`,
  );

/** What is published, and by which run, stays: nobody's revision. */
export const saveRezoned = (tx: Tx, { institutionId, id, to }: Rezoned, dueAt: Instant): Promise<number> =>
  tx.run(sql`update classrooms set passcode_due_at = ${at(dueAt)}, passcode_zone = ${to} where institution_id = ${institutionId} and id = ${id}`);

/** Of all institutions; who is being made or replaced just now comes later. */
export const passcodesDue = (tx: Tx, now: Instant, most: number): Promise<{ institutionId: string; id: string }[]> =>
  tx.list(
    (r) => ({ institutionId: r.institution_id, id: r.id }),
    sql`select institution_id, id from classrooms where passcode_due_at <= ${at(now)} order by passcode_due_at, id limit ${most}`,
  );

export const mailboxesByEmail = async (tx: Tx, institutionId: string): Promise<ReadonlyMap<string, { id: string; trouble: string | null }>> =>
  new Map(
    await tx.list(
      (r) => [(r.email as string).toLowerCase(), { id: r.id as string, trouble: r.trouble as string | null }] as const,
      sql`select id, email, trouble from mailboxes where institution_id = ${institutionId}`,
    ),
  );

export const driftsByClassroom = async (tx: Tx, institutionId: string): Promise<ReadonlyMap<string, number>> =>
  new Map(
    await tx.list(
      (r) => [r.classroom_id as string, Number(r.n)] as const,
      sql`select classroom_id, count(*) as n from drifts where institution_id = ${institutionId} group by classroom_id`,
    ),
  );

/** How users are made, where nobody has said otherwise. */
export const howMade = async (tx: Tx, institutionId: string): Promise<MadeAs> =>
  (await tx.one((r) => r.made_as as MadeAs, sql`select made_as from provisioning where institution_id = ${institutionId}`)) ?? "invited";
