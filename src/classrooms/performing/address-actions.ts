import { hostsInUse } from "../../sessions/hosting/actions.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { AtWork, PerformStep } from "../runs/performer.ts";
import type { StepEnd } from "../runs/run.ts";
import { classroomsOf, isMembers, letGoAmong, membersAmong } from "../store.ts";
import { whoseUser } from "../whose-user.ts";
import { addressIs, type AddressIs } from "./address.ts";
import { isUsedElsewhere } from "../zoom-users/elsewhere-store.ts";
import { knownUsersAmong } from "../zoom-users/listing/store.ts";

/** What of an address would be found out too late, is looked at before anything is done to its Zoom user: a later step replaces the password. */
export const onceFit =
  (look: PerformStep): PerformStep =>
  async (world, at) => {
    const result = await look(world, at);
    const end = at.run.kind === "zoom user" ? null : await whyNotFit(world, at, result.facts?.hostId ?? null);
    return end === null ? result : { ...result, end };
  };

/** Between looking and this lie thirty days of an invitation, or weeks without a licence: the address may be a member's since, or its user host sessions. Of a classroom that is there already that is no question. */
export const ifStillFit =
  (take: PerformStep): PerformStep =>
  async (world, at) => {
    const { kind } = at.run;
    const isMaking = kind === "new classroom" || kind === "replace classroom";
    const end = isMaking ? await whyNotFit(world, at, at.facts.hostId ?? null) : null;
    return end === null ? take(world, at) : { end };
  };

/** A classroom's own user may have got another address in Zoom: it would be two classrooms' then, and what opens the first open no more. */
async function whyNotFit(
  { db }: Pick<World, "db">,
  { run: { institutionId, classroomId }, asked, now }: AtWork,
  hostId: string | null,
): Promise<StepEnd | null> {
  if (await isMembers(db, institutionId, asked.email!)) return { is: "failed", because: "user_is_member", retryAt: null };
  if (hostId === null) return null;
  const whose = whoseUser(await classroomsOf(db, institutionId), { hostId, email: null }, [classroomId]);
  if (whose !== null)
    return { is: "failed", because: whose.id === asked.replaces ? "user_is_formers" : "user_is_classrooms", values: { name: whose.name }, retryAt: null };
  if (await isUsedElsewhere(db, institutionId, hostId)) return { is: "failed", because: "user_is_elsewhere", retryAt: null };
  const hosts = await hostsInUse(db, institutionId, now);
  return hosts.some((host) => host.hostId === hostId) ? { is: "failed", because: "room_hosts_sessions", retryAt: null } : null;
}

/** `isThere`: its Zoom user has accepted the invitation, or needs none. `isLetGo`: a run that is not over still has to let go of its Zoom user. */
export type AddressNow = { is: AddressIs; isThere: boolean; isLicensed: boolean; isLetGo: boolean };

/** Of each of these addresses, in small letters. */
export async function addressesNow(tx: Tx, institutionId: string, emails: readonly string[]): Promise<ReadonlyMap<string, AddressNow>> {
  const members = await membersAmong(tx, institutionId, emails);
  const letGo = await letGoAmong(tx, institutionId, emails);
  const users = new Map((await knownUsersAmong(tx, institutionId, emails)).map((user) => [user.email.toLowerCase(), user]));
  const now = (email: string): AddressNow => {
    const user = users.get(email);
    return {
      is: addressIs(members.has(email), user),
      isThere: user !== undefined && user.status !== "pending",
      isLicensed: user?.licensed === true,
      isLetGo: letGo.has(email),
    };
  };
  return new Map(emails.map((email) => [email.toLowerCase(), now(email.toLowerCase())]));
}

export const addressNow = async (tx: Tx, institutionId: string, email: string): Promise<AddressNow> =>
  (await addressesNow(tx, institutionId, [email])).get(email.toLowerCase())!;
