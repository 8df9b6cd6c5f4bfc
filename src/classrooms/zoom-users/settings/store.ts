import type { Instant } from "../../../lib/time.ts";
import { at, sql, type Row, type Tx } from "../../../platform/database.ts";
import { NEVER_SAVED, type Provisioning } from "./provisioning.ts";

const toProvisioning = (r: Row): Provisioning => ({
  revision: r.revision,
  on: r.switched_on,
  makesAt: r.makes_at,
  madeAs: r.made_as,
  standing: r.standing_link,
});

export const provisioningOf = async (tx: Tx, institutionId: string): Promise<Provisioning> =>
  (await tx.one(toProvisioning, sql`select * from provisioning where institution_id = ${institutionId}`)) ?? NEVER_SAVED;

/** 0 rows: somebody else saved meanwhile. */
export const saveProvisioning = (tx: Tx, institutionId: string, p: Provisioning, now: Instant): Promise<number> =>
  tx.run(sql`insert into provisioning as p (institution_id, revision, switched_on, makes_at, made_as, standing_link, on_since)
    select ${institutionId}, 1, ${p.on}::boolean, ${p.makesAt}, ${p.madeAs}, ${p.standing}, ${at(now)}
      where ${p.revision}::integer = 0 or exists (select from provisioning where institution_id = ${institutionId} and revision = ${p.revision})
    on conflict (institution_id) do update set revision = p.revision + 1, switched_on = excluded.switched_on, makes_at = excluded.makes_at,
      made_as = excluded.made_as, standing_link = excluded.standing_link,
      on_since = case when excluded.switched_on and not p.switched_on then excluded.on_since else p.on_since end where p.revision = ${p.revision}`);

/** 0 rows: it was off. */
export const switchOff = (tx: Tx, institutionId: string): Promise<number> =>
  tx.run(sql`update provisioning set switched_on = false, revision = revision + 1 where institution_id = ${institutionId} and switched_on`);

/** What Zoom said of the account that is connected, where it refused a licence. */
export const saveLicencesTold = (tx: Tx, institutionId: string, most: number, now: Instant): Promise<number> =>
  tx.run(sql`update provisioning set licences_told = ${most}, licences_told_at = ${at(now)},
    licences_account = (select account_id from connections where institution_id = ${institutionId} and kind = 'institution' limit 1) where institution_id = ${institutionId}`);

export type TeamWish = { id: string; name: string; makesZoomUsers: boolean; givesLicence: boolean };

const toTeamWish = (r: Row): TeamWish => ({ id: r.id, name: r.name, makesZoomUsers: r.makes_zoom_users, givesLicence: r.gives_licence });

export const teamWishes = (tx: Tx, institutionId: string): Promise<TeamWish[]> =>
  tx.list(toTeamWish, sql`select id, name, makes_zoom_users, gives_licence from teams where institution_id = ${institutionId} order by lower(name), id`);

export const lockTeamWish = (tx: Tx, institutionId: string, id: string): Promise<TeamWish | null> =>
  tx.one(toTeamWish, sql`select id, name, makes_zoom_users, gives_licence from teams where institution_id = ${institutionId} and id = ${id} for update`);

/** What it says newly, it says from now on. */
export const saveTeamWish = (tx: Tx, institutionId: string, { id, makesZoomUsers, givesLicence }: Omit<TeamWish, "name">, now: Instant): Promise<number> =>
  tx.run(sql`update teams set makes_zoom_users = ${makesZoomUsers}, gives_licence = ${givesLicence},
    makes_since = case when (${makesZoomUsers} and not makes_zoom_users) or (${givesLicence} and not gives_licence) then ${at(now)} else makes_since end where institution_id = ${institutionId} and id = ${id}`);

/** Of each team its members, each once; and where users are made at once, also who is invited into it and may still accept. */
export const peopleOfTeams = (tx: Tx, institutionId: string, makesAt: Provisioning["makesAt"], now: Instant): Promise<{ teamId: string; email: string }[]> =>
  tx.list(
    (r) => ({ teamId: r.team_id, email: r.email }),
    sql`select tm.team_id, lower(m.email) as email from team_members tm
        join members m on m.institution_id = tm.institution_id and m.id = tm.member_id and m.left_at is null where tm.institution_id = ${institutionId}
      union select t.id, lower(i.email) from invitations i join teams t on t.institution_id = i.institution_id and t.id = any(i.team_ids)
        where i.institution_id = ${institutionId} and ${makesAt === "at once"} and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${at(now)}`,
  );

/** Whose user of run `r` was read as having a licence already takes none; who is deactivated has it no more. */
const HAS_LICENCE = sql`exists (select from hosts h where h.institution_id = r.institution_id and h.connection_id is null and h.licensed and h.status in ('active', 'pending')
  and (h.id = r.facts ->> 'hostId' or lower(h.email) = lower(r.email)))`;

/** What is not over and goes on by itself once users are made, by the step that it is at; also what gave up for a scope, which switching on begins anew. */
export const waitingRuns = async (tx: Tx, institutionId: string): Promise<{ makes: number; licences: number; letsGo: number }> =>
  (await tx.one(
    (r) => ({ makes: Number(r["makes"]), licences: Number(r["licences"]), letsGo: Number(r["lets_go"]) }),
    sql`select count(*) filter (where s.name in ('look_up', 'make_user')) as makes,
        count(*) filter (where s.name in ('look_up', 'make_user', 'settle_user') and r.asked ->> 'licence' = 'true' and not ${HAS_LICENCE}) as licences,
        count(*) filter (where s.name = 'retire_user' and coalesce(r.facts ->> 'farewell', r.asked ->> 'farewell', 'nothing') <> 'nothing') as lets_go
      from runs r cross join lateral (select name, state, because from run_steps where institution_id = r.institution_id and run_id = r.id and state not in ('done', 'skipped') order by ord limit 1) s
      where r.institution_id = ${institutionId} and r.ended_at is null
        and (r.state = 'running' or (r.state = 'failed' and s.state = 'failed' and s.because = 'zoom_missing_scope'))`,
  ))!;
