import { openConnections } from "../../src/connections/actions.ts";
import { openProber, type Prober } from "../../src/connections/probing/actions.ts";
import { seededRandom } from "../../src/lib/random.ts";
import type { Instant } from "../../src/lib/time.ts";
import { neighboursOf } from "../../src/neighbours.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { Database, Sql, Tx } from "../../src/platform/database.ts";
import type { Mailer } from "../../src/platform/mailer.ts";
import type { Neighbours } from "../../src/sessions/neighbours.ts";
import type { World } from "../../src/world.ts";
import { aProcess } from "../../test/support/outside.ts";
import { zoomsOf, type Fetch } from "../../test/support/outside.ts";
import { KILLED, never, type Fate, type Moment, type Point, type Port } from "./crashing.ts";
import type { Ledger } from "./ledger.ts";
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
  mailer: Mailer;
  died(process: Process, point: Point): void;
};

/** What PostgreSQL's driver says when the line is cut: of a commit nobody knows whether it was done. */
export class LineCut extends Error {
  readonly code = "08006";
}

export async function startProcess(around: Around, name: string, seed: number, skew: number): Promise<Process> {
  const { base, schedule, ledger } = around;
  const random = seededRandom(seed);
  const { promise: death, reject } = Promise.withResolvers<never>();
  death.catch(() => undefined);
  let [isDead, machine] = [false, 0];

  /** True: it has died here. */
  const diesAt = (moment: Moment, port: Port): boolean => {
    const point: Point = `${moment} ${port}`;
    ledger.reached(point);
    const { fate } = it;
    if (isDead || fate === null || fate.point !== point) return isDead;
    if (fate.after > 0) {
      it.fate = { ...fate, after: fate.after - 1 };
      return false;
    }
    isDead = true;
    around.died(it, point);
    reject(KILLED);
    return true;
  };
  const through = async <T>(port: Port, work: () => Promise<T>): Promise<T> => {
    await schedule.turn(it);
    if (diesAt("before", port)) return never();
    const value = await schedule.step(work).catch((error: unknown) => {
      if (isDead) return never<T>();
      throw error;
    });
    return diesAt("after", port) ? never() : value;
  };
  const cutIf = (moment: Moment): void => {
    if (it.cut === null || it.cut.left <= 0 || it.cut.moment !== moment) return;
    it.cut = { ...it.cut, left: it.cut.left - 1 };
    ledger.fault(`connection to the database cut ${moment}`);
    throw new LineCut("Connection terminated unexpectedly");
  };
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    cutIf("before");
    const value = await work();
    cutIf("after");
    return value;
  };
  /** Inside a transaction nobody else has a turn: on one database file they are one after the other anyway. */
  const inside = (tx: Tx): Tx => {
    const mortal = async <T>(work: () => Promise<T>): Promise<T> => {
      if (diesAt("before", "in a transaction")) throw KILLED;
      const value = await work();
      if (diesAt("after", "in a transaction")) throw KILLED;
      return value;
    };
    return { list: (to, q) => mortal(() => tx.list(to, q)), one: (to, q) => mortal(() => tx.one(to, q)), run: (q) => mortal(() => tx.run(q)) };
  };
  const real = base.db;
  const db: Database = {
    ...real,
    list: <T>(to: (row: Record<string, unknown>) => T, q: Sql) => through("statement", () => asked(() => real.list(to, q))),
    one: <T>(to: (row: Record<string, unknown>) => T, q: Sql) => through("statement", () => asked(() => real.one(to, q))),
    run: (q) => through("statement", () => asked(() => real.run(q))),
    transaction: (work) =>
      through("commit", () =>
        asked(() =>
          real.transaction(async (tx) => {
            const value = await work(inside(tx));
            if (isDead) throw KILLED;
            return value;
          }),
        ),
      ),
  };
  const clock: Clock = { now: () => (base.clock.now() + it.skew) as Instant, machine: () => machine };
  const pause = async (ms: number): Promise<void> => {
    await schedule.turn(it);
    machine += ms;
  };
  const zooms = zoomsOf((url, init) => through("Zoom", () => around.fetch(url, init)));
  const zoomOf = openConnections({ db, clock, secrets: base.secrets, pause, process: null }, zooms);
  const world: World = { ...base, db, random, zooms, zoomOf, pause, clock: { ...base.clock, ...clock }, poke: () => undefined };
  const it: Process = {
    id: await aProcess(real, random.uuid()),
    name,
    world,
    neighbours: neighboursOf(world),
    mailer: { ...around.mailer, send: (mail) => through("mail", () => around.mailer.send(mail)) },
    prober: openProber(world),
    skew,
    fate: null,
    cut: null,
    death,
    get isDead() {
      return isDead;
    },
  };
  return it;
}
