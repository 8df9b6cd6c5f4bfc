import { createServer, type AddressInfo } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { instant, type Instant } from "../../lib/time.ts";
import { aReader, someFacts, someSecret } from "../../notices/letter.fixtures.ts";
import { writeLetter } from "../../notices/letter.ts";
import { MailError, openMailer, type Mailer } from "../../platform/mailer.ts";
import { openMailbox, type Mailbox } from "./mailbox.ts";

const NOON = instant("2027-03-01T12:00:00Z");
const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

async function aMailbox(options: { file?: string; now?: () => Instant } = {}): Promise<Mailbox> {
  const mailbox = await openMailbox({ file: options.file ?? null, now: options.now ?? (() => NOON) });
  opened.push(() => mailbox.close());
  return mailbox;
}

function aMailer(url: string): Mailer {
  const mailer = openMailer({ url, from: { name: "University of the South", email: "bedel@south.example" }, timeoutMs: 2000 });
  opened.push(() => mailer.close());
  return mailer;
}

const placed = writeLetter("placed", someFacts(), {}, aReader({ email: "ana@south.example" }));
const mailTo = (email: string, more: { messageId?: string; name?: string; letter?: typeof placed } = {}) => ({
  messageId: more.messageId ?? "s1.1.placed@bedel.example",
  to: { name: more.name ?? "Ana Ruiz", email },
  date: NOON,
  letter: more.letter ?? placed,
});

const troubleOf = async (sending: Promise<void>): Promise<string> => {
  const e: unknown = await sending.then(
    () => null,
    (reason: unknown) => reason,
  );
  return e instanceof MailError ? e.kind : "none";
};

