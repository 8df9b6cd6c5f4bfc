import { Logger, run, runMigrations } from "graphile-worker";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { setTimeout as wait } from "node:timers/promises";
import type { Due } from "./pending.ts";

/** When each job's handler was called, behind the moment that it was given. */
type Late = number[];
export type Peer = { fill(many: number): Promise<void>; startedLate(due: Due): Promise<Late>; close(): Promise<void> };

const FAR = 30 * 86_400_000;
const QUEUE = "timers";
const momentOf = ({ from, everyMs }: Due, n: number): number => from + n * everyMs;

/** Its fastest documented settings: it looks every half second, which is the least it accepts, fetches five hundred, and at once again while there are as many. */
export async function openBoss(address: string): Promise<Peer> {
  const boss = new PgBoss({ connectionString: address });
  boss.on("error", (error) => console.error(String(error)));
  await boss.start();
  await boss.createQueue(QUEUE);
  const insert = async (moments: readonly number[]): Promise<void> => {
    for (let i = 0; i < moments.length; i += 5000)
      await boss.insert(QUEUE, moments.slice(i, i + 5000).map((moment) => ({ data: { moment }, startAfter: new Date(moment) }))); // prettier-ignore
  };
  return {
    fill: (many) => insert(Array.from({ length: many }, () => Date.now() + FAR)),
    startedLate: async (due) => {
      await insert(Array.from({ length: due.many }, (_, n) => momentOf(due, n)));
      await analyzed(address);
      const late: Late = [];
      await boss.work<{ moment: number }>(QUEUE, { batchSize: 500, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true }, async (jobs) => {
        const now = Date.now();
        for (const { data } of jobs) late.push(now - data.moment);
      });
      while (late.length < due.many) await wait(50);
      await boss.offWork(QUEUE);
      return late;
    },
    close: () => boss.stop({ graceful: false }),
  };
}

/** Its fastest documented settings: five hundred fetched at once, completed in batches; what is due later it finds by looking, and so it looks every 20 ms. */
export async function openGraphile(address: string): Promise<Peer> {
  const pool = new pg.Pool({ connectionString: address, max: 4 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  await runMigrations({ pgPool: pool, ...quiet() });
  const insert = (from: number, many: number, everyMs: number) =>
    pool.query(
      `select graphile_worker.add_jobs(array_agg(row('${QUEUE}', json_build_object('moment', $1::bigint + n * $3::bigint), null,
        to_timestamp(($1::bigint + n * $3::bigint) / 1000.0), null, null, null, null)::graphile_worker.job_spec)) from generate_series(0, $2::int - 1) n`,
      [from, many, everyMs],
    );
  return {
    fill: async (many) => void (await insert(Date.now() + FAR, many, 0)),
    startedLate: async (due) => {
      await insert(due.from, due.many, due.everyMs);
      await analyzed(address);
      const late: Late = [];
      const runner = await run({
        connectionString: address,
        noHandleSignals: true,
        ...quiet(),
        preset: {
          worker: { concurrentJobs: 24, pollInterval: 20, localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0, maxPoolSize: 12 },
        },
        taskList: { [QUEUE]: (payload) => void late.push(Date.now() - (payload as { moment: number }).moment) },
      });
      while (late.length < due.many) await wait(50);
      await runner.stop();
      return late;
    },
    close: () => pool.end(),
  };
}

/** It would say on standard output what it does. */
const quiet = () => ({ logger: new Logger(() => () => undefined) });

async function analyzed(address: string): Promise<void> {
  const client = new pg.Client(address);
  await client.connect();
  await client.query("vacuum analyze");
  await client.end();
}
