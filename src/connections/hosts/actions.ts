import type { Tx } from "../../platform/database.ts";
import type { Connection } from "../connection.ts";
import { inForce, type InForce, type NoneBecause } from "../in-force.ts";
import { connectionOf, personalConnectionOf, personalConnectionsOf } from "../store.ts";
import { defaultHostId, hostByEmail, hostById, hostsByEmail, hostsById, ownZooms, type KnownHost } from "./store.ts";

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
export async function hostOf(tx: Tx, institutionId: string, source: HostedSource, member: Whose): Promise<HostAnswer> {
  return source === "default host" ? defaultHost(tx, institutionId) : answerOf(await ownZoomOf(tx, institutionId, member));
}

async function defaultHost(tx: Tx, institutionId: string): Promise<HostAnswer> {
  const id = await defaultHostId(tx, institutionId);
  if (id === null) return none("no_default_host");
  const host = await hostById(tx, institutionId, id);
  if (host === null || host.status !== "active") return none("default_host_gone");
  return host.isRoom ? none("default_host_is_room") : found(host, null);
}

export type Whose = { id: string; email: string };

/** Which Zoom is in force for a member's own sessions, with all that says so. `without`: if the own one were not. */
export type OwnZoom = { inForce: InForce; own: Connection | null; ownHost: KnownHost | null; user: KnownHost | null; institution: Connection | null };

export async function ownZoomOf(tx: Tx, institutionId: string, member: Whose, without = false): Promise<OwnZoom> {
  const own = await personalConnectionOf(tx, institutionId, member.id);
  const hostId = own?.authorizedBy?.hostId ?? null;
  const ownHost = hostId === null ? null : await hostById(tx, institutionId, hostId);
  const user = await hostByEmail(tx, institutionId, member.email);
  const institution = await connectionOf(tx, institutionId);
  return { own, ownHost, user, institution, inForce: inForce({ own: without ? null : own, ownIsRoom: ownHost?.isRoom ?? false, institution, user }) };
}

/** The same of many members at once, in as many questions as for one. */
export async function ownZoomsInForce(tx: Tx, institutionId: string, members: readonly Whose[]): Promise<ReadonlyMap<string, OwnZoom>> {
  const own = new Map((await personalConnectionsOf(tx, institutionId, members.map(({ id }) => id))).map((one) => [one.memberId!, one])); // prettier-ignore
  const theirs = await hostsById(tx, institutionId, [...own.values()].flatMap((one) => one.authorizedBy?.hostId ?? [])); // prettier-ignore
  const users = new Map((await hostsByEmail(tx, institutionId, members.map(({ email }) => email))).map((one) => [one.email.toLowerCase(), one])); // prettier-ignore
  const institution = await connectionOf(tx, institutionId);
  return new Map(
    members.map(({ id, email }) => {
      const connection = own.get(id) ?? null;
      const ownHost = theirs.find(({ hostId }) => hostId === connection?.authorizedBy?.hostId) ?? null;
      const user = users.get(email.toLowerCase()) ?? null;
      return [
        id,
        { own: connection, ownHost, user, institution, inForce: inForce({ own: connection, ownIsRoom: ownHost?.isRoom ?? false, institution, user }) },
      ];
    }),
  );
}

const REFUSALS: Record<NoneBecause, string> = {
  no_zoom_user: "no_own_zoom",
  pending: "own_zoom_pending",
  deactivated: "own_zoom_inactive",
  is_room: "own_zoom_is_room",
  never_connected: "own_zoom_not_there",
  institution_disconnected: "own_zoom_not_there",
};

/** The same as who hosts. */
export function answerOf({ inForce: which, own, ownHost, user }: OwnZoom): HostAnswer {
  if (which.is === "none") return none(REFUSALS[which.because]);
  if (which.is === "institution") return found(user!, null);
  return ownHost === null ? none("no_own_zoom") : found(ownHost, own!.id);
}

/** A person's own app is allowed nothing about webinars. */
export const found = (host: KnownHost, via: string | null): FoundHost => ({
  is: "host",
  hostId: host.hostId,
  email: host.email,
  name: host.name,
  licensed: host.licensed,
  meetingCapacity: host.meetingCapacity,
  webinarCapacity: via === null ? host.webinarCapacity : 0,
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
export const ownZoomsOf = async (tx: Tx, institutionId: string, of: readonly string[] | null = null): Promise<ReadonlyMap<string, string>> =>
  new Map((await ownZooms(tx, institutionId, of)).map(({ memberId, email }) => [memberId, email]));
