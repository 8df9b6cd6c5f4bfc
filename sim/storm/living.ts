import { comparing } from "../../src/sessions/following/comparing-actions.ts";
import { earliest, iso, type Instant } from "../../src/lib/time.ts";
import { firstOf, waitingAt, type Waiting } from "../../src/platform/due.ts";
import { keepUp } from "../../src/rooms/upkeep/actions.ts";
import { eraseOld } from "../../src/attendees/erasing/actions.ts";
import { upstairs } from "../../src/sessions/showing/wiring-actions.ts";
import { WORK } from "../../test/support/passing.ts";
import type { House } from "./house.ts";
import type { Process } from "./process.ts";

const MOST_ROUNDS = 400;
/** How often another process than one takes up the same work at the same moment. */
const BOTH = 0.4;

const isAhead = (a: Process, b: Process): number => b.skew - a.skew;

/** Whatever is due now is done, by whichever processes chance sends, until nobody finds anything more to do. */
export async function settle(house: House): Promise<void> {
  const { base, schedule } = house;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await schedule.until(base.sandbox.run());
    const [first] = house.alive().toSorted(isAhead);
    if (first === undefined) return;
    const waiting = waitingAt(await house.due(), first.world.clock.now());
    if (waiting.length === 0) return;
    const some = crew(house, first);
    if ((await doAll(house, some, waiting)) === 0 && (await doAll(house, house.alive(), waiting)) === 0) return;
  }
  throw new Error(`no rest at ${iso(house.now())}: ${JSON.stringify(waitingAt(await house.due(), house.now()))}`);
}

function crew(house: House, first: Process): Process[] {
  const some = house.alive().filter(() => house.random.unit() < BOTH);
  return some.length > 0 ? some : [first];
}

async function doAll(house: House, processes: readonly Process[], waiting: readonly Waiting[]): Promise<number> {
  const jobs = processes.flatMap((process) => waiting.map((what) => house.job(process, () => WORK[what](running(house, process)))));
  return (await house.schedule.until(Promise.all(jobs))).reduce<number>((sum, work) => sum + (work ?? 1), 0);
}

const running = (house: House, { world, neighbours, mailer, prober, id }: Process) => ({
  ...world,
  neighbours,
  mailer,
  prober,
  process: id,
  sandbox: house.base.sandbox,
  stillOn: () => undefined,
});

/** Visits each moment on the way at which something falls due, for the process whose clock is ahead of the others' first. */
export async function liveUntil(house: House, moment: Instant): Promise<void> {
  const { base } = house;
  await settle(house);
  let { asks, asked } = await nextProbe(house);
  while (house.now() < moment) {
    const ahead = Math.max(0, ...house.alive().map(({ skew }) => skew));
    const behind = house.alive().length === 0 ? 0 : Math.max(...house.alive().map(({ skew }) => skew));
    const due = firstOf(await house.due());
    const seen = due === null ? null : ((due - (ahead > 0 ? ahead : behind)) as Instant);
    const coming = [moment, seen, asked, base.sandbox.nextAt(), ...house.agenda.map(({ at }) => at)].filter(
      (at) => at !== null && at > house.now(),
    ) as Instant[];
    base.clock.set({ offset: 0, frozenAt: earliest(coming) });
    await actDue(house);
    // Where Zoom seemed to know us no more, it is asked now and then whether it does.
    if (asked !== null && house.now() >= asked) {
      const prober = asks;
      if (prober?.isDead === false) await house.schedule.until(house.job(prober, () => WORK.connections(running(house, prober))));
      ({ asks, asked } = await nextProbe(house));
    }
    await settle(house);
  }
}

/** Which process asks Zoom next on purpose, and when: as long as anything speaks against a connection. Of one that holds it would be asked every few minutes for days. */
async function nextProbe(house: House): Promise<{ asks: Process | undefined; asked: Instant | null }> {
  const asks = house.alive()[0];
  if (!(await house.isDoubted())) return { asks, asked: null };
  return { asks, asked: asks === undefined ? null : ((await house.schedule.until(house.job(asks, () => asks.prober.nextAt()))) ?? null) };
}

async function actDue(house: House): Promise<void> {
  const due = house.agenda.filter(({ at }) => at <= house.now());
  house.agenda = house.agenda.filter(({ at }) => at > house.now());
  for (const { act } of due) await act();
}

/** What a process does of its own accord now and then: compare with Zoom, look after rooms, forget what was kept long enough. */
export async function lookAround(house: House, what: "compare" | "keep up" | "erase"): Promise<void> {
  const [process] = house.alive();
  if (process === undefined) return;
  const { world, neighbours } = process;
  const work = { compare: comparing(world), "keep up": () => keepUp(world, upstairs(world, neighbours)), erase: () => eraseOld(world) }[what];
  await house.schedule.until(house.job(process, work));
}
