import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { ImapFlow } from "imapflow";
import { emptyDatabase } from "../../../test/support/databases.ts";
import { aMailLine, type MailLine } from "../../../test/support/mail-line.ts";
import { mailsIn, type MailServer } from "../../../test/support/mail-server.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, before, days, minutes, type Instant } from "../../lib/time.ts";
import { attach, change, deleteDoneWith, forgetActivationMail, codeWasTold, mailboxesShown, signInCode } from "./actions.ts";
import { given, ID, openMail, PASSWORD } from "./mailboxes.fixtures.ts";

const NAMES = ["dos", "corte", "codigo", "marca", "papelera", "queda", "muchos"] as const;
const boxOf = (name: (typeof NAMES)[number]): string => `${name}@universidad.example`;
let server: MailServer;
beforeAll(async () => {
  server = await openMail(...NAMES.map(boxOf));
});
afterAll(() => server.stop());

const FROM = "no-reply@sandbox.example";
/** A mailbox that is set to delete, behind a line of its own. */
async function open(email: string, without: readonly string[] = []): Promise<{ w: TestWorld; line: MailLine }> {
  const w = await aWorld(await emptyDatabase("PGlite"), { rooms: 0 });
  const line = await aMailLine(server, without);
  onTestFinished(() => line.stop());
  valueOf(await attach(w, w.admin, ID, behind(line, email)));
  return { w, line };
}
const behind = (line: MailLine, email: string) => given(server, { email, userName: email, port: line.port, tls: "none", afterwards: "delete" });
const mail = (to: string, text: string, at: Instant, from = FROM): Promise<void> =>
  server.deliver({ from, to, subject: text, text, date: new Date(at), envelope: { from, to: [to] } });
const link = (code: string): string => `http://sandbox.example/zoom/activate?code=${code}`;
const subjects = async (email: string): Promise<string[]> => (await mailsIn(server, email, PASSWORD)).map(({ subject }) => subject);
const cameAtOf = (found: Awaited<ReturnType<typeof signInCode>>): Instant => (found as { cameAt: Instant }).cameAt;
const shown = async (w: TestWorld) => (await mailboxesShown(w, w.institutionId)).mailboxes[0]!;

/** What somebody marks as deleted in a mail program, to be gone through later. */
async function marking<T>(email: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = new ImapFlow({ host: "localhost", port: server.imaps, secure: true, auth: { user: email, pass: PASSWORD }, logger: false });
  await client.connect();
  await client.mailboxOpen("INBOX");
  return work(client).finally(() => client.logout());
}

test("once a user is active every activation mail since is deleted, those that were sent again included, and nothing else", async () => {
  const email = boxOf("dos");
  const { w } = await open(email);
  await using _ = w;
  const asked = w.clock.now();
  await mail(email, link("before"), before(asked, days(2)));
  await mail(email, link("first"), asked);
  await w.pass(days(3));
  await mail(email, link("again"), w.clock.now());
  await mail(email, "Your code\n\n123456\n", w.clock.now());
  await forgetActivationMail(w, w.institutionId, email, asked);
  expect(await subjects(email)).toEqual([link("before"), expect.stringContaining("Your code") as string]);
  expect(await shown(w)).toMatchObject({ deletes: "for good", undeleted: 0 });
});

test("where the line is cut before they are deleted, they are deleted later", async () => {
  const email = boxOf("corte");
  const { w, line } = await open(email);
  await using _ = w;
  await mail(email, link("one"), w.clock.now());
  for (const words of [" STORE ", " EXPUNGE "]) {
    line.cutAt(words);
    await (words === " STORE " ? forgetActivationMail(w, w.institutionId, email, w.clock.now()) : deleteDoneWith(w));
    expect(await subjects(email)).toEqual([link("one")]);
    expect(await shown(w)).toMatchObject({ undeleted: 1 });
    expect(await deleteDoneWith(w)).toBe(0); // not at once again
    await w.pass(minutes(11));
  }
  expect(await deleteDoneWith(w)).toBe(1);
  expect(await subjects(email)).toEqual([]);
  expect(await shown(w)).toMatchObject({ undeleted: 0, trouble: null });
  await w.pass(days(2));
  expect(await deleteDoneWith(w)).toBe(0);
});

