import { dayOf, type Instant } from "../../lib/time.ts";
import { json, sql, type Database, type Sql, type Tx } from "../../platform/database.ts";
import { isFree, isHeldForDead } from "../../platform/processes.ts";
import type { Label } from "../../zoom/client/operations.ts";
import { longestRest, type Permits } from "../../zoom/client/permits.ts";
import type { Days, Quota } from "../../zoom/client/quota.ts";

/** What is given back is written down with the next permits that are taken, or after this time. */
const WRITTEN_WITHIN_MS = 200;

type Needs = { db: Database; process: string; pause: (ms: number) => Promise<void>; machine: () => number };
type Back = { label: Label; n: number; freeAt: number };

/** Nobody gives a permit back for later than that: where the row says so, the database's clock was put back. */
const isTooLate = (rate: Quota[Label], freeAt: Sql): Sql => sql`(${freeAt} > clock_timestamp() + ${longestRest(rate)} * interval '1 millisecond')`;

/** What is asked of a label waits for what was asked of it before: what that one has just taken is not yet known to be in hand. */
function inTurn(take: Permits["take"]): Permits["take"] {
  const last = new Map<Label, Promise<unknown>>();
  return (label, most, aheadMs) => {
    const mine = (last.get(label) ?? Promise.resolve()).then(() => take(label, most, aheadMs));
    last.set(
      label,
      mine.catch(() => undefined),
    );
    return mine;
  };
}

/** The permits of a Zoom account in the database, shared by all processes. What a killed process held is free when it is known to be dead. */
export function permitsInDatabase({ db, process, pause, machine }: Needs, accountId: string, quota: Quota): Permits {
  const known = new Set<Label>();
  /** What this process knows that it holds. A row that says so beside it was taken by a statement whose answer was lost: it is free. */
  const inHand = new Map<Label, Set<number>>();
  const inHandOf = (label: Label): Set<number> => {
    if (!inHand.has(label)) inHand.set(label, new Set());
    return inHand.get(label)!;
  };
  let back: Back[] = [];
  let writing = false;

  const written = async (): Promise<void> => {
    const now = machine();
    const rows = back.map(({ label, n, freeAt }) => ({ label, n, ms: freeAt - now }));
    back = [];
    if (rows.length === 0) return;
    try {
      await db.run(sql`update zoom_permits p set held_by = null, free_at = clock_timestamp() + b.ms * interval '1 millisecond'
        from jsonb_to_recordset(${json(rows)}::jsonb) as b (label text, n int, ms float8)
        where p.account_id = ${accountId} and p.label = b.label and p.n = b.n and p.held_by = ${process}`);
      for (const { label, n } of rows) inHandOf(label).delete(n);
    } catch (error) {
      back.push(...rows.map(({ label, n, ms }) => ({ label, n, freeAt: now + ms }))); // ours until it is written
      throw error;
    }
  };
  const writeSoon = async (): Promise<void> => {
    if (writing) return;
    writing = true;
    for (;;) {
      await pause(WRITTEN_WITHIN_MS);
      const failed = await written().then(
        () => false,
        () => true, // the database is away: as soon as it is back
      );
      if (!failed && back.length === 0) break;
    }
    writing = false;
  };
  /** As many rows as there are calls allowed; what an earlier, larger figure left behind is not looked at. */
  const assured = async (label: Label): Promise<void> => {
    if (known.has(label)) return;
    await db.run(
      sql`insert into zoom_permits (account_id, label, n) select ${accountId}, ${label}, n from generate_series(0, ${quota[label].calls - 1}) n on conflict do nothing`,
    );
    known.add(label);
  };

  const take: Permits["take"] = async (label, most, aheadMs) => {
    await assured(label);
    await written();
    // Materialized: as a part of the update it may be run once for each row, and its limit then holds for none.
    const permits = await db.list(
      (r) => ({ n: r.n as number, waitMs: Number(r.wait_ms) }),
      sql`with f as materialized (
          select n from zoom_permits where account_id = ${accountId} and label = ${label} and n < ${quota[label].calls} and not ${isHeldForDead(process)}
            and (${isFree(sql`held_by`)} or (held_by = ${process} and not n = any(${[...inHandOf(label)]}::int[])))
            and (free_at <= clock_timestamp() + ${aheadMs} * interval '1 millisecond' or ${isTooLate(quota[label], sql`free_at`)}) order by free_at limit ${most} for update skip locked
        ) update zoom_permits p set held_by = ${process} from f where p.account_id = ${accountId} and p.label = ${label} and p.n = f.n
        returning p.n, case when ${isTooLate(quota[label], sql`p.free_at`)} then 0 else greatest(0, extract(epoch from p.free_at - clock_timestamp()) * 1000) end::float8 as wait_ms`,
    );
    for (const { n } of permits) inHandOf(label).add(n);
    if (permits.length === most) return { permits, againMs: 0 };
    return { permits, againMs: await untilNext(db, { accountId, label, calls: quota[label].calls }, aheadMs).catch(() => LATEST_MS) };
  };
  return {
    take: inTurn(take),
    giveBack: (label, n, freeInMs) => {
      back.push({ label, n, freeAt: machine() + freeInMs });
      void writeSoon();
    },
  };
}

