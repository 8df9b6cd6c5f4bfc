import { inOrderOf } from "../../lib/in-order.ts";
import type { Instant } from "../../lib/time.ts";
import { at, atOrNull, json, sql, type Database, type Row, type Sql, type Tx } from "../../platform/database.ts";
import { isFree, isHeldForDead } from "../../platform/processes.ts";
import type { Secrets } from "../../platform/secrets.ts";
import type { Asked, Facts, RunSecrets } from "./facts.ts";
import { isPlaced, type Run, type RunKind, type RunStep, type StepRow } from "./run.ts";

/** A run with what was asked and what was found out; what is sealed with it opens only where it is needed. */
export type WholeRun = Run & { asked: Asked; facts: Facts; sealed: Uint8Array | null };
export type NewRun = Omit<WholeRun, "steps" | "sealed" | "generation" | "state" | "endedAt">;

/** What a seal is bound to, so that one copied into another row does not open. */
const about = (run: Pick<Run, "institutionId" | "id">): string => `run ${run.institutionId} ${run.id}`;
export const sealedFor = (secrets: Secrets, run: Pick<Run, "institutionId" | "id">, what: RunSecrets): Uint8Array | null =>
  Object.keys(what).length === 0 ? null : secrets.seal(json(what), about(run));
export const secretsOf = (secrets: Secrets, run: WholeRun): RunSecrets =>
  run.sealed === null ? {} : (JSON.parse(secrets.open(run.sealed, about(run))) as RunSecrets);

const toStep = (r: Row): StepRow => ({
  name: r.name as RunStep, state: r.state, because: r.because, values: r.values, tries: r.tries, at: r.at, retryAt: r.retry_at, byName: r.by_name,
}); // prettier-ignore

const toRun = (r: Row, steps: readonly StepRow[]): WholeRun => ({
  institutionId: r.institution_id,
  id: r.id,
  kind: r.kind as RunKind,
  asked: r.asked,
  facts: r.facts,
  sealed: r.secrets_sealed,
  state: r.state,
  steps,
  batchId: r.batch_id,
  line: r.line,
  email: r.email,
  memberId: r.member_id,
  classroomId: r.classroom_id,
  askedBy: r.asked_by,
  askedByName: r.asked_by_name,
  askedAt: r.asked_at,
  endedAt: r.ended_at,
  wakeAt: r.wake_at,
  generation: r.generation,
});

export async function withSteps(tx: Tx, rows: readonly Row[]): Promise<WholeRun[]> {
  if (rows.length === 0) return [];
  const wanted = json(rows.map((r) => ({ institution_id: r["institution_id"], run_id: r["id"] })));
  const steps = await tx.list(
    (r) => ({ of: `${r["institution_id"]} ${r["run_id"]}`, step: toStep(r) }),
    sql`select s.* from run_steps s join jsonb_to_recordset(${wanted}::jsonb) as w (institution_id uuid, run_id uuid)
      on w.institution_id = s.institution_id and w.run_id = s.run_id order by s.run_id, s.ord`,
  );
  const byRun = Map.groupBy(steps, ({ of }) => of);
  return rows.map((r) =>
    toRun(
      r,
      (byRun.get(`${r["institution_id"]} ${r["id"]}`) ?? []).map(({ step }) => step),
    ),
  );
}

export const rowsOf = (tx: Tx, query: ReturnType<typeof sql>): Promise<Row[]> => tx.list((r) => r, query);

export async function runById(tx: Tx, institutionId: string, id: string): Promise<WholeRun | null> {
  return (await withSteps(tx, await rowsOf(tx, sql`select * from runs where institution_id = ${institutionId} and id = ${id}`)))[0] ?? null;
}

/** The same, for whoever changes it. */
export const lockRun = async (tx: Tx, institutionId: string, id: string): Promise<WholeRun | null> =>
  (await lockRuns(tx, institutionId, [id], null))[0] ?? null;

