import type { z } from "zod";
import { connectedUsersOf } from "../../connections/personal/showing-actions.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { iso, type Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import { refuse } from "../../platform/http.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { Agenda } from "../around.ts";
import type { Role } from "../contract.ts";
import { invitationsOf } from "../inviting/store.ts";
import { invitationViewOf } from "../inviting/invitation.ts";
import { sendLetter } from "../letters/actions.ts";
import { hasLeft, type Member } from "../member.ts";
import { lockMembers, memberById, membersOf, saveLeft, saveRole } from "../store.ts";
import { join, leave, leaveTeams, placesIn, teamsOf } from "../teams/store.ts";
import type { changeMember, MemberList, MemberView, Removal, removeMember, ZoomFarewell } from "./contract.ts";
import { takeBackPowers, takesBackOf } from "./powers-actions.ts";
import { ownersAmong, whyNotChangeRole, whyNotGive, whyNotRemove } from "./why-not.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "origin">;

const eachRole = (why: (role: Role) => string | null): Record<Role, string | null> => ({
  owner: why("owner"),
  admin: why("admin"),
  organizer: why("organizer"),
});

export async function listMembers({ db, clock }: Pick<Needs, "db" | "clock">, who: Member): Promise<MemberList> {
  const { institutionId } = who;
  const members = await membersOf(db, institutionId);
  const [places, teams, invitations] = [await placesIn(db, institutionId), await teamsOf(db, institutionId), await invitationsOf(db, institutionId)];
  const names = new Map(members.map((m) => [m.id, m.name]));
  const owners = ownersAmong(members);
  const zooms = new Map((await connectedUsersOf(db, institutionId)).map(({ memberId, inForce: { is, because } }) => [memberId, { by: is, because }]));
  const view = (m: Member): MemberView => ({
    id: m.id,
    name: m.name,
    email: m.email,
    role: m.role,
    state: hasLeft(m) ? "left" : "active",
    leftAt: m.leftAt === undefined ? null : iso(m.leftAt),
    teams: places.get(m.id) ?? [],
    self: m.id === who.id,
    zoom: zooms.get(m.id) ?? null,
    whyNot: { roles: eachRole((role) => whyNotChangeRole(who, m, role, owners)), remove: whyNotRemove(who, m, owners) },
  });
  return {
    members: members.map(view),
    invitations: invitations.map((one) => ({
      ...invitationViewOf(one, clock.now()),
      by: names.get(one.invitedBy) ?? "",
      teams: one.teamIds.filter((id) => teams.some((team) => team.id === id)),
      whyNot: whyNotGive(who, one.role),
    })),
    teams,
    whyNotInvite: eachRole((role) => whyNotGive(who, role)),
  };
}

type Change = z.input<typeof changeMember>;

/** Gives a member another role or other teams, either all of them, or which are joined and left. Two owners who demote each other at the same moment come one after the other, so one of them stays owner. */
export const changeMemberOf = (
  { db, clock, random }: Needs,
  agenda: Pick<Agenda, "letGo">,
  who: Member,
  id: string,
  change: Change,
): Promise<Outcome<Member>> =>
  db.transaction(async (tx) => {
    const at = clock.now();
    const { by, of, owners } = await locked(tx, who, id);
    if (of === null) return refused("not_found");
    const role = change.role ?? of.role;
    const why = whyNotChangeRole(by, of, role, owners);
    if (why !== null) return refused(why, { field: "role" });
    const told = { institutionId: who.institutionId, at, who: who.name, memberId: who.id };
    if (of.role === "owner" && role !== "owner") await takeBackPowers(tx, { random }, agenda, { of, by: who, at, takenBack: change.takenBack ?? [] });
    if (role !== of.role) {
      await saveRole(tx, of, role);
      await note(tx, random, { ...told, what: "role_changed", details: { name: of.name, role } });
    }
    if (await changeTeams(tx, of, change, at)) await note(tx, random, { ...told, what: "teams_changed", details: { name: of.name } });
    return fine({ ...of, role });
  });

