import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { iso } from "../../src/lib/time.ts";
import { openDatabase, sql, type Database, type Sql } from "../../src/platform/database.ts";
import { houseAt } from "../../test/crash/house.ts";
import { freePort, live, type Settings } from "../../test/crash/server.ts";
import { A_DAY, BEGINS, DAYS, HOSTS, QUARTER, ZONE } from "./agenda.ts";

/** The server as it is installed, in its database fifty hosts with their appointments, `times` as many: those beyond the month are further ahead. */
export async function openHosts(databaseUrl: string | null, times: number) {
  const folder = mkdtempSync(join(tmpdir(), "bedel-bench-"));
  const port = String(await freePort());
  const settings: Settings = {
    PORT: port,
    BEDEL_DATA: join(folder, "data"),
    BEDEL_EXAMPLE: "nothing",
    BEDEL_EXAMPLE_BEGINS: iso(BEGINS),
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  };
  const where = databaseUrl ?? { folder: join(folder, "data", "database") };
  await (await live(settings)).stop();
  const db = await openDatabase(where);
  await db.transaction(async (tx) => {
    for (const statement of statements(times)) await tx.run(statement);
  });
  await db.script("analyze");
  await db.close();
  const life = await live(settings);
  const origin = `http://127.0.0.1:${port}`;
  const house = houseAt(origin);
  await house.signIn();
  return {
    origin,
    house,
    /** Ends the server, and asks its database. */
    asked: async <T>(question: (db: Database) => Promise<T>): Promise<T> => {
      await life.stop();
      const opened = await openDatabase(where);
      const answer = await question(opened);
      await opened.close();
      return answer;
    },
    forget: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The last of them is the administrator of the example, whom the bench can be signed in as. */
const OWNER = sql`(select id from members where email = 'marta.rivas@universidad.example' limit 1)`;
const HOST = sql`case when h = ${sql.lit(HOSTS)} then ${OWNER} else ('00000000-0000-4000-8000-0000000000' || lpad(h::text, 2, '0'))::uuid end`;
const EMAIL = sql`case when h = ${sql.lit(HOSTS)} then (select email from members where email = 'marta.rivas@universidad.example' limit 1) else 'host' || h || '@universidad.example' end`;
const uuidOf = (what: string): Sql => sql`md5(${sql.lit(what)} || h || ' ' || d || ' ' || k)::uuid`;
const START = sql`(${iso(BEGINS)}::timestamptz - interval '6 hours' + make_interval(days => d, mins => 480 + 15 * ((k * 32 / ${sql.lit(A_DAY)} + h + 3 * d) % 32)))`;
const TIME = sql`tstzrange(${START}, ${START} + interval '15 minutes')`;
const HOURS = JSON.stringify(Object.fromEntries(["MO", "TU", "WE", "TH", "FR", "SA", "SU"].map((day) => [day, [{ from: "07:00", to: "20:00" }]])));
/** For so long what was read at the beginning may stand, as nobody in the sandbox has these hosts' Zoom. */
const A_WEEK = 60 * 24 * 7;

/** A quarter of the appointments each: sessions, bookings, what subscribed calendars say, and what is planned in Zoom. */
function statements(times: number): Sql[] {
  const all = (k: number): Sql =>
    sql`institutions i, generate_series(1, ${sql.lit(HOSTS)}) h, generate_series(0, ${sql.lit(DAYS * times)}) d, generate_series(${sql.lit(k)}, ${sql.lit(A_DAY - 1)}, 4) k`;
  const begins = iso(BEGINS);
  const type = (n: number, slug: string, hosting: string): Sql =>
    sql`insert into appointment_types (institution_id, id, slug, owner_id, name, lengths, place, source, hosting, zone, weekly, days, buffer_before, buffer_after, notice_minutes, horizon_days,
        most_a_day, most_a_week, grid_minutes, skips_holidays, listed, languages, stale_minutes, reminders, most_guests, active, made_at)
      select institution_id, ${`00000000-0000-4000-8000-00000000010${n}`}, ${slug}, ${OWNER}, ${slug}, '[30]',
        '{"kind":"zoom"}', 'personal', ${hosting}, ${ZONE}, ${HOURS}, '[]', 5, 5, 60, 60, 30, 150, ${QUARTER}, true, true, '["en"]', ${A_WEEK}, '[]', 0, true, ${begins} from institutions i`;
  const hosted = (n: number): Sql =>
    sql`insert into appointment_hosts (institution_id, type_id, member_id, ord) select institution_id, ${`00000000-0000-4000-8000-00000000010${n}`}, ${HOST}, h from institutions, generate_series(1, ${HOSTS}) h`;
  return [
    sql`insert into people (id, name, email, "emailVerified", "createdAt", "updatedAt") select 'slots-' || h, 'Host ' || h, ${EMAIL}, true, ${begins}, ${begins} from generate_series(1, ${HOSTS - 1}) h`,
    sql`insert into members (institution_id, id, person_id, name, email, role, language, zone)
      select institution_id, ${HOST}, 'slots-' || h, 'Host ' || h, ${EMAIL}, 'organizer', 'en', ${ZONE} from institutions, generate_series(1, ${HOSTS - 1}) h`,
    sql`update hosts set email = 'other.' || email where lower(email) = (select lower(email) from members where email = 'marta.rivas@universidad.example' limit 1)`,
    sql`insert into hosts (institution_id, id, email, name, status, licensed, role, signs_in_with, meeting_capacity, webinar_capacity, read_at, busy_read_at)
      select institution_id, 'slots-' || h, ${EMAIL}, 'Host ' || h, 'active', true, 'member', '{password}', 300, 0, ${begins}, ${begins} from institutions, generate_series(1, ${HOSTS}) h`,
    sql`update institutions set upkeep_at = ${begins}::timestamptz + interval '10 years'`,
    type(1, "round-robin", "round robin"),
    type(2, "together", "together"),
    type(3, "alone", "one"),
    hosted(1),
    hosted(2),
    sql`insert into appointment_hosts (institution_id, type_id, member_id, ord)
      select institution_id, '00000000-0000-4000-8000-000000000103', ${OWNER}, 1 from institutions`,
    sql`insert into member_calendars (institution_id, id, member_id, name, address_sealed, read_at, tried_at)
      select institution_id, ${HOST}, ${HOST}, 'Home', '', ${begins}, ${begins}::timestamptz + interval '10 years' from institutions, generate_series(1, ${HOSTS}) h`,
    sql`insert into sessions (institution_id, id, title, kind, starts_at, ends_at, zone, admission, organizer_id, status, policy, steps, asked_at, source)
      select institution_id, ${uuidOf("session")}, 'Class', 'meeting', ${START}, ${START} + interval '15 minutes', ${ZONE}, 'automatic', ${HOST}, 'placed', '{}', '{}', ${begins}, 'personal' from ${all(0)}`,
    sql`insert into bookings (institution_id, id, type_id, starts_at, ends_at, type_name, place, name, email, zone, language, buffer_before, buffer_after, token_print, status, untold, reminders, made_at)
      select institution_id, ${uuidOf("booking")}, '00000000-0000-4000-8000-000000000101', ${START}, ${START} + interval '15 minutes', 'round-robin', '{"kind":"telephone","text":"1"}', 'Ana',
        'ana@people.example', ${ZONE}, 'en', 0, 0, decode(md5('token' || h || ' ' || d || ' ' || k), 'hex'), 'booked', false, '[]', ${begins} from ${all(1)}`,
    sql`insert into booking_times (institution_id, booking_id, member_id, during) select institution_id, ${uuidOf("booking")}, ${HOST}, ${TIME} from ${all(1)}`,
    sql`insert into calendar_times (institution_id, calendar_id, n, member_id, during) select institution_id, ${HOST}, d * 100 + k, ${HOST}, ${TIME} from ${all(2)}`,
    sql`insert into busy (institution_id, host_id, meeting_id, n, during, title) select institution_id, 'slots-' || h, 'slots-' || h || '-' || d, k, ${TIME}, 'Planned' from ${all(3)}`,
  ];
}
