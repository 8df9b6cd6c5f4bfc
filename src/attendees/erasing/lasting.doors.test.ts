import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { days, hours, iso } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { addAttendees, attendeesOf } from "../actions.ts";
import { ADMIN, INSTITUTION, MARTA, SESSION, type Attending } from "../attending.fixtures.ts";
import { programme, SECOND, url } from "../lists/lists.fixtures.ts";
import { leaveSession } from "../leaving/actions.ts";
import { sendNote } from "../mails/note-actions.ts";
import { askForPanels } from "../panel/asking-actions.ts";
import { filledIn, tokenOf } from "../registration/registering.fixtures.ts";
import { serving } from "../serving.fixtures.ts";
import { eraseOld } from "./actions.ts";
import { everything } from "./erasing.fixtures.ts";
import { erasePerson, exportPerson, findPerson } from "./person-actions.ts";

const NAMES = ["zoraida", "quirino", "bruno"];
const REGISTRATION = { open: true, opensAt: null, closesAt: null, capacity: null, consentText: "", consentNeeded: false, revision: null };

/** Zoraida was put on the list, Quirino registered by its page, Bruno was in one session alone and left it. All have a panel, and were written to. */
async function held({ it, organizer, add, serve }: Awaited<ReturnType<typeof programme>>): Promise<Attending> {
  await serve(SESSION, SECOND);
  await add("Zoraida <zoraida@elsewhere.example>");
  const { page } = (await organizer.inject({ method: "PUT", url: `${url}/registration`, payload: REGISTRATION })).json();
  const slug = new URL(page.address).pathname.slice("/r/".length);
  const visitor = await serving(it, null);
  const quirino = "quirino@elsewhere.example";
  await visitor.inject({ method: "POST", url: `/api/r/${slug}`, payload: await filledIn(it.world, slug, quirino, { name: "Quirino" }) });
  await visitor.inject({ method: "POST", url: `/api/r/mine/${await tokenOf(it.world, quirino)}/confirm` });
  await addAttendees(it.world, MARTA, SESSION, "Bruno <bruno@elsewhere.example>");
  for (const name of NAMES) await askForPanels(it.world, `${name}@elsewhere.example`);
  await sendNote(it.world, MARTA, SESSION, { subject: "Zoraida speaks first", text: "Then Quirino." });
  const bruno = (await attendeesOf(it.world.db, INSTITUTION, SESSION)).find((one) => one.name === "Bruno")!;
  await it.world.db.transaction((tx) => leaveSession(tx, it.world, bruno, it.world.clock.now()));
  await it.world.db.run(sql`update deliveries set state = 'sent', sent_at = ${iso(it.world.clock.now())}`);
  return it;
}

eachDatabase((_, open) => {
  test("people of a list are kept until the last of its sessions is erased; then no list, page, panel, mail or history tells of them", async () => {
    const it = await held(await programme(await open()));
    await it.world.db.run(sql`update institutions set settings = settings || '{"retentionDays": 30}'`);
    await it.pass(days(31));
    while ((await eraseOld(it.world)) > 0);
    expect(await it.count(sql`select count(*) from erased_sessions`)).toBe(1);
    const between = await everything(it.world.db);
    for (const name of ["zoraida", "quirino"]) expect(between).toContain(name);
    expect(between).not.toContain("bruno");
    expect(between).not.toContain("speaks first");
    expect((await attendeesOf(it.world.db, INSTITUTION, SECOND)).map((one) => one.name)).toEqual(["Quirino", "Zoraida"]);
    const kept = await it.world.db.list(
      (r) => `${r["what"]} ${r["email"]}`,
      sql`select 'listed' as what, email from listed_people
      union select 'registered', email from registrations union select 'panel', email from panels`,
    );
    const [quirino, zoraida] = ["quirino@elsewhere.example", "zoraida@elsewhere.example"];
    expect(kept.toSorted()).toEqual([`listed ${quirino}`, `listed ${zoraida}`, `panel ${quirino}`, `panel ${zoraida}`, `registered ${quirino}`]);

    await it.pass(days(7));
    while ((await eraseOld(it.world)) > 0);
    const left = await everything(it.world.db);
    for (const name of NAMES) expect(left).not.toContain(name);
    expect(left).toContain("marta ríos");
    expect(await it.count(sql`select count(*) from attendees where listed_id is not null`)).toBe(0);
    expect(await it.count(sql`select count(*) from audit_log where what in ('attendee_registered', 'attendee_left') and who = '—'`)).toBe(3);
    await it.pass(hours(2));
    expect(await eraseOld(it.world)).toBe(0);
  });

  test("who is erased on request is off lists, pages and panel at once, and is brought back by nobody", async () => {
    const served = await programme(await open());
    const it = await held(served);
    for (const [name, count, language] of [
      ["quirino", 1, "es"],
      ["zoraida", 0, null],
    ] as const) {
      // prettier-ignore
      const email = `${name}@elsewhere.example`;
      const copy = await exportPerson(it.world, ADMIN, email);
      expect(copy).toMatchObject({
        panel: { language },
        lists: [{ list: "Curso de óptica", email }],
        letters: expect.arrayContaining([expect.objectContaining({ kind: "panel" })]),
      });
      expect(copy.registrations).toHaveLength(count);
      expect(await findPerson(it.world, ADMIN, email)).toMatchObject({ coming: 2, lists: 1, registrations: count });
      expect(await erasePerson(it.world, ADMIN, { email, confirm: email })).toMatchObject({ ok: true, value: { past: 0, coming: 2 } });
      expect(await findPerson(it.world, ADMIN, email)).toMatchObject({ coming: 0, past: 0, mails: 0, lists: 0, registrations: 0 });
    }
    await erasePerson(it.world, ADMIN, { email: "bruno@elsewhere.example", confirm: "bruno@elsewhere.example" });
    await served.add("eva@elsewhere.example");
    await served.serve(SECOND);
    await served.serve(SESSION, SECOND);
    expect((await attendeesOf(it.world.db, INSTITUTION, SECOND)).map((one) => one.email)).toEqual(["eva@elsewhere.example"]);
    await it.world.db.run(sql`delete from notes_to_all`); // what an organizer wrote is no one person's
    await it.world.db.run(sql`delete from audit_log where what = 'note_sent'`);
    const left = await everything(it.world.db);
    for (const name of NAMES) expect(left).not.toContain(name);
  });

  test("who was put on a list lately, before it serves anything, stays", async () => {
    const { it, add } = await programme(await open());
    await it.pass(days(400));
    await add("Zoraida <zoraida@elsewhere.example>");
    while ((await eraseOld(it.world)) > 0);
    expect(await everything(it.world.db)).toContain("zoraida");
  });
});
