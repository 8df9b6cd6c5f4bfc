import type { Database, Row, Sql, Tx } from "../../src/platform/database.ts";
import { KILLED, never, type Moment, type Point, type Port } from "./crashing.ts";
import type { Around, Process } from "./process.ts";

/** What PostgreSQL's driver says when the line is cut: of a commit nobody knows whether it was done. */
export class LineCut extends Error {
  readonly code = "08006";
}

/** Dying, and being dead. */
export type Life = { isDead: boolean; end(): void };

/** The ways of one process to the world outside, each step of which waits for its turn, may be the last, and finds the database's line cut now and then. */
export function portsOf(it: Process, life: Life, { base, schedule, ledger, died }: Around) {
  /** True: it has died here. */
  const diesAt = (moment: Moment, port: Port): boolean => {
    const point: Point = `${moment} ${port}`;
    ledger.reached(point);
    const { fate } = it;
    if (life.isDead || fate === null || fate.point !== point) return life.isDead;
    if (fate.after > 0) {
      it.fate = { ...fate, after: fate.after - 1 };
      return false;
    }
    died(it, point);
    life.end();
    return true;
  };
  const through = async <T>(port: Port, work: () => Promise<T>): Promise<T> => {
    await schedule.turn(it);
    if (diesAt("before", port)) return never();
    const value = await schedule.step(work).catch((error: unknown) => {
      if (life.isDead) return never<T>();
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
  const asked = <T>(port: Port, work: () => Promise<T>): Promise<T> =>
    through(port, async () => {
      cutIf("before");
      const value = await work();
      cutIf("after");
      return value;
    });
  return { through, db: databaseOf(base.db, life, asked, diesAt) };
}

function databaseOf(
  real: Database,
  life: Life,
  asked: <T>(port: Port, work: () => Promise<T>) => Promise<T>,
  diesAt: (moment: Moment, port: Port) => boolean,
): Database {
  /** Inside a transaction nobody else has a turn: on one database file they are one after the other anyway. */
  const mortal = async <T>(work: () => Promise<T>): Promise<T> => {
    if (diesAt("before", "in a transaction")) throw KILLED;
    const value = await work();
    if (diesAt("after", "in a transaction")) throw KILLED;
    return value;
  };
  const inside = (tx: Tx): Tx => ({
    list: (to, q) => mortal(() => tx.list(to, q)),
    one: (to, q) => mortal(() => tx.one(to, q)),
    run: (q) => mortal(() => tx.run(q)),
  });
  return {
    ...real,
    list: <T>(to: (row: Row) => T, q: Sql) => asked("statement", () => real.list(to, q)),
    one: <T>(to: (row: Row) => T, q: Sql) => asked("statement", () => real.one(to, q)),
    run: (q) => asked("statement", () => real.run(q)),
    transaction: (work) =>
      asked("commit", () =>
        real.transaction(async (tx) => {
          const value = await work(inside(tx));
          if (life.isDead) throw KILLED; // whatever it made of being dead, nothing of it is kept
          return value;
        }),
      ),
  };
}
