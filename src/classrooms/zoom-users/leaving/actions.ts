import type { z } from "zod";
import { fine, refused, type Outcome } from "../../../lib/outcome.ts";
import type { Agenda, Leaver } from "../../../people/around.ts";
import { emailInvited, lockMembers, memberById } from "../../../people/actions.ts";
import { hasLeft, isAdmin, type Member } from "../../../people/member.ts";
import { hostsInUse } from "../../../sessions/hosting/actions.ts";
import type { Tx } from "../../../platform/database.ts";
import { refuse } from "../../../platform/http.ts";
import type { World } from "../../../world.ts";
import { ZoomError, type AccountUser, type Zoom } from "../../../zoom/port.ts";
import { askForRun, lockMakingOf, runById } from "../../runs/actions.ts";
import type { Farewell, StoppedBy } from "../../runs/facts.ts";
import { stoppedAs } from "../../runs/run.ts";
import { saveRun } from "../../runs/store.ts";
import type { LeavingUser, stayingUser } from "../contract.ts";
import type { Belonging } from "../../whose-user.ts";
import { belongingOf } from "../belonging-actions.ts";
import type { Known as KnownUser } from "../listing/person.ts";
import { knownUsers, knownUsersAmong } from "../listing/store.ts";
import { provisioningOf } from "../settings/actions.ts";
import { lookFor } from "../steps/looking-actions.ts";
import { whyNotAsk, whyNotFarewell, whyNotOfTeams, whyNotTake, withTeams, type TeamsMaking } from "./farewell.ts";
import { sessionsHostedBy, teamsMaking } from "./store.ts";

export type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "zoomOf">;

/** What the Zoom user of a member owns, read in Zoom now. `stays`: the member leaves teams only. Null: there is no such member. */
export async function leavingUserOf(world: Needs, institutionId: string, memberId: string, { stays = false } = {}): Promise<LeavingUser | null> {
  const member = await memberById(world.db, institutionId, memberId);
  if (member === null) return null;
  return zoomUserAt(world, institutionId, member.email, stays ? await teamsMaking(world.db, institutionId, memberId) : null);
}

/** The same of somebody whose invitation is taken back; null: it is open no more. */
export async function invitedUserOf(world: Needs, institutionId: string, invitationId: string): Promise<LeavingUser | null> {
  const email = await emailInvited(world.db, institutionId, invitationId);
  return email === null ? null : zoomUserAt(world, institutionId, email);
}

/** Where Zoom can't be asked it is as it was last read, and nobody says what is planned. `teams`: of a member who stays, which would give back what is taken. */
export async function zoomUserAt(world: Needs, institutionId: string, email: string, teams: TeamsMaking | null = null): Promise<LeavingUser> {
  const zoom = world.zoomOf(institutionId, 0);
  const { user, planned } = await readNow(zoom, email).catch(async (error: unknown) => {
    if (!(error instanceof ZoomError)) throw error;
    const known = (await knownUsers(world.db, institutionId)).find((one) => one.email.toLowerCase() === email.toLowerCase());
    return { user: known ?? null, planned: null };
  });
  const hosted = user?.hostId == null ? 0 : await sessionsHostedBy(world.db, institutionId, user.hostId, world.clock.now());
  const belonging = await belongingOf(world.db, institutionId, { hostId: user?.hostId ?? null, email });
  const hostsForOthers = (await hostsInUse(world.db, institutionId, world.clock.now())).some(({ hostId }) => hostId === user?.hostId);
  const isOn = (await provisioningOf(world.db, institutionId)).on;
  const whyNot = whyNotFarewell(user, { isOn, belonging, hostsForOthers: teams !== null && hostsForOthers });
  return {
    hasUser: user !== null,
    hostsForOthers,
    isInvited: user?.status === "pending",
    licensed: user?.licensed === true,
    planned,
    bedelSessions: hosted,
    whyNot: teams === null ? whyNot : withTeams(whyNot, teams),
  };
}

async function readNow(zoom: Pick<Zoom, "findUser" | "plannedMeetings">, email: string): Promise<{ user: AccountUser | null; planned: number | null }> {
  const { user } = await lookFor(zoom, email);
  if (user?.status === "inactive") return { user, planned: null }; // nobody promises that what it had planned is told
  return { user, planned: user === null || user.status !== "active" || user.hostId === null ? 0 : (await zoom.plannedMeetings(user.hostId)).length };
}

/** Members who leave, with what becomes of their Zoom users: in the transaction of the leaving it is asked for, and what was being made for them is stopped. */
export const withZoomUsers = (world: Pick<World, "clock" | "random" | "secrets">, agenda: Agenda): Agenda => ({
  ...agenda,
  letGo: (tx, from, farewell, by) => letGo(tx, world, from, farewell, by),
});

