import type { Interval } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";
import { at, atOrNull, json, sql, type Row, type Tx } from "../../platform/database.ts";
import type { Session } from "../session.ts";
import type { DateOfCourse } from "./date.ts";
import { toSession } from "../store.ts";

const toDate = (r: Row): DateOfCourse => ({ session: toSession(r), courseId: r.course_id, date: r.course_date, given: r.course_given });

/** All dates of a course, cancelled ones too, in their order. */
export const datesOfCourse = (tx: Tx, institutionId: string, courseId: string): Promise<DateOfCourse[]> =>
  tx.list(toDate, sql`select * from sessions where institution_id = ${institutionId} and course_id = ${courseId} order by starts_at, id`);

/** The same, and nobody else changes them until the transaction ends. Locked by their ids, as everybody does who locks several. */
export async function lockDates(tx: Tx, institutionId: string, courseId: string): Promise<DateOfCourse[]> {
  const dates = await tx.list(toDate, sql`select * from sessions where institution_id = ${institutionId} and course_id = ${courseId} order by id for update`);
  return dates.toSorted((a, b) => a.session.time.start - b.session.time.start);
}

/** The course of each session that is a date of one. */
export const coursesOf = async (tx: Tx, institutionId: string, sessionIds: readonly string[]): Promise<ReadonlyMap<string, { id: string; title: string }>> =>
  new Map(
    await tx.list(
      (r) => [r.session_id as string, { id: r.id as string, title: r.title as string }] as const,
      sql`select s.id as session_id, c.id, c.title from sessions s join courses c on c.institution_id = s.institution_id and c.id = s.course_id
        where s.institution_id = ${institutionId} and s.id = any(${sessionIds}::uuid[]) and s.course_id is not null`,
    ),
  );

export const courseIdOf = async (tx: Tx, institutionId: string, sessionId: string): Promise<string | null> =>
  (
    await tx.one(
      (r) => ({ id: r.course_id as string | null }),
      sql`select course_id from sessions where institution_id = ${institutionId} and id = ${sessionId}`,
    )
  )?.id ?? null;

const rowOf = ({ session: s, courseId, date, given }: DateOfCourse, wakeAt: Instant | null) => ({
  id: s.id, revision: s.revision, title: s.title, kind: s.kind, starts_at: at(s.time.start), ends_at: at(s.time.end), zone: s.zone, admission: s.admission, expected: s.expected,
  organizer_id: s.organizerId, status: s.status, room_id: s.roomId, host_id: s.hostId, source: s.source, via: s.via, pinned: s.pinned, policy: s.policy, steps: s.steps,
  meeting: s.meeting, stray: s.stray, stray_asked: s.strayAsked, registrants_asked: s.registrantsAsked, registrant_trouble: s.registrantTrouble, watch_at: atOrNull(s.watchAt),
  none_proven: s.noneProven, cancelled_at: atOrNull(s.cancelledAt), undo: s.undo, moved_from: atOrNull(s.movedFrom), asked_at: at(s.askedAt), wake_at: atOrNull(wakeAt),
  course_id: courseId, course_date: date, course_given: given,
}); // prettier-ignore

const COLUMNS = sql`(id uuid, revision int, title text, kind text, starts_at timestamptz, ends_at timestamptz, zone text, admission text, expected int,
  organizer_id uuid, status text, room_id uuid, host_id text, source text, via uuid, pinned boolean, policy jsonb, steps jsonb, meeting jsonb, stray jsonb, stray_asked boolean,
  registrants_asked boolean, registrant_trouble text, watch_at timestamptz, none_proven boolean, cancelled_at timestamptz, undo jsonb, moved_from timestamptz, asked_at timestamptz,
  wake_at timestamptz, course_id uuid, course_date text, course_given jsonb)`;

/** One statement for all of them. A date that the course has already throws: the caller holds the course. */
export const insertDates = (
  tx: Tx,
  institutionId: string,
  listId: string,
  dates: readonly DateOfCourse[],
  wakeAt: (s: Session) => Instant | null,
): Promise<number> =>
  tx.run(sql`insert into sessions (institution_id, list_id, id, revision, title, kind, starts_at, ends_at, zone, admission, expected, organizer_id, status, room_id, host_id, source, via,
      pinned, policy, steps, none_proven, asked_at, wake_at, course_id, course_date, course_given)
    select ${institutionId}::uuid, ${listId}::uuid, id, revision, title, kind, starts_at, ends_at, zone, admission, expected, organizer_id, status, room_id, host_id, source, via,
      pinned, policy, steps, none_proven, asked_at, wake_at, course_id, course_date, course_given
    from jsonb_to_recordset(${json(dates.map((one) => rowOf(one, wakeAt(one.session))))}::jsonb) as d ${COLUMNS}`);

