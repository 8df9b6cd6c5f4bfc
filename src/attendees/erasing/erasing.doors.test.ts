import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { after, days, hours, iso } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { keptOf } from "../../attendance/store.ts";
import { readReport } from "../../attendance/actions.ts";
import { openDrawing } from "../../attendance/exports/actions.ts";
import { tellFile, tellReport } from "../../attendance/telling/actions.ts";
import { addAttendees, attendeesOf, listAttendees } from "../actions.ts";
import { removeAttendee } from "../leaving/removing-actions.ts";
import { ADMIN, attending, INSTITUTION, MARTA, SESSION, type Attending } from "../attending.fixtures.ts";
import { notesOf, sendNote } from "../mails/note-actions.ts";
import { ensureRegistrants } from "../registering/actions.ts";
import { eraseOld } from "./actions.ts";
import { everything } from "./erasing.fixtures.ts";
import { KEPT_ADDRESSES, LASTING, PLACES } from "./places.ts";

const NAMES = ["zoraida", "quirino", "bruno"];

/** Two stay on the list, one was taken off it; all were seen, in mails, in the report, and told of by Zoom. */
async function held(it: Attending): Promise<void> {
  const { db } = it.world;
  await addAttendees(it.world, MARTA, SESSION, NAMES.map((name) => `${name} <${name}@elsewhere.example>`).join("\n"));
  await it.perform(ensureRegistrants);
  const [bruno] = (await attendeesOf(db, INSTITUTION, SESSION)).filter((a) => a.name.toLowerCase() === "bruno");
  await removeAttendee(it.world, MARTA, SESSION, bruno!.id);
  for (const [n, name] of NAMES.entries()) {
    const email = `${name}@elsewhere.example`;
    await db.run(sql`insert into sightings (institution_id, session_id, instance_id, key, name, email, joined_at, left_at)
      values (${INSTITUTION}, ${SESSION}, 'run', ${name}, ${name}, ${email}, ${iso(it.start)}, ${iso(after(it.start, hours(1)))})`);
    await db.run(sql`insert into deliveries (institution_id, key, id, kind, session_id, to_name, to_email, language, zone, facts, state, due_at, made_at, trouble)
      values (${INSTITUTION}, ${`key ${n}`}, gen_random_uuid(), 'link', ${SESSION}, ${name}, ${email}, 'es', 'UTC', '{"note": "zoraida"}', ${n === 0 ? "queued" : "sent"}, ${iso(it.start)}, ${iso(it.start)}, ${`550 ${email}`})`);
    await db.run(sql`insert into webhooks (institution_id, key, received_at, body, read_at)
      values (${INSTITUTION}, ${`key ${n}`}, ${iso(it.start)}, ${JSON.stringify({ participant: { user_name: name, email } })}, ${iso(it.start)})`);
  }
  await it.pass(hours(30));
  await it.perform(readReport);
  await it.pass(hours(1));
  await it.perform(readReport);
  await db.run(sql`insert into report_matches (institution_id, session_id, guest, attendee_id, member_id, who, at)
    values (${INSTITUTION}, ${SESSION}, 'email:zoraida@elsewhere.example', null, ${MARTA.id}, ${MARTA.name}, ${iso(it.start)})`);
}

