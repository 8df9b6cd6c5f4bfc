import { afterAll, beforeAll, expect, test } from "vitest";
import type { SendMailOptions } from "nodemailer";
import { emptyDatabase } from "../../../test/support/databases.ts";
import { mailsIn, type MailServer } from "../../../test/support/mail-server.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, before, days, hours, minutes, seconds, type Instant } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { credentialsOf } from "../../sessions/running/actions.ts";
import { askForRun, runById } from "../runs/actions.ts";
import { activationMail, attach, deleteDoneWith, forgetActivationMail, codeWasTold, lookForActivation, signInCode } from "./actions.ts";
import { given, ID, openMail, PASSWORD } from "./mailboxes.fixtures.ts";
import type { Mailbox } from "./mailbox.ts";
import { activationOf, codeForHolder } from "./showing-actions.ts";

const ROOM = "sala.aula-magna@universidad.example";
const NAMES = ["invitada", "nueva", "hostil", "llena", "codigos", "ajena"] as const;
const boxOf = (name: (typeof NAMES)[number]): string => `${name}@universidad.example`;
let server: MailServer;
beforeAll(async () => {
  server = await openMail(ROOM, ...NAMES.map(boxOf));
});
afterAll(() => server.stop());

const RUN = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e11";
const FROM = "no-reply@sandbox.example";
const link = (code: string): string => `http://sandbox.example/zoom/activate?code=${code}`;

async function open(email: string, afterwards: Mailbox["afterwards"] = "leave"): Promise<TestWorld> {
  const w = await aWorld(await emptyDatabase("PGlite"), { rooms: 1 });
  valueOf(await attach(w, w.admin, ID, given(server, { email, userName: email, afterwards })));
  return w;
}
/** As Zoom would mail it; what is given wins. */
const mail = (w: TestWorld, to: string, text: string, more: SendMailOptions = {}): Promise<void> =>
  server.deliver({ from: `Zoom <${FROM}>`, to, subject: "Zoom", text, date: new Date(w.clock.now()), envelope: { from: FROM, to: [to] }, ...more });
const activationOfBox = (w: TestWorld, email: string, since: Instant = w.clock.now()) => activationMail(w, w.institutionId, email, since);
const everythingKept = async (w: TestWorld): Promise<string> => {
  const tables = await w.db.list((r) => String(r["tablename"]), sql`select tablename from pg_tables where schemaname = 'public'`);
  const rows = await Promise.all(tables.map((table) => w.db.list((r) => JSON.stringify(r), sql`select * from ${sql.table(table)}`)));
  return rows.flat().join("\n");
};

test("the sandbox's invitation arrives, its address is found and activates, and what is kept of it is when it came", async () => {
  const email = boxOf("invitada");
  await using w = await open(email, "delete");
  await w.control("account", { mailServer: server.smtpUrl });
  valueOf(await w.db.transaction((tx) => askForRun(tx, w, w.admin, { id: RUN, kind: "new classroom", asked: { email }, email })));
  await w.db.run(sql`update runs set wake_at = null`); // nobody goes on with it here
  const run = (await runById(w.db, w.institutionId, RUN))!;
  expect(await lookForActivation(w, { run, asked: run.asked, facts: run.facts })).toEqual({});
  await w.zoomOf(w.institutionId).makeUser({ email, firstName: "Aula", lastName: "Nueva", displayName: "", as: "invited", licensed: false, password: null });
  await w.sandbox.run();
  expect(await lookForActivation(w, { run, asked: run.asked, facts: run.facts })).toEqual({ mailCameAt: w.clock.now() });
  await w.pass(days(3));
  const shown = valueOf(await activationOf(w, w.admin, RUN));
  expect(shown).toMatchObject({ trouble: null, address: expect.stringContaining("/activate?code=") as string });
  const code = new URL(shown.address!).searchParams.get("code")!;
  expect(await everythingKept(w)).not.toContain(code);
  expect(await activationOf(w, { ...w.admin, institutionId: "9b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e09" }, RUN)).toMatchObject({
    refusal: { because: "not_found" },
  });
  const form = new URLSearchParams({ first_name: "Aula", last_name: "Doce", password: "Clave-Nueva-83" });
  expect((await w.sandbox.fetch(new Request(shown.address!, { method: "POST", body: form.toString() }))).status).toBe(200);
  expect(await w.opens(email, "Clave-Nueva-83")).toBe(true);
  await forgetActivationMail(w, w.institutionId, email, run.askedAt);
  expect((await mailsIn(server, email, PASSWORD)).map(({ subject }) => subject)).toEqual([]);
});

