import { hostsInUse } from "../../sessions/hosting/actions.ts";
import type { Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { PerformStep } from "../runs/performer.ts";
import { isMembers, letGoAmong, membersAmong } from "../store.ts";
import { addressIs, type AddressIs } from "./address.ts";
import { knownUsersAmong } from "../zoom-users/listing/store.ts";

/** What of an address would be found out too late, is looked at before anything is done to its Zoom user: a later step replaces the password. */
export const onceFit =
  (look: PerformStep): PerformStep =>
  async (world, at) => {
    const result = await look(world, at);
    const because = at.run.kind === "zoom user" ? null : await whyNotFit(world, at.run.institutionId, at.asked.email!, result.facts?.hostId ?? null, at.now);
    return because === null ? result : { ...result, end: { is: "failed", because, retryAt: null } };
  };

/** Between looking and this lie thirty days of an invitation, or weeks without a licence: the address may be a member's since, or its user host sessions. Of a classroom that is there already that is no question. */
export const ifStillFit =
  (take: PerformStep): PerformStep =>
  async (world, at) => {
    const { kind, institutionId } = at.run;
    const isMaking = kind === "new classroom" || kind === "replace classroom";
    const because = isMaking ? await whyNotFit(world, institutionId, at.asked.email!, at.facts.hostId ?? null, at.now) : null;
    return because === null ? take(world, at) : { end: { is: "failed", because, retryAt: null } };
  };

async function whyNotFit({ db }: Pick<World, "db">, institutionId: string, email: string, hostId: string | null, now: Instant): Promise<string | null> {
  if (await isMembers(db, institutionId, email)) return "user_is_member";
  const hosts = hostId === null ? [] : await hostsInUse(db, institutionId, now);
  return hosts.some((host) => host.hostId === hostId) ? "room_hosts_sessions" : null;
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
