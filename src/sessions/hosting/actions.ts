import { zoomKindOf } from "../../connections/actions.ts";
import { found, hostById, hostOf, type FoundHost, type HostedSource, type KnownHost } from "../../connections/hosts/actions.ts";
import { minus, overlaps, type Interval } from "../../lib/interval.ts";
import { after, before, days, type Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import type { Member } from "../../people/member.ts";
import { busyOf, roomsOf } from "../../rooms/actions.ts";
import { usable } from "../../rooms/room.ts";
import { readForWaiting } from "../../rooms/upkeep/plans-actions.ts";
import type { World } from "../../world.ts";
import { reservationOf, type Session } from "../session.ts";
import { reserve, sessionById } from "../store.ts";
import { mayManage } from "../why-not.ts";
import { fitIn, lanesOf, nearestStarts, type Lanes } from "./lanes.ts";
import { reservationsOnHost, setLanes, type HeldRow } from "./store.ts";

export { hostedAhead, hostsInUse } from "./store.ts";

type Zooms = Pick<World, "zooms">;

/**
 * Reads what is planned in Zoom on the host who is asked for, so that what was planned a minute ago is seen. Outside any transaction. Where Zoom
 * can't be read in a few seconds, what was read last stands: the session's page says so, and since when.
 */
export async function readHostAnew(world: Pick<World, "db" | "zoomOf" | "clock">, who: Member, source: HostedSource): Promise<void> {
  const host = await hostOf(world.db, who.institutionId, source, who);
  if (host.is === "host") await readForWaiting(world, { institutionId: who.institutionId, hostId: host.hostId, via: host.via });
}

/** The same for a session that is to be changed; nothing for one in a room, nor for whoever may not change it. */
export async function readItsHostAnew(world: Pick<World, "db" | "zoomOf" | "clock">, who: Member, id: string): Promise<void> {
  const s = await sessionById(world.db, who.institutionId, id);
  if (s === null || s.source === "pool" || s.hostId === null || !mayManage(s, who)) return;
  await readForWaiting(world, { institutionId: s.institutionId, hostId: s.hostId, via: s.via });
}

/** What else can be had by whoever has no Zoom of their own: the pool, the default host, `both` or `none`, for the texts under `refusals`. */
export async function insteadOfOwn(tx: Tx, who: Member): Promise<"both" | "room" | "host" | "none"> {
  const hasRoom = (await roomsOf(tx, who.institutionId)).some(usable);
  const hasHost = (await hostOf(tx, who.institutionId, "default host", who)).is === "host";
  return hasRoom ? (hasHost ? "both" : "room") : hasHost ? "host" : "none";
}

/** Further than the longest session and whatever chain hangs on it. */
const FAR = days(8);
const around = (time: Interval): Interval => ({ start: before(time.start, FAR), end: after(time.end, FAR) });

type Day = { host: KnownHost; held: HeldRow[]; busy: Interval[]; lanes: number };

/** What a host's days look like around a session, without the session itself. Null: the host is not known any more. The institution must be locked. */
async function dayOf(tx: Tx, { zooms }: Zooms, s: Session): Promise<Day | null> {
  const host = await hostById(tx, s.institutionId, s.hostId!);
  if (host === null) return null;
  const plan = zooms[(await zoomKindOf(tx, s.institutionId)) ?? "real"]?.limits.plan ?? null;
  const within = around(s.time);
  const reserved = await reservationsOnHost(tx, s.institutionId, s.hostId!, within);
  const busy = await busyOf(tx, s.institutionId, within, [s.hostId!]);
  return {
    host,
    held: reserved.filter((row) => row.sessionId !== s.id),
    busy: busy.map((one) => one.during),
    lanes: lanesOf({ licensed: host.licensed, ofAnotherAccount: host.knownBy !== null }, plan),
  };
}

/**
 * Reserves a host's time for a session that holds none. What is planned in Zoom beside Bedel is never run over; `had`: the time that the session
 * had before, where what was planned since takes nothing from it. The institution must be locked.
 */
export async function placeAtHost(tx: Tx, world: Zooms, s: Session, had: Interval | null = null): Promise<boolean> {
  const reserved = reservationOf(s);
  const added = had === null ? [reserved] : minus(reserved, had);
  const day = await dayOf(tx, world, s);
  if (day === null || day.busy.some((other) => added.some((piece) => overlaps(other, piece)))) return false;
  const lanes = await makeLane(tx, s, day, reserved);
  return lanes !== null && (await reserve(tx, s, reserved, { lanes })) === "reserved";
}

/** Keeps a further piece of a host's time for a session, if it is to be had. */
export async function holdAtHost(tx: Tx, world: Zooms, s: Session, reserved: Interval, piece: number): Promise<void> {
  const day = await dayOf(tx, world, s);
  const lanes = day === null ? null : await makeLane(tx, s, day, reserved);
  if (lanes !== null) await reserve(tx, s, reserved, { piece, lanes });
}

async function makeLane(tx: Tx, s: Session, { held, lanes }: Day, reserved: Interval): Promise<Lanes | null> {
  const fit = fitIn(held, { kind: s.kind, reserved }, lanes);
  if (fit === null) return null;
  await setLanes(tx, s.institutionId, s.hostId!, fit.changed);
  return fit.lanes;
}

/** The nearest starts at which its host is free. */
export async function nearestAtHost(tx: Tx, world: Zooms, s: Session, now: Instant): Promise<Instant[]> {
  const day = await dayOf(tx, world, s);
  return day === null ? [] : nearestStarts(day.held, day.busy, { kind: s.kind, reserved: reservationOf(s) }, day.lanes, now);
}

/** The host of a session that has no room; null for rooms, and for hosts that nobody knows any more. */
export async function hostOfSession(tx: Tx, s: Pick<Session, "institutionId" | "source" | "hostId" | "via">): Promise<FoundHost | null> {
  const host = s.source === "pool" || s.hostId === null ? null : await hostById(tx, s.institutionId, s.hostId);
  return host === null ? null : found(host, s.via);
}
