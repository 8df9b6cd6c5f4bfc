import { days, earliest, minutes, type Instant } from "../lib/time.ts";
import { IS_UNWANTED, LICENCE_UNWANTED, NEXT_UNWANTED, UNASKED } from "./unasked.ts";
import { at, sql, type Database, type Row, type Sql, type Tx } from "./database.ts";
import type { ClockState, MovableClock } from "./clock.ts";

/** So long before a date of what recurs its people come: until then it may change at no cost. */
export const HORIZON = days(60);

/** Dates that nobody of their list has come to. In hours: a day's length would go by the database's own zone. */
const UNREACHED = sql`course_id is not null and list_id is not null and spread_at is null and status in ('placed', 'waiting')`;
/** The least of them, by the index: asked whether there is one by some moment, PostgreSQL expects to meet one soon and reads all dates where there is none. */
const nextReached = sql`(select min(starts_at) - interval '1440 hours' from sessions where ${UNREACHED})`;

/** A booking `b` of which something is not told, with its session `s` if it is on Zoom. */
const UNTOLD = sql`(b.untold or s.booking_told <> s.revision)`;
/** What can still be taken back is not told yet; and what is booked waits a moment for its meeting. */
const isToldAt = sql`greatest(to_timestamp((s.undo ->> 'until')::bigint / 1000.0), case when b.told is null and b.status = 'booked' and s.id is not null and s.meeting is null then b.tell_at end)`;
/**
 * From the sessions, and from the bookings themselves: each by its own small index, which the order makes the planner take; left to itself it takes nearly
 * every row for one of these and reads all of both tables.
 */
const untold = sql`((select s.institution_id, s.booking_id, s.id as session_id from sessions s where s.booking_id is not null and s.booking_told <> s.revision order by s.starts_at limit 500)
  union (select institution_id, id, session_id from bookings where untold order by tell_at limit 500))`;
const nextTold = sql`(select min(coalesce(${isToldAt}, to_timestamp(0))) from ${untold} u
  join bookings b on b.institution_id = u.institution_id and b.id = u.booking_id left join sessions s on s.institution_id = u.institution_id and s.id = u.session_id)`;

/** Not of one that is being changed: it may be at another time soon. */
const nextReminder = sql`(select min(b.remind_at) from (select institution_id, session_id, remind_at from bookings where remind_at is not null order by remind_at limit 100) b
  where not exists (select from sessions s where s.institution_id = b.institution_id and s.id = b.session_id and s.booking_told <> s.revision))`;

/** Bookings of which something is to be told by now, and their sessions. */
export const bookingsUntold = (tx: Tx, now: Instant, most: number): Promise<{ institutionId: string; id: string; sessionId: string | null }[]> =>
  tx.list(
    (r) => ({ institutionId: r.institution_id, id: r.booking_id, sessionId: r.session_id }),
    sql`select u.* from ${untold} u join bookings b on b.institution_id = u.institution_id and b.id = u.booking_id
        left join sessions s on s.institution_id = u.institution_id and s.id = u.session_id
      where ${UNTOLD} and coalesce(${isToldAt} <= ${at(now)}, true) order by b.made_at, b.id limit ${most}`,
  );

/** When the next booking is told, or its next reminder goes out. */
export const nextTelling = (db: Tx): Promise<Instant | null> => db.one((r) => r.due as Instant | null, sql`select least(${nextTold}, ${nextReminder}) as due`);

/** A run goes on, or is asked for by nobody any more, or a classroom is to have another passcode. */
const nextOfRuns = sql`least((select min(wake_at) from runs where wake_at is not null), (select min(passcode_due_at) from classrooms where passcode_due_at is not null), ${NEXT_UNWANTED})`;
export const nextRun = (db: Tx): Promise<Instant | null> => db.one((r) => r.due as Instant | null, sql`select ${nextOfRuns} as due`);

/** When people come to a date again. */
export const nextSpreading = (db: Tx): Promise<Instant | null> => db.one((r) => r.due as Instant | null, sql`select ${nextReached} as due`);

/** Whoever has written something that may fall due pokes this: what is due is asked once, and only the loops that have something to do are woken. Poking all costs two dozen questions. */
export const WHAT_IS_DUE: readonly string[] = ["looking"];

/** The loops of the worker that have something to do; named as `serve.ts` names them. */
const LOOPS = ["sessions", "commands", "mails", "webhooks", "queues", "connections", "ownZooms", "plans", "spreading", "bookings", "runs"] as const;
export type Waiting = (typeof LOOPS)[number];

