import type { Instant } from "../lib/time.ts";
import { at, atOrNull, json, sql, type Database, type Row, type Tx } from "./database.ts";
import { isFree, isHeldForDead } from "./processes.ts";

/** A mail on its way. `key` says which wish it is; `facts` hold no secret. */
export type Delivery = {
  institutionId: string;
  key: string;
  id: string;
  kind: string;
  step: string | null;
  sessionId: string | null;
  attendeeId: string | null;
  to: { name: string; email: string; language: "en" | "es"; zone: string };
  facts: unknown;
  dueAt: Instant;
  usefulUntil: Instant | null;
  madeAt: Instant;
};

export type DeliveryTaken = Delivery & { attempts: number; mayHaveGone: boolean; isOfDemo: boolean };

/** The row comes as one JSON text: reading it column by column took PGlite's driver longer than finding it. */
const toTaken = ({ mail, zoom }: Row): DeliveryTaken => ({
  institutionId: mail.institution_id,
  key: mail.key,
  id: mail.id,
  kind: mail.kind,
  step: mail.step,
  sessionId: mail.session_id,
  attendeeId: mail.attendee_id,
  to: { name: mail.to_name, email: mail.to_email, language: mail.language, zone: mail.zone },
  facts: mail.facts,
  dueAt: Date.parse(mail.due_at) as Instant,
  usefulUntil: mail.useful_until === null ? null : (Date.parse(mail.useful_until) as Instant),
  madeAt: Date.parse(mail.made_at) as Instant,
  attempts: mail.attempts,
  mayHaveGone: mail.sent_again,
  isOfDemo: zoom === "sandbox",
});

/** One statement for all: row by row, 5,000 took seconds. Wishing a mail twice is one mail. */
export async function enqueue(tx: Tx, mails: readonly Delivery[]): Promise<void> {
  if (mails.length === 0) return;
  const rows = mails.map((m) => ({
    institution_id: m.institutionId, key: m.key, id: m.id, kind: m.kind, step: m.step, session_id: m.sessionId, attendee_id: m.attendeeId,
    to_name: m.to.name, to_email: m.to.email, language: m.to.language, zone: m.to.zone, facts: m.facts,
    due_at: at(m.dueAt), useful_until: atOrNull(m.usefulUntil), made_at: at(m.madeAt),
  })); // prettier-ignore
  await tx.run(sql`insert into deliveries (institution_id, key, id, kind, step, session_id, attendee_id, to_name, to_email, language, zone, facts, due_at, useful_until, made_at)
    select institution_id, key, id, kind, step, session_id, attendee_id, to_name, to_email, language, zone, facts, due_at, useful_until, made_at
    from jsonb_to_recordset(${json(rows)}::jsonb) as m (institution_id uuid, key text, id uuid, kind text, step text, session_id uuid, attendee_id uuid,
      to_name text, to_email text, language text, zone text, facts jsonb, due_at timestamptz, useful_until timestamptz, made_at timestamptz)
    on conflict (institution_id, key) do nothing`);
}

const OTHER_WAYS = ["enable_seqscan", "enable_bitmapscan", "enable_sort", "enable_hashjoin", "enable_mergejoin"];
const BY_INDEX = json(Object.fromEntries([...OTHER_WAYS.map((way) => [way, "off"]), ["plan_cache_mode", "force_custom_plan"]]));

/**
 * For questions that touch a few hundred rows of very many: left to itself the planner reads the whole table for them, since it takes what lies
 * in memory for a slow disk; and a plan that was kept from when the table was empty reads it once for each row. In a mailing either cost more than all the rest.
 */
const byIndex = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    const set = tx.run(sql`select set_config(key, value, true) from jsonb_each_text(${BY_INDEX}::jsonb)`);
    const [answer] = await Promise.all([work(tx), set]); // sent in this order, without waiting in between
    return answer;
  });