/** One statement for all of them: state and the moment to look again, together. */
export const saveDates = (tx: Tx, institutionId: string, dates: readonly DateOfCourse[], wakeAt: (s: Session) => Instant | null): Promise<number> =>
  tx.run(sql`update sessions s set revision = d.revision, title = d.title, starts_at = d.starts_at, ends_at = d.ends_at, zone = d.zone, admission = d.admission, expected = d.expected,
      organizer_id = d.organizer_id, status = d.status, room_id = d.room_id, host_id = d.host_id, source = d.source, via = d.via, pinned = d.pinned, policy = d.policy, steps = d.steps,
      meeting = nullif(d.meeting, 'null'::jsonb), stray = d.stray, stray_asked = d.stray_asked, registrants_asked = d.registrants_asked, registrant_trouble = d.registrant_trouble,
      watch_at = d.watch_at, none_proven = d.none_proven, cancelled_at = d.cancelled_at, undo = nullif(d.undo, 'null'::jsonb), moved_from = d.moved_from, wake_at = d.wake_at,
      course_date = d.course_date, course_given = d.course_given
    from jsonb_to_recordset(${json(dates.map((one) => rowOf(one, wakeAt(one.session))))}::jsonb) as d ${COLUMNS}
    where s.institution_id = ${institutionId} and s.id = d.id`);

export type Wanted = { sessionId: string; hostId: string; reserved: Interval };

/** Rooms' time, one lane each, in one statement. The sessions for which the constraint said no are answered. */
export async function reserveAll(tx: Tx, institutionId: string, wanted: readonly Wanted[]): Promise<string[]> {
  const rows = wanted.map((one) => ({ session_id: one.sessionId, host_id: one.hostId, a: at(one.reserved.start), b: at(one.reserved.end) }));
  const had = await tx.list(
    (r) => r.session_id as string,
    sql`insert into reservations (institution_id, session_id, piece, host_id, reserved)
      select ${institutionId}::uuid, session_id, 0, host_id, tstzrange(a, b) from jsonb_to_recordset(${json(rows)}::jsonb) as w (session_id uuid, host_id text, a timestamptz, b timestamptz)
      on conflict on constraint one_session_at_a_time do nothing returning session_id`,
  );
  const got = new Set(had);
  return wanted.flatMap(({ sessionId }) => (got.has(sessionId) ? [] : [sessionId]));
}

export const releaseAll = (tx: Tx, institutionId: string, sessionIds: readonly string[]): Promise<number> =>
  tx.run(sql`delete from reservations where institution_id = ${institutionId} and session_id = any(${sessionIds}::uuid[])`);

/** Of each of these times, by its number, which of the hosts have something reserved then. */
export const takenAt = (tx: Tx, institutionId: string, hostIds: readonly string[], times: readonly Interval[]): Promise<{ i: number; hostId: string }[]> =>
  tx.list(
    (r) => ({ i: r.i, hostId: r.host_id }),
    sql`select w.i, r.host_id from jsonb_to_recordset(${json(times.map((time, i) => ({ i, a: at(time.start), b: at(time.end) })))}::jsonb) as w (i int, a timestamptz, b timestamptz)
      cross join lateral (select host_id from reservations where institution_id = ${institutionId} and host_id = any(${hostIds}::text[]) and reserved && tstzrange(w.a, w.b) offset 0) r`,
  );

export type Overlapping = {
  i: number;
  sessionId: string;
  hostId: string;
  reserved: Interval;
  kind: Session["kind"];
  expected: number | null;
  /** It might be moved; whether it is handed over by now is not asked. */
  mayMove: boolean;
};

/** Of each of these times, by its number, what is reserved then: only what a proof needs of it, since there may be very much of it. */
export const overlapping = (tx: Tx, institutionId: string, hostIds: readonly string[], times: readonly Interval[]): Promise<Overlapping[]> =>
  tx.list(
    (r) => ({
      i: r.i,
      sessionId: r.id,
      hostId: r.host_id,
      reserved: { start: Number(r.a) as Instant, end: Number(r.b) as Instant },
      kind: r.kind,
      expected: r.expected,
      mayMove: r.may_move,
    }),
    sql`select w.i, s.id, r.host_id, round(extract(epoch from lower(r.reserved)) * 1000) as a, round(extract(epoch from upper(r.reserved)) * 1000) as b, s.kind, s.expected,
        r.piece = 0 and s.source = 'pool' and s.status = 'placed' and not s.pinned as may_move
      from jsonb_to_recordset(${json(times.map((time, i) => ({ i, a: at(time.start), b: at(time.end) })))}::jsonb) as w (i int, a timestamptz, b timestamptz)
      cross join lateral (select * from reservations where institution_id = ${institutionId} and host_id = any(${hostIds}::text[]) and reserved && tstzrange(w.a, w.b) offset 0) r
      join sessions s on s.institution_id = r.institution_id and s.id = r.session_id`,
  );
