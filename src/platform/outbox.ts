import { inOrderOf } from "../lib/in-order.ts";
import type { Instant } from "../lib/time.ts";
import { at, atOrNull, json, sql, type Database, type Row, type Tx } from "./database.ts";
import { isFree, isHeldForDead } from "./processes.ts";

/** A wish for the outside world that waits to be carried out. `generation` fences: whoever took it later owns it. */
export type Command = {
  institutionId: string;
  key: string;
  sessionId: string | null;
  roomId: string | null;
  revision: number;
  does: string;
  step: string | null;
  lane: string;
  urgency: number;
  dueAt: Instant;
  usefulUntil: Instant | null;
  attempts: number;
  generation: number;
  madeAt: Instant;
};

export type CommandTrouble = { kind: string; message: string; at: Instant };

const toCommand = (r: Row): Command => ({
  institutionId: r.institution_id,
  key: r.key,
  sessionId: r.session_id,
  roomId: r.room_id,
  revision: r.revision,
  does: r.does,
  step: r.step,
  lane: r.lane,
  urgency: r.urgency,
  dueAt: r.due_at,
  usefulUntil: r.useful_until,
  attempts: r.attempts,
  generation: r.generation,
  madeAt: r.made_at,
});

export type Wish = Omit<Command, "attempts" | "generation">;

/** Wishing twice is harmless: one that still waits stays as it is, one that ended begins anew. */
export const wish = (tx: Tx, c: Wish): Promise<number> => wishTogether(tx, [c]);

/** Many in one statement; each must have a key of its own. */
export const wishTogether = (tx: Tx, all: readonly Wish[]): Promise<number> =>
  all.length === 0
    ? Promise.resolve(0)
    : tx.run(sql`insert into commands (institution_id, key, session_id, room_id, revision, does, step, lane, urgency, due_at, useful_until, made_at)
    select institution_id, key, session_id, room_id, revision, does, step, lane, urgency, due_at, useful_until, made_at from jsonb_to_recordset(${json(all.map(toRow))}::jsonb)
      as w (institution_id uuid, key text, session_id uuid, room_id uuid, revision integer, does text, step text, lane text, urgency smallint, due_at timestamptz, useful_until timestamptz, made_at timestamptz)
    on conflict (institution_id, key) do update set state = 'queued', due_at = excluded.due_at, useful_until = excluded.useful_until, revision = excluded.revision, attempts = 0, trouble = null, made_at = excluded.made_at, leased_by = null
    where commands.state <> 'queued'`);

const toRow = (c: Wish): Row => ({
  institution_id: c.institutionId,
  key: c.key,
  session_id: c.sessionId,
  room_id: c.roomId,
  revision: c.revision,
  does: c.does,
  step: c.step,
  lane: c.lane,
  urgency: c.urgency,
  due_at: at(c.dueAt),
  useful_until: atOrNull(c.usefulUntil),
  made_at: at(c.madeAt),
});

/** A newer revision takes back what nobody has begun yet. */
export const withdrawOlder = (tx: Tx, institutionId: string, sessionId: string, revision: number): Promise<number> =>
  tx.run(
    sql`delete from commands where institution_id = ${institutionId} and session_id = ${sessionId} and revision < ${revision} and state = 'queued' and step is not null and ${isFree(sql`leased_by`)}`,
  );

/** The lanes of a command, in one text: those that share one of them go one after the other. */
export const laneOf = (...lanes: string[]): string => lanes.join("|");
const lanesIn = (c: { institutionId: string; lane: string }): string[] => c.lane.split("|").map((lane) => `${c.institutionId} ${lane}`);

type Candidate = { institutionId: string; key: string; lane: string; urgency: number; taken: boolean };

/** How many may be taken, and how many if the further ones are urgent. */
export type Places = { all: number; urgent: number };
export const places = (all: number): Places => ({ all, urgent: all });
/** Ending, closing, handing over: what keeps the next group out of its room, or in somebody else's. */
const URGENT = 2;

/** A command as this process knows it while it has it in hand. */
export const nameOf = (c: Pick<Command, "institutionId" | "key">): string => `${c.institutionId} ${c.key}`;

/**
 * At most one in each lane, the urgent first; nobody else gets them while this process beats. `inHand`: what it is carrying out. What it took
 * and does not carry out was lost when the database was away for a moment, and is taken again; without this set all counts as in hand.
 */
export function claim(db: Database, process: string, now: Instant, most: Places, inHand: ReadonlySet<string> | null = null): Promise<Command[]> {
  return db.transaction(async (tx) => {
    if (db.kind === "postgres") await tx.run(sql`select pg_advisory_xact_lock(7244)`); // two processes must not each take one of the same lane
    const free = firstInLane(await candidates(tx, process, now, inHand), most);
    if (free.length === 0) return [];
    const taken = await tx.list(
      toCommand,
      sql`update commands c set leased_by = ${process}, attempts = attempts + 1, generation = generation + 1
        from jsonb_to_recordset(${json(free.map((one) => ({ institution_id: one.institutionId, key: one.key })))}::jsonb) as f (institution_id uuid, key text)
        where c.institution_id = f.institution_id and c.key = f.key and c.state = 'queued' returning c.*`,
    );
    return inOrderOf(free.map(nameOf), taken, nameOf);
  });
}