test("a run that waits for its activation is looked at as soon as its mailbox is attached", async () => {
  const email = boxOf("invitada");
  await using w = await aWorld(await emptyDatabase("PGlite"), { rooms: 0 });
  valueOf(await w.db.transaction((tx) => askForRun(tx, w, w.admin, { id: RUN, kind: "new classroom", asked: { email }, email })));
  const wakeAt = async () => (await runById(w.db, w.institutionId, RUN))!.wakeAt;
  await w.db.run(sql`update runs set wake_at = ${new Date(after(w.clock.now(), hours(6))).toISOString()}`);
  expect(await wakeAt()).toBe(after(w.clock.now(), hours(6)));
  valueOf(await attach(w, w.admin, ID, given(server, { email, userName: email })));
  expect(await wakeAt()).toBe(w.clock.now());
});

test("the newest counts, one of before does not, nor one whose moment lies ahead; nothing is marked or deleted by looking", async () => {
  const email = boxOf("nueva");
  await using w = await open(email);
  const now = w.clock.now();
  for (const [code, at] of [["old", before(now, days(2))], ["second", after(now, seconds(40))], ["first", now], ["future", after(now, days(2))]] as const)
    await mail(w, email, link(code), { date: new Date(at) }); // prettier-ignore
  expect(await activationOfBox(w, email)).toEqual({ is: "found", address: link("second"), cameAt: after(now, seconds(40)) });
  expect(await activationOfBox(w, boxOf("ajena"))).toEqual({ is: "no mailbox" });
  expect(await mailsIn(server, email, PASSWORD)).toHaveLength(4);
});

