import type { Instant } from "../../lib/time.ts";
import { at, json, sql, type Tx } from "../../platform/database.ts";
import type { StoppedBy } from "./facts.ts";
import { rowsOf, withSteps, type WholeRun } from "./store.ts";

/** Runs that make somebody a Zoom user and are not over; `isOwn`: only what Bedel asked for by itself: whoever was asked for before becoming a member is known to them by the address alone. For whoever changes them. */
export const lockMakingOf = async (
  tx: Tx,
  institutionId: string,
  { id, email, isOwn = false }: { id: string | null; email: string; isOwn?: boolean },
): Promise<WholeRun[]> =>
  withSteps(
    tx,
    await rowsOf(
      tx,
      sql`select * from runs where institution_id = ${institutionId} and kind = 'zoom user' and ended_at is null and (member_id = ${id}::uuid or lower(email) = lower(${email}))
        and (asked_by is null or not ${isOwn}::boolean) order by id for update`,
    ),
  );

/** Those that make users, or let go of them, and are not done; for whoever ends them. */
export const lockOfPeople = async (tx: Tx, institutionId: string): Promise<WholeRun[]> =>
  withSteps(
    tx,
    await rowsOf(
      tx,
      sql`select * from runs where institution_id = ${institutionId} and state <> 'done' and (kind = 'zoom user' or (kind = 'leaving' and ended_at is null and state <> 'stopped')) order by id for update`,
    ),
  );

/** Of classrooms that are not in use yet; for whoever ends them. */
export const lockOfClassroomsToBe = async (tx: Tx, institutionId: string): Promise<WholeRun[]> =>
  withSteps(
    tx,
    await rowsOf(
      tx,
      sql`select r.* from runs r join classrooms c on c.institution_id = r.institution_id and c.id = r.classroom_id and c.state = 'being made'
        where r.institution_id = ${institutionId} and r.kind in ('new classroom', 'replace classroom') and r.state <> 'done' order by r.id for update of r`,
    ),
  );

/**
 * Whom a run made, found or invited, and of whom one lets go as they leave, is of the Zoom account that was connected then, whatever became of the run since. From now on
 * another one is connected, or again that one. What a process has found by now, and is about to write down, may be of either: it is not taken any more.
 */
export const markAccount = (tx: Tx, { institutionId, from, to }: { institutionId: string; from: string; to: string }): Promise<number> =>
  tx.run(sql`with its as (select id, kind in ('zoom user', 'leaving', 'new classroom', 'replace classroom', 'retire classroom', 'former user') as has_user
        from runs where institution_id = ${institutionId} order by id for update)
    update runs r set generation = r.generation + 1, leased_by = null, facts = case when not its.has_user then r.facts else r.facts || jsonb_build_object('ofAccount', coalesce(r.facts ->> 'ofAccount', ${from}::text), 'isOfFormerAccount', coalesce(r.facts ->> 'ofAccount', ${from}::text) <> ${to}::text) end
    from its where r.institution_id = ${institutionId} and r.id = its.id`);

/** Runs that gave up for this; for whoever changes them. */
export const lockFailedFor = async (tx: Tx, institutionId: string, because: string): Promise<WholeRun[]> =>
  withSteps(
    tx,
    await rowsOf(
      tx,
      sql`select r.* from runs r where r.institution_id = ${institutionId} and r.state = 'failed'
        and exists (select from run_steps s where s.institution_id = r.institution_id and s.run_id = r.id and s.state = 'failed' and s.because = ${because})
        order by r.id for update of r`,
    ),
  );

/**
 * A step `s` of run `r` gave up for how its user stood in Zoom, or because Zoom would not have anybody made: who is an active user is in the way of none of these.
 * What it is afraid of in a user who is there already (`meant.ts`) is not among them, and whoever has the address of a classroom whose invitation is no more may be somebody else.
 */
const IS_FOR_NO_USER = sql`s.state = 'failed' and (s.because in ('user_deactivated', 'user_gone') or (s.name in ('look_up', 'make_user', 'activation') and s.because in ('invitation_expired',
  'email_in_use', 'email_elsewhere', 'email_has_account', 'domain_blocked', 'domain_not_allowed', 'blocked_by_zoom', 'type_not_allowed', 'sso_not_allowed', 'automatic_not_allowed', 'making_not_kept')))
  and (r.kind = 'zoom user' or s.name <> 'activation' or s.because = 'user_deactivated')`;

/** Whose runs gave up for that, as Zoom told by an event. */
export const lockFailedAbout = async (tx: Tx, institutionId: string, { hostId, email }: { hostId: string; email: string | null }): Promise<WholeRun[]> =>
  withSteps(
    tx,
    await rowsOf(
      tx,
      sql`select r.* from runs r where r.institution_id = ${institutionId} and r.state = 'failed' and (lower(r.email) = lower(${email}::text) or r.facts ->> 'hostId' = ${hostId})
        and exists (select from run_steps s where s.institution_id = r.institution_id and s.run_id = r.id and ${IS_FOR_NO_USER}) order by r.id for update of r`,
    ),
  );

