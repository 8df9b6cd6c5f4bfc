import { wallClock } from "../../platform/clock.ts";
import { holdClock, letClockRunOn, nextDue, waitingNow, upkeepDue } from "../../platform/due.ts";
import type { Worker } from "../../platform/worker.ts";
import type { Instant } from "../../lib/time.ts";
import type { World } from "../../world.ts";

/** The stand-in for Zoom, as far as time concerns it. */
export type Player = { run(): Promise<void>; nextAt(): Instant | null };

export type Mover = {
  /** Moves the application's time forward, visiting every due moment in order and waiting for rest at each. One move at a time. */
  moveTo(moment: Instant): Promise<Instant>;
  /** A move that is under way. */
  under(): { from: Instant; to: Instant; at: Instant } | null;
  /** The program is to end: a move that is under way ends where it stands, and none begins. */
  stop(): void;
};

/** `pause`: real time, in milliseconds. */
type Needs = Pick<World, "db" | "clock"> & { pause: (ms: number) => Promise<void> };

/**
 * What asks Zoom every minute whether it still knows us. What people did at Zoom they did before the move: so a move stops for its first asking and asks no
 * more, lest a week has ten thousand stops; what goes wrong later is told by whatever else is asked of Zoom.
 */
export type Asker = { nextAt(): Promise<Instant | null> };

const ASKING = ["connections"];

export function clockMover(world: Needs, worker: Worker, player: Player, asker: Asker): Mover {
  let last: Promise<unknown> = Promise.resolve();
  let moving: { from: Instant; to: Instant } | null = null;
  let stopped = false;
  const goesOn = (): boolean => !stopped;

  const move = async (target: Instant): Promise<Instant> => {
    const { db, clock } = world;
    const from = clock.now();
    if (target <= from || stopped) return from;
    await holdClock(db, clock, from);
    if (isRunning(clock)) return clock.now(); // a real institution goes by it
    moving = { from, to: target };
    try {
      await settle(world, worker, player, goesOn);
      const asked = await asker.nextAt();
      while (clock.now() < target && goesOn()) {
        await holdClock(db, clock, await nextStop(world, player, asked !== null && asked > clock.now() && asked < target ? asked : target));
        if (isRunning(clock)) break; // a real institution was founded meanwhile
        if (clock.now() === asked) await worker.round(ASKING);
        await settle(world, worker, player, goesOn);
      }
    } finally {
      moving = null;
      await letClockRunOn(db, clock, wallClock());
    }
    return clock.now();
  };
  return {
    moveTo: (moment) => {
      const mine = last.then(() => move(moment));
      last = mine.catch(() => undefined); // whoever asked for it hears of it; the next move begins anew
      return mine;
    },
    under: () => (moving === null ? null : { ...moving, at: world.clock.now() }),
    stop: () => void (stopped = true),
  };
}

const isRunning = (clock: World["clock"]): boolean => clock.state().frozenAt === null;

/** The next moment at which anything is due, here or in the sandbox, but not beyond the target. */
async function nextStop({ db, clock }: Pick<Needs, "db" | "clock">, player: Player, target: Instant): Promise<Instant> {
  const moments = [await nextDue(db), await upkeepDue(db, clock.now()), player.nextAt(), target].filter((m) => m !== null);
  return Math.max(Math.min(...moments), clock.now() + 1) as Instant;
}

/** So many rounds of work without rest at one moment are a fault, not work: better to say so than to spin. */
const MOST_ROUNDS = 400;
/** What waits may be held by another process, or by one that was killed and is not known to be dead yet: that passes within seconds. */
const HELD_FOR_MS = 30_000;
const LOOKS_AGAIN_MS = 50;

/** Works until nothing is left to do by now, or until it is not to go on: what is left then is as after a kill, and done at the next start. */
async function settle({ db, clock, pause }: Needs, worker: Worker, player: Player, goesOn: () => boolean): Promise<void> {
  let rounds = 0;
  let worked = clock.machine();
  while (rounds < MOST_ROUNDS && clock.machine() - worked < HELD_FOR_MS) {
    if (!goesOn()) return;
    await player.run();
    const playing = player.nextAt();
    const upkeep = await upkeepDue(db, clock.now());
    const waiting = [...(await waitingNow(db, clock.now())), ...(upkeep !== null && upkeep <= clock.now() ? ["upkeep"] : [])];
    if (waiting.length === 0 && (playing === null || playing > clock.now())) return;
    const work = await worker.round(waiting);
    if (work === 0 && waiting.length > 0) await pause(LOOKS_AGAIN_MS);
    else [rounds, worked] = [rounds + 1, clock.machine()];
  }
  throw new Error(`no rest at ${new Date(clock.now()).toISOString()}`);
}
