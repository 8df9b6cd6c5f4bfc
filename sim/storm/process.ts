import type { Inside } from "../../src/classrooms/databases/connecting-actions.ts";
import { openConnections } from "../../src/connections/actions.ts";
import { openProber, type Prober } from "../../src/connections/probing/actions.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { minutes, type Instant } from "../../src/lib/time.ts";
import { neighboursOf } from "../../src/neighbours.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { Mailer } from "../../src/platform/mailer.ts";
import type { Neighbours } from "../../src/sessions/neighbours.ts";
import type { World } from "../../src/world.ts";
import { aProcess, zoomsOf, type Fetch } from "../../test/support/outside.ts";
import { KILLED, type Fate, type Moment, type Point } from "./crashing.ts";
import type { Ledger } from "./ledger.ts";
import { portsOf } from "./ports.ts";
import { wayToRows, type Meets } from "./portal.ts";
import type { Player, Schedule } from "./schedule.ts";

/** One server of those that share the database: Bedel itself, with a clock of its own, until it dies. */
export type Process = Player & {
  readonly id: string;
  readonly name: string;
  readonly world: World;
  readonly neighbours: Neighbours;
  readonly mailer: Mailer;
  readonly prober: Prober;
  /** How its clock differs from the true time. */
  skew: number;
  /** Where it is to die. */
  fate: Fate | null;
  /** How many of its next calls to the database find their connection cut, before or after the server had done what it was asked. */
  cut: { left: number; moment: Moment } | null;
  /** Rejects when it dies. */
  readonly death: Promise<never>;
};

export type Around = {
  base: World;
  schedule: Schedule;
  ledger: Ledger;
  fetch: Fetch;
  /** How many turns of others the next call to Zoom lets pass before it is there, and before its answer is here. */
  detour(): { there: number; back: number };
  meets: Meets;
  mailer: Mailer;
  died(process: Process, point: Point): void;
};

/** So seldom a process's own clock moves by itself: what it believes for a second it believes for up to a minute here, which is harder on it. */
const MACHINE_MOVES = minutes(1);

export async function startProcess(around: Around, name: string, seed: number, skew: number): Promise<Process> {
  const { base, schedule } = around;
  const random = seededRandom(seed);
  const { promise: death, reject } = Promise.withResolvers<never>();
  death.catch(() => undefined);
  const begun = base.clock.now();
  let paused = 0;
  const life = { isDead: false, end: () => ((life.isDead = true), reject(KILLED)) };
  const own = { id: await aProcess(base.db, random.uuid()), name, skew, fate: null, cut: null, death };
  const it = Object.defineProperty(own, "isDead", { get: () => life.isDead }) as Partial<Process> as Process;
  const { db, through } = portsOf(it, life, around);
  const clock: Clock = {
    now: () => (base.clock.now() + it.skew) as Instant,
    machine: () => Math.floor((base.clock.now() - begun) / MACHINE_MOVES) * MACHINE_MOVES + paused,
  };
  const pause = async (ms: number): Promise<void> => {
    await schedule.turn(it);
    paused += ms;
  };
  const slowly = async <T>(call: () => Promise<T>): Promise<T> => {
    const { there, back } = around.detour();
    for (let passed = 0; passed < there; passed += 1) await schedule.turn(it);
    const answer = await call();
    for (let passed = 0; passed < back; passed += 1) await schedule.turn(it);
    return answer;
  };
  const zooms = zoomsOf((url, init) => slowly(() => through("Zoom", () => around.fetch(url, init))));
  const zoomOf = openConnections({ db, clock, secrets: base.secrets, pause, process: null }, zooms);
  const toRows = wayToRows(base.db, around.meets);
  const inside: Inside = (...asked) => through("row", () => toRows(...asked));
  const world: World = { ...base, db, random, zooms, zoomOf, pause, inside, clock: { ...base.clock, ...clock }, poke: () => undefined };
  const mailer: Mailer = { ...around.mailer, send: (mail) => through("mail", () => around.mailer.send(mail)) };
  return Object.assign(it, { world, mailer, neighbours: neighboursOf(world), prober: openProber(world) });
}