eachDatabase((_, open) => {
  test("when its time is over nobody of a session is found anywhere, and its totals are what they were", async () => {
    const it = await attending(await open());
    await held(it);
    const before = await tellReport(it.world, MARTA, SESSION);
    await it.world.db.run(sql`update institutions set settings = settings || '{"retentionDays": 30}'`);
    await it.pass(days(28));
    await eraseOld(it.world);
    const kept = await everything(it.world.db);
    for (const name of NAMES) expect(kept).toContain(name);

    await it.pass(days(2));
    while ((await eraseOld(it.world)) > 0);
    const left = await everything(it.world.db);
    for (const name of NAMES) expect(left).not.toContain(name);
    expect(left).toContain("marta ríos");
    expect(await it.count(sql`select count(*) from deliveries where state = 'queued' and kind = 'link'`)).toBe(0);

    const told = await tellReport(it.world, MARTA, SESSION);
    if (!told.ok || !before.ok) throw new Error("no report");
    expect(told.value).toMatchObject({ rows: [], organizers: [], state: "final", totals: before.value.totals });
    expect(told.value.peopleErasedAt).not.toBeNull();
    expect(before.value).toMatchObject({ peopleErasedAt: null, totals: { registered: 2, people: 3, came: 2 } });
    const csv = await tellFile(it.world, openDrawing(), ADMIN, SESSION, "csv");
    expect(csv.ok && csv.value.bytes).toMatch(/^\ufeff"People who came","People registered",.*\r\n3,2,/);
    const list = await listAttendees(it.world, MARTA, SESSION);
    expect(list.ok && list.value.map((one) => [one.name, one.email, one.erased])).toEqual([
      ["", "", true],
      ["", "", true],
    ]);
    expect(await it.count(sql`select count(*) from audit_log where what = 'people_erased' and details ->> 'count' = '2'`)).toBe(1);
  });

  test("of a note to all stays to how many it went, and nothing of what it said", async () => {
    const it = await attending(await open());
    await addAttendees(it.world, MARTA, SESSION, NAMES.map((name) => `${name} <${name}@elsewhere.example>`).join("\n"));
    expect(await sendNote(it.world, MARTA, SESSION, { subject: "For Zoraida", text: "and for Quirino" })).toMatchObject({ value: { to: 3 } });
    await it.world.db.run(
      sql`update deliveries set state = case when to_email like 'bruno%' then 'refused' else 'sent' end, settled = true where kind = 'note'`,
    );
    await it.pass(days(366));
    while ((await eraseOld(it.world)) > 0);
    expect(await notesOf(it.world, MARTA, SESSION)).toMatchObject({ value: [{ subject: "", text: "", mails: { of: 3, sent: 2, queued: 0, failed: 1 } }] });
    const left = await everything(it.world.db);
    for (const name of NAMES) expect(left).not.toContain(name);
  });

  test("erasing again changes nothing, and no later reading brings anybody back", async () => {
    const it = await attending(await open());
    await held(it);
    await it.pass(days(365));
    while ((await eraseOld(it.world)) > 0);
    const left = await everything(it.world.db);
    await it.pass(hours(2));
    expect(await eraseOld(it.world)).toBe(0);
    await it.perform(readReport);
    expect((await keptOf(it.world.db, INSTITUTION, SESSION))?.report.rows).toEqual([]);
    expect(await it.count(sql`select count(*) from audit_log where what = 'people_erased'`)).toBe(1);
    expect(left).toContain("people_erased");
  });

  test("what a mail in another process's hands is about waits for the next look", async () => {
    const it = await attending(await open());
    await held(it);
    await it.world.db.run(sql`update deliveries set state = 'sending' where key = 'key 1'`);
    await it.pass(days(366));
    while ((await eraseOld(it.world)) > 0);
    expect(await it.count(sql`select count(*) from erased_sessions`)).toBe(0);
    await it.world.db.run(sql`update deliveries set state = 'sent' where key = 'key 1'`);
    expect(await eraseOld(it.world)).toBe(0);
    await it.pass(hours(1));
    while ((await eraseOld(it.world)) > 0);
    expect(await it.count(sql`select count(*) from erased_sessions`)).toBe(1);
  });

  test("every table that holds an address is erased, or is known to belong to no attendee", async () => {
    const db = await open();
    const tables = await db.list(
      (r) => r["table_name"] as string,
      sql`select distinct table_name from information_schema.columns where table_schema = 'public' and column_name like '%email' order by 1`,
    );
    const known = [...PLACES.map((place) => place.table), ...LASTING, ...Object.keys(KEPT_ADDRESSES)];
    expect(tables.filter((table) => !known.includes(table))).toEqual([]);
    expect(Object.keys(KEPT_ADDRESSES).filter((table) => !tables.includes(table))).toEqual([]);
  });
});
