/* What has become of mails: read, never changed. */
import type { Instant } from "../lib/time.ts";
import { at, sql, type Tx } from "./database.ts";

/** Who of these may have had a mail of these kinds: it is out, on its way, or nobody can tell. */
export const mayHaveHad = async (tx: Tx, institutionId: string, attendeeIds: readonly string[], kinds: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(
    await tx.list(
      (r) => r.attendee_id as string,
      sql`select distinct attendee_id from deliveries where institution_id = ${institutionId} and attendee_id = any(${attendeeIds}::uuid[]) and kind = any(${kinds}::text[])
        and (state in ('sending', 'sent', 'ambiguous') or sent_again)`,
    ),
  );

/** The same of one session by their addresses, in small letters: of who is on its list no more. */
export const mayHaveHadAt = (tx: Tx, institutionId: string, sessionId: string, emails: readonly string[], kinds: readonly string[]): Promise<string[]> =>
  tx.list(
    (r) => r.email as string,
    sql`select distinct lower(to_email) as email from deliveries where institution_id = ${institutionId} and session_id = ${sessionId} and lower(to_email) = any(${emails}::text[])
      and kind = any(${kinds}::text[]) and (state in ('sending', 'sent', 'ambiguous') or sent_again) order by 1`,
  );

type MailCount = { state: string; count: number };

/** How the latest mail of these kinds to each addressee stands; a member has no `attendee_id`, and neither has who was removed. */
export const countMails = (tx: Tx, institutionId: string, sessionId: string, kinds: readonly string[], to: "attendees" | "members"): Promise<MailCount[]> =>
  tx.list(
    (r) => ({ state: r.state, count: Number(r.count) }),
    sql`select state, count(*) as count from (
        select distinct on (coalesce(attendee_id::text, to_email)) state from deliveries
        where institution_id = ${institutionId} and session_id = ${sessionId} and kind = any(${kinds}::text[]) and state <> 'withdrawn'
          and (attendee_id is not null) = ${to === "attendees"}
        order by coalesce(attendee_id::text, to_email), made_at desc, key desc) latest group by state`,
  );

/** To whom a session's time and link have gone, or are going: who must hear of a change. */
export const toldAttendees = (tx: Tx, institutionId: string, sessionId: string): Promise<string[]> =>
  tx.list(
    (r) => r.attendee_id,
    sql`select distinct attendee_id from deliveries where institution_id = ${institutionId} and session_id = ${sessionId} and kind in ('link', 'note', 'changed')
      and attendee_id is not null and state not in ('withdrawn', 'failed', 'refused', 'bounced')`,
  );

/** How the latest mail of one kind to each attendee stands; `trouble`: what the mail server said, among other things. */
export const mailStates = (
  tx: Tx,
  institutionId: string,
  sessionId: string,
  kind: string,
): Promise<{ attendeeId: string; state: string; trouble: string | null }[]> =>
  tx.list(
    (r) => ({ attendeeId: r.attendee_id, state: r.state, trouble: r.trouble }),
    sql`select distinct on (attendee_id) attendee_id, state, trouble from deliveries where institution_id = ${institutionId} and session_id = ${sessionId} and kind = ${kind} and attendee_id is not null
        and state <> 'withdrawn' order by attendee_id, made_at desc, key desc`,
  );

/** How many mails of a kind each attendee was written since then. */
export const mailsSince = async (tx: Tx, institutionId: string, sessionId: string, kind: string, since: Instant): Promise<Map<string, number>> =>
  new Map(
    await tx.list(
      (r) => [r.attendee_id as string, Number(r.count)] as const,
      sql`select attendee_id, count(*) as count from deliveries where institution_id = ${institutionId} and session_id = ${sessionId} and kind = ${kind}
        and attendee_id is not null and made_at > ${at(since)} group by attendee_id`,
    ),
  );

/** How the mails of each note to a session's attendees went. */
export const noteMails = (tx: Tx, institutionId: string, sessionId: string): Promise<{ note: string; state: string; count: number }[]> =>
  tx.list(
    (r) => ({ note: r.note, state: r.state, count: Number(r.count) }),
    sql`select facts ->> 'note' as note, state, count(*) as count from deliveries
      where institution_id = ${institutionId} and session_id = ${sessionId} and kind = 'note' group by 1, 2`,
  );
