import { at, sql, type Row, type Tx } from "../../platform/database.ts";
import type { Instant } from "../../lib/time.ts";
import type { Said } from "./by-hand.ts";

const toSaid = (r: Row): Said => ({ guest: r.guest, attendeeId: r.attendee_id, by: r.who, at: r.at });

export const saidOf = (tx: Tx, institutionId: string, sessionId: string): Promise<Said[]> =>
  tx.list(toSaid, sql`select * from report_matches where institution_id = ${institutionId} and session_id = ${sessionId} order by at, guest`);

export type Saying = { guest: string; attendeeId: string | null; memberId: string; who: string; now: Instant };

export const say = (tx: Tx, institutionId: string, sessionId: string, { guest, attendeeId, memberId, who, now }: Saying): Promise<number> =>
  tx.run(sql`insert into report_matches (institution_id, session_id, guest, attendee_id, member_id, who, at)
    values (${institutionId}, ${sessionId}, ${guest}, ${attendeeId}, ${memberId}, ${who}, ${at(now)})
    on conflict (institution_id, session_id, guest) do update
      set attendee_id = excluded.attendee_id, member_id = excluded.member_id, who = excluded.who, at = excluded.at`);

export const takeBack = (tx: Tx, institutionId: string, sessionId: string, guest: string): Promise<number> =>
  tx.run(sql`delete from report_matches where institution_id = ${institutionId} and session_id = ${sessionId} and guest = ${guest}`);
