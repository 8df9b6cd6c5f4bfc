import { iso, type Instant } from "../../src/lib/time.ts";
import { DEFAULT_SETTINGS, policyOf } from "../../src/people/institution.ts";
import { json, sql, type Database } from "../../src/platform/database.ts";
import { STEP_ORDER } from "../../src/sessions/steps.ts";
import { ROOMS } from "../timers/pending.ts";

const DAY = 86_400_000;
/** Midnight before the Monday of this week, by UTC. */
export const mondayBefore = (now: Instant): Instant => (Math.floor((now - 4 * DAY) / (7 * DAY)) * 7 * DAY + 4 * DAY) as Instant;

const steps = json(Object.fromEntries(STEP_ORDER.map((step) => [step, { is: "pending" }])));

/** Instead of what was there so many sessions in a week of two hundred rooms, all with their reservations; nothing is ever due of them. */
export async function fillWeek(db: Database, monday: Instant, many: number): Promise<void> {
  const start = sql`(${iso(monday)}::timestamptz + make_interval(hours => ((n / ${ROOMS} + n) % 7) * 24 + 7 + ((n / ${ROOMS}) / 7) * 3, mins => (n % 4) * 15))`;
  await db.transaction(async (tx) => {
    await tx.run(sql`delete from reservations`);
    await tx.run(sql`delete from sessions`);
    await tx.run(sql`insert into sessions (institution_id, id, title, kind, starts_at, ends_at, zone, admission, organizer_id, status, room_id, host_id, source, policy, steps, asked_at)
      select i.institution_id, md5('week ' || n)::uuid, 'Álgebra lineal y geometría, grupo ' || n, 'meeting', ${start}, ${start} + interval '90 minutes', 'Europe/Madrid', 'automatic',
        (select id from members m where m.institution_id = i.institution_id order by md5(m.id::text || n % 7) limit 1), 'placed', md5('room ' || (1 + n % ${ROOMS}))::uuid, 'aula-' || (1 + n % ${ROOMS}), 'pool',
        ${json(policyOf(DEFAULT_SETTINGS))}, ${steps}, ${iso(monday)} from institutions i, generate_series(0, ${many}::int - 1) n`);
    await tx.run(sql`insert into reservations (institution_id, session_id, host_id, reserved)
      select institution_id, id, host_id, tstzrange(starts_at - interval '15 minutes', ends_at + interval '15 minutes') from sessions`);
  });
  await db.script("vacuum analyze");
}