/** What stands in the database for each loop: the first moment at which something falls due, and whether anything waits at no moment of its own, such as a webhook that is not read; or waits so, but only `until` then. It holds until something is written. */
export type FallsDue = { at: ReadonlyMap<Waiting, Instant>; atOnce: ReadonlySet<Waiting>; until: ReadonlyMap<Waiting, Instant> };

export const fallsDue = async (db: Tx): Promise<FallsDue> =>
  (await db.one(
    (r) => ({
      at: new Map(LOOPS.filter((name) => r[name] != null).map((name) => [name, r[name] as Instant])),
      until: new Map(LOOPS.filter((name) => r[`${name}_until`] != null).map((name) => [name, r[`${name}_until`] as Instant])),
      atOnce: new Set(LOOPS.filter((name) => r[`${name}_at_once`] === true)),
    }),
    sql`select (select min(wake_at) from sessions where aside is null) as sessions,
      (select min(due_at) from commands where state = 'queued') as commands,
      (select min(due_at) from deliveries where state in ('queued', 'sending')) as mails,
      exists (select from webhooks where read_at is null) as webhooks_at_once,
      exists (select from institutions where queue_asked) as queues_at_once,
      (select min(read_at) from plans_told) as plans,
      ${nextReached} as spreading,
      least(${nextTold}, ${nextReminder}) as bookings,
      ${nextOfRuns} as runs,
      (select max(u.until) from (${UNASKED}) u) as runs_until,
      ${IS_UNWANTED} or exists (${LICENCE_UNWANTED}) as runs_at_once,
      least(c.revoke_at, to_timestamp(c.closing_until / 1000.0), (select min(due_at) from zoom_erasures where stopped_at is null and erased_at is null),
        (select min(go_on_at) from authorizations), (select min(tell_at) from grants_given_up)) as connections,
      c.at_once as connections_at_once,
      c.ending_at as "ownZooms",
      c.own_at_once as "ownZooms_at_once"
    from (select min(revoke_at) as revoke_at, min((leaving -> 'closing' ->> 'until')::bigint) as closing_until, min(ending_at) filter (where state = 'disconnected') as ending_at,
        bool_or(service <> known_as or (probe_asked and leaving_at is null and state in ('connected', 'unreachable'))) as at_once,
        bool_or(kind = 'personal' and (settled_as <> case when state in ('connected', 'unreachable') then 'serves' else state end
          or (state <> 'disconnected' and exists (select from members m where m.institution_id = connections.institution_id and m.id = connections.member_id and m.left_at is not null)))) as own_at_once
      from connections) c`,
  ))!;

/** The next moment at which anything stored falls due, or null. What is overdue counts as its own moment. */
export const firstOf = ({ at: moments }: FallsDue): Instant | null => earliest([...moments.values()]);
export const nextDue = async (db: Tx): Promise<Instant | null> => firstOf(await fallsDue(db));

/** What waits to be done by now, in one question: while there is anything the clock must not be moved on. */
export const waitingAt = ({ at: moments, atOnce, until }: FallsDue, now: Instant): Waiting[] =>
  LOOPS.filter((name) => atOnce.has(name) || until.get(name)! > now || moments.get(name)! <= now);
export const waitingNow = async (db: Tx, now: Instant): Promise<Waiting[]> => waitingAt(await fallsDue(db), now);

/** When the next session wants to be looked at. */
export const nextWaking = (db: Tx): Promise<Instant | null> =>
  db.one((r) => r.due as Instant | null, sql`select min(wake_at) as due from sessions where aside is null`);

/** When rooms are compared with Zoom next; null when there is no institution. What was asked for at once counts as due now. */
export const upkeepDue = (db: Tx, now: Instant): Promise<Instant | null> =>
  db.one((r) => r.due as Instant | null, sql`select min(coalesce(upkeep_at, ${at(now)}::timestamptz)) as due from institutions`);

/** All processes keep the same time: it is read again now and then. */
export async function readClock(db: Tx, clock: MovableClock): Promise<{ catchingUp: boolean; kept: boolean }> {
  const { offset, frozenAt, catchingUp, kept } = (await db.one(toClockRow, sql`select * from application_clock`))!;
  clock.set({ offset, frozenAt });
  return { catchingUp, kept };
}

