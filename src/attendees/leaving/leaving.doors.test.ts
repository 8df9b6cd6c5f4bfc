import ICAL from "ical.js";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { start } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, before, hours, minutes } from "../../lib/time.ts";
import { deedsOf } from "../../platform/audit.ts";
import { sql } from "../../platform/database.ts";
import type { Session } from "../../sessions/session.ts";
import { attendeesOf, countOf, joinAddress } from "../actions.ts";
import { visitBy } from "../visiting/actions.ts";
import { leaveSession } from "./actions.ts";
import { removeAttendee } from "./removing-actions.ts";

const START = after(NINE, hours(3));
const ANA = "ana@elsewhere.example";

const anaOf = async (w: TestWorld, s: Session) => (await attendeesOf(w.db, w.institutionId, s.id)).find(({ email }) => email === ANA)!;
const leave = (w: TestWorld, ana: Awaited<ReturnType<typeof anaOf>>) => w.db.transaction((tx) => leaveSession(tx, w, ana, w.clock.now()));

/** The calendar entries that came by mail, the oldest first. */
async function entriesOf({ mailbox }: TestWorld, to: string) {
  const sources = mailbox
    .list({ to, limit: 10 })
    .mails.map(({ id }) => mailbox.source(id)!)
    .toReversed();
  const mails = await Promise.all(sources.map((source) => simpleParser(source)));
  return mails.map(({ attachments }) => {
    const calendar = new ICAL.Component(ICAL.parse(attachments.find(({ contentType }) => contentType === "text/calendar")!.content.toString()));
    const { uid, sequence } = new ICAL.Event(calendar.getFirstSubcomponent("vevent")!);
    return { method: calendar.getFirstPropertyValue("method"), uid, sequence };
  });
}

eachDatabase((_, open) => {
  test("who leaves gets no mail any more, the address leads nowhere, the place is free, and the organizer sees who it was", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.attend(s, `Ana Díaz <${ANA}>`, "Bea <bea@elsewhere.example>");
    const ana = await anaOf(w, s);
    const token = joinAddress(w, ana).split("/j/")[1]!;

    expect(await leave(w, ana)).toEqual({ ok: true, value: true });
    expect(await leave(w, ana)).toMatchObject({ refusal: { because: "not_found" } });
    expect(await visitBy(w, token)).toBeNull();
    expect(await countOf(w.db, w.institutionId, s.id)).toBe(1);
    expect((await deedsOf(w.db, w.institutionId, s.id))[0]).toMatchObject({ what: "attendee_left", who: "Ana Díaz" });
    await w.advanceTo(START);
    expect(w.letters("bea@elsewhere.example")).toHaveLength(1);
    expect(w.letters(ANA)).toHaveLength(0);
  });

  test("whoever has the link already gets one mail more, which takes the session out of the calendar: by leaving, or taken off by the organizer", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.attend(s, `Ana Díaz <${ANA}>`, "Bea <bea@elsewhere.example>");
    await w.db.run(sql`update panels set language = 'es' where email = ${ANA}`);
    await w.advanceTo(before(START, minutes(10)));

    valueOf(await leave(w, await anaOf(w, s)));
    const bea = (await attendeesOf(w.db, w.institutionId, s.id))[0]!;
    valueOf(await removeAttendee(w, w.organizer, s.id, bea.id));
    await w.advanceTo(START);

    for (const email of [ANA, bea.email]) {
      const [came, gone, ...more] = await entriesOf(w, email);
      expect([came!.method, gone!.method, more]).toEqual(["REQUEST", "CANCEL", []]);
      expect(gone!.uid).toBe(came!.uid);
      expect(gone!.sequence).toBeGreaterThanOrEqual(came!.sequence);
      expect(w.letters(email)[1]!.text).not.toContain("/j/");
    }
    expect(w.letters(ANA)[1]!.subject).toMatch(/^Fuera de la lista: /);
  });

  test("Zoom lets nobody in any more who has left", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.attend(s, ANA);
    await w.advanceTo(before(START, minutes(10)));
    await start(w, s);
    const meeting = (await w.session(s)).meeting!;
    const { joinUrl } = (await w.zoomOf(w.institutionId).registrants(meeting))[0]!;
    valueOf(await leave(w, await anaOf(w, s)));
    await w.pass(minutes(1));
    expect((await w.control("join", { joinUrl }))["ok"]).toBe(false);
  });

  test("nobody leaves what is over or called off: the report and the list agree", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.attend(s, ANA);
    const ana = await anaOf(w, s);
    await w.advanceTo(after(START, hours(2)));
    expect(await leave(w, ana)).toMatchObject({ refusal: { because: "already_over" } });
    expect(await anaOf(w, s)).toBeDefined();
  });
});
