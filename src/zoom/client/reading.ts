import type { Meeting, MeetingKind, MeetingRef, Myself, PlannedMeeting, Stay, ZoomUser } from "../port.ts";
import type { MeetingWire, MyselfWire, ParticipantWire, UserSettingsWire, UserWire } from "../wire.ts";

/** From Zoom's words to ours, nothing else. */

const LICENSED = 2;
const NO_REGISTRATION = 2;
/** Zoom's own length of a meeting for which none was given; a planned meeting of no length would look free. */
const USUAL_MINUTES = 60;

export function userOf(wire: UserWire, status: ZoomUser["status"], settings: UserSettingsWire | null): ZoomUser {
  const full = [wire.first_name, wire.last_name].filter((part) => part !== null).join(" ");
  return {
    // A pending user has no id yet; Zoom takes the e-mail address in every place where an id is asked for.
    hostId: wire.id ?? wire.email,
    email: wire.email.toLowerCase(),
    name: wire.display_name ?? (full === "" ? wire.email : full),
    status: wire.status ?? status,
    licensed: wire.type === LICENSED,
    role: wire.role_id === "0" ? "owner" : wire.role_id === "1" ? "admin" : "member",
    details: settings === null ? null : detailsOf(wire, settings),
  };
}

export function myselfOf(wire: MyselfWire): Myself {
  const { email, name, licensed } = userOf(wire, "active", null);
  return { hostId: wire.id, email, name, licensed, accountId: wire.account_id, role: { id: wire.role_id, name: wire.role_name ?? wire.role_id } };
}

function detailsOf(wire: UserWire, { feature }: UserSettingsWire): NonNullable<ZoomUser["details"]> {
  return {
    signsInWith: signsInWith(wire),
    meetingCapacity: Math.max(feature.meeting_capacity, feature.large_meeting ? (feature.large_meeting_capacity ?? 0) : 0),
    webinarCapacity: feature.webinar ? (feature.webinar_capacity ?? 0) : 0,
  };
}

type SignIn = NonNullable<ZoomUser["details"]>["signsInWith"][number];
const SIGN_INS: Record<number, SignIn> = { 0: "facebook", 1: "google", 24: "apple", 27: "microsoft", 100: "zoom password", 101: "sso" };
const signInOf = (loginType: number): SignIn => SIGN_INS[loginType] ?? "other";
export const signsInWith = (wire: Pick<UserWire, "login_types">): SignIn[] => [...new Set(wire.login_types.map(signInOf))];

/** `running` is asked elsewhere where Zoom's answer lacks a status. */
export function meetingOf(wire: MeetingWire, kind: MeetingKind, running = wire.status === "started"): Meeting {
  return {
    id: wire.id,
    kind,
    hostId: wire.host_id,
    mark: markOf(wire),
    title: wire.topic,
    start: wire.start_time,
    minutes: wire.duration ?? null,
    running,
    joinUrl: wire.join_url,
    waitingRoom: wire.settings.waiting_room ?? null,
    registration: (wire.settings.approval_type ?? NO_REGISTRATION) !== NO_REGISTRATION,
    joinBeforeHost: wire.settings.join_before_host ?? null,
    alternativeHosts: namesIn(wire.settings.alternative_hosts ?? ""),
    madeByApi: wire.creation_source === "open_api",
  };
}

/** Zoom separates them by semicolons, and has been seen to use commas. */
const namesIn = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[;,]/)
    .map((one) => one.trim())
    .filter((one) => one !== "");

/** Lists cut the agenda at 250 characters, so the mark stands in its first line. */
export function markOf(wire: MeetingWire): string | null {
  const first = (wire.agenda ?? "").split(/\r?\n/, 1)[0]!.trim();
  return first === "" ? null : first;
}

export const refOf = (wire: MeetingWire, kind: MeetingKind, hostId: string): MeetingRef => ({ id: wire.id, kind, hostId });

export const plannedOf = (wire: MeetingWire, kind: MeetingKind, hostId: string): PlannedMeeting => ({
  ...refOf(wire, kind, hostId),
  title: wire.topic,
  mark: markOf(wire),
  start: wire.start_time,
  minutes: wire.duration ?? USUAL_MINUTES,
});

export function stayOf(wire: ParticipantWire): Stay {
  return {
    name: wire.name,
    email: wire.user_email?.toLowerCase() ?? null,
    registrantId: wire.registrant_id,
    zoomUserId: wire.participant_user_id ?? wire.id,
    start: wire.join_time,
    end: wire.leave_time,
    waitingRoom: wire.status === "in_waiting_room",
    processed: (wire.duration ?? 0) > 0,
    key: wire.user_id || null,
  };
}