/** `inHand`: this process has some in hand, so what it holds is not lost. `notTo`: domains that have enough of their own waiting for them. */
export type Claim = { most: number; onlyOfDemo?: boolean; inHand?: boolean; notTo?: readonly string[] };

/**
 * The next mails to send, what fell due first first. One that a killed process held, or this one without being able to write down what became of it, may have gone
 * out already: it goes again, with the same Message-ID, and is recorded as ambiguous. A link may come twice after a crash, never not at all.
 * With `onlyOfDemo` those of real institutions are left where they are.
 */
export async function claimDeliveries(db: Database, process: string, now: Instant, { most, onlyOfDemo, inHand, notTo }: Claim): Promise<DeliveryTaken[]> {
  const free = isFree(sql`leased_by`);
  const taken = await byIndex(db, (tx) =>
    tx.list(
      toTaken,
      sql`with f as materialized (select institution_id, key from deliveries where state in ('queued', 'sending') and due_at <= ${at(now)}
            and not ${isHeldForDead(process)} and case when leased_by = ${process} then not ${inHand ?? false}::boolean else ${free} end
            and (not ${onlyOfDemo ?? false}::boolean or institution_id in (select institution_id from institutions where zoom = 'sandbox'))
            and (${(notTo ?? []).length}::integer = 0 or lower(split_part(to_email, '@', 2)) <> all(${notTo ?? []}::text[]))
          order by due_at, key limit ${most} for update skip locked)
        update deliveries d set state = 'sending', leased_by = ${process}, attempts = d.attempts + 1, sent_again = d.sent_again or d.state = 'sending'
        from f where d.institution_id = f.institution_id and d.key = f.key
        returning to_json(d) as mail, (select zoom from institutions i where i.institution_id = d.institution_id) as zoom`,
    ),
  );
  return taken.toSorted(earliestFirst);
}

/** The database gives back what it changed in whatever order it found it. */
const earliestFirst = (a: Delivery, b: Delivery): number => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1);

/**
 * What became of a mail that was taken. `waits`: it goes again later. `refused`: the mail server will never take it for this address;
 * `failed`: it was given up. `mayHaveGone`: the server may have taken it before the line broke.
 */
export type End =
  | { is: "sent" | "withdrawn" }
  | { is: "waits"; until: Instant; trouble: string; mayHaveGone: boolean }
  | { is: "failed" | "refused"; trouble: string; mayHaveGone: boolean };

/** One statement for all of them: mail by mail, writing it down took longer than sending. */
export async function ended(db: Database, ends: readonly { mail: Delivery; end: End }[], now: Instant): Promise<void> {
  if (ends.length === 0) return;
  const rows = ends.map(({ mail, end }) => ({
    institution_id: mail.institutionId,
    key: mail.key,
    state: end.is === "waits" ? "queued" : end.is,
    due_at: end.is === "waits" ? at(end.until) : null,
    trouble: "trouble" in end ? end.trouble.slice(0, 300) : null,
    may_have_gone: "mayHaveGone" in end && end.mayHaveGone,
  }));
  await byIndex(db, (tx) =>
    tx.run(sql`update deliveries d set leased_by = null, due_at = coalesce(e.due_at, d.due_at), trouble = e.trouble, sent_again = d.sent_again or e.may_have_gone,
      sent_at = case when e.state = 'sent' then ${at(now)}::timestamptz else d.sent_at end,
      state = case when e.state = 'sent' and d.sent_again then 'ambiguous' else e.state end
    from jsonb_to_recordset(${json(rows)}::jsonb) as e (institution_id uuid, key text, state text, due_at timestamptz, trouble text, may_have_gone boolean)
    where d.institution_id = e.institution_id and d.key = e.key and d.state = 'sending'`),
  );
}

/** They were taken and not begun: nothing has gone out. */
export const putBack = (tx: Tx, mails: readonly Delivery[]): Promise<number> =>
  tx.run(
    sql`update deliveries set state = 'queued', leased_by = null, attempts = attempts - 1 where id = any(${mails.map((mail) => mail.id)}::uuid[]) and state = 'sending'`,
  );

