import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { after, before, hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { returnPaths } from "../../platform/return-path.ts";
import type { Session } from "../../sessions/session.ts";
import { listAttendees } from "../actions.ts";
import { sendLinksAgain } from "./actions.ts";
import { openBounces } from "./bounce-actions.ts";
import { notesOf, previewNote, sendNote } from "./note-actions.ts";

const START = after(NINE, hours(3));
const PATHS = returnPaths("bounces@mail.uni.example", "a key for tests");

/** A session whose links have gone out, to Ana, Bea and Cruz. */
async function linksOut(w: TestWorld): Promise<Session> {
  const s = await w.ask({ start: START });
  await w.attend(s, "Ana <ana@elsewhere.example>", "Bea <bea@elsewhere.example>", "Cruz <cruz@elsewhere.example>");
  await w.advanceTo(before(START, minutes(10)));
  return s;
}

async function listed(w: TestWorld, s: Session): Promise<{ id: string; email: string; link: string; said: string | null }[]> {
  const list = await listAttendees(w, w.organizer, s.id);
  if (!list.ok) throw new Error("there is a list");
  return list.value;
}
const states = async (w: TestWorld, s: Session): Promise<string[]> => (await listed(w, s)).map(({ link }) => link);
const idOf = async (w: TestWorld, s: Session, n: number): Promise<string> => (await listed(w, s))[n]!.id;

/** As a mail server reports it. */
const report = (action: string, status: string, more = ""): string =>
  [
    "From: MAILER-DAEMON@mail.uni.example",
    "Subject: Undelivered Mail Returned to Sender",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    `It could not be delivered.${more}`,
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mail.uni.example",
    "",
    "Final-Recipient: rfc822; ana@elsewhere.example",
    `Action: ${action}`,
    `Status: ${status}`,
    "Diagnostic-Code: smtp; 550 5.1.1 user unknown",
    "",
    "--b--",
    "",
  ].join("\r\n");

/** Hands it in where the mail server would; "taken", or the number by which it was refused. */
async function handIn(port: number, to: string, raw: string): Promise<string> {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
  const answer = await transport.sendMail({ envelope: { from: "", to: [to] }, raw }).then(
    () => "taken",
    (error: { responseCode?: number }) => String(error.responseCode),
  );
  transport.close();
  return answer;
}

eachDatabase((_, open) => {
  test("who was refused is told apart, with the mail server's words, and gets the link again when the address works", async () => {
    await using w = await aWorld(await open());
    w.mailbox.treat((address) => (address.startsWith("bea") ? "refuse" : "take"));
    const s = await linksOut(w);
    expect((await listed(w, s)).map(({ link, said }) => [link, said])).toEqual([
      ["sent", null],
      ["refused", "550 5.1.1 no such mailbox here"],
      ["sent", null],
    ]);
    w.mailbox.treat(() => "take");
    expect(await sendLinksAgain(w, w.organizer, s.id, null)).toEqual({ ok: true, value: { sent: 1, tooOften: 0 } });
    await w.settle();
    expect(await states(w, s)).toEqual(["sent", "sent", "sent"]);
    expect((await w.session(s)).steps.sendLinks).toMatchObject({ is: "done", values: { sent: 3, of: 3 } });
    expect(await sendLinksAgain(w, w.organizer, s.id, null)).toEqual({ ok: true, value: { sent: 0, tooOften: 0 } });
  });

  test("one person gets the link again as often as is no nuisance, each time in a mail of its own", async () => {
    await using w = await aWorld(await open());
    const s = await linksOut(w);
    const ana = await idOf(w, s, 0);
    const answers: unknown[] = [];
    for (let n = 0; n < 4; n += 1) {
      const answer = await sendLinksAgain(w, w.organizer, s.id, ana);
      answers.push(answer.ok ? answer.value.sent : answer.refusal.because);
      await w.settle();
      await w.pass(minutes(1));
    }
    expect(answers).toEqual([1, 1, 1, "mailed_too_often"]);
    expect(new Set(w.letters("ana@").map(({ messageId }) => messageId)).size).toBe(4);
    expect((await sendLinksAgain(w, w.organizer, s.id, w.random.uuid())).ok).toBe(false);
  });

  test("no link is sent again before links go out, and none after the session", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.attend(s, "Ana <ana@elsewhere.example>");
    expect(await sendLinksAgain(w, w.organizer, s.id, null)).toMatchObject({ refusal: { because: "links_not_sent_yet" } });
    await w.advanceTo(after(START, hours(2)));
    expect(await sendLinksAgain(w, w.organizer, s.id, null)).toMatchObject({ refusal: { because: "already_over" } });
  });

  test("a report of final failure marks its mail, once, and nothing else does", async () => {
    await using w = await aWorld(await open());
    const s = await linksOut(w);
    const bounces = await openBounces(w, PATHS, { host: "127.0.0.1", port: 0 });
    const ids = await w.db.list((r) => r["id"] as string, sql`select id from deliveries where kind = 'link' order by to_email`);
    const [ana, bea] = ids.map((id) => PATHS.addressFor(id)) as [string, string];
    const forged = returnPaths("bounces@mail.uni.example", "a key of somebody's").addressFor(ids[2]!);
    const holiday = "From: bea@elsewhere.example\r\nAuto-Submitted: auto-replied\r\nSubject: I am away\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n";

    expect(await handIn(bounces.port, bea, report("delayed", "4.4.1"))).toBe("taken");
    expect(await handIn(bounces.port, bea, holiday)).toBe("taken");
    expect(await handIn(bounces.port, bea, report("failed", "5.1.1", "x".repeat(1_100_000)))).toBe("552");
    expect(await handIn(bounces.port, forged, report("failed", "5.1.1"))).toBe("550");
    expect(await states(w, s)).toEqual(["sent", "sent", "sent"]);

    expect(await handIn(bounces.port, ana, report("failed", "5.1.1"))).toBe("taken");
    expect((await listed(w, s))[0]).toMatchObject({ link: "bounced", said: "550 5.1.1 user unknown" });
    expect((await sendLinksAgain(w, w.organizer, s.id, null)).ok).toBe(true);
    await w.settle();
    expect(await handIn(bounces.port, ana, report("failed", "5.1.1"))).toBe("taken"); // the old one once more
    expect(await states(w, s)).toEqual(["sent", "sent", "sent"]);
    await bounces.close();
  });

  test("a note reaches every attendee once, with the person's own link, and tells how many have it", async () => {
    await using w = await aWorld(await open());
    const s = await linksOut(w);
    const written = { subject: "Slides\r\nBcc: eva@evil.example", text: "The slides are online.\n\n<b>Bring</b> questions." };
    expect(await previewNote(w, w.organizer, s.id, written)).toMatchObject({ ok: true, value: { to: 3, whyNot: null } });
    expect(await sendNote(w, w.organizer, s.id, written)).toEqual({ ok: true, value: { to: 3 } });
    await w.settle();
    const letters = w.letters("elsewhere").filter(({ subject }) => subject.startsWith("Slides Bcc: eva@evil.example"));
    expect(letters).toHaveLength(3);
    expect(new Set(letters.map(({ text }) => /\/j\/\S+/.exec(text)?.[0])).size).toBe(3);
    expect(letters[0]!.text).toContain("The slides are online.\n\n<b>Bring</b> questions.");
    expect(w.mailbox.list({ to: "evil" }).total).toBe(0);
    expect(await notesOf(w, w.organizer, s.id)).toMatchObject({ value: [{ who: "Łukasz Żak", mails: { of: 3, sent: 3, queued: 0, failed: 0 } }] });
  });

  test("what is sent again, and a note, is in the language of the person's choice, and goes to nobody who was erased", async () => {
    await using w = await aWorld(await open());
    const s = await linksOut(w);
    await w.db.run(sql`update panels set language = 'es' where email = 'ana@elsewhere.example'`);
    await w.db.run(sql`update attendees set name = '', email = id::text where email = 'cruz@elsewhere.example'`);
    const cruz = await w.db.one((r) => r["id"] as string, sql`select id from attendees where name = ''`);
    expect(await sendLinksAgain(w, w.organizer, s.id, cruz!)).toMatchObject({ refusal: { because: "not_found" } });
    await sendLinksAgain(w, w.organizer, s.id, await idOf(w, s, 1));
    expect(await previewNote(w, w.organizer, s.id, { subject: "News", text: "Words" })).toMatchObject({ value: { to: 2 } });
    expect(await sendNote(w, w.organizer, s.id, { subject: "News", text: "Words" })).toEqual({ ok: true, value: { to: 2 } });
    const mails = await w.db.list(
      (r) => [r["kind"], r["to_email"], r["language"]],
      sql`select * from deliveries where state = 'queued' order by kind, to_email`,
    );
    expect(mails).toEqual([
      ["link", "ana@elsewhere.example", "es"],
      ["note", "ana@elsewhere.example", "es"],
      ["note", "bea@elsewhere.example", "en"],
    ]);
  });

  test("five notes an hour are the most, and a session without attendees, or that is called off, has nobody to write to", async () => {
    await using w = await aWorld(await open());
    const s = await linksOut(w);
    const written = { subject: "News", text: "Words" };
    for (let n = 0; n < 5; n += 1) expect((await sendNote(w, w.organizer, s.id, written)).ok).toBe(true);
    expect(await sendNote(w, w.organizer, s.id, written)).toMatchObject({ refusal: { because: "too_many_notes" } });
    await w.pass(minutes(61));
    expect((await sendNote(w, w.organizer, s.id, written)).ok).toBe(true);
    const other = await w.ask({ start: after(START, hours(30)) });
    expect(await sendNote(w, w.organizer, other.id, written)).toMatchObject({ refusal: { because: "nobody_to_write_to" } });
  });
});
