import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { after, hours, minutes } from "../../src/lib/time.ts";
import { sql, type Database } from "../../src/platform/database.ts";
import { isLive } from "../../src/sessions/session.ts";
import type { Delivery } from "../../src/zoom/webhooks.ts";
import { eachDatabase } from "../support/databases.ts";
import { start } from "../support/sessions.ts";
import { aWorld, NINE, type TestWorld } from "../world.ts";

/** Verifies over a text that was made of the bytes, where the bytes themselves were signed. */
const over =
  (textOf: (bytes: Buffer) => string) =>
  ([secret]: readonly string[], { timestamp, signature, rawBody }: Delivery): boolean =>
    signature ===
    `v0=${createHmac("sha256", secret!)
      .update(`v0:${timestamp}:${textOf(Buffer.from(rawBody))}`, "utf8")
      .digest("hex")}`;

/** A session with accents in its title, begun by its organizer: its place is in Madrid, and `Europe/Madrid` has a slash. */
async function begun(db: Database, isGenuine?: ReturnType<typeof over>): Promise<{ w: TestWorld; known: string[]; refused: string[]; isLive: boolean }> {
  const w = await aWorld(db, isGenuine === undefined ? {} : { receiving: { isGenuine } });
  const s = await w.ask({ start: after(NINE, hours(1)), title: "Óptica cuántica" });
  await w.pass(minutes(50));
  await start(w, s);
  const deliveries = (await w.control("webhooks"))["deliveries"] as { event: string; attempts: { outcome: string }[] }[];
  const answered = (code: string): string[] => deliveries.filter(({ attempts }) => attempts.some(({ outcome }) => outcome === code)).map(({ event }) => event);
  const known = await w.db.list((r) => r["event"] as string, sql`select body ->> 'event' as event from webhooks`);
  return { w, known, refused: answered("401"), isLive: isLive(await w.session(s)) };
}

eachDatabase((_, open) => {
  describe("a webhook with accents and slashes", () => {
    test("is believed, verified over its bytes as they came", async () => {
      const { w, ...seen } = await begun(await open());
      await using _ = w;
      expect(seen).toMatchObject({ refused: [], isLive: true, known: expect.arrayContaining(["meeting.created", "meeting.started"]) });
    });

    test.each([
      ["parsed and written anew", (bytes: Buffer) => JSON.stringify(JSON.parse(bytes.toString()))],
      ["read as Latin-1", (bytes: Buffer) => bytes.toString("latin1")],
      ["read as ASCII", (bytes: Buffer) => bytes.toString("ascii")],
    ])("is refused, verified over a body that was %s: that the session runs is not heard", async (_how, textOf) => {
      const { w, ...seen } = await begun(await open(), over(textOf));
      await using _ = w;
      expect(seen.refused).toEqual(expect.arrayContaining(["meeting.created", "meeting.started"]));
      expect(seen).toMatchObject({ isLive: false });
      expect(seen.known).not.toContain("meeting.started");
    });
  });
});
