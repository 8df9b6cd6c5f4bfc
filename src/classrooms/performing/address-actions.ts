import { roomsOf } from "../../rooms/actions.ts";
import { hostsInUse } from "../../sessions/hosting/actions.ts";
import type { Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { PerformStep } from "../runs/performer.ts";
import { isMembers } from "../store.ts";
import { knownUsers } from "../zoom-users/listing/store.ts";

/** What of an address would be found out too late, is looked at before anything is done to its Zoom user: a later step replaces the password. */
export const onceFit =
  (look: PerformStep): PerformStep =>
  async (world, at) => {
    const result = await look(world, at);
    const because = at.run.kind === "zoom user" ? null : await whyNotFit(world, at.run.institutionId, at.asked.email!, result.facts?.hostId ?? null, at.now);
    return because === null ? result : { ...result, end: { is: "failed", because, retryAt: null } };
  };

async function whyNotFit({ db }: Pick<World, "db">, institutionId: string, email: string, hostId: string | null, now: Instant): Promise<string | null> {
  if (await isMembers(db, institutionId, email)) return "user_is_member";
  const hosts = hostId === null ? [] : await hostsInUse(db, institutionId, now);
  return hosts.some((host) => host.hostId === hostId) ? "room_hosts_sessions" : null;
}

/** What an address is already, as far as Bedel knows without asking Zoom. */
export type AddressIs = "new" | "user" | "room" | "member";

export async function addressNow(tx: Tx, institutionId: string, email: string): Promise<AddressIs> {
  if (await isMembers(tx, institutionId, email)) return "member";
  const user = (await knownUsers(tx, institutionId)).find((one) => one.email.toLowerCase() === email.toLowerCase());
  if (user === undefined) return "new";
  return (await roomsOf(tx, institutionId)).some(({ hostId, active }) => active && hostId === user.hostId) ? "room" : "user";
}
