import { dayOf, seconds, type Instant } from "../../lib/time.ts";
import type { Clock } from "../../platform/clock.ts";
import { atOrNull, json, sql, type Database, type Tx } from "../../platform/database.ts";
import { isIt, type ConnectionKey } from "../store.ts";

/** So old may be what the page tells, and so much is forgotten by a process that is killed. */
const WRITES_EVERY = seconds(15);

type Tally = { okAt: Instant | null; calls: Map<string, { day: string; label: string; calls: number }> };
const nothing = (): Tally => ({ okAt: null, calls: new Map() });

export type Told = { operation: string; label: string; outcome: string };

/** Counts what is asked of Zoom by a connection and when it last went well. Nobody who calls waits for the writing, which never fails. */
export function openTally({ db, clock }: { db: Database; clock: Clock }, key: ConnectionKey): (call: Told) => Promise<void> {
  let [tally, writtenAt]: [Tally, Instant | null] = [nothing(), null];
  let writing: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    const written = tally;
    tally = nothing();
    try {
      await saveTally(db, key, written);
    } catch {
      tally = together(written, tally);
    }
  };
  return ({ operation, label, outcome }) => {
    const now = clock.now();
    const day = dayOf(now, "UTC");
    if (outcome === "ok") tally.okAt = now;
    if (operation !== "token") tally.calls.set(`${day} ${label}`, { day, label, calls: (tally.calls.get(`${day} ${label}`)?.calls ?? 0) + 1 });
    if (writtenAt !== null && now - writtenAt < WRITES_EVERY && now >= writtenAt) return writing;
    writtenAt = now;
    return (writing = writing.then(write));
  };
}

function together(earlier: Tally, later: Tally): Tally {
  const calls = new Map(later.calls);
  for (const [name, row] of earlier.calls) calls.set(name, { ...row, calls: row.calls + (calls.get(name)?.calls ?? 0) });
  return { okAt: later.okAt ?? earlier.okAt, calls };
}

async function saveTally(db: Database, key: ConnectionKey, { okAt, calls }: Tally): Promise<void> {
  if (okAt !== null) await db.run(sql`update connections set last_ok_at = greatest(last_ok_at, ${atOrNull(okAt)}) where ${isIt(key)}`);
  if (calls.size === 0) return;
  await db.run(sql`insert into zoom_calls as z (institution_id, connection_id, day, label, calls)
    select ${key.institutionId}, ${key.id}, c.day, c.label, c.calls from jsonb_to_recordset(${json([...calls.values()])}::jsonb) as c (day date, label text, calls int)
    order by c.day, c.label -- so that two processes don't wait for each other in a ring
    on conflict (institution_id, connection_id, day, label) do update set calls = z.calls + excluded.calls`);
}

/** How many calls of each label this connection made on one of Zoom's days. */
export const callsOf = async (tx: Tx, { institutionId, id }: ConnectionKey, day: string): Promise<Map<string, number>> =>
  new Map(
    await tx.list(
      (r): [string, number] => [r.label, r.calls],
      sql`select label, calls from zoom_calls where institution_id = ${institutionId} and connection_id = ${id} and day = ${day}::date`,
    ),
  );
