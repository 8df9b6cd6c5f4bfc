import type { ReportView } from "../../src/attendance/contract.ts";
import { tellReport } from "../../src/attendance/telling/actions.ts";
import { instant, wallOf, type Instant } from "../../src/lib/time.ts";
import { sql, type Tx } from "../../src/platform/database.ts";
import type { Session } from "../../src/sessions/session.ts";
import { classroomsOf, openingOf } from "../../src/classrooms/store.ts";
import { toSession } from "../../src/sessions/store.ts";
import type { KeptByZoom } from "../counting/kept.ts";
import type { MadeAhead } from "./busy-days.ts";
import type { Deeds } from "./deeds.ts";
import type { House } from "./house.ts";
import { waitingIn, type Waiting } from "./queue.ts";
import { rowsOf, rowsOfPortal, type PortalRow } from "./portal.ts";
import type { Arrived } from "./post.ts";

/** A user name and its password that were mailed, and what the session looked like at that moment. */
export type Secret = { at: Instant; user: string; password: string; sessionId: string; status: string; from: Instant; until: Instant };
export type Delivery = { id: string; kind: string; state: string; sessionId: string | null; attendeeId: string | null; to: string; dueAt: Instant };
export type Attendee = { id: string; sessionId: string; email: string; addedAt: Instant };
/** What stands in the history of a session. `isPersons`: somebody did it, not Bedel by itself. */
export type Noted = { sessionId: string; what: string; at: Instant; isPersons: boolean };
type Seen = {
  id: number;
  hostId: string;
  agenda: string;
  topic: string;
  startAt: string;
  /** In minutes. */
  duration: number;
  createdAt: string;
  deletedAt: string | null;
  instances: { startedAt: string; endedAt: string | null }[];
};

/** What a promise looks at: Bedel's tables, Zoom's own records, the mail server's, and what people remember. */
export type Sight = {
  now: Instant;
  /** Bedel may make Zoom users. */
  isProvisioned: boolean;
  /** Since when all faults are mended; null: they are not yet. */
  calmAt: Instant | null;
  sessions: Session[];
  meetings: Seen[];
  hostDays: { hostId: string; day: string; changes: number }[];
  madeAhead: MadeAhead;
  calls: Record<string, number>;
  overlaps: number;
  reservations: number;
  deliveries: Delivery[];
  attendees: Attendee[];
  arrived: readonly Arrived[];
  secrets: readonly Secret[];
  open: string[];
  queued: number;
  audit: Noted[];
  deeds: Deeds;
  zoom: KeptByZoom;
  surprises: readonly string[];
  /** Time of day of each date of a course, by the clock on the wall of its zone, unless it was changed alone. */
  dates: { sessionId: string; courseId: string; time: string }[];
  /** Bookings that stand, with the hosts whose time they hold. */
  bookings: { id: string; hosts: string[]; start: Instant; end: Instant }[];
  /** What the reports that are final say, by session. */
  reports: { sessionId: string; report: ReportView }[];
  /** Requests without a room; null while Bedel has still to look at them. */
  waiting: Waiting[] | null;
  /** Sessions to come whose room is turned off. */
  homeless: { sessionId: string; start: Instant }[];
  /** Users of the Zoom account. */
  users: { email: string }[];
  /** With how the last run about it stands; `joins`: its link, and its number with its passcode, lead into the meeting; looked at once everything is at rest. */
  classrooms: { name: string; state: string; run: string | null; joins: boolean; rows: { meant: string; held: string } | null }[];
  /** Rows of the institution's own databases that belong to no classroom any more, or never did, and what they show. */
  rowsOfNobody: PortalRow[];
  /** `because`: of the step that is under way or failed. */
  runs: { kind: string; state: string; because: string | null; isDue: boolean }[];
  /** Every time that Zoom changed a password. */
  passwordChanges: { to: string; at: Instant }[];
};

export async function sightOf(house: House, deeds: Deeds, secrets: readonly Secret[]): Promise<Sight> {
  const { base, post } = house;
  const { db } = base;
  const state = (await base.control("state")) as Pick<Sight, "meetings" | "hostDays"> & {
    calls: { byOperation: Record<string, number> };
    passwordChanges: { to: string; at: string }[];
    users: Sight["users"];
  };
  const stored = await storedIn(db);
  return {
    ...stored,
    waiting: await waitingIn(db, stored.sessions),
    now: house.now(),
    isProvisioned: house.isProvisioned,
    calmAt: house.calmAt,
    passwordChanges: state.passwordChanges.map(({ to, at }) => ({ to, at: instant(at) })),
    reports: await reportsOf(house, stored.sessions),
    meetings: state.meetings,
    hostDays: state.hostDays,
    madeAhead: house.madeAhead,
    calls: state.calls.byOperation,
    arrived: post.arrived,
    secrets,
    open: await opened(house, secrets),
    deeds,
    users: state.users,
    ...(await classroomsIn(house)),
    runs: await runsIn(db, house.now()),
    zoom: (await base.control("presence")) as unknown as KeptByZoom,
    surprises: base.surprises,
  };
}

export type Stored = Pick<
  Sight,
  "sessions" | "dates" | "bookings" | "homeless" | "overlaps" | "reservations" | "queued" | "deliveries" | "attendees" | "audit"
>;

