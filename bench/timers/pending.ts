import { policyOf, DEFAULT_SETTINGS } from "../../src/people/institution.ts";
import { iso, type Instant } from "../../src/lib/time.ts";
import { json, openDatabase, sql, type Database, type Sql } from "../../src/platform/database.ts";
import { STEP_ORDER } from "../../src/sessions/steps.ts";
import { live, type Settings } from "../../test/crash/server.ts";

export const ROOMS = 200;

/** The example institution without its demo, by the computer's time, with two hundred rooms more and no Zoom that would be asked about them. */
export async function openInstitution(settings: Settings): Promise<Database> {
  await (await live({ ...settings, BEDEL_EXAMPLE: "nothing" })).stop();
  const db = await openDatabase(settings["DATABASE_URL"]!);
  await db.transaction(async (tx) => {
    await tx.run(sql`update application_clock set clock_offset = 0, frozen_at = null, runs_on = false, catching_up = false`);
    await tx.run(sql`insert into hosts (institution_id, id, email, name, status, licensed, role, signs_in_with, meeting_capacity, webinar_capacity, read_at)
      select institution_id, 'aula-' || n, 'aula' || n || '@rooms.example', 'Aula ' || n, 'active', true, 'member', '{password}', 300, 500, '2020-01-01Z' from institutions, generate_series(1, ${ROOMS}) n`);
    await tx.run(sql`insert into rooms (institution_id, id, host_id, name, ord, active)
      select institution_id, md5('room ' || n)::uuid, 'aula-' || n, 'Aula ' || n, 1000 + n, true from institutions, generate_series(1, ${ROOMS}) n`);
    await tx.run(sql`update institutions set upkeep_at = '2100-01-01Z'`);
  });
  return db;
}

const uuidOf = sql`md5('session ' || n)::uuid`;
/** Each begins at a minute of its own in the weeks after the next month. */
const startOf = (now: Instant): Sql => sql`(${iso(now)}::timestamptz + interval '40 days' + make_interval(mins => n))`;
const steps = json(Object.fromEntries(STEP_ORDER.map((step) => [step, { is: "pending" }])));

/** Placed sessions whose meeting is to be made in a month, those numbered from `from` up to `to`. */
export async function addPending(db: Database, now: Instant, from: number, to: number): Promise<void> {
  await db.run(sql`insert into sessions (institution_id, id, title, kind, starts_at, ends_at, zone, admission, organizer_id, status, room_id, host_id, source, policy, steps, asked_at)
    select i.institution_id, ${uuidOf}, 'Session ' || n, 'meeting', ${startOf(now)}, ${startOf(now)} + interval '90 minutes', 'Europe/Madrid', 'automatic',
      (select id from members m where m.institution_id = i.institution_id order by id limit 1), 'placed', md5('room ' || (1 + n % ${ROOMS}))::uuid, 'aula-' || (1 + n % ${ROOMS}), 'pool',
      ${json(policyOf(DEFAULT_SETTINGS))}, ${steps}, ${iso(now)} from institutions i, generate_series(${from}::int, ${to}::int) n`);
  await wakesAt(db, from, to, sql`${iso(now)}::timestamptz + interval '30 days'`);
  await db.script("vacuum analyze");
}

/** The meetings of these sessions are to be made at this moment, which may depend on `n`: so long before they begin. */
const wakesAt = (db: Database, from: number, to: number, moment: Sql): Promise<number> =>
  db.run(sql`update sessions s set steps = ${steps}, watch_at = null, wake_at = w.at,
      policy = s.policy || jsonb_build_object('generationLead', (extract(epoch from s.starts_at - w.at) * 1000)::bigint)
    from (select ${uuidOf} as id, date_trunc('milliseconds', ${moment}) as at from generate_series(${from}::int, ${to}::int) n) w where s.id = w.id`);

export type Due = { many: number; from: Instant; everyMs: number };

/** Makes the first so many due, one after the other or all at once; and forgets what was wished for before. */
export async function makeDue(db: Database, { many, from, everyMs }: Due): Promise<void> {
  await db.run(sql`delete from commands`);
  await wakesAt(db, 1, many, sql`${iso(from)}::timestamptz + make_interval(secs => (n - 1) * ${everyMs}::int / 1000.0)`);
  await db.script("vacuum analyze");
}

/** All are to be looked at in a month again, and nothing is wished for. */
export async function putOff(db: Database, now: Instant, many: number): Promise<void> {
  await db.run(sql`delete from commands`);
  await wakesAt(db, 1, many, sql`${iso(now)}::timestamptz + interval '30 days'`);
  await db.script("vacuum analyze");
}

/** How many of them have begun. */
export const begun = async (db: Database): Promise<number> =>
  (await db.one((r) => Number(r["count"]), sql`select count(*) from sessions where steps -> 'generate' ->> 'is' = 'started'`))!;

/** What deciding writes down for all that are due, in one statement that knows beforehand what that is: nothing can be faster. Milliseconds. */
export async function bareStatement(db: Database, now: Instant): Promise<number> {
  const started = json({ generate: { is: "started", at: now } });
  const before = performance.now();
  await db.run(sql`with due as (select institution_id, id from sessions where wake_at <= ${iso(now)} and aside is null for update skip locked),
    changed as (update sessions s set steps = s.steps || ${started}::jsonb, wake_at = s.starts_at - interval '15 minutes' from due
      where s.institution_id = due.institution_id and s.id = due.id returning s.*)
    insert into commands (institution_id, key, session_id, room_id, revision, does, step, lane, urgency, due_at, useful_until, made_at)
      select institution_id, id || '@' || revision || '/ensureMeeting', id, room_id, revision, 'ensureMeeting', 'generate', 'session ' || id, 4, ${iso(now)}, ends_at, ${iso(now)} from changed`);
  return performance.now() - before;
}