test("who only looks like Zoom, and what is broken, huge or nested, neither counts nor hinders", async () => {
  const email = boxOf("hostil");
  await using w = await open(email);
  await mail(w, email, link("true")); // the others come later, and so would be the newest
  const lookalikes = [
    "no-reply@sandbox.example.evil.example",
    "no-reply@evil-sandbox.example",
    '"no-reply@sandbox.example" <x@evil.example>',
    "x@sandbox.example, y@evil.example",
  ];
  for (const from of lookalikes) await mail(w, email, link("evil"), { from });
  await mail(
    w,
    email,
    "http://evil.example/zoom/activate?code=evil http://sandbox.example.evil.example/activate?code=evil http://sandbox.example@evil.example/activate?code=evil",
  );
  await mail(w, email, link("evil"), { to: "somebody.else@universidad.example" });
  const found = (...values: string[]) => ({ headers: values.map((value) => ({ key: "Authentication-Results", value })) });
  await mail(w, email, link("evil"), found("mx.universidad.example; spf=pass smtp.mailfrom=evil.example", "mx.universidad.example; dmarc=fail (p=reject)"));
  await mail(w, email, link("evil"), { headers: { "Authentication-Results": "mx; dmarc=fail header.from=sandbox.example" } });
  await mail(w, email, link("evil"), found("mx.universidad.example; spf=fail smtp.mailfrom=evil.example; dkim=none; dmarc=none"));
  const raw = (body: string): Promise<void> => server.deliver({ raw: body, envelope: { from: FROM, to: [email] } });
  const headOf = (more: string): string => `From: Zoom <${FROM}>\r\nTo: ${email}\r\nDate: ${new Date(w.clock.now()).toUTCString()}\r\n${more}`;
  const nested = Array.from({ length: 1500 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join("");
  await raw(headOf(`Subject: nested\r\n${nested}`));
  await raw(headOf(`Subject: broken\r\nContent-Type: multipart/mixed\r\nContent-Transfer-Encoding: base64\r\n\r\n\u0000\u00ff=?utf-8?b?****?=\r\n--\r\n`));
  await raw(headOf(`X: ${"a".repeat(900)}\r\n`.repeat(200) + "\r\nhuge head"));
  await raw(headOf(`To: ${`x@example.com, `.repeat(3000)}y@example.com\r\n\r\nmany`));
  await raw(headOf(`\r\n${"http://sandbox.example/zoom/signin \r\n".repeat(40_000)}`));
  await raw(`From: ${FROM}\r\n\r\nno date, nobody`);
  await raw(headOf(`Content-Type: text/html\r\n\r\n${"<a href=".repeat(100_000)}`));
  expect(await activationOfBox(w, email)).toMatchObject({ is: "found", address: link("true") });
});

test("in a mailbox with ten thousand mails of others, theirs are never opened", async () => {
  const email = boxOf("llena");
  await using w = await open(email);
  await mail(w, email, link("true"));
  const date = new Date(w.clock.now()).toUTCString();
  const fromOf = (n: number): string => (n % 100 === 0 ? "no-reply@sandbox.example.evil.example" : "ana@b.example");
  server.fill(email, 10_000, (n) => `From: ${fromOf(n)}\r\nTo: ${email}\r\nDate: ${date}\r\nSubject: private\r\n\r\n${link("evil")}\r\n`);
  expect(await activationOfBox(w, email)).toMatchObject({ is: "found", address: link("true") });
}, 120_000);

test("of the codes the newest that still opens; looking deletes none, and of what was told only its own mail goes, where the mailbox is set so", async () => {
  const email = boxOf("codigos");
  await using w = await open(email, "delete");
  const now = w.clock.now();
  const code = (since: Instant) => signInCode(w, w.institutionId, email, since);
  await mail(w, email, "Your code\n\n111111\n", { date: new Date(before(now, minutes(11))) });
  await mail(w, email, "Your code\n\n222222\n", { date: new Date(before(now, minutes(9))) });
  await mail(w, email, "Your code\n\n333333\n", { from: "ana@evil.example" });
  expect(await code(before(now, minutes(8)))).toEqual({ is: "none" });
  expect(await code(before(now, days(1)))).toEqual({ is: "found", code: "222222", cameAt: before(now, minutes(9)) });
  expect(await code(before(now, days(1)))).toMatchObject({ code: "222222" });
  await codeWasTold(w, w.institutionId, email, before(now, minutes(9)));
  expect(await mailsIn(server, email, PASSWORD)).toHaveLength(3);
  await w.pass(minutes(6));
  expect(await code(before(now, days(1)))).toEqual({ is: "none" }); // none of those that are there opens any more
  expect(await deleteDoneWith(w)).toBe(1);
  expect(await mailsIn(server, email, PASSWORD)).toHaveLength(2);
  await w.db.run(sql`update mailboxes set user_name = 'nadie'`);
  expect(await code(now)).toEqual({ is: "trouble", because: "mailbox_not_let_in" });
  expect(await w.db.list((r) => r["trouble"], sql`select trouble from mailboxes`)).toEqual(["mailbox_not_let_in"]);
});

test("the code is told to whoever holds the room, as long as its password is valid, and kept nowhere", async () => {
  await using w = await open(ROOM);
  await w.control("account", { mailServer: server.smtpUrl, codeForNewDevices: true });
  const s = await w.ask({ start: after(w.clock.now(), hours(3)) });
  const organizer = w.organizer;
  expect(await codeForHolder(w, organizer, s.id)).toMatchObject({ refusal: { because: "not_opened_yet" } });
  await w.pass(hours(2) + minutes(58));
  const { password } = valueOf(await credentialsOf(w, organizer, w.institutionId, s.id));
  expect(valueOf(await codeForHolder(w, organizer, s.id))).toEqual({ code: null, cameAt: null, trouble: null });
  const { meeting } = await w.session(s);
  const start = (by: object) => w.control("start", { meetingId: Number(meeting!.id), by: { email: ROOM, password, device: "lectern", ...by } });
  expect(await start({})).toMatchObject({ because: "code_needed" });
  await w.sandbox.run();
  const told = valueOf(await codeForHolder(w, organizer, s.id));
  expect(told).toMatchObject({ code: expect.stringMatching(/^\d{6}$/) as string, trouble: null });
  expect(await codeForHolder(w, w.admin, s.id)).toMatchObject({ refusal: { because: "code_only_for_holder" } });
  expect(await codeForHolder(w, { ...organizer, id: "9b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e08" }, s.id)).toMatchObject({ refusal: { because: "not_yours" } });
  expect(await codeForHolder(w, { ...organizer, institutionId: "9b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e09" }, s.id)).toMatchObject({
    refusal: { because: "not_found" },
  });
  expect(await start({ code: told.code })).toMatchObject({ ok: true });
  expect(await everythingKept(w)).not.toContain(told.code);
  await w.pass(days(1));
  expect((await codeForHolder(w, organizer, s.id)).ok).toBe(false);
});

test("once a code was told, none that came before it is, not even when its own mail is gone", async () => {
  await using w = await open(ROOM, "delete");
  const s = await w.ask({ start: after(w.clock.now(), hours(3)) });
  await w.pass(hours(2) + minutes(59));
  const code = async () => valueOf(await codeForHolder(w, w.organizer, s.id)).code;
  await mail(w, ROOM, "Your code\n\n866642\n");
  await w.pass(seconds(30));
  await mail(w, ROOM, "Your code\n\n223180\n");
  expect([await code(), await code()]).toEqual(["223180", "223180"]);
  await w.pass(minutes(5));
  expect(await deleteDoneWith(w)).toBe(1);
  expect(await code()).toBeNull();
  await mail(w, ROOM, "Your code\n\n505050\n");
  expect(await code()).toBe("505050");
});

test("once a code was told its mail is done with; while the room goes to somebody else it is told to nobody, and its mail stays", async () => {
  await using w = await open(ROOM, "delete");
  const s = await w.ask({ start: after(w.clock.now(), hours(3)) });
  await w.pass(hours(2) + minutes(59));
  await mail(w, ROOM, "Your code\n\n123456\n");
  const all = (await mailsIn(server, ROOM, PASSWORD)).length;
  const doneWith = () => w.db.list((r) => r["what"], sql`select what from mails_done_with`);
  const askWhile = async (meanwhile: () => Promise<unknown>) => {
    const happens = async (): Promise<void> => void (await meanwhile());
    let isReading = true;
    const run: typeof w.db.run = async (query) => {
      if (isReading) await happens();
      isReading = false;
      return w.db.run(query);
    };
    return codeForHolder({ ...w, db: { ...w.db, run } }, w.organizer, s.id);
  };
  expect((await askWhile(() => w.db.run(sql`update rooms set exposed_to = null`))).ok).toBe(false);
  expect([await doneWith(), (await mailsIn(server, ROOM, PASSWORD)).length]).toEqual([[], all]);
  await w.db.run(sql`update rooms set exposed_to = ${s.id}`);
  expect(valueOf(await askWhile(() => Promise.resolve()))).toMatchObject({ code: "123456" });
  expect([await doneWith(), (await mailsIn(server, ROOM, PASSWORD)).length]).toEqual([["code"], all]);
});