/** The notices of a change that is taken back, or overtaken by another, before anybody was told: those of this revision that wait. What else waits is sent. */
export const withdrawNotices = (tx: Tx, institutionId: string, sessionId: string, revision: number): Promise<number> =>
  tx.run(
    sql`update deliveries set state = 'withdrawn' where institution_id = ${institutionId} and session_id = ${sessionId} and state = 'queued'
      and step is null and kind in ('changed', 'cancelled', 'not_hosting') and starts_with(key, ${`${sessionId}@${revision}/`}::text)`,
  );

/** Of somebody who was removed: what waits is not sent, and what was sent belongs to nobody who is still there. */
export async function withdrawFor(tx: Tx, institutionId: string, attendeeIds: readonly string[]): Promise<void> {
  const theirs = sql`institution_id = ${institutionId} and attendee_id = any(${attendeeIds}::uuid[])`;
  await tx.run(sql`update deliveries set state = 'withdrawn' where ${theirs} and state = 'queued'`);
  await tx.run(sql`update deliveries set attendee_id = null where ${theirs} and state not in ('queued', 'sending', 'withdrawn')`);
}

/** An administrator says: try again. */
export const sendFailedAgain = (tx: Tx, institutionId: string, sessionId: string, step: string, now: Instant): Promise<number> =>
  tx.run(sql`update deliveries set state = 'queued', due_at = ${at(now)}, attempts = 0, settled = false where institution_id = ${institutionId} and session_id = ${sessionId}
    and step = ${step} and state in ('failed', 'refused') and (useful_until is null or useful_until > ${at(now)})`);

export type MailStep = { institutionId: string; sessionId: string; step: string };

/** Steps whose last mail has ended since they were looked at last, by this process or by one that was killed. */
export const stepsToSettle = (db: Database): Promise<MailStep[]> =>
  byIndex(db, (tx) =>
    tx.list(
      (r) => ({ institutionId: r.institution_id, sessionId: r.session_id, step: r.step }),
      sql`select * from (select distinct institution_id, session_id, step from deliveries
        where step is not null and session_id is not null and not settled and state not in ('queued', 'sending')) s
      where not exists (select from deliveries d where d.institution_id = s.institution_id and d.session_id = s.session_id and d.step = s.step and d.state in ('queued', 'sending'))
      order by s.institution_id, s.session_id, s.step limit 100`,
    ),
  );

export const lookedAt = (tx: Tx, { institutionId, sessionId, step }: MailStep): Promise<number> =>
  tx.run(sql`update deliveries set settled = true where institution_id = ${institutionId} and session_id = ${sessionId} and step = ${step}
    and not settled and state not in ('queued', 'sending')`);

/** Whether anything of a step is still to be sent, and how the latest mail to each addressee went. */
export const stepMails = (tx: Tx, institutionId: string, sessionId: string, step: string): Promise<{ open: number; sent: number; failed: number } | null> =>
  tx.one(
    (r) => ({ open: Number(r.open), sent: Number(r.sent), failed: Number(r.failed) }),
    sql`select count(*) filter (where state in ('queued', 'sending')) as open, count(*) filter (where state in ('sent', 'ambiguous')) as sent, count(*) filter (where state in ('failed', 'refused', 'bounced')) as failed
      from (select distinct on (to_email) state from deliveries
        where institution_id = ${institutionId} and session_id = ${sessionId} and step = ${step} and state <> 'withdrawn' order by to_email, made_at desc, key desc) latest`,
  );

/** A report of final failure came for this mail, perhaps before it was written down that it is out. Again, or for one that nobody sent, it changes nothing. */
export const markBounced = (tx: Tx, id: string, trouble: string): Promise<number> =>
  tx.run(
    sql`update deliveries set state = 'bounced', leased_by = null, trouble = ${trouble.slice(0, 300)}, settled = false where id = ${id} and state in ('sending', 'sent', 'ambiguous')`,
  );
