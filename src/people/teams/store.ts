import type { Instant } from "../../lib/time.ts";
import { at, json, sql, type Tx } from "../../platform/database.ts";

export type Team = { id: string; name: string };

export const teamsOf = (tx: Tx, institutionId: string): Promise<Team[]> =>
  tx.list((r) => ({ id: r.id, name: r.name }), sql`select id, name from teams where institution_id = ${institutionId} order by lower(name), id`);

/** Who is in which team: member's id to teams' ids. */
export async function placesIn(tx: Tx, institutionId: string): Promise<Map<string, string[]>> {
  const places = new Map<string, string[]>();
  const rows = await tx.list(
    (r) => ({ member: r.member_id as string, team: r.team_id as string }),
    sql`select member_id, team_id from team_members where institution_id = ${institutionId} order by team_id`,
  );
  for (const { member, team } of rows) places.set(member, [...(places.get(member) ?? []), team]);
  return places;
}

/** 0 rows: there is a team of that name. */
export const insertTeam = (tx: Tx, institutionId: string, team: Team): Promise<number> =>
  tx.run(
    sql`insert into teams (institution_id, id, name) values (${institutionId}, ${team.id}, ${team.name}) on conflict (institution_id, lower(name)) do nothing`,
  );

export const teamById = (tx: Tx, institutionId: string, id: string): Promise<Team | null> =>
  tx.one((r) => ({ id: r.id, name: r.name }), sql`select id, name from teams where institution_id = ${institutionId} and id = ${id} for update`);

/** 0 rows: there is another team of that name. */
export const renameTeam = (tx: Tx, institutionId: string, { id, name }: Team): Promise<number> =>
  tx.run(sql`update teams set name = ${name} where institution_id = ${institutionId} and id = ${id}
    and not exists (select from teams where institution_id = ${institutionId} and lower(name) = lower(${name}) and id <> ${id})`);

export const deleteTeam = (tx: Tx, institutionId: string, id: string): Promise<number> =>
  tx.run(sql`delete from teams where institution_id = ${institutionId} and id = ${id}`);

/** All but these. Whoever stays in one is in it since they were. */
export const leaveTeams = (tx: Tx, institutionId: string, memberId: string, but: readonly string[] = []): Promise<number> =>
  tx.run(sql`delete from team_members where institution_id = ${institutionId} and member_id = ${memberId}
    and team_id not in (select value::uuid from jsonb_array_elements_text(${json(but)}::jsonb))`);

/** The same of a team and its members. */
export const emptyTeam = (tx: Tx, institutionId: string, teamId: string, but: readonly string[]): Promise<number> =>
  tx.run(sql`delete from team_members where institution_id = ${institutionId} and team_id = ${teamId}
    and member_id not in (select value::uuid from jsonb_array_elements_text(${json(but)}::jsonb))`);

/** Takes these members out of these teams. */
export const leave = (tx: Tx, institutionId: string, memberIds: readonly string[], teamIds: readonly string[]): Promise<number> =>
  tx.run(sql`delete from team_members where institution_id = ${institutionId}
    and member_id in (select value::uuid from jsonb_array_elements_text(${json(memberIds)}::jsonb))
    and team_id in (select value::uuid from jsonb_array_elements_text(${json(teamIds)}::jsonb))`);

/** Puts these members into these teams from now on, as far as both are there and the members have not left. */
export const join = (tx: Tx, institutionId: string, memberIds: readonly string[], teamIds: readonly string[], now: Instant): Promise<number> =>
  tx.run(sql`insert into team_members (institution_id, team_id, member_id, joined_at)
    select m.institution_id, t.id, m.id, ${at(now)} from members m join teams t on t.institution_id = m.institution_id
    where m.institution_id = ${institutionId} and m.left_at is null
      and m.id in (select value::uuid from jsonb_array_elements_text(${json(memberIds)}::jsonb))
      and t.id in (select value::uuid from jsonb_array_elements_text(${json(teamIds)}::jsonb)) on conflict do nothing`);
