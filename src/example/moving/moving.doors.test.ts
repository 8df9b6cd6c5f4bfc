import { expect, test } from "vitest";
import { aCommand, NOON } from "../../../test/builders.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aProcess, killProcess } from "../../../test/support/outside.ts";
import { seededRandom } from "../../lib/random.ts";
import { after, minutes } from "../../lib/time.ts";
import { standingClock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database.ts";
import { claim, commandDone, wish } from "../../platform/outbox.ts";
import { startWorker } from "../../platform/worker.ts";
import { clockMover } from "./actions.ts";

const random = seededRandom(5);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const nobody = { run: async () => undefined, nextAt: () => null };

/** A clock that is moved while another process holds what is due. Real time passes only by pausing, and `paused` says after how many of them. */
async function heldByAnother(db: Database, paused: (times: number, other: string) => Promise<void>) {
  const [me, other] = [await aProcess(db, random.uuid()), await aProcess(db, random.uuid())];
  await wish(db, aCommand({ institutionId: random.uuid(), sessionId: random.uuid(), roomId: null, key: "held" }));
  await claim(db, other, NOON, 1);
  let pauses = 0;
  const clock = { ...standingClock(NOON), machine: () => pauses * 50 };
  const done: string[] = [];
  const run = async (): Promise<number> => {
    const claimed = await claim(db, me, clock.now(), 10);
    for (const command of claimed) if (await commandDone(db, command, clock.now())) done.push(command.key);
    return claimed.length;
  };
  const worker = startWorker([{ name: "commands", run }], quiet);
  const pause = async (): Promise<void> => paused((pauses += 1), other);
  const mover = clockMover({ db, clock, pause }, worker, nobody);
  return { mover, clock, done, [Symbol.asyncDispose]: () => worker.stop() };
}

eachDatabase((_, open) => {
  test("moving the clock waits for what a killed process held, until that is known to be dead", async () => {
    const db = await open();
    await using it = await heldByAnother(db, async (times, other) => {
      if (times === 450) await killProcess(db, other);
    });

    await it.mover.moveTo(after(NOON, minutes(15)));

    expect(it.done).toEqual(["held"]);
    expect(it.clock.now()).toBe(after(NOON, minutes(15)));
  });

  test("what another process never gives back is told as a fault instead of waited for for ever", async () => {
    const db = await open();
    await using it = await heldByAnother(db, async () => undefined);

    await expect(it.mover.moveTo(after(NOON, minutes(15)))).rejects.toThrow("no rest at");
  });
});
