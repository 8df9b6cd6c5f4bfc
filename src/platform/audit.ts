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

export type DeedRow = { at: Instant; who: string; what: string; details: Record<string, string | number> };

/** The latest deeds of these kinds. */
export const deedsAbout = (tx: Tx, institutionId: string, whats: readonly string[]): Promise<DeedRow[]> =>
  tx.list(
    (r) => ({ at: r.at, who: r.who, what: r.what, details: r.details }),
    sql`select at, who, what, details from audit_log where institution_id = ${institutionId} and what = any(${whats}::text[]) order by seq desc limit 100`,
  );

export const deedsOf = (tx: Tx, institutionId: string, sessionId: string): Promise<DeedRow[]> =>
  tx.list(
    (r) => ({ at: r.at, who: r.who, what: r.what, details: r.details }),
    sql`select at, who, what, details from audit_log where institution_id = ${institutionId} and session_id = ${sessionId} order by seq desc limit 100`,
  );