test("a code's mail is found until some minutes after it was told, then deleted, and tried again where it can't be yet", async () => {
  const email = boxOf("codigo");
  const { w, line } = await open(email);
  await using _ = w;
  await mail(email, "Your code\n\n123456\n", w.clock.now());
  const since = before(w.clock.now(), minutes(1));
  const [found, again] = [await signInCode(w, w.institutionId, email, since), await signInCode(w, w.institutionId, email, since)];
  expect([found, again]).toMatchObject([{ code: "123456" }, { code: "123456" }]);
  await w.pass(minutes(6));
  expect([await deleteDoneWith(w), await subjects(email)]).toMatchObject([0, [expect.any(String)]]); // nobody was told
  await codeWasTold(w, w.institutionId, email, cameAtOf(found));
  expect([await deleteDoneWith(w), await shown(w)]).toMatchObject([0, { undeleted: 0 }]);
  line.cutAt(" STORE ");
  await w.pass(minutes(6));
  expect([await deleteDoneWith(w), await subjects(email), await shown(w)]).toMatchObject([1, [expect.any(String)], { undeleted: 1 }]);
  await w.pass(minutes(11));
  expect(await deleteDoneWith(w)).toBe(1);
  expect(await subjects(email)).toEqual([]);
});

test("without UIDPLUS what others have marked stays where it is: Bedel's are marked only, which is said, and not read again", async () => {
  const email = boxOf("marca");
  const { w, line } = await open(email, ["UIDPLUS", "MOVE"]);
  await using _ = w;
  expect(await shown(w)).toMatchObject({ deletes: "only marked" });
  await mail(email, "Of Ana", w.clock.now(), "ana@universidad.example");
  await marking(email, (client) => client.messageFlagsAdd("1", ["\\Deleted"]));
  await mail(email, "Your code\n\n123456\n", w.clock.now());
  const since = before(w.clock.now(), minutes(1));
  const found = await signInCode(w, w.institutionId, email, since);
  expect(found).toMatchObject({ code: "123456" });
  await codeWasTold(w, w.institutionId, email, cameAtOf(found));
  await w.pass(minutes(6));
  expect(await deleteDoneWith(w)).toBe(1);
  expect(await subjects(email)).toHaveLength(2);
  expect(await marking(email, (client) => client.search({ deleted: true }))).toEqual([1, 2]);
  expect(await signInCode(w, w.institutionId, email, since)).toEqual({ is: "none" });
  // Nor by the way in which it leaves: closing an inbox that can be written in removes what is marked.
  expect(line.said()).not.toMatch(/EXPUNGE|CLOSE/);
  expect(await shown(w)).toMatchObject({ deletes: "only marked", undeleted: 0 });
});

test("without UIDPLUS but with a trash they go there, and nobody else's", async () => {
  const email = boxOf("papelera");
  await server.deliver({ from: "ana@universidad.example", to: email, subject: "Of Ana", text: "", envelope: { from: "ana@universidad.example", to: [email] } });
  await marking(email, async (client) => (await client.mailboxCreate("Trash"), await client.messageFlagsAdd("1", ["\\Deleted"])));
  const { w, line } = await open(email, ["UIDPLUS"]);
  await using _ = w;
  expect(await shown(w)).toMatchObject({ deletes: "to the trash" });
  await mail(email, link("one"), w.clock.now());
  await forgetActivationMail(w, w.institutionId, email, w.clock.now());
  expect(await subjects(email)).toEqual(["Of Ana"]);
  expect(await marking(email, (client) => client.status("Trash", { messages: true }))).toMatchObject({ messages: 1 });
  expect(line.said()).not.toContain("EXPUNGE");
});

test("what was to be deleted stays once the mailbox is set so, or is another's", async () => {
  const email = boxOf("queda");
  const { w, line } = await open(email);
  await using _ = w;
  await mail(email, link("one"), w.clock.now());
  line.cutAt(" STORE ");
  await forgetActivationMail(w, w.institutionId, email, w.clock.now());
  valueOf(await change(w, w.admin, ID, 1, { ...behind(line, email), afterwards: "leave" }));
  expect(await shown(w)).toMatchObject({ undeleted: 0 });
  await w.pass(days(1));
  expect(await deleteDoneWith(w)).toBe(0);
  expect(await subjects(email)).toEqual([link("one")]);
  await forgetActivationMail(w, w.institutionId, email, after(w.clock.now(), -days(2)));
  expect(await subjects(email)).toEqual([link("one")]);
});

test("however many other mails of Zoom's lie above it, an activation mail is found and deleted", async () => {
  const email = boxOf("muchos");
  const { w } = await open(email);
  await using _ = w;
  const asked = w.clock.now();
  await mail(email, link("one"), asked);
  for (let i = 0; i < 205; i += 1) await mail(email, "A recording is ready", after(asked, minutes(1)));
  await w.pass(minutes(2));
  await forgetActivationMail(w, w.institutionId, email, asked);
  expect(new Set(await subjects(email))).toEqual(new Set(["A recording is ready"]));
}, 120_000);
