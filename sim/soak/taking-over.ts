import { setTimeout as wait } from "node:timers/promises";
import { sql, type Database } from "../../src/platform/database.ts";

/** What a process had in hand when it died, by name. */
type Held = { id: string; names: Set<string>; since: number };

/** How long what was in a dead process's hands took to be in another's, or done, in milliseconds of the machine's time. */
export type Watch = {
  /** To be called with the process's id, once it is dead. How much it had in hand. */
  died(id: string): Promise<number>;
  taken: { name: string; ms: number }[];
  /** Who has something in hand. */
  busy(): Promise<string[]>;
  /** Until nothing is in a dead one's hands any more, or it was waited for long enough: what is left then. */
  ends(): Promise<string[]>;
};

const LOOKS_EVERY_MS = 100;
const PATIENCE_MS = 60_000;

const namesOf = (db: Database, id: string): Promise<string[]> =>
  db.list(
    (r) => String(r["name"]),
    sql`select 'command ' || key as name from commands where state = 'queued' and leased_by = ${id}
      union all select 'mail ' || key || ' ' || id from deliveries where state = 'sending' and leased_by = ${id}`,
  );

export function watchTakingOver(db: Database): Watch {
  let held: Held[] = [];
  const taken: Watch["taken"] = [];
  let goesOn = true;
  const look = async (): Promise<void> => {
    for (const one of held) {
      const left = new Set(await namesOf(db, one.id));
      for (const name of one.names.difference(left)) {
        one.names.delete(name);
        taken.push({ name, ms: performance.now() - one.since });
      }
    }
    held = held.filter(({ names }) => names.size > 0);
  };
  const watching = (async () => {
    for (; goesOn; await wait(LOOKS_EVERY_MS)) await look().catch(() => undefined); // while PostgreSQL is restarted nobody can look; it counts as waiting
  })();
  return {
    died: async (id) => {
      const since = performance.now();
      const names = new Set(await namesOf(db, id));
      if (names.size > 0) held.push({ id, names, since });
      return names.size;
    },
    taken,
    busy: () =>
      db.list(
        (r) => String(r["id"]),
        sql`select leased_by as id from commands where state = 'queued' and leased_by is not null union select leased_by from deliveries where state = 'sending' and leased_by is not null`,
      ),
    ends: async () => {
      for (const until = performance.now() + PATIENCE_MS; held.length > 0 && performance.now() < until;) await wait(LOOKS_EVERY_MS);
      goesOn = false;
      await watching;
      return held.flatMap(({ names }) => [...names]);
    },
  };
}

export function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}
