import { describe, expect, test } from "vitest";
import { reportOfSession } from "../../src/attendance/actions.ts";
import { after, hours } from "../../src/lib/time.ts";
import type { Database } from "../../src/platform/database.ts";
import { eachDatabase } from "../support/databases.ts";
import type { Fetch } from "../support/outside.ts";
import { start } from "../support/sessions.ts";
import { aWorld, NINE, type TestWorld } from "../world.ts";

const START = after(NINE, hours(1));

/** Every part of an address encoded once, as a library does by itself. */
const encodedOnce =
  (fetch: Fetch): Fetch =>
  (url, init) =>
    fetch(url.replaceAll("%25", "%"), init);

const uuidOf = async (w: TestWorld, meetingId: number): Promise<string> =>
  ((await w.control("state"))["live"] as { meetingId: number; uuid: string }[]).find((one) => one.meetingId === meetingId)!.uuid;

/** A meeting is begun and left again until it has a UUID that such an address can't hold; no webhook tells of it, so the report has to. */
async function held(db: Database, wire?: (fetch: Fetch) => Fetch) {
  const w = await aWorld(db, wire === undefined ? {} : { wire });
  await w.control("faults", { kind: "webhooks", drop: 1 });
  const s = await w.ask({ start: START });
  await w.advanceTo(START);
  const meetingId = Number((await w.session(s)).meeting!.id);
  for (let tries = 0; ; tries += 1) {
    expect(tries).toBeLessThan(100);
    await start(w, s);
    const uuid = await uuidOf(w, meetingId);
    if (uuid.startsWith("/") || uuid.includes("//")) break;
    await w.control("end", { meetingId });
  }
  for (const name of ["Ada", "Íñigo"]) expect(await w.control("join", { meetingId, name, dialIn: true })).toMatchObject({ ok: true });
  await w.advanceTo(after(START, hours(6)));
  const report = await reportOfSession(w.db, w.institutionId, s.id);
  return { w, source: report?.source, people: report?.rows.map(({ name }) => name).toSorted() };
}

eachDatabase((_, open) => {
  describe("a report whose UUID begins with a slash or holds two", () => {
    test("tells who was there, asked for with its UUID encoded twice", async () => {
      const { w, ...told } = await held(await open());
      await using _ = w;
      expect(told).toEqual({ source: "zoom", people: ["Ada", "Íñigo"] });
    });

    test("is not found, encoded once: people read that nobody came", async () => {
      const { w, ...told } = await held(await open(), encodedOnce);
      await using _ = w;
      expect(told).toEqual({ source: "zoom", people: [] });
    });
  });
});