/** What stands in Bedel's tables. */
export const storedIn = async (db: Tx): Promise<Stored> => ({
  sessions: await db.list(toSession, sql`select * from sessions order by id`),
  dates: await db.list(
    (r) => ({ sessionId: r["id"], courseId: r["course_id"], time: wallOf(r["starts_at"], r["zone"]).slice(11) }),
    sql`select id, course_id, starts_at, zone from sessions where course_id is not null and revision = 1`,
  ),
  bookings: await db.list(
    (r) => ({ id: r["id"], hosts: r["host_ids"], start: r["starts_at"], end: r["ends_at"] }),
    sql`select id, starts_at, ends_at, (select array_agg(member_id::text) from booking_hosts h where h.institution_id = b.institution_id and h.booking_id = b.id) as host_ids
        from bookings b where status = 'booked' order by id`,
  ),
  homeless: await db.list(
    (r) => ({ sessionId: r["id"], start: r["starts_at"] }),
    sql`select s.id, s.starts_at from sessions s join rooms r on r.institution_id = s.institution_id and r.id = s.room_id where s.status = 'placed' and not r.active and s.undo is null`,
  ),
  ...(await counted(db)),
  deliveries: await db.list(
    (r) => ({
      id: r["id"],
      kind: r["kind"],
      state: r["state"],
      sessionId: r["session_id"],
      attendeeId: r["attendee_id"],
      to: r["to_email"],
      dueAt: r["due_at"],
    }),
    sql`select id, kind, state, session_id, attendee_id, to_email, due_at from deliveries order by id`,
  ),
  attendees: await db.list(
    (r) => ({ id: r["id"], sessionId: r["session_id"], email: r["email"], addedAt: r["added_at"] }),
    sql`select id, session_id, email, added_at from attendees order by id`,
  ),
  audit: await db.list(
    (r) => ({ sessionId: r["session_id"], what: r["what"], at: r["at"], isPersons: r["member_id"] !== null }),
    sql`select session_id, what, at, member_id from audit_log where session_id is not null`,
  ),
});

const counted = async (tx: Tx): Promise<Pick<Sight, "overlaps" | "reservations" | "queued">> =>
  (await tx.one(
    (r) => ({ overlaps: Number(r["overlaps"]), reservations: Number(r["reservations"]), queued: Number(r["queued"]) }),
    sql`select (select count(*) from reservations a join reservations b on a.institution_id = b.institution_id and a.host_id = b.host_id and a.lanes && b.lanes
        and a.reserved && b.reserved and (a.session_id, a.piece) < (b.session_id, b.piece)) as overlaps,
      (select count(*) from reservations) as reservations,
      (select count(*) from commands where state = 'queued') + (select count(*) from deliveries where state in ('queued', 'sending')) as queued`,
  ))!;

async function classroomsIn({ base, calmAt, portal }: House): Promise<Pick<Sight, "classrooms" | "rowsOfNobody">> {
  const last = new Map(await base.db.list((r) => [r["classroom_id"] as string, r["state"] as string] as const, sql`select distinct on (classroom_id) classroom_id, state from runs where classroom_id is not null order by classroom_id, asked_at desc`)); // prettier-ignore
  const seen: Sight["classrooms"] = [];
  const rows = portal === null ? [] : await rowsOfPortal(base.db);
  const all = await classroomsOf(base.db, base.institutionId);
  const owned = new Set<string>();
  for (const one of all) {
    const isOver = last.get(one.id) === "done" && one.state !== "in use" && one.state !== "being made";
    if (!isOver && one.link !== null) owned.add(one.link.key);
    const opening = calmAt === null || one.state !== "in use" ? null : openingOf(base.secrets, one);
    const joins = opening !== null && (await opens(base, { joinUrl: opening.link })) && (await opens(base, { meetingId: Number(one.meetingId), passcode: opening.passcode })); // prettier-ignore
    seen.push({ name: one.name, state: one.state, run: last.get(one.id) ?? null, joins, rows: opening === null ? null : rowsOf(one, opening, rows) });
  }
  return { classrooms: seen, rowsOfNobody: rows.filter(({ key }) => !owned.has(key)) };
}

const opens = async ({ control }: House["base"], by: object): Promise<boolean> => (await control("join", { ...by, name: "Ada" }))["ok"] === true;

const runsIn = (db: Tx, now: Instant): Promise<Sight["runs"]> =>
  db.list(
    (r) => ({ kind: r["kind"], state: r["state"], because: r["because"], isDue: r["wake_at"] !== null && r["wake_at"] <= now }),
    sql`select kind, state, wake_at, (select because from run_steps s where s.institution_id = r.institution_id and s.run_id = r.id and s.state not in ('done', 'skipped', 'pending') order by ord limit 1) as because from runs r order by id`,
  );

/** Passwords ever mailed that still open their room. */
async function opened({ base }: House, secrets: readonly Secret[]): Promise<string[]> {
  const found: string[] = [];
  for (const { user, password, sessionId } of secrets) if (await base.opens(user, password)) found.push(`${user} by the password of ${sessionId}`);
  return found;
}

async function reportsOf({ base }: House, sessions: readonly Session[]): Promise<Sight["reports"]> {
  const final: Sight["reports"] = [];
  for (const { id, steps } of sessions) {
    if (steps.report.is !== "done") continue;
    const told = await tellReport(base, base.admin, id);
    if (told.ok && told.value.state === "final") final.push({ sessionId: id, report: told.value });
  }
  return final;
}
