import { sql, type Database, type Sql } from "./database.ts";

/** This process among those that share the database. */
export type Process = { id: string; stop(): Promise<void> };

const BEATS_EVERY_MS = 1000;
/** Longer than any pause of a healthy process, short enough that a killed one's work is taken up at once. */
const ALIVE_FOR = "4 seconds";

/** Longer than any line stays cut: a process that comes back must still find itself held for dead. */
const FORGOTTEN_AFTER = "30 days";

/** What it called until just before it stopped still counts at Zoom for a second. */
const OUTLIVES = "1100 milliseconds";

/** What is held by a process that no longer beats is free. */
export const isFree = (column: Sql): Sql =>
  sql`(${column} is null or not exists (select 1 from processes p where p.id = ${column} and p.alive_until > clock_timestamp()))`;

/**
 * True of a process that did not beat for so long that the others hold it for dead, as after its line to the database was cut: until it beats again it takes nothing,
 * since they would take the same. One that never joined is alone.
 */
export const isHeldForDead = (process: string): Sql => sql`exists (select 1 from processes p where p.id = ${process} and p.alive_until <= clock_timestamp())`;

/** Begins to beat. On the embedded database there is one process, by its lock: whoever held something before is dead. */
export async function joinProcesses(db: Database, id: string): Promise<Process> {
  if (db.kind === "pglite") await db.run(sql`delete from processes`);
  const beat = async (): Promise<void> => {
    await db.run(sql`insert into processes (id, alive_until) values (${id}, clock_timestamp() + ${ALIVE_FOR}::interval)
      on conflict (id) do update set alive_until = excluded.alive_until`);
  };
  await db.run(sql`delete from processes where alive_until < clock_timestamp() - ${FORGOTTEN_AFTER}::interval`);
  await beat();
  let last: Promise<void> = Promise.resolve();
  const timer = setInterval(() => (last = beat().catch(() => undefined)), BEATS_EVERY_MS); // a missed beat is made good by the next, or the database is gone and every query says so
  timer.unref();
  return {
    id,
    stop: async () => {
      clearInterval(timer);
      await last;
      await db
        .run(sql`update processes set alive_until = least(alive_until, clock_timestamp() + ${OUTLIVES}::interval) where id = ${id}`)
        .catch(() => undefined);
    },
  };
}
