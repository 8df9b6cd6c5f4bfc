import { refused, type Outcome } from "../lib/outcome.ts";
import type { Instant } from "../lib/time.ts";
import { institutionById, membersOf } from "../people/actions.ts";
import { hasLeft, isAdmin, type Member } from "../people/member.ts";
import { teamsOf } from "../people/teams/actions.ts";
import type { Tx } from "../platform/database.ts";
import type { World } from "../world.ts";
import { mayManage, maySee, settingsOf } from "./actions.ts";
import type { TypeDetail, TypeHead, TypeList } from "./contract.ts";
import * as store from "./store.ts";
import { troublesOf } from "./troubles/actions.ts";
import type { AppointmentType } from "./type.ts";

type Needs = Pick<World, "db" | "clock" | "origin">;
type Named = { id: string; name: string };

export const addressOf = ({ origin }: Pick<World, "origin">, { slug }: Pick<AppointmentType, "slug">): string => `${origin}/book/${slug}`;

/** What is shown by its name in all of them. */
type Names = { members: ReadonlyMap<string, Member>; teams: ReadonlyMap<string, Named> };

async function namesIn(tx: Tx, institutionId: string): Promise<Names> {
  const members = new Map((await membersOf(tx, institutionId)).map((one) => [one.id, one]));
  const teams = new Map((await teamsOf(tx, institutionId)).map((one) => [one.id, one]));
  return { members, teams };
}

const named = ({ members }: Names, id: string): Named => ({ id, name: members.get(id)?.name ?? "" });

/** One's own, those that one hosts and those of one's teams; for administrators everybody's. */
export async function typesFor(world: Needs, who: Member): Promise<TypeList> {
  const { db, clock, origin } = world;
  const now = clock.now();
  const types = await store.typesOf(db, who.institutionId, isAdmin(who) ? null : who.id);
  const names = await namesIn(db, who.institutionId);
  const coming = await store.comingOf(db, who.institutionId, now);
  const heads: TypeHead[] = [];
  for (const type of types) heads.push(await headOf(world, type, names, coming.get(type.id) ?? 0, now));
  const there = [...names.members.values()].filter((one) => !hasLeft(one));
  const teams = await teamsOfMember(db, who, names);
  const { lockedPlace } = await settingsOf(db, who.institutionId);
  const mates = isAdmin(who) ? there : there.filter((one) => one.id === who.id || teams.some(({ memberIds }) => memberIds.includes(one.id)));
  return {
    types: heads,
    members: mates.map(({ id, name }) => ({ id, name })),
    teams: teams.map(({ id, name }) => ({ id, name })),
    lockedPlace,
    pageAddress: `${origin}/book?of=${who.institutionId}`,
  };
}

async function teamsOfMember(tx: Tx, who: Member, { teams }: Names): Promise<(Named & { memberIds: string[] })[]> {
  const found: (Named & { memberIds: string[] })[] = [];
  for (const team of teams.values()) {
    const memberIds = await store.membersOfTeam(tx, who.institutionId, team.id);
    if (isAdmin(who) || memberIds.includes(who.id)) found.push({ ...team, memberIds });
  }
  return found;
}

async function headOf(world: Needs, type: AppointmentType, names: Names, coming: number, now: Instant): Promise<TypeHead> {
  const { id, name, slug, lengths, place, hosting, listed, active } = type;
  return {
    id,
    name,
    slug,
    address: addressOf(world, type),
    lengths: [...lengths],
    place,
    hosting,
    hosts: type.hostIds.map((one) => named(names, one)),
    owner: named(names, type.ownerId),
    team: type.teamId === null ? null : (names.teams.get(type.teamId) ?? null),
    listed,
    active,
    coming,
    troubles: await troublesOf(world.db, type, now),
  };
}

/** All of one, for whoever may see it. */
export async function typeFor(world: Needs, who: Member, id: string): Promise<Outcome<TypeDetail>> {
  const { db, clock } = world;
  const type = await store.typeById(db, who.institutionId, id);
  if (type === null || !(await maySee(db, who, type))) return refused("not_found");
  const names = await namesIn(db, who.institutionId);
  const { institutionId: _house, ownerId: _owner, toldTrouble: _told, madeAt: _made, ...fields } = type;
  const { owner, hosts, team, troubles, address } = await headOf(world, type, names, 0, clock.now());
  const isMine = await mayManage(db, who, type);
  return {
    ok: true,
    value: {
      ...fields,
      ...{ lengths: [...type.lengths], hostIds: [...type.hostIds], languages: [...type.languages], reminders: [...type.reminders] },
      days: type.days.map(({ day, spans }) => ({ day, spans: [...spans] })),
      weekly: Object.fromEntries(Object.entries(type.weekly).map(([day, spans]) => [day, [...spans]])) as TypeDetail["weekly"],
      ...{ owner, hosts, team, troubles, address },
      placeLocked: (await settingsOf(db, who.institutionId)).lockedPlace !== null,
      whyNotChange: isMine ? null : "appointment_type_not_yours",
    },
  };
}

/** How the institution's booking pages look. */
export async function lookOf({ db }: Pick<World, "db">, institutionId: string): Promise<{ institution: string; colour: string | null; logo: string | null }> {
  const institution = (await institutionById(db, institutionId))!;
  const { colour, logo } = await settingsOf(db, institutionId);
  return { institution: institution.settings.name, colour, logo };
}
