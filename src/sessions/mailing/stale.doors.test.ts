import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { cancel, change, statesOf } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { removeAttendee } from "../../attendees/leaving/removing-actions.ts";
import { after, before, days, hours, minutes } from "../../lib/time.ts";
import { deedsOf } from "../../platform/audit.ts";
import { retryAlarm } from "../assigning/actions.ts";
import { undoChange } from "../cancelling/actions.ts";
import type { Session } from "../session.ts";
import { detailFor } from "../showing/actions.ts";
import { alarmsOf } from "../showing/alarm-actions.ts";

const START = after(NINE, hours(3));

/** Three attendees whose links wait, since the mail server takes nothing for now. */
async function linksWait(w: TestWorld): Promise<Session> {
  const s = await w.ask({ start: START });
  await w.attend(s, "Ana <ana@elsewhere.example>", "Bea <bea@elsewhere.example>", "Cruz <cruz@elsewhere.example>");
  w.mailbox.treat(() => "later");
  await w.advanceTo(before(START, minutes(10)));
  return w.session(s);
}
const subjects = (w: TestWorld, to: string): string[] => w.letters(to).map((letter) => letter.subject);

eachDatabase((_, open) => {
  test("no link goes out for a session that was cancelled while it waited to be sent", async () => {
    await using w = await aWorld(await open());
    valueOf(await cancel(w, await linksWait(w)));
    w.mailbox.treat(() => "take");
    await w.pass(minutes(10));
    expect(subjects(w, "ana@")).toEqual(["Cancelled: Óptica cuántica"]);
  });

  test("links that wait while the session moves to the next day go out the next day", async () => {
    await using w = await aWorld(await open());
    const s = await linksWait(w);
    valueOf(await change(w, s, { start: after(START, days(1)) }));
    w.mailbox.treat(() => "take");
    await w.pass(minutes(30));
    expect(subjects(w, "ana@")).toEqual(["Changed: Óptica cuántica"]);
    await w.advanceTo(after(START, days(1)));
    expect(subjects(w, "ana@")).toEqual(["Changed: Óptica cuántica", "Link to join: Óptica cuántica"]);
    expect(await statesOf(w, s)).toMatchObject({ sendLinks: "done", handOver: "done" });
  });

  test("a link that waited tells the time that the session has when it goes out", async () => {
    await using w = await aWorld(await open());
    valueOf(await change(w, await linksWait(w), { start: after(START, minutes(5)) }));
    w.mailbox.treat(() => "take");
    await w.pass(minutes(4));
    const link = w.letters("ana@").find((letter) => letter.subject.startsWith("Link"));
    expect(link?.text).toContain("12:05");
  });

  test("a confirmation that waits is sent, whatever was changed and taken back meanwhile", async () => {
    await using w = await aWorld(await open());
    w.mailbox.treat(() => "later");
    const s = await w.ask({ start: START });
    await w.settle();
    valueOf(await change(w, await w.session(s), { title: "Óptica" }));
    valueOf(await undoChange(w, w.organizer, s.id));
    w.mailbox.treat(() => "take");
    await w.pass(minutes(10));
    expect(subjects(w, "lukasz")).toEqual(["Room confirmed: Óptica cuántica"]);
  });

  test("after links were sent twice the page counts people, and only those who are still there", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.attend(s, "Ana <ana@elsewhere.example>", "Bea <bea@elsewhere.example>", "Cruz <cruz@elsewhere.example>");
    await w.advanceTo(before(START, minutes(12)));
    valueOf(await change(w, await w.session(s), { start: after(START, hours(2)) }));
    await w.advanceTo(after(START, hours(2)));
    const told = async () => (await detailFor(w, w.neighbours, w.organizer, s.id))!;
    expect((await told()).steps.find((step) => step.name === "sendLinks")!.values).toEqual({ sent: 3, of: 3 });
    const [ana] = await w.neighbours.recipientsOf(w.db, w.institutionId, s.id);
    valueOf(await removeAttendee(w, w.organizer, s.id, ana!.attendeeId));
    expect((await told()).mails.links).toEqual({ queued: 0, sent: 2, failed: 0, ambiguous: 0 });
  });

  test("what is to be handed over anew has no mail sent yet", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.advanceTo(before(START, minutes(12)));
    valueOf(await change(w, await w.session(s), { start: after(START, hours(2)) }));
    await w.settle();
    expect((await detailFor(w, w.neighbours, w.organizer, s.id))!.mails.credentials).toBe("none");
  });

  test("who is added while a change can be taken back has the link, whether it is taken back or not", async () => {
    await using w = await aWorld(await open(), { settings: { linkLead: 480 } });
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.attend(s, "Ana <ana@elsewhere.example>");
    await w.settle();
    valueOf(await change(w, await w.session(s), { start: after(NINE, hours(40)) }));
    await w.attend(s, "Bea <bea@elsewhere.example>");
    valueOf(await undoChange(w, w.organizer, s.id));
    await w.pass(minutes(5));
    expect(subjects(w, "bea@")).toEqual(["Link to join: Óptica cuántica"]);
    expect(subjects(w, "ana@")).toHaveLength(1);
  });

  test("the notice of a change that can't be taken back any more is sent, whatever is taken back later", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.settle();
    w.mailbox.treat(() => "later");
    valueOf(await change(w, await w.session(s), { start: after(NINE, hours(7)) }));
    await w.pass(minutes(3));
    valueOf(await change(w, await w.session(s), { title: "Óptica" }));
    valueOf(await undoChange(w, w.organizer, s.id));
    w.mailbox.treat(() => "take");
    await w.pass(minutes(5));
    expect(subjects(w, "lukasz").filter((subject) => subject.startsWith("Changed"))).toHaveLength(1);
  });

  test("no confirmation follows a cancellation", async () => {
    await using w = await aWorld(await open());
    w.mailbox.treat(() => "later");
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.pass(minutes(4));
    valueOf(await cancel(w, await w.session(s)));
    await w.pass(minutes(2));
    w.mailbox.treat(() => "take");
    await w.pass(minutes(10));
    expect(subjects(w, "lukasz")).toEqual(["Cancelled: Óptica cuántica"]);
  });

  test("a step whose last waiting mail was of somebody who was removed is over", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.advanceTo(before(START, minutes(10)));
    w.mailbox.treat(() => "later");
    await w.attend(s, "Zed <zed@elsewhere.example>");
    await w.settle();
    const [zed] = await w.neighbours.recipientsOf(w.db, w.institutionId, s.id);
    valueOf(await removeAttendee(w, w.organizer, s.id, zed!.attendeeId));
    w.mailbox.treat(() => "take");
    await w.pass(minutes(8));
    expect((await w.session(s)).steps.sendLinks).toMatchObject({ is: "done", note: "nobody_registered" });
    expect(await alarmsOf(w, w.institutionId)).toEqual([]);
  });

  test("a step of which no address was taken is an alarm that can be tried again", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.attend(s, "Ana <ana@elsewhere.example>");
    w.mailbox.treat((address) => (address.startsWith("ana") ? "refuse" : "take"));
    await w.advanceTo(before(START, minutes(10)));
    const [alarm] = await alarmsOf(w, w.institutionId);
    expect(alarm).toMatchObject({ sessionId: s.id, step: "sendLinks", because: "mail_refused", again: true });
    w.mailbox.treat(() => "take");
    expect(await retryAlarm(w, w.admin, alarm!.key)).toBe(true);
    expect((await deedsOf(w.db, w.institutionId, alarm!.key.slice(0, 36)))[0]).toMatchObject({ who: w.admin.name, what: "retried" });
    await w.pass(minutes(1));
    expect((await statesOf(w, s))["sendLinks"]).toBe("done");
    expect(subjects(w, "ana@")).toEqual(["Link to join: Óptica cuántica"]);
    expect(await alarmsOf(w, w.institutionId)).toEqual([]);
  });
});