/** Seldom less than this, lest processes that wait for the same permit ask all the time; never more, since others give back what nobody could foresee. */
const [SOONEST_MS, LATEST_MS] = [10, 100];

async function untilNext(db: Database, of: { accountId: string; label: Label; calls: number }, aheadMs: number): Promise<number> {
  const next = await db.one(
    (r) => (r.ms === null ? null : Number(r.ms)),
    sql`select extract(epoch from min(free_at) - clock_timestamp())::float8 * 1000 as ms from zoom_permits where account_id = ${of.accountId} and label = ${of.label} and n < ${of.calls} and held_by is null`,
  );
  return next === null ? SOONEST_MS : Math.min(LATEST_MS, Math.max(SOONEST_MS, next - aheadMs));
}

/** So many parts of a day's calls are taken at once, so that not each call asks the database. */
const PARTS = 100;

/** Zoom's limits for a day, over all processes. What a block has left when its process ends is lost. */
export function daysInDatabase(db: Database, accountId: string, now: () => Instant): Days {
  const left = new Map<string, number>();
  const asked = new Map<string, Promise<boolean>>();
  const nextBlock = async (pot: string, day: string, calls: number): Promise<boolean> => {
    const block = Math.max(1, Math.floor(calls / PARTS));
    const granted = await db.run(sql`insert into zoom_days as d (account_id, pot, day, calls) values (${accountId}, ${pot}, ${day}, ${block})
      on conflict (account_id, pot, day) do update set calls = d.calls + ${block} where d.calls + ${block} <= ${calls}`);
    if (granted === 0) return false;
    for (const other of left.keys()) if (!other.endsWith(day)) left.delete(other);
    left.set(`${pot} ${day}`, block);
    return true;
  };
  return {
    take: async ({ pot, calls }) => {
      const day = dayOf(now(), "UTC");
      const name = `${pot} ${day}`;
      const question = `${name} of ${calls}`;
      while ((left.get(name) ?? 0) === 0) {
        // One block for all who wait: a hundred calls that each took their own would have used up the day.
        if (!asked.has(question))
          asked.set(
            question,
            nextBlock(pot, day, calls).finally(() => asked.delete(question)),
          );
        if (!(await asked.get(question)!)) return false;
      }
      left.set(name, left.get(name)! - 1);
      return true;
    },
  };
}

export const addChanges = (tx: Tx, institutionId: string, rows: readonly { hostId: string; day: string; changes: number }[]): Promise<number> =>
  tx.run(sql`insert into host_days as h (institution_id, host_id, day, changes)
    select ${institutionId}, c."hostId", c.day, c.changes from jsonb_to_recordset(${json(rows)}::jsonb) as c ("hostId" text, day date, changes int)
    order by c."hostId", c.day -- so that two processes don't wait for each other in a ring
    on conflict (institution_id, host_id, day) do update set changes = h.changes + excluded.changes`);

/** False, and nothing added, when there are as many already. */
export const addOneChange = async (tx: Tx, institutionId: string, hostId: string, day: string, most: number): Promise<boolean> =>
  most > 0 &&
  (await tx.run(sql`insert into host_days as h (institution_id, host_id, day, changes) values (${institutionId}, ${hostId}, ${day}, 1)
    on conflict (institution_id, host_id, day) do update set changes = h.changes + 1 where h.changes < ${most}`)) === 1;