/** Of these ids those that there are, of one file where it is named; in the order of their ids. */
export const lockRuns = async (tx: Tx, institutionId: string, ids: readonly string[], batchId: string | null): Promise<WholeRun[]> =>
  withSteps(
    tx,
    await rowsOf(
      tx,
      sql`select * from runs where institution_id = ${institutionId} and id = any(${ids}::uuid[]) and (${batchId}::uuid is null or batch_id = ${batchId}) order by id for update`,
    ),
  );

/** The classrooms that these are about, or whose place they take. */
export const classroomsOfRuns = (tx: Tx, institutionId: string, ids: readonly string[]): Promise<string[]> =>
  tx.list(
    (r) => r.id as string,
    sql`select distinct c.id from runs r cross join lateral (values (r.classroom_id), ((r.asked ->> 'replaces')::uuid)) as c (id)
      where r.institution_id = ${institutionId} and r.id = any(${ids}::uuid[]) and c.id is not null order by c.id`,
  );

/** Which of these addresses a run is at that is not over; in small letters. */
export const addressesAtWork = async (tx: Tx, institutionId: string, emails: readonly string[]): Promise<Set<string>> =>
  new Set(
    await tx.list(
      (r) => r.email as string,
      sql`select lower(email) as email from runs where institution_id = ${institutionId} and ended_at is null and not is_placed
        and lower(email) = any(${emails.map((email) => email.toLowerCase())}::text[])`,
    ),
  );

/** How many are not over, and how many of them need somebody. */
export const countNotDone = async (tx: Tx, institutionId: string): Promise<{ all: number; stuck: number }> =>
  (await tx.one(
    (r) => ({ all: Number(r["all"]), stuck: Number(r["stuck"]) }),
    sql`select count(*) as "all", count(*) filter (where state = 'failed') as stuck from runs where institution_id = ${institutionId} and ended_at is null`,
  )) ?? { all: 0, stuck: 0 };

/** The latest first; `batchId`: those of one file, in its order; `classroomId`: also those in which another takes its place; `isOpen`: those that are not over, before all others those that need somebody. */
export const runsOf = async (tx: Tx, institutionId: string, of: { batchId?: string | null; classroomId?: string | null; memberId?: string | null; isOpen?: boolean; most: number }): Promise<WholeRun[]> =>
  withSteps(
    tx,
    await rowsOf(
      tx,
      sql`select * from runs where institution_id = ${institutionId} and (${of.batchId ?? null}::uuid is null or batch_id = ${of.batchId ?? null})
        and (${of.classroomId ?? null}::uuid is null or classroom_id = ${of.classroomId ?? null} or asked ->> 'replaces' = ${of.classroomId ?? null}::uuid::text) and (${of.memberId ?? null}::uuid is null or member_id = ${of.memberId ?? null})
        and (${of.isOpen !== true}::boolean or ended_at is null)
        order by (${of.isOpen === true}::boolean and state = 'failed') desc, asked_at desc, line, id limit ${of.most}`,
    ),
  ); // prettier-ignore

/** False: another run of this address, or of this classroom, is not over yet. */
export async function insertRun(tx: Tx, run: NewRun, steps: readonly StepRow[], sealed: Uint8Array | null): Promise<boolean> {
  const made =
    await tx.run(sql`insert into runs (institution_id, id, kind, asked, facts, secrets_sealed, state, batch_id, line, email, member_id, classroom_id, asked_by, asked_by_name, asked_at, wake_at)
    values (${run.institutionId}, ${run.id}, ${run.kind}, ${json(run.asked)}, ${json(run.facts)}, ${sealed}, 'running', ${run.batchId}, ${run.line}, ${run.email}, ${run.memberId}, ${run.classroomId},
      ${run.askedBy}, ${run.askedByName}, ${at(run.askedAt)}, ${atOrNull(run.wakeAt)}) on conflict do nothing`);
  if (made === 0) return false;
  const rows = steps.map(({ name, state }, ord) => ({ ord, name, state }));
  await tx.run(sql`insert into run_steps (institution_id, run_id, ord, name, state)
    select ${run.institutionId}, ${run.id}, r.ord, r.name, r.state from jsonb_to_recordset(${json(rows)}::jsonb) as r (ord integer, name text, state text)`);
  return true;
}