test("a mail arrives whole: who, what, its own Message-ID, text, HTML, calendar entry and the application's time", async () => {
  const mailbox = await aMailbox();
  await aMailer(mailbox.url).send(mailTo("ana@south.example"));

  const { mails, total } = mailbox.list({});
  expect(total).toBe(1);
  expect(mails[0]).toEqual({ id: "1", at: "2027-03-01T12:00:00.000Z", to: '"Ana Ruiz" <ana@south.example>', subject: placed.subject, hasCalendar: true });
  const mail = mailbox.read("1")!;
  expect(mail.messageId).toBe("<s1.1.placed@bedel.example>");
  expect(mail.from).toContain("bedel@south.example");
  expect(mail.text.trim()).toBe(placed.text.trim());
  expect(mail.html.trim()).toBe(placed.html.trim());
  expect(mail.calendar).toBe(placed.calendar!.content);
  const source = mailbox.source("1")!;
  expect(source).toMatch(/^Date: Mon, 01 Mar 2027 12:00:00 \+0000\r?$/m);
  expect(source).toMatch(/Content-Type: text\/calendar;[^\n]*method=REQUEST/);
  expect(source).toMatch(/filename="?session\.ics/);
});

test("an address that the server refuses is refused for good, and nothing else is lost on that connection", async () => {
  const mailbox = await aMailbox();
  const mailer = aMailer(mailbox.url);
  mailbox.treat((address) => (address === "gone@south.example" ? "refuse" : "take"));

  expect(await troubleOf(mailer.send(mailTo("gone@south.example")))).toBe("refused");
  await mailer.send(mailTo("ana@south.example"));
  expect(mailbox.count()).toBe(1);
});

test("a server that says later has taken nothing", async () => {
  const mailbox = await aMailbox();
  mailbox.treat(() => "later");

  expect(await troubleOf(aMailer(mailbox.url).send(mailTo("ana@south.example")))).toBe("trouble");
  expect(mailbox.count()).toBe(0);
});

test.each(["take, then hang up", "hang up"] as const)("when the content went out and no answer came (%s) the mail may have arrived", async (how) => {
  const mailbox = await aMailbox();
  mailbox.treat(() => how);

  expect(await troubleOf(aMailer(mailbox.url).send(mailTo("ana@south.example")))).toBe("unanswered");
  expect(mailbox.count()).toBe(how === "hang up" ? 0 : 1);
});

/** A server that says yes to everything until `silentFrom`, and from then on nothing; or hangs up there. */
async function aServerThatStops(at: "MAIL" | "RCPT" | "DATA" | "content", how: "falls silent" | "hangs up"): Promise<string> {
  const server = createServer((socket) => {
    let stopped = false;
    socket.on("error", () => undefined);
    const stop = (): void => {
      stopped = true;
      if (how === "hangs up") socket.destroy();
    };
    socket.write("220 hello\r\n");
    socket.on("data", (chunk) => {
      if (chunk.toString().includes("MIME-Version")) stop();
      for (const line of chunk.toString().split("\r\n")) {
        if (stopped || !/^(EHLO|MAIL|RCPT|DATA|RSET)/.test(line)) continue;
        if (line.startsWith(at)) return stop();
        socket.write(line.startsWith("DATA") ? "354 go on\r\n" : "250 fine\r\n");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  opened.push(() => server.close());
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each([
  ["MAIL", "hangs up", "trouble"],
  ["RCPT", "hangs up", "trouble"],
  ["DATA", "hangs up", "trouble"],
  ["DATA", "falls silent", "trouble"],
  ["content", "hangs up", "unanswered"],
  ["content", "falls silent", "unanswered"],
] as const)("only content that has left may have arrived: at %s the server %s", async (at, how, kind) => {
  const mailer = openMailer({ url: await aServerThatStops(at, how), from: { name: "", email: "b@x.example" }, timeoutMs: 300 });
  opened.push(() => mailer.close());

  expect(await troubleOf(mailer.send(mailTo("ana@south.example")))).toBe(kind);
});

test("where nobody listens nothing was handed over, and checking says so", async () => {
  const mailbox = await openMailbox({ file: null, now: () => NOON });
  const mailer = aMailer(mailbox.url);
  await mailer.verify();
  await mailbox.close();

  expect(await troubleOf(mailer.verify())).toBe("trouble");
  expect(await troubleOf(mailer.send(mailTo("ana@south.example")))).toBe("trouble");
});

test("an address that would bring in more recipients or headers goes to no server", async () => {
  const mailbox = await aMailbox();
  const mailer = aMailer(mailbox.url);
  for (const email of ["a@x.example, b@x.example", "a@x.example\r\nBcc: b@x.example", "<a@x.example>", "nobody", ""])
    expect(await troubleOf(mailer.send(mailTo(email)))).toBe("refused");

  await mailer.send(mailTo("ana@south.example", { name: "Ana\r\nBcc: b@x.example", letter: { ...placed, subject: "One\r\nBcc: b@x.example" } }));
  expect(mailbox.source("1")).not.toMatch(/^Bcc:/im);
});

test("a password is in the mail and in no error", async () => {
  const mailbox = await aMailbox();
  const mailer = aMailer(mailbox.url.replace("//", "//bedel:sesame@"));
  const letter = writeLetter("credentials", someFacts(), someSecret, aReader());
  mailbox.treat(() => "hang up");

  const e = await mailer.send(mailTo("ana@south.example", { letter })).then(
    () => null,
    (reason: unknown) => reason,
  );
  const told = JSON.stringify(e, Object.getOwnPropertyNames(e));
  expect(e).toBeInstanceOf(MailError);
  expect(told).not.toContain(someSecret.credentials!.password);
  expect(told).not.toContain("sesame");
});

test("what was kept is there after a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mailbox-"));
  const file = join(folder, "mails.db");
  opened.push(() => rmSync(folder, { recursive: true }));
  const mailbox = await openMailbox({ file, now: () => NOON });
  const mailer = aMailer(mailbox.url);
  await mailer.send(mailTo("ana@south.example"));
  mailer.close();
  await mailbox.close();

  expect((await aMailbox({ file })).list({}).mails.map((mail) => mail.subject)).toEqual([placed.subject]);
});

test("a port in use is told to whoever opens the mailbox", async () => {
  const mailbox = await aMailbox();
  await expect(openMailbox({ file: null, now: () => NOON, port: Number(new URL(mailbox.url).port) })).rejects.toThrow(/EADDRINUSE/);
});
