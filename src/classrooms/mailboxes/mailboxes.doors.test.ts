import { afterAll, beforeAll, expect, test } from "vitest";
import { eachDatabase, emptyDatabase } from "../../../test/support/databases.ts";
import { aDeadEnd, type MailServer } from "../../../test/support/mail-server.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { sql } from "../../platform/database.ts";
import { attach, change, detach, mailboxesShown, tryMailbox, type Given } from "./actions.ts";
import { AULA, attached, given, ID, OTHER, openMail, PASSWORD } from "./mailboxes.fixtures.ts";

let server: MailServer;
let deadEnd: Awaited<ReturnType<typeof aDeadEnd>>;
beforeAll(async () => {
  server = await openMail();
  deadEnd = await aDeadEnd();
});
afterAll(() => Promise.all([server.stop(), deadEnd.stop()]));

const NEW = "5f0c7d0a-6a33-4c0a-9d6c-2b1f6e5a7c02";

eachDatabase((_, open) => {
  test("is tried, attached, shown without its password, changed and detached; asked twice it is one", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    for (let i = 0; i < 2; i += 1) valueOf(await attach(w, w.admin, ID, given(server, { port: server.imap, tls: "on request" })));
    const { mailboxes } = await mailboxesShown(w, w.institutionId);
    expect(mailboxes).toMatchObject([{ id: ID, revision: 1, email: AULA, tls: "on request", trouble: null }]);
    expect(JSON.stringify(mailboxes)).not.toContain(PASSWORD);
    const [row] = await w.db.list((r) => r, sql`select * from mailboxes`);
    expect(Buffer.from(row!["password_sealed"] as Uint8Array).toString("latin1")).not.toContain(PASSWORD);
    valueOf(await change(w, w.admin, ID, 1, given(server, { port: server.imap, tls: "on request", password: "", afterwards: "delete" })));
    expect((await mailboxesShown(w, w.institutionId)).mailboxes).toMatchObject([{ revision: 2, afterwards: "delete" }]);
    expect(await change(w, w.admin, ID, 1, given(server))).toMatchObject({ refusal: { because: "revision_conflict" } });
    expect(await attach(w, w.admin, NEW, given(server, { email: AULA.toUpperCase() }))).toMatchObject({
      refusal: { because: "mailbox_taken", field: "email" },
    });
    valueOf(await detach(w, w.admin, ID));
    expect(await detach(w, w.admin, ID)).toMatchObject({ refusal: { because: "not_found" } });
    expect(await w.db.list((r) => r["what"], sql`select what from audit_log where what like 'mailbox%' order by seq`)).toEqual(["mailbox_attached", "mailbox_changed", "mailbox_detached"]); // prettier-ignore
  });

  test("a password that is kept goes to no other server and for no other user", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await attached(w, server);
    for (const elsewhere of [{ host: "127.0.0.1" }, { port: deadEnd.silent }, { userName: OTHER }, { tls: "none" as const, port: server.imaps }])
      expect(await change(w, w.admin, ID, 1, given(server, { password: "", ...elsewhere }))).toMatchObject({ refusal: { because: "mailbox_password_again", field: "password" } }); // prettier-ignore
  });

  test("another institution's is not there", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await attached(w, server);
    const stranger = { ...w.admin, institutionId: "9b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e09" };
    expect(await mailboxesShown(w, stranger.institutionId)).toEqual({ mailboxes: [] });
    expect(await detach(w, stranger, ID)).toMatchObject({ refusal: { because: "not_found" } });
    expect(await change(w, stranger, ID, 1, given(server))).toMatchObject({ refusal: { because: "not_found" } });
    expect(await tryMailbox(w, stranger.institutionId, ID, given(server, { password: "" }))).toMatchObject({ refusal: { because: "required" } });
  });
});

test.each<[string, string, string, () => Partial<Given>]>([
  ["a wrong password", "mailbox_not_let_in", "password", () => ({ password: "otra" })],
  ["a user who is not there", "mailbox_not_let_in", "password", () => ({ userName: "nadie@universidad.example" })],
  ["a port where nothing listens", "mailbox_unreachable", "port", () => ({ port: deadEnd.closed })],
  ["a server that says nothing", "mailbox_silent", "port", () => ({ port: deadEnd.silent, tls: "none" })],
  ["a name that nobody has", "mailbox_unknown_host", "host", () => ({ host: "imap.universidad.invalid" })],
  ["a certificate for another name", "mailbox_tls", "tls", () => ({ host: "127.0.0.1" })],
  ["TLS where there is none at first", "mailbox_tls", "tls", () => ({ port: server.imap })],
  ["a server of something else", "mailbox_silent", "port", () => ({ port: Number(new URL(server.smtpUrl).port), tls: "none" })],
])("%s is told beside its field: %s", async (_, because, field, more) => {
  await using w = await aWorld(await emptyDatabase("PGlite"), { rooms: 0 });
  expect(await attach(w, w.admin, ID, given(server, more()))).toMatchObject({ ok: false, refusal: { because, field } });
  expect((await mailboxesShown(w, w.institutionId)).mailboxes).toEqual([]);
});
