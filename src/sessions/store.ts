import type { Interval } from "../lib/interval.ts";
import type { Instant } from "../lib/time.ts";
import { at, atOrNull, json, sql, sqlState, type Row, type Tx } from "../platform/database.ts";
import { ONE_LANE } from "./hosting/lanes.ts";
import type { Session } from "./session.ts";

export const toSession = (r: Row): Session => ({
  institutionId: r.institution_id,
  id: r.id,
  revision: r.revision,
  title: r.title,
  kind: r.kind,
  time: { start: r.starts_at, end: r.ends_at },
  zone: r.zone,
  admission: r.admission,
  expected: r.expected,
  organizerId: r.organizer_id,
  status: r.status,
  roomId: r.room_id,
  hostId: r.host_id,
  source: r.source,
  via: r.via,
  pinned: r.pinned,
  policy: r.policy,
  steps: r.steps,
  meeting: r.meeting,
  intent: r.intent,
  stray: r.stray,
  strayAsked: r.stray_asked,
  alternative: r.alternative,
  registrantsAsked: r.registrants_asked,
  registrantTrouble: r.registrant_trouble,
  live: r.live,
  watchAt: r.watch_at,
  overAt: r.over_at,
  endAskedAt: r.end_asked_at,
  askedAt: r.asked_at,
  noneProven: r.none_proven,
  declinedBecause: r.declined_because,
  cancelledAt: r.cancelled_at,
  undo: r.undo,
  movedFrom: r.moved_from,
  bookingId: r.booking_id,
});

/**
 * Nobody waits for a session that another process decides about: it is looked at again. One whose decision threw is set aside. Those of a
 * room together: one look at its host in Zoom will serve them all. Locked first by their keys alone, since thousands may be due, and
 * read then, as they are by that time.
 */
export async function sessionsDue(tx: Tx, now: Instant, most: number): Promise<Session[]> {
  const due = await tx.list(
    (r) => ({ institution: r.institution_id as string, id: r.id as string }),
    sql`select institution_id, id from sessions where wake_at <= ${at(now)} and aside is null order by wake_at, room_id, id limit ${most} for update skip locked`,
  );
  if (due.length === 0) return [];
  return tx.list(
    toSession,
    sql`select * from sessions where (institution_id, id) in
      (select * from unnest(${due.map((one) => one.institution)}::uuid[], ${due.map((one) => one.id)}::uuid[])) order by wake_at, room_id, id`,
  );
}

export const sessionById = (tx: Tx, institutionId: string, id: string): Promise<Session | null> =>
  tx.one(toSession, sql`select * from sessions where institution_id = ${institutionId} and id = ${id}`);

export const lockSession = (tx: Tx, institutionId: string, id: string): Promise<Session | null> =>
  tx.one(toSession, sql`select * from sessions where institution_id = ${institutionId} and id = ${id} for update`);

