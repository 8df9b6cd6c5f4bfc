import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, NINE, ZONE, type TestWorld } from "../../test/world.ts";
import { DEFAULT_SETTINGS } from "../people/institution.ts";
import { sendLetter } from "../people/letters/actions.ts";
import { insertInstitution } from "../people/store.ts";
import { insertConnection } from "../connections/actions.ts";
import { sql, type Database } from "../platform/database.ts";
import type { Mailer, OutgoingMail } from "../platform/mailer.ts";
import { runDeliveries } from "../sessions/mailing/actions.ts";
import { keepWebhooks } from "../sessions/watching/webhook-actions.ts";
import { partedMailer } from "./mailing.ts";

const REAL = "00000000-0000-4000-8000-00000000000f";

/** The demo, and a real institution on the same server, to each of which a letter is to be sent. */
async function both(db: Database): Promise<TestWorld> {
  const w = await aWorld(db);
  await w.settle();
  await db.run(sql`update institutions set zoom = 'sandbox'`);
  await insertInstitution(db, REAL, { ...DEFAULT_SETTINGS, name: "Real", zone: ZONE });
  for (const [institutionId, email] of [
    [w.institutionId, "demo@people.example"],
    [REAL, "real@people.example"],
  ] as const) {
    const to = { name: "", email, language: "en", zone: ZONE } as const;
    await sendLetter(db, w, { institutionId, key: "letter", kind: "test_mail", to, facts: { values: { institution: "" }, page: w.origin } });
  }
  return w;
}

/** A way out that remembers who got something. */
const way = (): { mailer: Mailer; got: string[] } => {
  const got: string[] = [];
  return { got, mailer: { send: async (mail: OutgoingMail) => void got.push(mail.to.email), verify: async () => undefined, close: () => undefined } };
};

eachDatabase((_, open) => {
  test("without a mail server the demo's mails end in the mailbox, and a real institution's wait, untried", async () => {
    await using w = await both(await open());
    const home = way();
    await runDeliveries(
      w,
      w.neighbours,
      partedMailer(null, home.mailer, () => true),
      w.process,
    );
    expect(home.got).toEqual(["demo@people.example"]);
    expect(await w.db.list((r) => [r.state, r.attempts], sql`select state, attempts from deliveries where institution_id = ${REAL}`)).toEqual([["queued", 0]]);

    const out = way();
    await runDeliveries(
      w,
      w.neighbours,
      partedMailer(out.mailer, home.mailer, () => true),
      w.process,
    );
    expect(out.got).toEqual(["real@people.example"]);
  });

  test("a mail server is the real institution's alone as soon as there is one", async () => {
    await using w = await both(await open());
    const [out, home] = [way(), way()];
    await runDeliveries(
      w,
      w.neighbours,
      partedMailer(out.mailer, home.mailer, () => true),
      w.process,
    );
    expect([out.got, home.got]).toEqual([["real@people.example"], ["demo@people.example"]]);
  });

  test("what is told with the sandbox's secret is kept for the demo only, and the real Zoom's for real institutions only", async () => {
    await using w = await both(await open());
    await insertConnection(w.db, { id: w.random.uuid(), institutionId: REAL, accountId: "sandbox-account", now: NINE });
    const body = { event: "meeting.started", payload: { account_id: "sandbox-account", object: { id: "1" } } };
    const keptFor = (key: string): Promise<string[]> =>
      w.db.list((r) => r.institution_id as string, sql`select institution_id from webhooks where key = ${key}`);
    await keepWebhooks(w.db, [{ key: "of-sandbox", body, of: "sandbox" }], NINE);
    await keepWebhooks(w.db, [{ key: "of-real", body, of: "real" }], NINE);
    expect(await keptFor("of-sandbox")).toEqual([w.institutionId]);
    expect(await keptFor("of-real")).toEqual([REAL]);
  });
});
