import { addressOf, run } from "../test/support/templates.ts";

type Cluster = { url: string; stop(): Promise<void> };
type Finder = { findPostgres(wish?: { durable: boolean }): Promise<Cluster> };

/** A real PostgreSQL, and empty databases in it. `durable`: with its settings as installed, so that what was confirmed is on the disk. */
export async function openCluster(wish: { durable: boolean } = { durable: false }) {
  const { findPostgres } = (await import(new URL("../scripts/lib/postgres.mjs", import.meta.url).href)) as Finder;
  const cluster = await findPostgres(wish);
  const made: string[] = [];
  return {
    url: cluster.url,
    fresh: async (name: string): Promise<string> => {
      const whole = `bedel_bench_${name}_${process.pid}`;
      await run(cluster.url, `create database ${whole}`);
      made.push(whole);
      return addressOf(cluster.url, whole);
    },
    stop: async (): Promise<void> => {
      for (const name of made) await run(cluster.url, `drop database if exists ${name} with (force)`);
      await cluster.stop();
    },
  };
}