/** Many at once, in the order in which everybody locks them. */
export const lockSessions = (tx: Tx, institutionId: string, ids: readonly string[]): Promise<Session[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.list(toSession, sql`select * from sessions where institution_id = ${institutionId} and id = any(${ids}::uuid[]) order by id for update`);

/** The soonest first. */
export const sessionsByIds = (tx: Tx, institutionId: string, ids: readonly string[]): Promise<Session[]> =>
  tx.list(toSession, sql`select * from sessions where institution_id = ${institutionId} and id = any(${ids}::uuid[]) order by starts_at, id`);

export const sessionOfMeeting = (tx: Tx, institutionId: string, meetingId: string): Promise<Session | null> =>
  tx.one(toSession, sql`select * from sessions where institution_id = ${institutionId} and meeting ->> 'id' = ${meetingId} for update`);

export const sessionsBetween = (tx: Tx, institutionId: string, within: Interval, organizerId: string | null): Promise<Session[]> =>
  tx.list(
    toSession,
    sql`select * from sessions where institution_id = ${institutionId} and starts_at < ${at(within.end)} and ends_at > ${at(within.start)}
      and (${organizerId}::uuid is null or organizer_id = ${organizerId}) order by starts_at, id limit 6000`,
  );

/** What a list of many needs of a session that was held. */
export type Held = Pick<Session, "id" | "title" | "organizerId" | "roomId" | "time" | "zone"> & { meetingId: string | null };
const toHeld = (r: Row): Held => ({
  id: r.id,
  title: r.title,
  organizerId: r.organizer_id,
  roomId: r.room_id,
  time: { start: r.starts_at, end: r.ends_at },
  zone: r.zone,
  meetingId: r.meeting_id,
});

/** What had a place and is over by now, the latest first; everybody's, or one organizer's. */
export const heldBetween = (tx: Tx, institutionId: string, within: Interval, organizerId: string | null, now: Instant): Promise<Held[]> =>
  tx.list(
    toHeld,
    sql`select id, title, organizer_id, room_id, starts_at, ends_at, zone, meeting ->> 'id' as meeting_id from sessions
      where institution_id = ${institutionId} and starts_at < ${at(within.end)} and ends_at > ${at(within.start)} and status = 'placed'
        and coalesce(over_at, ends_at) <= ${at(now)} and (${organizerId}::uuid is null or organizer_id = ${organizerId})
      order by starts_at desc, id desc`,
  );

/** Whose bare title has these bare words, or that one of these people organizes; the nearest in time first. */
export const sessionsFound = (
  tx: Tx,
  institutionId: string,
  sought: { words: string; by: readonly string[]; organizerId: string | null; now: Instant; most: number },
): Promise<Session[]> =>
  tx.list(
    toSession,
    sql`select * from sessions where institution_id = ${institutionId} and (${sought.organizerId}::uuid is null or organizer_id = ${sought.organizerId})
      and (position(${sought.words} in lower(regexp_replace(normalize(title, NFD), '[\u0300-\u036f]', '', 'g'))) > 0 or organizer_id = any(${sought.by}::uuid[]))
      order by abs(extract(epoch from starts_at - ${at(sought.now)}::timestamptz)), id limit ${sought.most}`,
  );

export const waitingSessions = (tx: Tx, institutionId: string, now: Instant): Promise<Session[]> =>
  tx.list(
    toSession,
    sql`select * from sessions where institution_id = ${institutionId} and status = 'waiting' and starts_at > ${at(now)} order by asked_at, id`,
  );

/** What somebody organizes that is neither over nor called off, the soonest first. */
export const organizedAhead = (tx: Tx, institutionId: string, organizerId: string, now: Instant): Promise<Session[]> =>
  tx.list(
    toSession,
    sql`select * from sessions where institution_id = ${institutionId} and organizer_id = ${organizerId} and status in ('waiting', 'placed') and over_at is null
      and ends_at > ${at(now)} order by starts_at, id`,
  );

export const saveOrganizer = (tx: Tx, s: Pick<Session, "institutionId" | "id">, organizerId: string): Promise<number> =>
  tx.run(sql`update sessions set organizer_id = ${organizerId} where institution_id = ${s.institutionId} and id = ${s.id}`);

export const insertSession = (tx: Tx, s: Session): Promise<number> =>
  tx.run(sql`insert into sessions (institution_id, id, title, kind, starts_at, ends_at, zone, admission, expected, organizer_id, status, source, policy, steps, asked_at, booking_id)
    values (${s.institutionId}, ${s.id}, ${s.title}, ${s.kind}, ${at(s.time.start)}, ${at(s.time.end)}, ${s.zone}, ${s.admission}, ${s.expected}, ${s.organizerId}, ${s.status}, ${s.source}, ${json(s.policy)}, ${json(s.steps)}, ${at(s.askedAt)}, ${s.bookingId})
    on conflict (institution_id, id) do nothing`);

/** State and the moment to look again, always together. */
export const saveSession = (tx: Tx, s: Session, wakeAt: Instant | null): Promise<number> =>
  tx.run(sql`update sessions set revision = ${s.revision}, title = ${s.title}, starts_at = ${at(s.time.start)}, ends_at = ${at(s.time.end)}, zone = ${s.zone},
      admission = ${s.admission}, expected = ${s.expected}, status = ${s.status}, room_id = ${s.roomId}, host_id = ${s.hostId}, source = ${s.source}, via = ${s.via}, pinned = ${s.pinned},
      policy = ${json(s.policy)}, steps = ${json(s.steps)}, meeting = ${jsonOrNull(s.meeting)}, intent = ${jsonOrNull(s.intent)},
      stray = ${json(s.stray)}, stray_asked = ${s.strayAsked}, alternative = ${jsonOrNull(s.alternative)}, registrants_asked = ${s.registrantsAsked}, registrant_trouble = ${s.registrantTrouble},
      live = ${jsonOrNull(s.live)}, watch_at = ${atOrNull(s.watchAt)}, over_at = ${atOrNull(s.overAt)}, end_asked_at = ${atOrNull(s.endAskedAt)},
      none_proven = ${s.noneProven}, declined_because = ${s.declinedBecause}, cancelled_at = ${atOrNull(s.cancelledAt)},
      undo = ${jsonOrNull(s.undo)}, moved_from = ${atOrNull(s.movedFrom)}, wake_at = ${atOrNull(wakeAt)}
    where institution_id = ${s.institutionId} and id = ${s.id}`);

/** That it runs as it did, as of another look: of its moments none is nearer for that. */
export const saveLook = (tx: Tx, s: Pick<Session, "institutionId" | "id" | "live">): Promise<number> =>
  tx.run(sql`update sessions set live = ${json(s.live)} where institution_id = ${s.institutionId} and id = ${s.id}`);

/** Nothing is to be decided for that: its moment to look again stays. */
export const saveSteps = (tx: Tx, s: Pick<Session, "institutionId" | "id" | "steps">): Promise<number> =>
  tx.run(sql`update sessions set steps = ${json(s.steps)} where institution_id = ${s.institutionId} and id = ${s.id}`);

const jsonOrNull = (value: unknown): string | null => (value === null ? null : json(value));

export const setAside = (tx: Tx, s: Session, why: string): Promise<number> =>
  tx.run(sql`update sessions set aside = ${why.slice(0, 500)} where institution_id = ${s.institutionId} and id = ${s.id}`);

/** An administrator says: decide about it again. */
export const takeBackIn = (tx: Tx, institutionId: string, id: string, now: Instant): Promise<number> =>
  tx.run(sql`update sessions set aside = null, wake_at = ${at(now)} where institution_id = ${institutionId} and id::text = ${id} and aside is not null`);

export const wake = (tx: Tx, institutionId: string, ids: readonly string[], now: Instant): Promise<number> =>
  tx.run(sql`update sessions set wake_at = least(wake_at, ${at(now)}::timestamptz) where institution_id = ${institutionId} and id = any(${ids}::uuid[])`);

/** Who waits for this room, so that a change of it is noticed at once. */
export const wakeHeld = (tx: Tx, institutionId: string, roomId: string, now: Instant): Promise<number> =>
  tx.run(sql`update sessions set wake_at = ${at(now)} where institution_id = ${institutionId} and room_id = ${roomId} and status = 'placed' and steps -> 'handOver' ->> 'is' in ('held', 'pending')
    and starts_at < ${at(now)}::timestamptz + interval '2 hours' and ends_at > ${at(now)}`);

// Reservations -------------------------------------------------------------------------------------------------------

/** Others may ask at the same instant; the constraint decides, and says so here. A room has one lane. */
export async function reserve(tx: Tx, s: Session, reserved: Interval, { piece = 0, lanes = ONE_LANE } = {}): Promise<"reserved" | "taken"> {
  const stored = await tx.run(sql`insert into reservations (institution_id, session_id, piece, host_id, lanes, reserved)
    values (${s.institutionId}, ${s.id}, ${piece}, ${s.hostId}, int4range(${lanes.from}, ${lanes.to}), tstzrange(${at(reserved.start)}, ${at(reserved.end)}))
    on conflict on constraint one_session_at_a_time do nothing`);
  return stored === 1 ? "reserved" : "taken";
}

/** 23P01: the exclusion constraint said no to an update. */
export const isTaken = (error: unknown): boolean => sqlState(error) === "23P01";

export const release = (tx: Tx, s: Pick<Session, "institutionId" | "id">, which: "held" | "all"): Promise<number> =>
  tx.run(sql`delete from reservations where institution_id = ${s.institutionId} and session_id = ${s.id} and (${which === "all"} or piece > 0)`);

/** The room is free from now on, earlier than planned. */
export const shortenReservation = (tx: Tx, s: Session, until: Instant): Promise<number> =>
  tx.run(sql`update reservations set reserved = tstzrange(lower(reserved), ${at(until)}) where institution_id = ${s.institutionId} and session_id = ${s.id}
    and lower(reserved) < ${at(until)} and upper(reserved) > ${at(until)}`);

/** One allocation at a time within an institution: a rearrangement takes rows out and puts them back. */
export const lockInstitution = (tx: Tx, institutionId: string): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${institutionId}, 7))`);

export const askForQueue = (tx: Tx, institutionId: string): Promise<number> =>
  tx.run(sql`update institutions set queue_asked = true where institution_id = ${institutionId} and not queue_asked`);

export const queuesAsked = (tx: Tx): Promise<string[]> => tx.list((r) => r.institution_id, sql`select institution_id from institutions where queue_asked`);

export const takeQueueAsked = (tx: Tx, institutionId: string): Promise<number> =>
  tx.run(sql`update institutions set queue_asked = false where institution_id = ${institutionId} and queue_asked`);

export const ahead = (
  tx: Tx,
  institutionId: string,
  organizerId: string,
  now: Instant,
  except: string,
): Promise<{ sessions: number; minutes: number } | null> =>
  tx.one(
    (r) => ({ sessions: Number(r.sessions), minutes: Number(r.minutes) }),
    sql`select count(*) as sessions, coalesce(sum(extract(epoch from ends_at - starts_at) / 60), 0)::int as minutes from sessions
      where institution_id = ${institutionId} and organizer_id = ${organizerId} and ends_at > ${at(now)} and status in ('placed', 'waiting') and id <> ${except}`,
  );
