import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { addAttendees, attendeesOf } from "../../attendees/actions.ts";
import { ADMIN, attending, INSTITUTION, MARTA, SESSION, type Attending } from "../../attendees/attending.fixtures.ts";
import { erasePerson, exportPerson } from "../../attendees/erasing/person-actions.ts";
import { after, hours, iso, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { readReport } from "../actions.ts";
import { openDrawing } from "../exports/actions.ts";
import * as store from "../store.ts";
import { tellFile, tellReport } from "../telling/actions.ts";
import { sayWho } from "./actions.ts";

const EMAIL = "zaneta@elsewhere.example";

/** Zaneta came on two phones that bear her name, Hugo on one, somebody else on another. */
async function held(it: Attending): Promise<void> {
  await addAttendees(it.world, MARTA, SESSION, `Zaneta <${EMAIL}>\nHugo <hugo@elsewhere.example>`);
  const phone = (key: string, name: string, from: number, to: number) => ({
    key,
    instanceId: "i1",
    name,
    email: null,
    registrantId: null,
    zoomUserId: null,
    waiting: false,
    joinedAt: after(it.start, minutes(from)),
    leftAt: after(it.start, minutes(to)),
  });
  const phones = [phone("k1", "Phone of Zaneta", 0, 30), phone("k2", "Zaneta two", 20, 45), phone("k3", "Phone H", 0, 60), phone("k4", "Guest", 5, 60)];
  await store.saveSightings(it.world.db, INSTITUTION, SESSION, phones);
  for (const [n, participant] of [
    { user_name: "Phone of Zaneta", user_id: "k1" },
    { user_name: "Guest", user_id: "k4" },
  ].entries())
    await it.world.db.run(sql`insert into webhooks (institution_id, key, received_at, body, read_at)
      values (${INSTITUTION}, ${`key ${n}`}, ${iso(it.start)}, ${JSON.stringify({ payload: { object: { uuid: "i1", participant } } })}, ${iso(it.start)})`);
  await it.pass(hours(30));
  await it.perform(readReport);
  await it.pass(hours(1));
  await it.perform(readReport);
  const idOf = async (name: string): Promise<string> => (await attendeesOf(it.world.db, INSTITUTION, SESSION)).find((one) => one.name === name)!.id;
  for (const [key, name] of [
    ["k1", "Zaneta"],
    ["k2", "Zaneta"],
    ["k3", "Hugo"],
  ] as const)
    // prettier-ignore
    expect(await sayWho(it.world, MARTA, SESSION, { guest: `join:i1/${key}`, is: await idOf(name), was: "open" })).toMatchObject({ ok: true });
}

async function viewOf(it: Attending) {
  const told = await tellReport(it.world, MARTA, SESSION);
  if (!told.ok) throw new Error(told.refusal.because);
  return told.value;
}

eachDatabase((_, open) => {
  test("who was matched by hand is erased with all devices, counts as before, and nothing is matched any more", async () => {
    const it = await attending(await open());
    await held(it);
    const before = await viewOf(it);
    expect(before.totals).toMatchObject({ people: 3, came: 2, unregistered: 1, peak: 3 });
    expect((await exportPerson(it.world, ADMIN, EMAIL)).sessions[0]!.present.map((one) => one.minutes).toSorted()).toEqual([0, 25, 30]);

    expect(await erasePerson(it.world, ADMIN, { email: EMAIL, confirm: EMAIL })).toMatchObject({ ok: true });
    for (const table of ["reports", "report_matches", "sightings", "attendees", "audit_log", "webhooks"])
      expect(await it.count(sql`select count(*) from ${sql.table(table)} t where t::text ilike '%zaneta%'`), table).toBe(0);
    expect(await it.count(sql`select count(*) from webhooks where body <> '{}'`)).toBe(1);
    const now = await viewOf(it);
    expect(now.totals).toEqual(before.totals);
    expect(now.rows.map((row) => [row.name, row.erased, row.attended])).toEqual(
      expect.arrayContaining([["", true, true], ["Hugo", false, true], ["Guest", false, true]]), // prettier-ignore
    );
    expect(now.rows).toHaveLength(3);
    expect(now.matching).toEqual({ open: [], said: [] });
    expect(await sayWho(it.world, MARTA, SESSION, { guest: "join:i1/k4", is: "nobody", was: "open" })).toMatchObject({ refusal: { because: "people_erased" } });
    const csv = await tellFile(it.world, openDrawing(), ADMIN, SESSION, "csv");
    expect(csv.ok && csv.value.bytes).toContain('"Erased person"');
  });
});
