import { overlaps, type Interval } from "../../src/lib/interval.ts";
import { openDatabase, sql, type Database, type Row } from "../../src/platform/database.ts";
import { ROOMS } from "./ground.ts";

/** Of the refusals those are wrong at every commit of which, from the one before the asking to the one that refused, an arrangement existed. */
export type Judged = {
  attempts: number;
  refused: number;
  commits: number;
  overlaps: number;
  refusedWrongly: number;
  arrangedAtTheEnd: number;
  leftWaiting: number;
};

type Entry = { n: number; tx: string; what: "reserved" | "released" | "refused"; key: string; sessionId: string; hostId: string; time: Interval };

const toEntry = (r: Row): Entry => ({
  n: Number(r["n"]),
  tx: r["tx"],
  what: r["what"],
  key: `${r["session_id"]} ${r["piece"]}`,
  sessionId: r["session_id"],
  hostId: r["host_id"],
  time: { start: r["starts"], end: r["ends"] },
});

/** Rooms alike, and nobody fixed in one: there is an arrangement exactly when never more are at once than there are rooms. */
export function isArrangeable(reserved: Iterable<{ time: Interval }>, wish: Interval): boolean {
  const around = [...reserved].map(({ time }) => time).filter((time) => overlaps(time, wish));
  const moments = [wish.start, ...around.map(({ start }) => start)].filter((moment) => moment >= wish.start);
  return moments.every((moment) => around.filter((time) => time.start <= moment && moment < time.end).length < ROOMS);
}

/** Lives the log again, commit by commit. */
export async function judged(address: string): Promise<Judged> {
  const db = await openDatabase(address);
  try {
    const all: Judged = { attempts: 0, refused: 0, commits: 0, overlaps: 0, refusedWrongly: 0, arrangedAtTheEnd: 0, leftWaiting: 0 };
    all.attempts = (await db.one((r) => Number(r["count"]), sql`select count(*) from race_asked`))!;
    for (const id of await db.list((r) => r["institution_id"] as string, sql`select institution_id from institutions`)) await judgeOne(db, id, all);
    return all;
  } finally {
    await db.close();
  }
}

async function judgeOne(db: Database, institutionId: string, all: Judged): Promise<void> {
  const log = await db.list(
    toEntry,
    sql`select n, tx::text, what, session_id, piece, host_id, starts, ends from race_log where institution_id = ${institutionId} order by n`,
  );
  const askedAt = new Map(
    await db.list(
      (r) => [r["session_id"] as string, Number(r["asked_at"])] as const,
      sql`select a.session_id, a.asked_at from race_asked a join sessions s on s.id = a.session_id and s.institution_id = ${institutionId} where a.answer = 'waiting'`,
    ),
  );
  const refusals = log.filter(({ what }) => what === "refused");
  const found = replayed(log, refusals.map((one) => ({ wish: one.time, from: askedAt.get(one.sessionId) ?? one.n, until: one.n }))); // prettier-ignore
  all.commits += found.commits;
  all.overlaps += found.overlaps;
  all.refused += askedAt.size;
  all.refusedWrongly += found.alwaysArrangeable;
  all.arrangedAtTheEnd += found.arrangeableAtTheEnd;
  const waiting = await db.list(
    (r) => ({ start: r["starts"], end: r["ends"] }) as Interval,
    sql`select starts_at - interval '15 minutes' as starts, ends_at + interval '15 minutes' as ends from sessions where institution_id = ${institutionId} and status = 'waiting'`,
  );
  all.leftWaiting += waiting.filter((wish) => isArrangeable(found.atLast, wish)).length;
}

/** `from`: the last entry that was seen before asking. `until`: the entry that says it was refused. */
export type Refusal = { wish: Interval; from: number; until: number };

export function replayed(log: readonly Entry[], refusals: readonly Refusal[]) {
  const reserved = new Map<string, Entry>();
  const begin = refusals.toSorted((a, b) => a.from - b.from);
  const byAnswer = new Map(refusals.map((one) => [one.until, one]));
  let open: Refusal[] = [];
  let [next, commits, clashes, alwaysArrangeable, arrangeableAtTheEnd] = [0, 0, 0, 0, 0];
  /** All that is asked and not answered yet is looked at after each commit. What could not be arranged then is refused rightly. */
  const look = (last: number): void => {
    for (; begin[next] !== undefined && begin[next]!.from <= last; next += 1) open.push(begin[next]!);
    open = open.filter(({ wish }) => isArrangeable(reserved.values(), wish));
  };
  for (let i = 0; i < log.length;) {
    const { tx } = log[i]!;
    const own: Entry[] = [];
    for (; log[i]?.tx === tx; i += 1) own.push(log[i]!);
    const refusal = own.flatMap(({ n }) => byAnswer.get(n) ?? [])[0];
    if (refusal !== undefined) {
      if (isArrangeable(reserved.values(), refusal.wish)) arrangeableAtTheEnd += 1;
      if (open.includes(refusal)) alwaysArrangeable += 1;
      open = open.filter((one) => one !== refusal);
    }
    for (const one of own) if (one.what === "released") reserved.delete(one.key);
    for (const one of own.filter(({ what }) => what === "reserved")) {
      clashes += [...reserved.values()].filter((other) => other.hostId === one.hostId && other.key !== one.key && overlaps(other.time, one.time)).length;
      reserved.set(one.key, one);
    }
    commits += 1;
    look(own.at(-1)!.n);
  }
  return { commits, overlaps: clashes, alwaysArrangeable, arrangeableAtTheEnd, atLast: [...reserved.values()] };
}
