import type { Instant } from "../lib/time.ts";
import { at, sql, type Sql } from "./database.ts";

/** As Zoom was read since their run `r` was over, once its lists knew of it (rooms/room.ts, `LISTS_LAG`): somebody `w` is no user of the account, or has not the licence that is to be theirs. */
const isGone: Sql = sql`exists (select from connections c where c.institution_id = w.institution_id and c.kind = 'institution' and c.synced_at >= r.ended_at + interval '5 minutes')
  and not exists (select from hosts h where h.institution_id = w.institution_id and lower(h.email) = lower(w.email) and h.status in ('active', 'inactive', 'pending')
    and (h.licensed or h.status <> 'active' or not w.licence))`;

/** Somebody put `w` into a team, or invited them, after their run `r` was stopped. Whoever accepts an invitation of before has only opened a mail. */
const cameSince: Sql = sql`(r.state = 'stopped' and r.facts -> 'stoppedBy' ->> 'by' = 'stopping' and r.ended_at < w.came
  and not exists (select from invitations i where i.institution_id = w.institution_id and lower(i.email) = lower(w.email) and i.accepted_at = w.came and i.made_at <= r.ended_at))`;

/**
 * Who is to be a user of the institution's Zoom account and for whom nobody has asked yet: members of teams that say so, and where it is done at once, whoever
 * is invited into one, `until` the invitation lapses. Who has left and comes back is asked for anew, also where letting go of them gave up, and so is who is to have a licence by now and was asked for without,
 * and whom Zoom does not have any more, or has without the licence, where they came into a team, or it or the institution was switched on, `since` they were asked for. What an administrator
 * stopped stays stopped, whatever their teams give by then, until they are put into a team, or invited, after that (`came`). Who was asked for at the very moment of being let go of counts as asked for: where the clock stands they would be asked
 * for without end. Nobody, while provisioning is switched off.
 */
export const UNASKED: Sql = sql`select w.institution_id, w.member_id, w.email, w.name, w.licence, w.until from (
    select institution_id, member_id, email, name, bool_or(licence) as licence, max(until) as until, max(since) as since, max(came) as came from (
      select m.institution_id, m.id as member_id, m.email, m.name, t.gives_licence as licence, timestamptz '9999-01-01' as until,
          greatest(tm.joined_at, t.makes_since, p.on_since) as since, tm.joined_at as came from provisioning p
        join teams t on t.institution_id = p.institution_id and t.makes_zoom_users
        join team_members tm on tm.institution_id = t.institution_id and tm.team_id = t.id
        join members m on m.institution_id = tm.institution_id and m.id = tm.member_id and m.left_at is null
        where p.switched_on
      union all
      select i.institution_id, null::uuid, i.email, i.name, t.gives_licence, i.expires_at, greatest(i.sent_at, t.makes_since, p.on_since), i.made_at from provisioning p
        join invitations i on i.institution_id = p.institution_id and i.accepted_at is null and i.revoked_at is null
        join teams t on t.institution_id = i.institution_id and t.id = any(i.team_ids) and t.makes_zoom_users
        where p.switched_on and p.makes_at = 'at once') every
      group by institution_id, member_id, email, name) w
  where not exists (select from runs r where r.institution_id = w.institution_id and (r.member_id = w.member_id or lower(r.email) = lower(w.email))
    and ((r.ended_at is null and not (r.kind = 'leaving' and r.state = 'failed')) or (r.kind = 'zoom user' and (r.asked ->> 'licence' = 'true' or not w.licence or (r.state = 'stopped' and r.facts -> 'stoppedBy' ->> 'by' = 'stopping'))
      and coalesce(r.facts ->> 'left', 'false') <> 'true' and not exists (select from runs l where l.institution_id = r.institution_id and l.kind = 'leaving'
      and (l.member_id = r.member_id or lower(l.email) = lower(r.email)) and l.asked_at > r.asked_at)
      and not (r.state = 'done' and r.asked_at < w.since and ${isGone}) and not ${cameSince})))`;

/** Zoom was asked to make them, or has invited them. */
const IS_MADE: Sql = sql`coalesce(r.facts ->> 'invitedAt', r.facts ->> 'makingSince') is not null`;

/**
 * What Bedel asked for by itself and that goes on, and `until` when somebody asks for it; null: nobody does any more. They left the team, or Bedel, the team makes no
 * Zoom users any more, or their invitation was taken back. An invitation to Bedel asks for somebody to be *made* only while it can be accepted, and while users are made
 * at once; whom Zoom has invited by then is looked after all the same. Nothing more is done for those whom nobody asks for; what was made stays, and whoever is asked for again is.
 */
const WISHED: Sql = sql`select r.institution_id, r.id,
    case when exists (select from members m join team_members tm on tm.institution_id = m.institution_id and tm.member_id = m.id
        join teams t on t.institution_id = tm.institution_id and t.id = tm.team_id and t.makes_zoom_users
        where m.institution_id = r.institution_id and m.left_at is null and (m.id = r.member_id or lower(m.email) = lower(r.email))) then timestamptz '9999-01-01'
      else (select max(case when ${IS_MADE} then timestamptz '9999-01-01' when p.makes_at = 'at once' then i.expires_at end) from invitations i
        join provisioning p on p.institution_id = i.institution_id
        join teams t on t.institution_id = i.institution_id and t.id = any(i.team_ids) and t.makes_zoom_users
        where i.institution_id = r.institution_id and lower(i.email) = lower(r.email) and i.accepted_at is null and i.revoked_at is null) end as until
  from runs r where r.kind = 'zoom user' and r.ended_at is null and r.state <> 'stopped' and r.asked_by is null`;

/** Those of them whom nobody asks for by then. */
export const unwantedBy = (now: Instant): Sql => sql`select w.institution_id, w.id from (${WISHED}) w where coalesce(w.until <= ${at(now)}, true)`;

/** Whether there are some whom nobody asks for, whatever the time, and when the next will be one of them. */
export const IS_UNWANTED: Sql = sql`exists (select from (${WISHED}) w where w.until is null)`;
export const NEXT_UNWANTED: Sql = sql`(select min(w.until) from (${WISHED}) w where w.until < timestamptz '9999-01-01')`;

/** What waits for a licence that Bedel asked for by itself, and that no team of theirs gives any more: they are made, or stay, without one. */
export const LICENCE_UNWANTED: Sql = sql`select r.institution_id, r.id from runs r where r.kind = 'zoom user' and r.ended_at is null and r.state <> 'stopped' and r.asked_by is null
  and r.asked ->> 'licence' = 'true' and not exists (select from members m join team_members tm on tm.institution_id = m.institution_id and tm.member_id = m.id
    join teams t on t.institution_id = tm.institution_id and t.id = tm.team_id and t.makes_zoom_users and t.gives_licence
    where m.institution_id = r.institution_id and m.left_at is null and (m.id = r.member_id or lower(m.email) = lower(r.email)))
  and not exists (select from invitations i join teams t on t.institution_id = i.institution_id and t.id = any(i.team_ids) and t.makes_zoom_users and t.gives_licence
    where i.institution_id = r.institution_id and lower(i.email) = lower(r.email) and i.accepted_at is null and i.revoked_at is null)`;