/** `most`: so many at once. `share`: so many of one institution, together with those in hand. `inHand`: what this process is at. `not`: what it leaves for later. */
export type Claiming = { most: number; share: number; inHand: readonly string[]; not: readonly string[] };

/**
 * Takes what is due; nobody else gets it while this process beats. In turn of each institution, and no more than its share: hundreds of runs that wait for a
 * database which never answers hold up nobody else's.
 */
export const claimRuns = (db: Database, process: string, now: Instant, { most, share, inHand, not }: Claiming): Promise<WholeRun[]> =>
  db.transaction(async (tx) => {
    const isDue = sql`r.wake_at <= ${at(now)} and not r.id = any(${[...inHand, ...not]}::uuid[]) and not ${isHeldForDead(process)} and (${isFree(sql`r.leased_by`)} or r.leased_by = ${process})`;
    const due = await rowsOf(
      tx,
      sql`with mine as (select institution_id, count(*) as n from runs where id = any(${inHand}::uuid[]) group by institution_id),
          turns as (select r.institution_id, r.id, coalesce(m.n, 0) + row_number() over (partition by r.institution_id order by r.wake_at, r.asked_at, r.line, r.id) as turn
            from runs r left join mine m on m.institution_id = r.institution_id where ${isDue})
        select r.institution_id, r.id from runs r join turns t on t.institution_id = r.institution_id and t.id = r.id
          where ${isDue} and t.turn <= ${share} order by t.turn, r.wake_at, r.asked_at, r.line, r.id limit ${most} for update of r skip locked`,
    );
    if (due.length === 0) return [];
    const taken = await rowsOf(
      tx,
      sql`update runs r set leased_by = ${process}, generation = generation + 1
        from jsonb_to_recordset(${json(due)}::jsonb) as d (institution_id uuid, id uuid) where r.institution_id = d.institution_id and r.id = d.id returning r.*`,
    );
    const nameOf = (r: Row): string => `${r["institution_id"]} ${r["id"]}`;
    return withSteps(tx, inOrderOf(due.map(nameOf), taken, nameOf));
  });

/** The revisions of a run's classrooms, as they are left with it. */
const leftAt = (classroomId: Sql): Sql => sql`jsonb_build_object('leftAt', (select jsonb_object_agg(c.id, c.revision) from classrooms c
  where c.institution_id = u.institution_id and (c.id = ${classroomId} or c.id::text = u.asked ->> 'replaces')))`;
export const rememberLeft = (tx: Tx, institutionId: string, id: string): Promise<number> =>
  tx.run(sql`update runs u set facts = facts || ${leftAt(sql`u.classroom_id`)} where institution_id = ${institutionId} and id = ${id}`);

/** Saves a run as it is now. */
export const saveRun = (tx: Tx, run: WholeRun, sealed: Uint8Array | null): Promise<void> => saveRuns(tx, [{ ...run, sealed }]);

