import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instant } from "../../src/lib/time.ts";
import { DEFAULT_SETTINGS, policyOf } from "../../src/people/institution.ts";
import { json, openDatabase, sql, type Database, type Sql } from "../../src/platform/database.ts";
import { newSteps } from "../../src/sessions/asking.ts";
import { freePort, live, type Life } from "../../test/crash/server.ts";

export const BEGINS = "2027-01-04T06:00:00Z";
export const ROOMS = 200;
/** A year of sessions is planned from the next day on, in each room six or seven a day, 460,000 in all. */
export const YEAR = 365;
export const POLICY = policyOf(DEFAULT_SETTINGS);
const MIDNIGHT = "2027-01-05T00:00:00Z";
export const midnight = instant(MIDNIGHT);

/** The server as it is installed on a PostgreSQL as it is installed, in it an institution of two hundred rooms alike. */
export async function openAllocating(databaseUrl: string) {
  const folder = mkdtempSync(join(tmpdir(), "bedel-bench-"));
  const port = String(await freePort());
  const settings = { PORT: port, BEDEL_DATA: join(folder, "data"), BEDEL_EXAMPLE: "nothing", BEDEL_EXAMPLE_BEGINS: BEGINS, DATABASE_URL: databaseUrl };
  await (await live(settings)).stop();
  const db = await openDatabase(databaseUrl);
  await withRooms(db);
  let life: Life | null = null;
  const origin = `http://127.0.0.1:${port}`;
  return {
    db,
    origin,
    /** Begins the server, signs in, and says by which cookie. */
    begin: async (): Promise<string> => {
      life = await live(settings);
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${origin}/api/sandbox/sign-in`, { method: "POST", headers, body: json({ as: "administrator" }) });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.headers.getSetCookie().map((one) => one.split(";")[0]!).join("; "); // prettier-ignore
    },
    end: async (): Promise<void> => {
      await life?.stop();
      life = null;
    },
    forget: async (): Promise<void> => {
      await life?.stop();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const withRooms = (db: Database): Promise<unknown> =>
  db.transaction(async (tx) => {
    await tx.run(sql`insert into hosts (institution_id, id, email, name, status, licensed, role, signs_in_with, meeting_capacity, webinar_capacity, read_at)
      select institution_id, 'aula-' || n, 'aula' || n || '@universidad.example', 'Aula ' || n, 'active', true, 'member', '{password}', 300, 0, ${BEGINS} from institutions, generate_series(1, ${ROOMS}) n`);
    await tx.run(sql`insert into rooms (institution_id, id, host_id, name, ord, active)
      select institution_id, gen_random_uuid(), 'aula-' || n, 'Aula ' || n, 1000 + n, true from institutions, generate_series(1, ${ROOMS}) n`);
    await tx.run(sql`update institutions set upkeep_at = ${BEGINS}::timestamptz + interval '10 years'`);
  });

const ORGANIZER = sql`(select id from members m where m.institution_id = i.institution_id order by role, id limit 1)`;
/** With what goes before and after it a session takes one of nine stretches of a day, one after the other from seven on; each room begins at another quarter. */
const START = sql`(${MIDNIGHT}::timestamptz + make_interval(days => d, mins => 420 + 90 * k + 15 * ((h * 5 + h / 6) % 6)))`;
const RESERVED = (start: Sql): Sql => sql`tstzrange(${start} - interval '15 minutes', ${start} + interval '75 minutes')`;

/**
 * Plans the days from `from` on until `until`, in bulk: what guards rows one by one rests meanwhile, and the constraint looks at all of them afterwards.
 * Days that lie behind have their sessions too, without what nobody reads of them.
 */
export async function planDays(db: Database, from: number, until: number): Promise<number> {
  const isAhead = from >= 0;
  const [policy, steps] = isAhead ? [json(POLICY), json(newSteps())] : ["{}", "{}"];
  const which = sql`institutions i, generate_series(${from}::int, ${until - 1}::int) d, generate_series(1, ${ROOMS}) h, generate_series(0, 8) k where abs(4 * k + h + d) % 9 < 6 or (abs(4 * k + h + d) % 9 = 6 and abs(h + 3 * d) % 10 < 3)`;
  const id = sql`md5(h || ' ' || d || ' ' || k)::uuid`;
  await db.script("alter table reservations drop constraint one_session_at_a_time; drop index reserved_times");
  await db.transaction(async (tx) => {
    await tx.run(sql`set local session_replication_role = replica`);
    await tx.run(sql`insert into sessions (institution_id, id, title, kind, starts_at, ends_at, zone, admission, organizer_id, status, room_id, host_id, policy, steps, asked_at)
      select i.institution_id, ${id}, 'Class', 'meeting', ${START}, ${START} + interval '1 hour', 'UTC', 'automatic', ${ORGANIZER}, 'placed',
        (select r.id from rooms r where r.host_id = 'aula-' || h), 'aula-' || h, ${policy}::jsonb, ${steps}::jsonb, ${BEGINS} from ${which}`);
    await tx.run(
      sql`insert into reservations (institution_id, session_id, host_id, reserved) select i.institution_id, ${id}, 'aula-' || h, ${RESERVED(START)} from ${which}`,
    );
  });
  await db.script(`alter table reservations add constraint one_session_at_a_time exclude using gist (institution_id with =, host_id with =, lanes with &&, reserved with &&);
    create index reserved_times on reservations using gist (institution_id, reserved) include (host_id, session_id); analyze`);
  await db.script("vacuum analyze reservations");
  await db.script("checkpoint"); // or the disk would still be busy with this while others are measured
  return (await db.one((r) => Number(r["count"]), sql`select count(*) from reservations`))!;
}

/** From noon to one of this day no room is free. */
export async function takeAllAtNoon(db: Database, day: number): Promise<void> {
  const start = sql`${MIDNIGHT}::timestamptz + make_interval(days => ${day}::int, hours => 12)`;
  await db.transaction(async (tx) => {
    await tx.run(sql`insert into sessions (institution_id, id, title, kind, starts_at, ends_at, zone, admission, organizer_id, status, room_id, host_id, policy, steps, asked_at)
      select i.institution_id, gen_random_uuid(), 'Noon', 'meeting', ${start}, ${start} + interval '1 hour', 'UTC', 'automatic', ${ORGANIZER}, 'placed', r.id, r.host_id,
        ${json(POLICY)}::jsonb, ${json(newSteps())}::jsonb, ${BEGINS} from institutions i join rooms r using (institution_id)
      where r.active and not exists (select from reservations x where x.institution_id = r.institution_id and x.host_id = r.host_id and x.reserved && ${RESERVED(start)})`);
    await tx.run(sql`insert into reservations (institution_id, session_id, host_id, reserved)
      select institution_id, id, host_id, tstzrange(starts_at - interval '15 minutes', ends_at + interval '15 minutes') from sessions where title = 'Noon'`);
  });
}