/** What is being carried out, all of it, and then what is due, the urgent first. */
const candidates = (tx: Tx, process: string, now: Instant, inHand: ReadonlySet<string> | null): Promise<Candidate[]> =>
  tx.list(
    (r) => {
      const [institutionId, key, lane] = [r.institution_id as string, r.key as string, r.lane as string];
      const isLost = r.is_ours === true && inHand !== null && !inHand.has(nameOf({ institutionId, key }));
      return { institutionId, key, lane, urgency: r.urgency, taken: r.taken && !isLost };
    },
    sql`with queued as (select institution_id, key, lane, urgency, due_at, room_id, leased_by = ${process} as is_ours, not ${isFree(sql`leased_by`)} as taken
        from commands where state = 'queued')
      select * from queued where taken
      union all (select * from queued where not taken and due_at <= ${at(now)} and not ${isHeldForDead(process)} order by urgency, due_at, room_id, key limit ${MOST_LOOKED_AT})
      order by taken desc, urgency, due_at, room_id, key`,
  );

/** Behind a thousand more urgent ones nobody is looked at: their turn comes. */
const MOST_LOOKED_AT = 1000;

function firstInLane(candidates: readonly Candidate[], most: Places): Candidate[] {
  const busy = new Set<string>();
  const first: Candidate[] = [];
  for (const one of candidates) {
    const lanes = lanesIn(one);
    const isFirst = !lanes.some((lane) => busy.has(lane));
    for (const lane of lanes) busy.add(lane); // also of one that has to wait: who comes later must not overtake it
    if (!one.taken && isFirst && first.length < (one.urgency <= URGENT ? most.urgent : most.all)) first.push(one);
  }
  return first;
}

const OURS = (c: Command) => sql`institution_id = ${c.institutionId} and key = ${c.key} and generation = ${c.generation} and state = 'queued'`;

/** False when another process has taken it meanwhile: then nothing of ours may be saved. */
export const commandDone = async (tx: Tx, c: Command, now: Instant): Promise<boolean> =>
  (await tx.run(sql`update commands set state = 'done', ended_at = ${at(now)}, leased_by = null, trouble = null where ${OURS(c)}`)) === 1;

/** It is to be looked at again later: not done, and nothing went wrong. */
export const commandAgain = async (tx: Tx, c: Command, dueAt: Instant): Promise<boolean> =>
  (await tx.run(sql`update commands set due_at = ${at(dueAt)}, leased_by = null, attempts = 0, trouble = null where ${OURS(c)}`)) === 1;

/** `retryAt` null: it gave up, and admins see it. */
export const commandFailed = async (tx: Tx, c: Command, trouble: CommandTrouble, retryAt: Instant | null): Promise<boolean> =>
  (await tx.run(sql`update commands set leased_by = null, trouble = ${json(trouble)}, due_at = coalesce(${atOrNull(retryAt)}::timestamptz, due_at),
      state = case when ${retryAt === null} then 'dead' else 'queued' end, ended_at = ${retryAt === null ? at(trouble.at) : null} where ${OURS(c)}`)) === 1;

/** What could not be done for one of these troubles, which is over now. */
export const reviveCommands = (tx: Tx, institutionId: string, troubles: readonly string[], now: Instant): Promise<number> =>
  tx.run(
    sql`update commands set state = 'queued', due_at = ${at(now)}, attempts = 0, trouble = null, leased_by = null where institution_id = ${institutionId} and trouble ->> 'kind' = any(${troubles}::text[])
      and (useful_until is null or useful_until > ${at(now)}) and (state = 'dead' or (state = 'queued' and ${isFree(sql`leased_by`)}))`,
  );

/** An administrator says: try again now. What would not help any more stays as it ended. */
export const retryDead = (tx: Tx, institutionId: string, key: string, now: Instant): Promise<number> =>
  tx.run(
    sql`update commands set state = 'queued', due_at = ${at(now)}, attempts = 0, leased_by = null where institution_id = ${institutionId} and key = ${key} and (useful_until is null or useful_until > ${at(now)}) and (state = 'dead' or (state = 'queued' and ${isFree(sql`leased_by`)}))`,
  );

/** What has been waiting to be carried out for longest, though it is due. */
export const oldestWaiting = (tx: Tx, institutionId: string, now: Instant): Promise<Pick<Command, "dueAt" | "step" | "does"> | null> =>
  tx.one(
    (r) => ({ dueAt: r.since as Instant, step: r.step, does: r.does }),
    sql`select greatest(due_at, made_at) as since, step, does from commands where institution_id = ${institutionId} and state = 'queued' and due_at <= ${at(now)} order by since, key limit 1`,
  );
