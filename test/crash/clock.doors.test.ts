import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { after, instant, minutes } from "../../src/lib/time.ts";
import { applicationClock, wallClock } from "../../src/platform/clock.ts";
import { openDatabase } from "../../src/platform/database.ts";
import { holdClock, readClock, releaseClock } from "../../src/platform/due.ts";
import { freshPostgres } from "../support/databases.ts";
import { houseAt } from "./house.ts";
import { freePort, live } from "./server.ts";

const BEGINS = instant("2027-03-01T06:00:00Z");

test("a server killed while it moved a running clock lets it run on when it starts again", { timeout: 120_000 }, async () => {
  const [address, port, data] = [await freshPostgres(), await freePort(), mkdtempSync(join(tmpdir(), "bedel-clock-"))];
  const settings = {
    DATABASE_URL: address,
    PORT: String(port),
    BEDEL_DATA: data,
    BEDEL_EXAMPLE: "nothing",
    BEDEL_EXAMPLE_BEGINS: new Date(BEGINS).toISOString(),
  };
  const house = houseAt(`http://localhost:${port}`);
  await (await live(settings)).kill();
  const [db, clock] = [await openDatabase(address), applicationClock()];
  await readClock(db, clock);
  await releaseClock(db, clock, wallClock());
  await holdClock(db, clock, after(BEGINS, minutes(90))); // as far as the move had come
  await db.close();

  const life = await live(settings);
  const { clockRuns, now } = await house.must("GET", "/api/sandbox");
  expect(await life.stop()).toBe(0);
  rmSync(data, { recursive: true });

  expect(clockRuns).toBe(true);
  expect(Date.parse(now as string)).toBeGreaterThanOrEqual(after(BEGINS, minutes(90)));
});
