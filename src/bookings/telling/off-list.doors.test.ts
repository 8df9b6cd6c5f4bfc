import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { cancel } from "../../../test/support/sessions.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { addAttendees } from "../../attendees/actions.ts";
import { removeAttendee } from "../../attendees/leaving/removing-actions.ts";
import { hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { aBooking, bookingNow, EVA, mailsTo, NOA, sessionOf } from "./booked.fixtures.ts";

eachDatabase((_, open) => {
  test("whoever is taken off its list by hand hears so once, with an entry that takes it out of the calendar; who never heard of it hears nothing", async () => {
    await using w = await aWorld(await open());
    const b = await aBooking(w, { guests: [NOA] });
    await w.settle();
    const idOf = (email: string) => w.db.one((r) => String(r["id"]), sql`select id from attendees where email = ${email}`);
    valueOf(await addAttendees(w, w.organizer, b.sessionId!, "Late <late@gente.example>"));
    for (const email of [NOA.email, "late@gente.example"]) valueOf(await removeAttendee(w, w.organizer, b.sessionId!, (await idOf(email))!));
    await w.pass(hours(1));
    const [first, off, ...rest] = mailsTo(w, NOA.email);
    expect(rest).toEqual([]);
    expect(off!.subject).toBe("Fuera de la lista: Tutoría con Łukasz Żak");
    expect(off!.entry).toMatchObject({ method: "CANCEL", status: "CANCELLED", uid: first!.entry!.uid, sequence: 2, attendees: first!.entry!.attendees });
    expect([EVA.email, w.organizer.email, "late@gente.example"].map((to) => mailsTo(w, to).length)).toEqual([1, 1, 0]);
    expect((await bookingNow(w, b)).guests).toEqual([]);
  });

  test("taken off and then called off, it is one cancellation for each", async () => {
    await using w = await aWorld(await open());
    const b = await aBooking(w, { guests: [NOA] });
    await w.settle();
    const noa = await w.db.one((r) => String(r["id"]), sql`select id from attendees where email = ${NOA.email}`);
    valueOf(await cancel(w, await sessionOf(w, b)));
    valueOf(await removeAttendee(w, w.organizer, b.sessionId!, noa!));
    await w.pass(minutes(5));
    for (const to of [EVA.email, NOA.email]) expect(mailsTo(w, to).map(({ entry }) => entry!.method)).toEqual(["REQUEST", "CANCEL"]);
  });
});
