import type { Random } from "../lib/random.ts";
import type { Instant } from "../lib/time.ts";
import { at, json, sql, type Tx } from "./database.ts";

/** Who did what: `what` is a message key under `history.`, `who` a name or `bedel`. Written in the transaction of the deed; never holds a secret. */
export type Deed = {
  institutionId: string;
  at: Instant;
  who: string;
  memberId: string | null;
  sessionId?: string | null;
  roomId?: string | null;
  what: string;
  details?: Record<string, string | number>;
};

export const note = (tx: Tx, random: Random, d: Deed): Promise<number> =>
  tx.run(sql`insert into audit_log (institution_id, id, at, who, member_id, session_id, room_id, what, details)
    values (${d.institutionId}, ${random.uuid()}, ${at(d.at)}, ${d.who}, ${d.memberId}, ${d.sessionId ?? null}, ${d.roomId ?? null}, ${d.what}, ${json(d.details ?? {})})`);

/** The same of many, in one statement. */
export async function noteAll(tx: Tx, random: Random, deeds: readonly Deed[]): Promise<number> {
  if (deeds.length === 0) return 0;
  const rows = deeds.map((d) => ({
    ...{ institution_id: d.institutionId, id: random.uuid(), at: at(d.at), who: d.who, member_id: d.memberId, session_id: d.sessionId ?? null, room_id: d.roomId ?? null },
    ...{ what: d.what, details: d.details ?? {} },
  }));
  return tx.run(sql`insert into audit_log (institution_id, id, at, who, member_id, session_id, room_id, what, details)
    select r.institution_id, r.id, r.at, r.who, r.member_id, r.session_id, r.room_id, r.what, r.details from jsonb_to_recordset(${json(rows)}::jsonb)
      as r (institution_id uuid, id uuid, at timestamptz, who text, member_id uuid, session_id uuid, room_id uuid, what text, details jsonb)`);
} // prettier-ignore

export type DeedRow = { at: Instant; who: string; what: string; details: Record<string, string | number> };

/** The latest deeds of these kinds. */
export const deedsAbout = (tx: Tx, institutionId: string, whats: readonly string[]): Promise<DeedRow[]> =>
  tx.list(
    (r) => ({ at: r.at, who: r.who, what: r.what, details: r.details }),
    sql`select at, who, what, details from audit_log where institution_id = ${institutionId} and what = any(${whats}::text[]) order by seq desc limit 100`,
  );

/** Whether this was ever done with just this. What is written here stays. */
export const wasDone = async (tx: Tx, institutionId: string, what: string, details: Record<string, string | number>): Promise<boolean> =>
  (await tx.one(
    () => true,
    sql`select 1 from audit_log where institution_id = ${institutionId} and what = ${what} and details @> ${json(details)}::jsonb limit 1`,
  )) === true;

export const deedsOf = (tx: Tx, institutionId: string, sessionId: string): Promise<DeedRow[]> =>
  tx.list(
    (r) => ({ at: r.at, who: r.who, what: r.what, details: r.details }),
    sql`select at, who, what, details from audit_log where institution_id = ${institutionId} and session_id = ${sessionId} order by seq desc limit 100`,
  );
