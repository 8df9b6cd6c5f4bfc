import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { start } from "../../../test/support/sessions.ts";
import { after, before, hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { tellReport } from "../../attendance/telling/actions.ts";
import type { Session } from "../../sessions/session.ts";
import { attendeesOf, joinAddress } from "../actions.ts";
import { visitBy, wayOf } from "../visiting/actions.ts";
import { erasePerson, exportPerson, findPerson, personRecords } from "./person-actions.ts";

const ANA = "ana@elsewhere.example";
const FIRST = after(NINE, hours(3));

/** Ana and Bea attended one session, and are on the list of another whose links are out and which Zoom knows them for. */
async function attended(w: TestWorld): Promise<{ past: Session; coming: Session }> {
  const people = [`Ana Quiroz <${ANA}>`, "Bea Solís <bea@elsewhere.example>"] as const;
  const past = await w.ask({ start: FIRST });
  await w.attend(past, ...people);
  await w.advanceTo(before(FIRST, minutes(10)));
  await start(w, past);
  await w.advanceTo(FIRST);
  for (const attendee of await attendeesOf(w.db, w.institutionId, past.id)) {
    const visit = await visitBy(w, joinAddress(w, attendee).split("/j/")[1]!);
    await w.control("join", { joinUrl: wayOf(w, visit!) });
  }
  await w.pass(hours(4));
  const coming = await w.ask({ start: after(w.clock.now(), hours(2)) });
  await w.attend(coming, ...people);
  await w.advanceTo(before(coming.time.start, minutes(10)));
  return { past, coming };
}

const holds = (w: TestWorld, text: string): Promise<string[]> =>
  w.db
    .list(
      (r) => String(r["t"]),
      sql`select 'attendees' as t from attendees x where x::text ilike ${text} union select 'deliveries' from deliveries x where x::text ilike ${text}
        union select 'sightings' from sightings x where x::text ilike ${text} union select 'reports' from reports x where x::text ilike ${text}
        union select 'audit_log' from audit_log x where x::text ilike ${text} union select 'webhooks' from webhooks x where x::text ilike ${text}`,
    )
    .then((tables) => tables.toSorted());

eachDatabase((_, open) => {
  test("the copy holds all of one person, of nobody else, and nothing that opens anything", async () => {
    await using w = await aWorld(await open());
    const { past, coming } = await attended(w);
    const copy = await exportPerson(w, w.admin, ` ${ANA.toUpperCase()} `);

    expect(copy.sessions.map((one) => [one.title, one.registered?.name, one.mails.some((mail) => mail.kind === "link" && mail.state === "sent")])).toEqual([
      [past.title, "Ana Quiroz", true],
      [coming.title, "Ana Quiroz", true],
    ]);
    expect(copy.sessions[0]!.present).toMatchObject([{ attended: true, name: "Ana Quiroz" }]);
    expect(copy.sessions[0]!.seen).toHaveLength(1);
    const text = JSON.stringify(copy);
    expect(text).not.toMatch(/bea|solís|\/j\/|zoom\.example|sandbox\.example/i);
    expect((await exportPerson(w, w.admin, "nobody@elsewhere.example")).sessions).toEqual([]);
  });

  test("who is erased is found nowhere, is out of what comes, and leaves the totals as they were", async () => {
    await using w = await aWorld(await open());
    const { past, coming } = await attended(w);
    const totals = valueOf(await tellReport(w, w.admin, past.id)).totals;
    const meeting = (await w.session(coming)).meeting!;
    const registrants = async (): Promise<string[]> => (await w.zoomOf(w.institutionId).registrants(meeting)).map((one) => one.email).toSorted();
    expect(await registrants()).toEqual([ANA, "bea@elsewhere.example"]);
    expect(await findPerson(w, w.admin, ANA)).toMatchObject({ past: 1, coming: 1, member: false });
    expect(await holds(w, "%quiroz%")).toEqual(["attendees", "deliveries", "reports", "sightings", "webhooks"]);

    expect(await erasePerson(w, w.admin, { email: ANA, confirm: "ana@elsewhere" })).toMatchObject({ refusal: { because: "not_confirmed" } });
    expect(await erasePerson(w, w.admin, { email: ANA, confirm: " Ana@elsewhere.example" })).toEqual({ ok: true, value: { past: 1, coming: 1 } });
    await w.pass(minutes(1));

    expect([await holds(w, "%quiroz%"), await holds(w, `%${ANA}%`)]).toEqual([[], []]);
    expect(await holds(w, "%solís%")).toEqual(["attendees", "deliveries", "reports", "sightings", "webhooks"]);
    expect(await registrants()).toEqual(["bea@elsewhere.example"]);
    expect((await attendeesOf(w.db, w.institutionId, coming.id)).map((one) => one.name)).toEqual(["Bea Solís"]);
    const report = valueOf(await tellReport(w, w.admin, past.id));
    expect(report.totals).toEqual(totals);
    expect(report.rows.map((row) => [row.name, row.erased, row.attended])).toEqual(
      expect.arrayContaining([
        ["", true, true],
        ["Bea Solís", false, true],
      ]),
    );
    expect(await findPerson(w, w.admin, ANA)).toMatchObject({ past: 0, coming: 0, mails: 0 });
  });

  test("who asked is written down, with a print that tells no address", async () => {
    await using w = await aWorld(await open());
    await attended(w);
    await exportPerson(w, w.admin, ANA);
    valueOf(await erasePerson(w, w.admin, { email: ANA, confirm: ANA }));
    await exportPerson(w, w.admin, "bea@elsewhere.example");
    const records = await personRecords(w, w.admin);

    expect(records.map((one) => [one.what, one.who, one.sessions])).toEqual([
      ["person_exported", w.admin.name, 2],
      ["person_erased", w.admin.name, 2],
      ["person_exported", w.admin.name, 2],
    ]);
    expect(records[1]!.print).toBe(records[2]!.print);
    expect(records[0]!.print).not.toBe(records[1]!.print);
    expect(await personRecords(w, { ...w.admin, institutionId: "00000000-0000-4000-8000-00000000ffff" })).toEqual([]);
  });

  test("nobody of another institution is found or touched", async () => {
    await using w = await aWorld(await open());
    await attended(w);
    const elsewhere = { ...w.admin, institutionId: "00000000-0000-4000-8000-00000000ffff" };
    expect(await findPerson(w, elsewhere, ANA)).toMatchObject({ past: 0, coming: 0, mails: 0 });
    await w.db.run(sql`insert into institutions (institution_id, settings) select ${elsewhere.institutionId}::uuid, settings from institutions limit 1`);
    expect(await erasePerson(w, elsewhere, { email: ANA, confirm: ANA })).toEqual({ ok: true, value: { past: 0, coming: 0 } });
    expect(await holds(w, "%quiroz%")).not.toEqual([]);
  });
});