type ClockRow = ClockState & { catchingUp: boolean; kept: boolean };
const toClockRow = (r: Row): ClockRow => ({ offset: Number(r.clock_offset), frozenAt: r.frozen_at, catchingUp: r.catching_up, kept: r.kept });

/** What was lost while an example lived through its week, or the clock stood for a moment, is skipped as after a short stop of the server. */
const SKIPPED_AT_MOST = minutes(2);

/** How the application's time stands against the computer's, for whoever wants a real institution to go by it. */
export async function whyNotKeepClock(tx: Tx, wall: Instant): Promise<"demo_clock_ahead" | "demo_clock_behind" | null> {
  const { offset, frozenAt, kept } = (await tx.one(toClockRow, sql`select * from application_clock for update`))!;
  const ahead = frozenAt === null ? offset : frozenAt - wall;
  if (kept) return null;
  if (ahead > 0) return "demo_clock_ahead";
  return frozenAt !== null || -ahead > SKIPPED_AT_MOST ? "demo_clock_behind" : null;
}

/** From now on it is the computer's time, for good: a real institution goes by it. Only where `whyNotKeepClock` says nothing against it, or nothing is left that depends on another time. */
export const keepClock = (tx: Tx): Promise<number> =>
  tx.run(sql`update application_clock set clock_offset = 0, frozen_at = null, runs_on = false, catching_up = false, kept = true where not kept`);

/** The demo was all that went by it. This is the only case in which the application's time may go back. */
export const setClockBack = (tx: Tx): Promise<number> =>
  tx.run(sql`update application_clock set clock_offset = 0, frozen_at = null, runs_on = false, catching_up = false`);

/** Whether a real institution goes by it: then it can be neither moved nor stopped. */
export const isClockKept = async (tx: Tx): Promise<boolean> => (await tx.one((r) => r.kept as boolean, sql`select kept from application_clock`)) === true;

/** Stops the clock at a moment, for good. Refuses to go back: what has happened stays. */
export async function freezeClock(db: Database, clock: MovableClock, moment: Instant): Promise<void> {
  await db.run(sql`update application_clock set frozen_at = ${at(moment)}, runs_on = false
    where not kept and (frozen_at is null or frozen_at <= ${at(moment)})`);
  await readClock(db, clock);
}

/** Stops it at a moment of a move, and notes if it was running: whoever is killed on the way leaves that to the next start. One that a real institution goes by runs on. */
export async function holdClock(db: Database, clock: MovableClock, moment: Instant): Promise<void> {
  const running = clock.state().frozenAt === null;
  await db.run(sql`update application_clock set frozen_at = ${at(moment)}, runs_on = runs_on or ${running}
    where not kept and (frozen_at is null or frozen_at <= ${at(moment)})`);
  await readClock(db, clock);
}

/** Lets it run again from where it stands. */
export const releaseClock = (db: Database, clock: MovableClock, wall: Instant): Promise<void> => run(db, clock, wall, sql`frozen_at is not null`);

/** After a move: lets it run again if it ran before. */
export const letClockRunOn = (db: Database, clock: MovableClock, wall: Instant): Promise<void> => run(db, clock, wall, sql`frozen_at is not null and runs_on`);

async function run(db: Database, clock: MovableClock, wall: Instant, when: Sql): Promise<void> {
  await db.run(sql`update application_clock set clock_offset = (extract(epoch from frozen_at) * 1000)::bigint - ${wall}::bigint, frozen_at = null, runs_on = false
    where ${when}`);
  await readClock(db, clock);
}

export const setCatchingUp = (db: Tx, on: boolean): Promise<number> => db.run(sql`update application_clock set catching_up = ${on}`);

/** Where nothing has happened yet the application's time may begin in the past. */
export async function beginClockAt(db: Database, clock: MovableClock, moment: Instant): Promise<void> {
  await db.run(sql`update application_clock set frozen_at = ${at(moment)} where not kept and not exists (select from institutions)`);
  await readClock(db, clock);
}

/** Whether an institution has a session running, or one that begins within the hour: something of it may be asked of Zoom at any moment. */
export const livesSoon = (institution: Sql, now: Instant): Sql =>
  sql`exists (select from sessions s where s.institution_id = ${institution} and s.status = 'placed' and s.starts_at < ${at(now)}::timestamptz + interval '1 hour' and s.ends_at > ${at(now)}::timestamptz - interval '30 minutes')`;