/** The same of many, in two statements. */
export async function saveRuns(tx: Tx, runs: readonly WholeRun[]): Promise<void> {
  if (runs.length === 0) return;
  const base64 = (sealed: Uint8Array | null): string | null => (sealed === null ? null : Buffer.from(sealed).toString("base64"));
  const rows = runs.map((run) => ({
    ...{ institution_id: run.institutionId, id: run.id, state: run.state, facts: run.facts, is_placed: isPlaced(run), sealed: base64(run.sealed), classroom_id: run.classroomId },
    ...{ ended_at: atOrNull(run.endedAt), wake_at: atOrNull(run.wakeAt) },
  }));
  await tx.run(sql`update runs u set state = r.state, is_placed = r.is_placed, secrets_sealed = decode(r.sealed, 'base64'), classroom_id = r.classroom_id, ended_at = r.ended_at,
      facts = case when r.state = 'stopped' and r.ended_at is not null and u.ended_at is null then r.facts || ${leftAt(sql`r.classroom_id`)} else r.facts end,
      wake_at = r.wake_at, told_at = case when r.state = 'failed' then u.told_at end
    from jsonb_to_recordset(${json(rows)}::jsonb)
      as r (institution_id uuid, id uuid, state text, facts jsonb, is_placed boolean, sealed text, classroom_id uuid, ended_at timestamptz, wake_at timestamptz)
    where u.institution_id = r.institution_id and u.id = r.id`);
  const steps = runs.flatMap(({ institutionId, id, steps: own }) =>
    own.map((step, ord) => ({ ...step, institution_id: institutionId, run_id: id, ord, at: atOrNull(step.at), retry_at: atOrNull(step.retryAt), by_name: step.byName })),
  );
  await tx.run(sql`update run_steps s set state = r.state, because = r.because, "values" = r."values", tries = r.tries, at = r.at, retry_at = r.retry_at, by_name = r.by_name
    from jsonb_to_recordset(${json(steps)}::jsonb)
      as r (institution_id uuid, run_id uuid, ord integer, state text, because text, "values" jsonb, tries integer, at timestamptz, retry_at timestamptz, by_name text)
    where s.institution_id = r.institution_id and s.run_id = r.run_id and s.ord = r.ord`);
} // prettier-ignore

/** No process is at it any more. */
export const letGo = (tx: Tx, run: Pick<Run, "institutionId" | "id" | "generation">): Promise<number> =>
  tx.run(sql`update runs set leased_by = null where institution_id = ${run.institutionId} and id = ${run.id} and generation = ${run.generation}`);

/** Those that wait for this go on at once. */
export const wakeWaiting = (tx: Tx, institutionId: string, because: string, now: Instant): Promise<number> =>
  tx.run(sql`update runs r set wake_at = ${at(now)} where institution_id = ${institutionId} and ended_at is null and wake_at > ${at(now)}
    and exists (select from run_steps s where s.institution_id = r.institution_id and s.run_id = r.id and s.state = 'waiting' and s.because = ${because})`);

/** Runs that wait may go on: something that they wait for has happened. Says how many. */
export const wakeRuns = (tx: Tx, institutionId: string, of: { hostId?: string; email?: string }, now: Instant): Promise<number> =>
  tx.run(sql`update runs set wake_at = ${at(now)} where institution_id = ${institutionId} and ended_at is null and wake_at > ${at(now)}
    and ((${of.email ?? null}::text is not null and lower(email) = lower(${of.email ?? null})) or (${of.hostId ?? null}::text is not null and facts ->> 'hostId' = ${of.hostId ?? null}))`);

/** Of those that wait for a licence, or for a place without one, the one that has waited longest: one may be free. The next looks when that one has it. */
export const wakeForSeat = (tx: Tx, institutionId: string, now: Instant): Promise<number> =>
  tx.run(sql`update runs set wake_at = ${at(now)} where institution_id = ${institutionId} and id = (
    select r.id from runs r join run_steps s on s.institution_id = r.institution_id and s.run_id = r.id
    where r.institution_id = ${institutionId} and r.ended_at is null and r.wake_at > ${at(now)} and s.state = 'waiting' and s.because in ('no_licence_left', 'no_basic_seat')
    order by r.asked_at, r.line, r.id limit 1)`);

/** Whether a run that is not over is about this user. */
export const isRunOf = async (tx: Tx, institutionId: string, { hostId, email }: { hostId: string; email: string | null }): Promise<boolean> =>
  (await tx.one(
    () => true,
    sql`select 1 from runs where institution_id = ${institutionId} and ended_at is null and (lower(email) = lower(${email}::text) or facts ->> 'hostId' = ${hostId}) limit 1`,
  )) ?? false;

/** Users that were made since, or may have been. */
export const madeSince = async (tx: Tx, institutionId: string, moment: Instant): Promise<number> =>
  (await tx.one(
    (r) => Number(r.n),
    sql`select count(*) as n from runs where institution_id = ${institutionId} and coalesce((facts ->> 'makingSince')::bigint, (facts ->> 'invitedAt')::bigint) >= ${moment}::bigint`,
  )) ?? 0;
