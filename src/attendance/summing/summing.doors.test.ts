import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { ADMIN, attending, INSTITUTION, MARTA, SESSION, STRANGER, type Attending } from "../../attendees/attending.fixtures.ts";
import { after, days, hours, iso } from "../../lib/time.ts";
import { json, sql } from "../../platform/database.ts";
import { readReport } from "../actions.ts";
import { serving } from "../../attendees/serving.fixtures.ts";
import { sumReports, tableOfReports, tellReports } from "./actions.ts";

const HOW_MANY = 120;

/** So many sessions more, every second of them a week later, with the same report as the first; two begin at each moment. */
async function many(it: Attending): Promise<void> {
  await it.pass(hours(3));
  await it.perform(readReport);
  const { db } = it.world;
  const shift = sql`make_interval(days => 7 * (n / 2))`;
  const columns = await db.list(
    (r) => String(r["column_name"]),
    sql`select column_name from information_schema.columns where table_name = 'sessions' and is_generated = 'NEVER'`,
  );
  const same = columns.filter((name) => !["id", "starts_at", "ends_at", "title"].includes(name)).map((name) => sql.ref(name));
  await db.run(sql`insert into sessions (id, starts_at, ends_at, title, ${sql.join(same)})
    select gen_random_uuid(), starts_at + ${shift}, ends_at + ${shift}, 'Número ' || n, ${sql.join(same)} from sessions, generate_series(2, ${HOW_MANY}::int) as n where id = ${SESSION}`);
  const totals = { people: 2, registered: 3, came: 1, didNotCome: 2, unregistered: 1, peak: 2, averageMinutes: 30, shares: [] };
  await db.run(sql`insert into reports (institution_id, session_id, state, readings, report, totals, read_at)
    select institution_id, id, 'final', '{}', '{}', ${json(totals)}, ${iso(it.start)} from sessions where id <> ${SESSION}`);
  await db.run(sql`update reports set totals = ${json(totals)}, state = 'final'`);
  await it.pass(days(7 * HOW_MANY));
}

const ever = (it: Attending) => ({ start: after(it.start, -days(1)), end: after(it.start, days(7 * HOW_MANY)) });

eachDatabase((_, open) => {
  test("more time than is summed up at once is refused and not cut short unsaid", async () => {
    const it = await attending(await open());
    const app = await serving(it, ADMIN);
    const asked = (path: string, length: number) => app.inject({ url: `${path}?from=${iso(it.start)}&to=${iso(after(it.start, days(length)))}` });
    for (const path of ["/api/reports", "/api/reports/summary", "/api/reports.csv"]) {
      expect((await asked(path, 400)).statusCode).toBe(200);
      const refusal = await asked(path, 401);
      expect([refusal.statusCode, refusal.json().because]).toEqual([422, "too_many_days"]);
    }
  });

  test("pages follow one another without gap or double, and the summary and the table tell of all that was found", async () => {
    const it = await attending(await open());
    await many(it);
    const wanted = { within: ever(it), search: "" };
    const ids: string[] = [];
    let [next, pages] = [null as string | null, 0];
    do {
      const page = await tellReports(it.world, ADMIN, wanted, next);
      ids.push(...page.reports.map((one) => one.sessionId));
      [next, pages] = [page.next, pages + 1];
    } while (next !== null);
    expect([pages, ids.length, new Set(ids).size]).toEqual([3, HOW_MANY, HOW_MANY]);

    expect(await sumReports(it.world, ADMIN, wanted)).toMatchObject({ sessions: HOW_MANY, reported: HOW_MANY, registered: 3 * HOW_MANY, came: HOW_MANY });
    expect((await tableOfReports(it.world, ADMIN, wanted)).trim().split("\r\n")).toHaveLength(HOW_MANY + 1);
    expect(await sumReports(it.world, ADMIN, { ...wanted, search: "optica" })).toMatchObject({ sessions: 1, registered: 3, weeks: [{ sessions: 1 }] });
  });

  test("organizers sum their own sessions only, and another institution nothing of these", async () => {
    const it = await attending(await open());
    await it.pass(hours(3));
    await it.perform(readReport);
    const wanted = { within: ever(it), search: "" };
    expect(await sumReports(it.world, MARTA, wanted)).toMatchObject({ sessions: 1 });
    expect(await sumReports(it.world, STRANGER, wanted)).toMatchObject({ sessions: 0, weeks: [] });
    expect((await tableOfReports(it.world, STRANGER, wanted)).trim().split("\r\n")).toHaveLength(1);
    const elsewhere = { ...ADMIN, institutionId: "00000000-0000-4000-8000-000000000099" };
    await it.world.db.run(
      sql`insert into institutions (institution_id, settings, zoom) select ${elsewhere.institutionId}, settings, zoom from institutions where institution_id = ${INSTITUTION}`,
    );
    expect(await sumReports(it.world, elsewhere, wanted)).toMatchObject({ sessions: 0 });
  });
});
