import { addressOf, run } from "../../test/support/templates.ts";

type Cluster = { url: string; stop(): Promise<void> };
const { findPostgres } = (await import(new URL("../../scripts/lib/postgres.mjs", import.meta.url).href)) as { findPostgres(): Promise<Cluster> };

/** A database of its own in a PostgreSQL: in the one named in `TEST_DATABASE_URL`, or in one that ends with us. */
export async function ownDatabase(name: string): Promise<{ address: string; close(): Promise<void> }> {
  const cluster = await findPostgres();
  await run(cluster.url, `drop database if exists ${name} with (force)`);
  await run(cluster.url, `create database ${name}`);
  return {
    address: addressOf(cluster.url, name),
    close: async () => {
      await run(cluster.url, `drop database if exists ${name} with (force)`);
      await cluster.stop();
    },
  };
}
