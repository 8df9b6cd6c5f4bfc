import type { Instant } from "../../lib/time.ts";
import { atOrNull, sql, type Tx } from "../../platform/database.ts";
import type { SentTest } from "./setup.ts";

export const isPutAway = async (tx: Tx, institutionId: string): Promise<boolean> =>
  (await tx.one((r) => r.away as boolean, sql`select setup_put_away_at is not null as away from institutions where institution_id = ${institutionId}`)) ===
  true;

export const savePutAway = (tx: Tx, institutionId: string, at: Instant | null): Promise<number> =>
  tx.run(sql`update institutions set setup_put_away_at = ${atOrNull(at)} where institution_id = ${institutionId}`);

/** The latest one that somebody of the institution asked for. */
export const lastTestMail = (tx: Tx, institutionId: string): Promise<SentTest | null> =>
  tx.one(
    (r) => ({ state: r.state, to: r.to_email, madeAt: r.made_at, sentAt: r.sent_at, trouble: r.trouble }),
    sql`select state, to_email, made_at, sent_at, trouble from deliveries where institution_id = ${institutionId} and kind = 'test_mail' order by made_at desc, key desc limit 1`,
  );

export type Counts = { mails: number; rooms: number; members: number; invited: number };

/** Mails that wait, rooms that are turned on, and people who belong here or are asked to. */
export const countsOf = async (tx: Tx, institutionId: string, now: Instant): Promise<Counts> =>
  (await tx.one(
    (r) => ({ mails: Number(r.mails), rooms: Number(r.rooms), members: Number(r.members), invited: Number(r.invited) }),
    sql`select (select count(*) from deliveries where institution_id = ${institutionId} and state in ('queued', 'sending')) as mails,
      (select count(*) from rooms where institution_id = ${institutionId} and active) as rooms,
      (select count(*) from members where institution_id = ${institutionId} and left_at is null) as members,
      (select count(*) from invitations where institution_id = ${institutionId} and accepted_at is null and revoked_at is null and expires_at > ${atOrNull(now)}) as invited`,
  ))!;
