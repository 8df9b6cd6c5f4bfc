import { afterAll, beforeAll, expect, test } from "vitest";
import { days, minutes } from "../../src/lib/time.ts";
import { aDeadEnd, aMailServer, mailsIn, type MailServer } from "../../test/support/mail-server.ts";
import { bench, meetingOf, ROOM, type Bench } from "../testing.ts";

const AULA = "aula.nueva@universidad.example";
const FROM = "no-reply@sandbox.example";
let server: MailServer;
beforeAll(async () => {
  server = await aMailServer({ [AULA]: "s3cret", [ROOM]: "s3cret" });
});
afterAll(() => server.stop());

const invite = (b: Bench): Promise<unknown> =>
  b.api("POST", "/users", { action: "create", user_info: { email: AULA, type: 2, first_name: "Aula", last_name: "Nueva" } });
const statusOf = async (b: Bench): Promise<unknown> => (await b.api("GET", `/users/${AULA}`)).body["status"];
const latest = async (email: string) => (await mailsIn(server, email, "s3cret")).at(-1)!;

test("who is invited is mailed an address, and becomes active there by typing names and a password, days later", async () => {
  const b = await bench();
  await b.control("POST", "/account", { mailServer: server.smtpUrl });
  await invite(b);
  await b.pass(minutes(0));
  const mail = await latest(AULA);
  expect(mail).toMatchObject({ from: FROM, subject: "Zoom account invitation", date: "2027-03-01T12:00:00.000Z" });
  const address = /http:\/\/sandbox\.example\/zoom\/activate\?code=[\w-]+&fr=invite/.exec(mail.source.replaceAll("=\r\n", "").replaceAll("=3D", "="))![0];
  await b.pass(days(3));
  expect((await b.page(address)).text).toContain('value="Aula"');
  expect(await statusOf(b)).toBe("pending");
  const typed = { first_name: "Aula", last_name: "Doce" };
  expect((await b.page(address, { ...typed, password: "corta" })).text).toContain("too weak");
  expect(await statusOf(b)).toBe("pending");
  expect((await b.page(address, { ...typed, password: "Clave-Nueva-83" })).status).toBe(200);
  expect((await b.api("GET", `/users/${AULA}`)).body).toMatchObject({ status: "active", last_name: "Doce" });
  expect((await b.page(address, { ...typed, password: "Otra-Clave-83" })).status).toBe(410);
  expect((await b.page("http://sandbox.example/zoom/activate?code=none")).status).toBe(404);
});

test("an invitation's address is dead after thirty days", async () => {
  const b = await bench();
  await b.control("POST", "/account", { mailServer: server.smtpUrl });
  await invite(b);
  await b.pass(days(30));
  const key = /activate\?code=([\w-]+)/.exec((await b.page("/mails")).text)![1];
  expect((await b.page(`/activate?code=${key}`, { first_name: "A", last_name: "B", password: "Clave-Nueva-83" })).text).toContain("has expired");
});

test("a mail that the server does not take goes once it does", async () => {
  const b = await bench();
  const { closed, stop } = await aDeadEnd();
  await b.control("POST", "/account", { mailServer: `smtp://127.0.0.1:${closed}` });
  const before = (await mailsIn(server, AULA, "s3cret")).length;
  await invite(b);
  await b.pass(minutes(0));
  await b.control("POST", "/account", { mailServer: server.smtpUrl });
  expect(b.sandbox.nextAt()).toBe(b.now() + minutes(1));
  await b.pass(minutes(1));
  expect(await mailsIn(server, AULA, "s3cret")).toHaveLength(before + 1);
  expect((await b.page("/mails")).text).not.toContain("waits");
  await stop();
});

test("where the account asks new devices for a code, it is mailed, opens once, and the device is known afterwards", async () => {
  const b = await bench();
  await b.control("POST", "/account", { mailServer: server.smtpUrl, codeForNewDevices: true });
  const { id: meetingId } = await meetingOf(b);
  const start = async (more: object): Promise<unknown> =>
    (await b.control("POST", "/start", { meetingId, by: { email: ROOM, password: "Sandbox-Otono-58", ...more } })).body;
  expect(await start({ device: "lectern" })).toEqual({ ok: false, because: "code_needed" });
  await b.pass(minutes(0));
  const { subject, source } = await latest(ROOM);
  expect(subject).toBe("Code for signing in to Zoom");
  const code = /^(\d{6})\r$/m.exec(source)![1]!;
  expect(await start({ device: "lectern", code: "000000" })).toMatchObject({ because: "sign_in_refused" });
  expect(await start({ device: "lectern", code })).toMatchObject({ ok: true });
  await b.control("POST", "/end", { meetingId });
  expect(await start({ device: "lectern" })).toMatchObject({ ok: true });
  await b.control("POST", "/end", { meetingId });
  expect(await start({ device: "other", code })).toMatchObject({ because: "sign_in_refused" });
});

test("a browser that is not known is asked for the code on the sign-in page", async () => {
  const b = await bench();
  await b.control("POST", "/account", { mailServer: server.smtpUrl, codeForNewDevices: true });
  const form = { email: ROOM, password: "Sandbox-Otono-58" };
  expect((await b.page("/signin", form)).text).toContain("One-time passcode");
  await b.pass(minutes(0));
  const code = /^(\d{6})\r$/m.exec((await latest(ROOM)).source)![1]!;
  expect((await b.page("/signin", { ...form, code: "111111" })).status).toBe(401);
  expect((await b.page("/signin", { ...form, code })).text).toContain("Signed in as");
  await b.page("/signin", form);
  await b.pass(minutes(10));
  const late = /^(\d{6})\r$/m.exec((await latest(ROOM)).source)![1]!;
  expect((await b.page("/signin", { ...form, code: late })).status).toBe(401);
});