/** The same of whoever was read as active after that; by what the step asks Zoom for, which is the address until somebody is active. */
export const lockFailedOfFound = async (tx: Tx): Promise<WholeRun[]> =>
  withSteps(
    tx,
    await rowsOf(
      tx,
      sql`select r.* from runs r where r.state = 'failed' and exists (select from run_steps s
          join hosts h on h.institution_id = s.institution_id and h.connection_id is null and h.status = 'active' and h.read_at > s.at
            and (h.id = r.facts ->> 'hostId' or lower(h.email) = lower(r.email))
            and case when s.name in ('secure_user', 'settle_user') and r.facts ->> 'hostId' is not null then h.id = r.facts ->> 'hostId' else lower(h.email) = lower(r.email) end
          where s.institution_id = r.institution_id and s.run_id = r.id and ${IS_FOR_NO_USER})
        order by r.institution_id, r.id for update of r`,
    ),
  );

/** Institutions with runs that gave up before `moment` for scopes by Zoom's names for them, one of which the connection has by now. */
export const scopedSince = (tx: Tx, moment: Instant): Promise<string[]> =>
  tx.list(
    (r) => r.institution_id as string,
    sql`select distinct r.institution_id from runs r join run_steps s on s.institution_id = r.institution_id and s.run_id = r.id
        join connections c on c.institution_id = r.institution_id and c.kind = 'institution' and c.state = 'connected'
      where r.state = 'failed' and s.state = 'failed' and s.because = 'zoom_missing_scope' and s.at <= ${at(moment)}
        and c.scopes && regexp_split_to_array(coalesce(substring(s."values" ->> 'said' from '\\[(.*)\\]'), ''), '[, ]+')`,
  );

/** Of each address the run that makes a Zoom user of it or lets go of one, and is not over, which may be an older one that was begun anew; where all are over, the latest. */
export const latestOfPeople = async (tx: Tx, institutionId: string): Promise<WholeRun[]> =>
  withSteps(
    tx,
    await rowsOf(
      tx,
      sql`select distinct on (lower(email)) * from runs where institution_id = ${institutionId} and kind in ('zoom user', 'leaving') and email is not null
        order by lower(email), ended_at is null desc, asked_at desc, id`,
    ),
  );

/** Whether a run of this address, other than this one, made its Zoom user, or may have, rather than to look after whom somebody else had invited; one that was let go of since is gone. */
export const isMadeByAnother = async (tx: Tx, { institutionId, id, email }: Pick<WholeRun, "institutionId" | "id" | "email">): Promise<boolean> =>
  (await tx.one(
    () => true,
    sql`select 1 from runs r where institution_id = ${institutionId} and id <> ${id} and lower(email) = lower(${email}::text) and kind = 'zoom user'
      and coalesce(facts ->> 'makingSince', facts ->> 'invitedAt') is not null and coalesce(facts ->> 'isOfFormerAccount', 'false') <> 'true'
      and not exists (select from runs l where l.institution_id = r.institution_id and l.kind = 'leaving' and lower(l.email) = lower(r.email)
        and l.state = 'done' and l.asked ->> 'farewell' = 'unlink' and l.asked_at > r.asked_at)
      and coalesce(facts ->> 'isOthers', 'false') <> 'true' and coalesce(asked ->> 'keepsNames', 'false') <> 'true' limit 1`,
  )) ?? false;

/** Runs of this address that were to let go of its Zoom user and gave up are over. Says how many. */
export const giveUpLeaving = async (tx: Tx, institutionId: string, email: string, by: StoppedBy): Promise<number> =>
  tx.run(sql`update runs set state = 'stopped', ended_at = ${at(by.at)}, wake_at = null, facts = facts || ${json({ stoppedBy: by })}::jsonb
    where institution_id = ${institutionId} and kind = 'leaving' and state = 'failed' and ended_at is null and lower(email) = lower(${email})`);

type Until = { notOf: string | null; until: Instant; now: Instant };

/** How many were asked for by then whose users are still to be made, but for those of one list; and whether Zoom has said to one of all these, or to that list, that its day is spent, which lasts. */
export const toMake = async (tx: Tx, institutionId: string, { notOf, until, now }: Until): Promise<{ ahead: number; isSpent: boolean }> =>
  (await tx.one(
    (r) => ({ ahead: Number(r.ahead), isSpent: r.spent === true }),
    sql`select count(*) filter (where r.asked_at <= ${at(until)} and (${notOf}::uuid is null or r.batch_id is distinct from ${notOf}::uuid)) as ahead,
        bool_or(exists (select from run_steps s where s.institution_id = r.institution_id and s.run_id = r.id and s.name in ('look_up', 'make_user')
          and s.state = 'waiting' and s.because = 'zoom_spent' and s.retry_at > ${at(now)})) as spent
      from runs r where r.institution_id = ${institutionId} and r.ended_at is null and r.state = 'running' and coalesce(r.facts ->> 'found', '') not in ('active', 'inactive')
        and exists (select from run_steps s where s.institution_id = r.institution_id and s.run_id = r.id and s.name = 'make_user' and s.state not in ('done', 'skipped'))`,
  ))!;