/** Whether something of it was asked for. Of the others that the member was put into meanwhile `joining` and `leaving` say nothing. */
async function changeTeams(tx: Tx, { institutionId, id }: Member, { teams, joining = [], leaving = [] }: Change, now: Instant): Promise<boolean> {
  if (teams !== undefined) await leaveTeams(tx, institutionId, id, teams);
  await leave(tx, institutionId, [id], leaving);
  await join(tx, institutionId, [id], [...(teams ?? []), ...joining], now);
  return teams !== undefined || joining.length + leaving.length > 0;
}

const SHOWN = 20;

/** What removing somebody would mean; null: there is no such member. */
export async function removalOf({ db }: Pick<Needs, "db">, agenda: Agenda, who: Member, id: string): Promise<Removal | null> {
  const members = await membersOf(db, who.institutionId);
  const of = members.find((m) => m.id === id);
  if (of === undefined) return null;
  const sessions = await agenda.organizedBy(who.institutionId, id);
  return {
    whyNot: whyNotRemove(who, of, ownersAmong(members)),
    sessions: sessions.slice(0, SHOWN).map(({ start, ...session }) => ({ ...session, start: iso(start) })),
    count: sessions.length,
    courses: await agenda.coursesTaughtBy(who.institutionId, id),
    offered: await agenda.offeredBy(who.institutionId, id),
    takesBack: await takesBackOf(db, of),
  };
}

type Leaving = { successor: string | null; zoomUser?: ZoomFarewell; takenBack?: z.output<typeof removeMember>["takenBack"] };

/**
 * Ends a membership: from now on the person sees nothing of the institution. The row stays, for past sessions name it. What is still to come
 * goes to the successor, who is told, or stays in the person's name; administrators then get its mails. Strangers can book nothing with the person any more.
 */
export const removeMemberOf = (
  world: Needs,
  agenda: Agenda,
  who: Member,
  id: string,
  { successor: successorId, zoomUser = "nothing", takenBack = [] }: Leaving,
): Promise<Outcome<null>> =>
  world.db.transaction(async (tx) => {
    const at = world.clock.now();
    const { by, of, owners } = await locked(tx, who, id);
    if (of === null) return refused("not_found");
    const why = whyNotRemove(by, of, owners);
    if (why !== null) return refused(why);
    const successor = successorId === null ? null : await memberById(tx, who.institutionId, successorId);
    if (successorId !== null && (successor === null || hasLeft(successor) || successor.id === of.id))
      return refused("no_such_successor", { field: "successor" });
    const letGo = (await agenda.letGo?.(tx, of, zoomUser, who)) ?? fine(null);
    if (!letGo.ok) return letGo;
    const told = { institutionId: who.institutionId, at, who: who.name, memberId: who.id };
    const given = successor === null ? 0 : await agenda.giveAll(tx, of, successor, who);
    const offered = await agenda.giveOffered(tx, of, successor, who);
    await leaveTeams(tx, who.institutionId, of.id);
    await saveLeft(tx, of, at);
    await takeBackPowers(tx, world, agenda, { of, by: who, at, takenBack });
    await note(tx, world.random, { ...told, what: "member_removed", details: { name: of.name } });
    if (successor !== null && given + offered > 0) await tellSuccessor(tx, world, { from: of, to: successor, sessions: given, offered, at });
    return fine(null);
  });

/** Who asks and who it is about, as they are now that nobody else can change them: who asks may have been demoted since the question. */
async function locked(tx: Tx, who: Member, id: string): Promise<{ by: Member; of: Member | null; owners: number }> {
  await lockMembers(tx, who.institutionId);
  const members = await membersOf(tx, who.institutionId);
  const by = members.find((m) => m.id === who.id);
  if (by === undefined || hasLeft(by) || by.role === "organizer") throw refuse(403, "admins_only");
  return { by, of: members.find((m) => m.id === id) ?? null, owners: ownersAmong(members) };
}

type Given = { from: Member; to: Member; sessions: number; offered: number; at: Instant };
const tellSuccessor = (tx: Tx, world: Needs, { from, to, sessions, offered, at: now }: Given): Promise<void> =>
  sendLetter(tx, world, {
    institutionId: to.institutionId,
    key: `taken over/${from.id}/${now}`,
    kind: "sessions_taken_over",
    to,
    facts: { values: { name: from.name, sessions, offered }, page: `${world.origin}/${sessions > 0 ? "" : "appointments"}` },
  });
