import type { Tx } from "../../platform/database.ts";
import { defaultHostId, hostByEmail, hostById, ownZooms, type KnownHost } from "./store.ts";

export { defaultHostId, hostById, hostsById, hostsOfAccount, type KnownHost } from "./store.ts";

export type HostedSource = "default host" | "personal";

/** `via`: the connection by which the host's meetings are made; null: the institution's. */
export type FoundHost = {
  is: "host";
  hostId: string;
  email: string;
  name: string;
  licensed: boolean;
  meetingCapacity: number;
  webinarCapacity: number;
  /** Known through a personal connection to another account, of whose plan nothing is known. */
  ofAnotherAccount: boolean;
  via: string | null;
};

/** `because`: a message key under `refusals`. */
export type HostAnswer = FoundHost | { is: "none"; because: string };

const none = (because: string): HostAnswer => ({ is: "none", because });

/** Which Zoom user hosts for this source, as far as the database knows: Zoom is not asked. Refuses what is no host any more, and rooms: those are everybody's. */
export async function hostOf(tx: Tx, institutionId: string, source: HostedSource, member: { email: string }): Promise<HostAnswer> {
  return source === "default host" ? defaultHost(tx, institutionId) : ownZoom(tx, institutionId, member.email);
}

async function defaultHost(tx: Tx, institutionId: string): Promise<HostAnswer> {
  const id = await defaultHostId(tx, institutionId);
  if (id === null) return none("no_default_host");
  const host = await hostById(tx, institutionId, id);
  if (host === null || host.status !== "active") return none("default_host_gone");
  return host.isRoom ? none("default_host_is_room") : found(host, null);
}

/** By the member's address among the users of the institution's account. */
async function ownZoom(tx: Tx, institutionId: string, email: string): Promise<HostAnswer> {
  const host = await hostByEmail(tx, institutionId, email);
  if (host === null) return none("no_own_zoom");
  if (host.status !== "active") return none("own_zoom_inactive");
  return host.isRoom ? none("own_zoom_is_room") : found(host, null);
}

export const found = (host: KnownHost, via: string | null): FoundHost => ({
  is: "host",
  hostId: host.hostId,
  email: host.email,
  name: host.name,
  licensed: host.licensed,
  meetingCapacity: host.meetingCapacity,
  webinarCapacity: host.webinarCapacity,
  ofAnotherAccount: host.knownBy !== null,
  via,
});

/** Why this Zoom user can't be the default host, as a message key under `refusals`; null when it can. A Zoom user is a room or the default host, never both. */
export async function whyNotDefaultHost(tx: Tx, institutionId: string, hostId: string): Promise<string | null> {
  const host = await hostById(tx, institutionId, hostId);
  if (host === null || host.knownBy !== null || host.status === "deleted") return "host_unknown";
  if (host.status !== "active") return "default_host_gone";
  return host.isRoom ? "default_host_is_room" : null;
}

/** By member: the address of the licensed Zoom user of the same account who can stand in as host of a room's meeting. */
export const ownZoomsOf = async (tx: Tx, institutionId: string): Promise<ReadonlyMap<string, string>> =>
  new Map((await ownZooms(tx, institutionId)).map(({ memberId, email }) => [memberId, email]));
