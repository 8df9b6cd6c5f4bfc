import type { Service } from "../../connections/connection.ts";
import { inForce, type InForce } from "../../connections/in-force.ts";
import type { Instant } from "../../lib/time.ts";

/** What is planned on a Zoom user beside Bedel: when it was last read whole, and since when that fails. */
export type Plans = { hostId: string; readAt: Instant | null; failedAt: Instant | null; triedAt: Instant | null };

type State = "connected" | "unreachable" | "reconnect needed" | "disconnected";
export type OwnKnown = { id: string; state: State; since: Instant; isRoom: boolean; plans: Plans | null };
export type UserKnown = { status: string; isRoom: boolean; plans: Plans };

/** What the database knows of a member who can be booked. `calendar`: the one that was not read for the longest time. */
export type HostKnown = {
  memberId: string;
  name: string;
  hasLeft: boolean;
  own: OwnKnown | null;
  user: UserKnown | null;
  calendar: { readAt: Instant | null; isFailing: boolean } | null;
};

export type RoomKnown = Plans & { unreadSince: Instant | null };

/** Of the institution. */
export type HouseKnown = {
  connection: { state: State; since: Instant; pausedAt: Instant | null; service: Service } | null;
  /** Those that are given out by themselves and that nothing speaks against. `unreadSince`: Zoom has told of something there that could not be read since. */
  rooms: readonly RoomKnown[];
  /** Null: there is none. */
  defaultHost: { status: string; isRoom: boolean; plans: Plans } | null;
};

export const zoomOf = ({ own, user }: HostKnown, { connection }: HouseKnown): InForce =>
  inForce({ own, ownIsRoom: own?.isRoom ?? false, institution: connection, user });

/** `via`: the connection by which they are read, null for the institution's; `isServed`: Zoom can be asked by it. */
export type PlansOf = Plans & { via: string | null; isServed: boolean };

const answers = (state: State | undefined): boolean => state === "connected" || state === "unreachable";

/**
 * Whose plans in Zoom take a member's time: those of the Zoom in force. An own Zoom that has to be connected anew, with nothing in its place, still holds
 * meetings that nobody can see. Null: the member has no Zoom that is known.
 */
export function plansOf(known: HostKnown, house: HouseKnown): PlansOf | null {
  const which = zoomOf(known, house);
  const { own, user } = known;
  if (which.is === "institution") return { ...user!.plans, via: null, isServed: answers(house.connection?.state) };
  if (own === null || own.plans === null || own.isRoom || own.state === "disconnected") return null;
  return { ...own.plans, via: own.id, isServed: answers(own.state) };
}
