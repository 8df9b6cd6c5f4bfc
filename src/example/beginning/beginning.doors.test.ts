import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { freePort, startProgram } from "../../../test/crash/server.ts";
import { freshPostgres } from "../../../test/support/databases.ts";
import { wallClock } from "../../platform/clock.ts";
import { openDatabase, sql } from "../../platform/database.ts";
import { openMailbox } from "../mailbox/mailbox.ts";

test("the mails of the example's invented past reach no mail server", { timeout: 120_000 }, async () => {
  const [address, port, data] = [await freshPostgres(), await freePort(), mkdtempSync(join(tmpdir(), "bedel-past-"))];
  const mailbox = await openMailbox({ file: null, now: wallClock });
  const db = await openDatabase(address);
  const { child, ended } = startProgram({ DATABASE_URL: address, PORT: String(port), BEDEL_DATA: data, SMTP_URL: mailbox.url });
  const sent = (): Promise<number | null> => db.one((r) => Number(r.n), sql`select count(*) as n from deliveries where state = 'sent'`);

  try {
    await expect.poll(sent, { timeout: 100_000, interval: 200 }).toBeGreaterThan(10);
    expect(mailbox.count()).toBe(0);
  } finally {
    child.kill("SIGKILL");
    await ended;
    await Promise.all([db.close(), mailbox.close()]);
    rmSync(data, { recursive: true });
  }
});
