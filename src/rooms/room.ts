import { minutes, type Instant } from "../lib/time.ts";
import type { ZoomUser } from "../zoom/port.ts";

export type HandoverMode = "credentials" | "start link" | "alternative host";

/** A licensed Zoom user, put at everybody's disposal. */
export type Room = {
  institutionId: string;
  id: string;
  hostId: string;
  email: string;
  name: string;
  code: string;
  order: number;
  active: boolean;
  assignment: "automatic" | "manual";
  /** Null: as the institution's settings say. */
  handover: HandoverMode | null;
  /** What Zoom says against using it. */
  trouble: RoomTrouble | null;
  meetingCapacity: number;
  webinarCapacity: number;
  licensed: boolean;
  role: ZoomUser["role"];
  signsInWith: readonly string[];
  /** The Zoom user hosts for all who ask for it: then it is no room. */
  isDefaultHost: boolean;
  password: RoomPassword;
  revision: number;
};

/**
 * The password belongs to the room. Only one that nobody knows is handed over, which needs no call to Zoom; closing replaces
 * a known one. While a known one can't be changed nobody else gets the room.
 */
export type RoomPassword = {
  isSet: boolean;
  epoch: number;
  /** The session whose organizer knows the password in force. */
  exposedTo: string | null;
  /** The session that has the room: from handing over to closing, however it was opened. */
  occupiedBy: string | null;
  /** When Zoom last said that the holder's meeting runs on past its end. */
  evidenceAt: Instant | null;
  /** `too_often`: Zoom refuses another change today. */
  trouble: string | null;
};

/** So long what was done with a user may be missing from Zoom's lists of them, and reading them takes a while. */
export const LISTS_LAG = minutes(5);

export type RoomTrouble = "deleted" | "deactivated" | "pending" | "unlicensed" | "other_account";

/** `before`: what Zoom said last. A room of another account than the one that is connected now is not in its list, and that is why. */
export function troubleOf(user: ZoomUser | null, before: RoomTrouble | null = null): RoomTrouble | null {
  if (user === null) return before === "other_account" ? before : "deleted";
  if (user.status === "inactive") return "deactivated";
  if (user.status === "pending") return "pending";
  return user.licensed ? null : "unlicensed";
}

/** Why this Zoom user can't be turned on as a room, as a message key; null when it can. */
export function whyNotActivate(room: Pick<Room, "role" | "trouble" | "isDefaultHost">): string | null {
  if (room.role === "owner") return "owner_is_never_a_room";
  if (room.isDefaultHost) return "room_is_default_host";
  if (room.trouble !== null) return `room_${room.trouble}`;
  return null;
}

export const usable = (room: Room): boolean => room.active && whyNotActivate(room) === null;

type Fact = { key: string; good: boolean };

/** Which ways of opening the room will work there, and why not, before anyone needs them. */
export function preflight(room: Room): { mode: HandoverMode; works: boolean; facts: Fact[] }[] {
  const common: Fact[] = [room.trouble === null ? { key: "licensed", good: true } : { key: `trouble_${room.trouble}`, good: false }];
  const credentials: Fact[] = [
    ...common,
    room.role === "member" ? { key: "not_an_administrator", good: true } : { key: "administrators_password_is_refused", good: false },
    room.signsInWith.includes("zoom password") ? { key: "signs_in_with_password", good: true } : { key: "no_zoom_password", good: false },
    ...(room.password.trouble === null ? [] : [{ key: `password_${room.password.trouble}`, good: false }]),
  ];
  const works = (facts: Fact[]): boolean => facts.every((fact) => fact.good);
  return [
    { mode: "credentials", works: works(credentials), facts: credentials },
    { mode: "start link", works: works(common), facts: common },
    { mode: "alternative host", works: works(common), facts: [...common, { key: "organizer_has_own_zoom", good: true }] },
  ];
}

/**
 * How this room is opened: as chosen for it or for the institution, but never in a way that cannot work there today. `ownZoom`: whether the
 * organizer has a licensed Zoom user of the same account, which only then can stand in for the room.
 */
export function modeOf(room: Room, institution: HandoverMode, ownZoom: boolean): HandoverMode {
  const wanted = room.handover ?? institution;
  if (wanted === "credentials") return preflight(room)[0]!.works ? "credentials" : "start link";
  return wanted === "alternative host" && ownZoom ? "alternative host" : "start link";
}

export type PasswordState = "safe" | "in use" | "exposed" | "not set" | "not used";

export function passwordState(room: Room): PasswordState {
  const p = room.password;
  if (p.occupiedBy !== null) return "in use";
  if (p.exposedTo !== null) return "exposed";
  if (p.isSet) return "safe";
  return preflight(room)[0]!.works ? "not set" : "not used";
}
