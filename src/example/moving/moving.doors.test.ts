import { expect, test } from "vitest";
import { aCommand, NOON } from "../../../test/builders.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aProcess, killProcess } from "../../../test/support/outside.ts";
import { seededRandom } from "../../lib/random.ts";
import { after, hours, instant, minutes, type Instant } from "../../lib/time.ts";
import { applicationClock, standingClock, wallClock, type MovableClock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database.ts";
import { freezeClock, holdClock, letClockRunOn, releaseClock } from "../../platform/due.ts";
import { claim, places, commandDone, wish } from "../../platform/outbox.ts";
import { startWorker } from "../../platform/worker.ts";
import { clockMover } from "./actions.ts";

const random = seededRandom(5);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const nobody = { run: async () => undefined, nextAt: () => null };
const silent = { nextAt: async () => null };

/** A clock that is moved while another process holds what is due. Real time passes only by pausing, and `paused` says after how many of them. */
async function heldByAnother(db: Database, paused: (times: number, other: string) => Promise<void>) {
  const [me, other] = [await aProcess(db, random.uuid()), await aProcess(db, random.uuid())];
  await wish(db, aCommand({ institutionId: random.uuid(), sessionId: random.uuid(), roomId: null, key: "held" }));
  await claim(db, other, NOON, places(1));
  let pauses = 0;
  const clock = { ...standingClock(NOON), machine: () => pauses * 50 };
  const done: string[] = [];
  const run = async (): Promise<number> => {
    const claimed = await claim(db, me, clock.now(), places(10));
    for (const command of claimed) if (await commandDone(db, command, clock.now())) done.push(command.key);
    return claimed.length;
  };
  const worker = startWorker([{ name: "commands", run }], quiet);
  const pause = async (): Promise<void> => paused((pauses += 1), other);
  const mover = clockMover({ db, clock, pause }, worker, nobody, silent);
  return { mover, clock, done, [Symbol.asyncDispose]: () => worker.stop() };
}

const WALL = instant("2027-02-27T10:00:00Z");

/** A clock that is moved while somebody in Zoom does something every half hour, and takes for ever to do it until `goOn`. */
async function playing(db: Database, clock: MovableClock) {
  let reached: (moment: Instant) => void = () => undefined;
  let goOn: () => void = () => undefined;
  let next = after(NOON, minutes(30));
  const run = async (): Promise<void> => {
    if (clock.now() < next) return;
    next = after(next, minutes(30));
    const going = new Promise<void>((resolve) => (goOn = resolve));
    reached(clock.now());
    await going;
  };
  const worker = startWorker([], quiet);
  const mover = clockMover({ db, clock, pause: async () => undefined }, worker, { run, nextAt: () => next }, silent);
  const arrived = (moment: Instant): Promise<void> => new Promise((resolve) => (reached = (at) => at === moment && resolve()));
  return { mover, clock, reached: arrived, goOn: () => goOn(), [Symbol.asyncDispose]: () => worker.stop() };
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

  test("killed in the middle of a move, a clock that ran before runs on at the next start, from where it stood", async () => {
    const db = await open();
    const clock = applicationClock();
    await freezeClock(db, clock, NOON);
    await releaseClock(db, clock, wallClock());
    await using it = await playing(db, clock);
    void it.mover.moveTo(after(NOON, hours(2)));
    await it.reached(after(NOON, minutes(30)));

    const next = applicationClock();
    await letClockRunOn(db, next, WALL);

    expect(next.state()).toEqual({ offset: after(NOON, minutes(30)) - WALL, frozenAt: null });
  });

  test("a clock that stood before a move stands after it, and after a kill in the middle of it", async () => {
    const db = await open();
    await using it = await playing(db, applicationClock());
    await freezeClock(db, it.clock, NOON);
    void it.mover.moveTo(after(NOON, hours(2)));
    await it.reached(after(NOON, minutes(30)));

    await letClockRunOn(db, it.clock, WALL);

    expect(it.clock.state().frozenAt).toBe(after(NOON, minutes(30)));
  });

  test("a clock that somebody stops after a move stays where it is", async () => {
    const db = await open();
    await using it = await playing(db, applicationClock());
    await holdClock(db, it.clock, NOON);
    await freezeClock(db, it.clock, NOON);
    await letClockRunOn(db, it.clock, WALL);
    expect(it.clock.state().frozenAt).toBe(NOON);
  });

  test("a program that is to end stops a long move where it stands, and begins none", async () => {
    const db = await open();
    await using it = await playing(db, applicationClock());
    await freezeClock(db, it.clock, NOON);
    const moved = it.mover.moveTo(after(NOON, hours(2)));
    await it.reached(after(NOON, minutes(30)));
    it.mover.stop();
    it.goOn();

    expect(await moved).toBe(after(NOON, minutes(30)));
    expect(await it.mover.moveTo(after(NOON, hours(3)))).toBe(after(NOON, minutes(30)));
  });
});
