import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { days, iso } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { enqueue } from "../../platform/deliveries.ts";
import { mailContext } from "../../sessions/deciding/actions.ts";
import { deliveriesFor } from "../../sessions/deciding/mails.ts";
import { addAttendees, attendeesOf } from "../actions.ts";
import { ADMIN, attending, INSTITUTION, MARTA, SESSION, type Attending } from "../attending.fixtures.ts";
import { removeAttendee } from "../leaving/removing-actions.ts";
import { sendNote } from "../mails/note-actions.ts";
import { askForPanels } from "../panel/asking-actions.ts";
import { eraseOld } from "./actions.ts";
import { erasePerson, exportPerson } from "./person-actions.ts";

/** Marta, who organizes the session, was on its list as well, was written to as an attendee and as its organizer, and was taken off it. */
async function held(it: Attending): Promise<void> {
  await addAttendees(it.world, MARTA, SESSION, `Marta <${MARTA.email}>`);
  await askForPanels(it.world, MARTA.email);
  await sendNote(it.world, MARTA, SESSION, { subject: "Room", text: "It is warm." });
  const context = await mailContext(it.world.db, it.world, INSTITUTION);
  await enqueue(it.world.db, deliveriesFor(context, it.world.random, await it.session(), { kind: "hosting", to: "organizer", step: null }, []));
  await it.world.db.run(sql`update deliveries set state = 'sent', sent_at = ${iso(it.world.clock.now())}`);
  const [marta] = await attendeesOf(it.world.db, INSTITUTION, SESSION);
  await removeAttendee(it.world, MARTA, SESSION, marta!.id);
}

const keptTo = (it: Attending): Promise<string[]> =>
  it.world.db.list((r) => r["kind"] as string, sql`select kind from deliveries where to_email = ${MARTA.email} order by kind`);

eachDatabase((_, open) => {
  test("a member who was an attendee too and was removed is erased as an attendee, and keeps the mails to a member", async () => {
    const it = await attending(await open());
    await held(it);
    expect(await keptTo(it)).toEqual(["hosting", "note", "panel"]);
    const copy = await exportPerson(it.world, ADMIN, MARTA.email);
    expect([copy.sessions.flatMap((one) => one.mails.map((mail) => mail.kind)), copy.letters.map((mail) => mail.kind)]).toEqual([["note"], ["panel"]]);
    expect(await erasePerson(it.world, ADMIN, { email: MARTA.email, confirm: MARTA.email })).toMatchObject({ ok: true });
    expect(await keptTo(it)).toEqual(["hosting"]);
  });

  test("so it is when the time of the session's people is over", async () => {
    const it = await attending(await open());
    await held(it);
    await it.pass(days(366));
    while ((await eraseOld(it.world)) > 0);
    expect(await keptTo(it)).toEqual(["hosting"]);
  });
});