async function letGo(tx: Tx, world: Pick<World, "clock" | "random" | "secrets">, from: Leaver, farewell: Farewell, by: Member): Promise<Outcome<null>> {
  if (farewell !== "nothing" && !(await provisioningOf(tx, from.institutionId)).on) return refused("provisioning_off", { field: "zoomUser" });
  const why = farewell === "nothing" ? null : whyNotTake(await belongingNow(tx, from));
  if (why !== null) return refused(why, { field: "zoomUser" });
  // Whoever is invited no more may be made a user by somebody's own wish.
  await stopMaking(tx, world, { ...from, isOwn: from.id === null && farewell === "nothing" }, by, "removing");
  if (farewell === "nothing") return fine(null);
  const asked = { email: from.email, name: from.name, farewell, hosts: await hostsNow(tx, world, from) };
  return askedOrThrown(await askForRun(tx, world, by, { id: world.random.uuid(), kind: "leaving", email: from.email, memberId: from.id, asked }), "zoomUser");
}

type Staying = z.output<typeof stayingUser>;

/**
 * What becomes of the Zoom user of a member who stays, in the institution or out of its teams. Refused while a team of theirs makes them one, which would give back
 * what is taken, of classrooms and rooms, while provisioning is off, and while something is under way for them. Asking twice with one id asks once.
 */
export async function sayFarewellTo(world: Needs & Pick<World, "poke">, who: Member, memberId: string, { runId, farewell }: Staying): Promise<Outcome<null>> {
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    await lockMembers(tx, who.institutionId);
    const [by, member] = [await memberById(tx, who.institutionId, who.id), await memberById(tx, who.institutionId, memberId)];
    if (by === null || hasLeft(by) || !isAdmin(by)) return refused("admins_only");
    if (member === null || hasLeft(member)) return refused("not_found");
    if (member.role === "owner" && by.role !== "owner") return refused("owners_only");
    const wanted = {
      id: runId,
      kind: "leaving" as const,
      email: member.email,
      memberId,
      asked: { email: member.email, name: member.name, farewell, stays: true },
    };
    if ((await runById(tx, who.institutionId, runId)) !== null) return askForRun(tx, world, who, wanted);
    const [user = null] = await knownUsersAmong(tx, who.institutionId, [member.email]);
    const why = await whyNotNow(tx, world, { ...member, user }, await teamsMaking(tx, who.institutionId, memberId), farewell);
    if (why !== null) return refused(why, { field: "farewell" });
    await stopMaking(tx, world, member, who, "stopping");
    return askedOrThrown(await askForRun(tx, world, who, wanted), "farewell");
  });
  world.poke(["runs"]);
  return outcome;
}

/** What was stopped for it goes on where it is refused: a refusal that is thrown takes back the whole deed. */
export function askedOrThrown(outcome: Outcome<null>, field: string): Outcome<null> {
  if (!outcome.ok) throw refuse(409, outcome.refusal.because, { field });
  return outcome;
}

type Whose = { institutionId: string; email: string; user: KnownUser | null };

/** As Zoom's users were last read: the run looks again before it does anything. `teams`: what would be given back at once. */
export async function whyNotNow(
  tx: Tx,
  { clock }: Pick<World, "clock">,
  { institutionId, email, user }: Whose,
  teams: TeamsMaking,
  farewell: Farewell,
): Promise<string | null> {
  const hostsForOthers = (await hostsInUse(tx, institutionId, clock.now())).some(({ hostId }) => hostId === user?.hostId);
  const isOn = (await provisioningOf(tx, institutionId)).on;
  const belonging = await belongingOf(tx, institutionId, { hostId: user?.hostId ?? null, email });
  return whyNotAsk(whyNotFarewell(user, { isOn, belonging, hostsForOthers }), farewell) ?? whyNotOfTeams(teams, farewell);
}

/** What was being made for somebody is over; whoever comes back is asked for anew. */
export async function stopMaking(tx: Tx, { clock }: Pick<World, "clock">, from: Leaver & { isOwn?: boolean }, by: Member, how: StoppedBy["by"]): Promise<void> {
  for (const run of await lockMakingOf(tx, from.institutionId, from)) {
    const over = stoppedAs(run, by.name, how, clock.now());
    await saveRun(tx, { ...over, facts: { ...over.facts, left: true } }, run.sealed);
  }
}

/** Whether it hosts for others when it is asked for; somebody who comes to only later was not seen. */
async function hostsNow(tx: Tx, { clock }: Pick<World, "clock">, { institutionId, email }: Leaver): Promise<boolean> {
  const [user] = await knownUsersAmong(tx, institutionId, [email]);
  return user !== undefined && (await hostsInUse(tx, institutionId, clock.now())).some(({ hostId }) => hostId === user.hostId);
}

/** As Zoom's users were last read: the run looks again before it does anything. */
async function belongingNow(tx: Tx, { institutionId, email }: Leaver): Promise<Belonging | null> {
  const [user] = await knownUsersAmong(tx, institutionId, [email]);
  return belongingOf(tx, institutionId, { hostId: user?.hostId ?? null, email });
}
