import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { cancel, change, statesOf } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { removeAttendee } from "../../attendees/actions.ts";
import { after, before, days, hours, minutes } from "../../lib/time.ts";
import { undoChange } from "../cancelling/actions.ts";
import type { Session } from "../session.ts";
import { detailFor } from "../showing/actions.ts";

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
});
