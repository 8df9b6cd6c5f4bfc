import { before, iso, minutes, type Instant } from "../../lib/time.ts";
import type { Trouble } from "../contract.ts";
import { isOnZoom, type AppointmentType } from "../type.ts";
import { plansOf, zoomOf, type HostKnown, type HouseKnown, type Plans, type RoomKnown } from "./known.ts";

/** `isSure`: somebody has tried. What was only not looked at for a while, because the server was down for one, is about to be. */
export type Found = Trouble & { isSure: boolean };

export type Offered = Pick<AppointmentType, "place" | "source" | "hosting" | "staleMinutes">;

/** What keeps a type from being booked, or from being booked with one of its hosts. What is so of all hosts is said once. */
export function troublesIn(type: Offered, hosts: readonly HostKnown[], house: HouseKnown, now: Instant): Found[] {
  const there = hosts.filter((host) => !host.hasLeft);
  if (there.length === 0) return [of("booking_no_host")];
  const each = hosts.map((host) => ofHost(type, host, house, now));
  return [...ofType(type, house, now), ...inCommon(each), ...each.flat()].filter(isFirst);
}

const of = (because: string, more: Partial<Found> = {}): Found => ({ because, member: null, since: null, isSure: true, ...more });
const since = (moment: Instant | null): Pick<Found, "since"> => ({ since: moment === null ? null : iso(moment) });

/** Of several hosts who all have the same trouble none is named. */
function inCommon(each: readonly Found[][]): Found[] {
  const [first = []] = each;
  return each.length < 2 ? [] : first.filter(({ because }) => each.every((one) => one.some((other) => other.because === because))).map((one) => ({ ...one, member: null })); // prettier-ignore
}

/** Not what is said of all already. */
const isFirst = ({ because, member }: Found, i: number, all: readonly Found[]): boolean =>
  all.findIndex((other) => other.because === because && (other.member === null || other.member.id === member?.id)) === i;

function ofType(type: Offered, house: HouseKnown, now: Instant): Found[] {
  if (!isOnZoom(type) || type.source === "personal") return [];
  const why = whyNotByInstitution(house);
  if (why !== null) return [why];
  if (type.source === "pool") return house.rooms.length > 0 ? roomsUnread(house, type, now) : [of("booking_no_room")];
  const { defaultHost } = house;
  if (defaultHost === null) return [of("booking_no_default_host")];
  if (defaultHost.status !== "active") return [of("booking_default_host_gone")];
  if (defaultHost.isRoom) return [of("booking_default_host_is_room")];
  return unread("booking_default_host_unread", defaultHost.plans, true, type, now);
}

/** No room could be had of which it is known what is planned there: none was read for too long, or Zoom answers nothing. */
function roomsUnread({ connection, rooms }: HouseKnown, type: Offered, now: Instant): Found[] {
  if (connection?.state === "unreachable" && isTooOld(connection.since, type, now)) return [of("booking_zoom_unread", since(connection.since))];
  const isUnread = ({ readAt, failedAt, unreadSince }: RoomKnown): boolean =>
    isTooOld(readAt ?? failedAt ?? now, type, now) || (unreadSince !== null && isTooOld(unreadSince, type, now));
  if (!rooms.every(isUnread)) return [];
  const readAt = rooms.map((one) => one.readAt).reduce((last, one) => (last === null || (one !== null && one > last) ? one : last));
  return [of("booking_rooms_unread", { ...since(readAt), isSure: rooms.some(({ failedAt, unreadSince }) => failedAt !== null || unreadSince !== null) })];
}

/** Why the institution's Zoom makes no new meetings. One that does not answer will. */
function whyNotByInstitution({ connection }: HouseKnown): Found | null {
  if (connection === null) return of("booking_zoom_never_connected");
  if (connection.service === "connected") return null;
  if (connection.service === "paused") return of("booking_zoom_paused", since(connection.pausedAt));
  return of(connection.service === "disconnected" ? "booking_zoom_disconnected" : "booking_zoom_reconnect", since(connection.since));
}

function ofHost(type: Offered, host: HostKnown, house: HouseKnown, now: Instant): Found[] {
  const member = { id: host.memberId, name: host.name };
  if (host.hasLeft) return [of("booking_host_gone", { member })];
  const noZoom = isOnZoom(type) && type.source === "personal" ? whyNoZoom(host, house) : [];
  const plans = plansOf(host, house);
  const stale = plans === null || noZoom.length > 0 ? [] : unread("booking_zoom_unread", plans, plans.isServed, type, now);
  const { calendar } = host;
  const isStale = calendar !== null && isTooOld(calendar.readAt, type, now);
  const ofCalendar = isStale ? [of("booking_calendar_unread", { ...since(calendar.readAt), isSure: calendar.isFailing })] : [];
  return [...noZoom, ...stale, ...ofCalendar].map((one) => ({ ...one, member }));
}

/** Why no meeting can be made by the member's own Zoom, or by the institution's in its place. */
function whyNoZoom(host: HostKnown, house: HouseKnown): Found[] {
  const which = zoomOf(host, house);
  if (which.is === "personal") return [];
  if (which.is === "none" && host.own?.state === "reconnect needed") return [of("booking_own_zoom_reconnect", since(host.own.since))];
  if (which.is === "none") return [of(`booking_zoom_${which.because}`)];
  const why = whyNotByInstitution(house);
  return why === null ? [] : [why];
}

const isTooOld = (readAt: Instant | null, { staleMinutes }: Offered, now: Instant): boolean => readAt === null || readAt < before(now, minutes(staleMinutes));

const unread = (because: string, { readAt, failedAt }: Plans, isServed: boolean, type: Offered, now: Instant): Found[] =>
  isTooOld(readAt, type, now) ? [of(because, { ...since(readAt), isSure: failedAt !== null || !isServed })] : [];

/** With whom it can be booked: whoever has a trouble can't be, all together can only if nobody has one, and nobody can while the type itself has. */
export function bookableHosts({ hosting, hostIds }: Pick<AppointmentType, "hosting" | "hostIds">, troubles: readonly Trouble[]): string[] {
  if (troubles.some(({ member }) => member === null)) return [];
  const troubled = new Set(troubles.map(({ member }) => member!.id));
  return hosting === "together" && troubled.size > 0 ? [] : hostIds.filter((id) => !troubled.has(id));
}
