import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { addAttendees, attendeesOf, joinAddress } from "../attendees/actions.ts";
import { ADMIN, attending, INSTITUTION, MARTA, SESSION, type Attending } from "../attendees/attending.fixtures.ts";
import { erasePerson } from "../attendees/erasing/person-actions.ts";
import { ensureRegistrants } from "../attendees/registering/actions.ts";
import { visitBy, wayOf } from "../attendees/visiting/actions.ts";
import { after, hours, iso, minutes } from "../lib/time.ts";
import { sql } from "../platform/database.ts";
import { readReport } from "./actions.ts";
import * as store from "./store.ts";
import { tellReport } from "./telling/actions.ts";

const EMAIL = "zaneta@elsewhere.example";

/** Zaneta and Hugo came by their links, and Zoom lists them. */
async function over(it: Attending): Promise<void> {
  await addAttendees(it.world, MARTA, SESSION, `Zaneta <${EMAIL}>\nHugo <hugo@elsewhere.example>`);
  await it.perform(ensureRegistrants);
  await it.pass(hours(1));
  const { meeting } = await it.session();
  await it.line.control("start", { meetingId: meeting!.id, by: { startUrl: await it.line.zoom.startLink(meeting!) } });
  for (const { id } of await attendeesOf(it.world.db, INSTITUTION, SESSION)) {
    const visit = await visitBy(it.world, joinAddress(it.world, { id, generation: 1 }).split("/j/")[1]!);
    await it.line.control("join", { joinUrl: wayOf(it.world, visit!) });
  }
  await it.pass(minutes(30));
  await it.line.zoom.endMeeting(meeting!);
  await it.pass(minutes(40));
}

const erase = (it: Attending) => erasePerson(it.world, ADMIN, { email: EMAIL, confirm: EMAIL });
const holding = (it: Attending, table: string): Promise<number> => it.count(sql`select count(*) from ${sql.table(table)} t where t::text ilike '%zaneta%'`);

async function rowsOf(it: Attending) {
  const told = await tellReport(it.world, MARTA, SESSION);
  if (!told.ok) throw new Error(told.refusal.because);
  return told.value;
}

const rows = expect.arrayContaining([["", true, true, true], ["Hugo", false, true, true]]); // prettier-ignore

eachDatabase((_, open) => {
  test("who is erased between two readings of a report is named by none of the later ones, and counts in its totals", async () => {
    const it = await attending(await open());
    await over(it);
    expect((await it.perform(readReport)).againAt).not.toBeNull();
    const before = await rowsOf(it);
    expect(before.totals).toMatchObject({ people: 2, came: 2, unregistered: 0 });
    expect(await erase(it)).toMatchObject({ ok: true });
    for (let round = 0; round < 3; round += 1) {
      await it.pass(minutes(20));
      await it.perform(readReport);
      expect(await holding(it, "reports")).toBe(0);
    }
    const report = await rowsOf(it);
    expect([report.state, report.doubt]).toEqual(["final", null]);
    expect(report.totals).toEqual(before.totals);
    expect(report.rows).toHaveLength(2);
    expect(report.rows.map((row) => [row.name, row.erased, row.registered, row.attended])).toEqual(rows);
    expect(await it.count(sql`select count(*) from erased_marks where print like '%@%' or who like '%@%'`)).toBe(0);
  });

  test("so it is with who is erased before the first reading, and with what webhooks tell late", async () => {
    const it = await attending(await open());
    await over(it);
    expect(await erase(it)).toMatchObject({ ok: true });
    await it.world.db.run(sql`insert into sightings (institution_id, session_id, instance_id, key, name, email, joined_at)
      values (${INSTITUTION}, ${SESSION}, 'i1', 'late', 'Zaneta', ${EMAIL}, ${iso(after(it.start, minutes(5)))})`);
    await it.perform(readReport);
    expect([await holding(it, "reports"), await holding(it, "sightings")]).toEqual([0, 0]);
    expect((await rowsOf(it)).rows.map((row) => [row.name, row.erased, row.registered, row.attended])).toEqual(rows);
  });

  test("who is erased between a reading and its keeping is not in what is kept of it", async () => {
    const it = await attending(await open());
    await over(it);
    await it.perform(async (...asked) => {
      const effect = await readReport(...asked);
      await erase(it);
      return effect;
    });
    expect(await holding(it, "reports")).toBe(0);
    expect((await store.keptOf(it.world.db, INSTITUTION, SESSION))!.report.rows).toHaveLength(2);
  });
});
