import { connectionOf, zoomKindOf } from "../../connections/actions.ts";
import { serviceOf } from "../../connections/connection.ts";
import { answerOf, hostOf, ownZoomsInForce, type OwnZoom } from "../../connections/hosts/actions.ts";
import { holidaysOf } from "../../courses/holidays/actions.ts";
import type { Instant } from "../../lib/time.ts";
import { institutionById } from "../../people/actions.ts";
import { policyOf } from "../../people/institution.ts";
import type { Member } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import { roomsOf } from "../../rooms/actions.ts";
import { fits } from "../../rooms/allocate.ts";
import { usable } from "../../rooms/room.ts";
import { lanesOf } from "../../sessions/hosting/lanes.ts";
import type { World } from "../../world.ts";
import { isOnZoom, type AppointmentType } from "../type.ts";
import type { Ground, GroundSeat } from "./ground.ts";

export type Host = Pick<Member, "id" | "email" | "leftAt">;

type Zooms = Pick<World, "zooms"> | null;

/** `world`: of whose Zoom's plan nobody knows, the least is taken. */
export async function groundOf(tx: Tx, world: Zooms, type: AppointmentType, hosts: readonly Host[]): Promise<Ground> {
  const { institutionId } = type;
  const zooms = await ownZoomsInForce(tx, institutionId, hosts);
  const holidays = type.skipsHolidays ? await holidaysOf(tx, institutionId) : new Set<string>();
  return { lines: hosts.map((host) => lineOf(type, host, zooms.get(host.id)!)), seat: await seatOf(tx, world, type), holidays };
}

/** Whoever has no Zoom in force hosts no meeting of their own; what is not on Zoom needs none, but what is planned there takes its time. */
function lineOf(type: AppointmentType, host: Host, zoom: OwnZoom): Ground["lines"][number] {
  const answer = answerOf(zoom);
  const line = { memberId: host.id, hostId: answer.is === "host" ? answer.hostId : unseenOf(zoom) };
  if (host.leftAt !== undefined) return { ...line, whyNot: "booking_host_gone" };
  if (!isOnZoom(type) || type.source !== "personal") return { ...line, whyNot: null };
  if (answer.is === "none") return { ...line, whyNot: answer.because };
  const serves = serviceOf(zoom.inForce.is === "personal" ? zoom.own : zoom.institution) === "connected";
  return { ...line, whyNot: serves ? null : "booking_zoom_not_in_force" };
}

/** An own Zoom that has to be connected anew still holds meetings, which nobody can see: what was read of it last stands, as `plansOf` in `troubles/known.ts` says too. */
const unseenOf = ({ own, ownHost }: OwnZoom): string | null =>
  own?.state === "reconnect needed" && ownHost !== null && !ownHost.isRoom ? ownHost.hostId : null;

async function seatOf(tx: Tx, world: Zooms, type: AppointmentType): Promise<GroundSeat | null> {
  const { institutionId } = type;
  if (!isOnZoom(type) || type.source === "personal") return null;
  const connection = await connectionOf(tx, institutionId);
  if (connection === null || serviceOf(connection) !== "connected") return { is: "none", because: "booking_zoom_not_in_force" };
  return type.source === "pool"
    ? roomsFor(tx, institutionId, connection.state === "unreachable" ? connection.since : null)
    : oneForAll(tx, world, institutionId);
}

async function roomsFor(tx: Tx, institutionId: string, unreadSince: Instant | null): Promise<GroundSeat> {
  const rooms = (await roomsOf(tx, institutionId)).filter(
    (room) => usable(room) && room.assignment === "automatic" && fits(room, { kind: "meeting", expected: null }),
  );
  if (rooms.length === 0) return { is: "none", because: "booking_no_room" };
  const { preparation, courtesy, postprocessing } = policyOf((await institutionById(tx, institutionId))!.settings);
  return { is: "rooms", before: preparation, after: courtesy + postprocessing, unreadSince, rooms: rooms.map(({ id, hostId }) => ({ id, hostId })) };
}

async function oneForAll(tx: Tx, world: Zooms, institutionId: string): Promise<GroundSeat> {
  const host = await hostOf(tx, institutionId, "default host", { id: "", email: "" });
  if (host.is === "none") return { is: "none", because: host.because };
  const plan = world === null ? null : (world.zooms[(await zoomKindOf(tx, institutionId)) ?? "real"]?.limits.plan ?? null);
  return { is: "host", hostId: host.hostId, lanes: lanesOf(host, plan) };
}
