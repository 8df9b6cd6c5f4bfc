import type { Instant } from "../lib/time.ts";
import { isAdmin, type Member } from "../people/member.ts";
import { endDue, isClosed, isHandedOver, isLive, type Session } from "./session.ts";
import { lives } from "./steps.ts";

/** Why not, as a message key under `refusals.`; null when it can be done. The route obeys it and the page shows the same sentence. */
type WhyNot = (s: Session, who: Member, now: Instant) => string | null;

export const mayManage = (s: Session, who: Member): boolean => isAdmin(who) || s.organizerId === who.id;

const gone = (s: Session): string | null => (s.status === "cancelled" ? "already_cancelled" : s.status === "declined" ? "already_declined" : null);
const over = (s: Session, now: Instant): string | null =>
  s.overAt !== null || isClosed(s) || s.endAskedAt !== null || (s.status !== "waiting" && now >= s.time.end && !isLive(s)) ? "already_over" : null;

const first = (...reasons: (string | null)[]): string | null => reasons.find((reason) => reason !== null) ?? null;

export const whyNotChange: WhyNot = (s, who, now) =>
  first(mayManage(s, who) ? null : "not_yours", whyNotChanged(s, now), now >= s.time.start && s.status === "placed" ? "started_extend_instead" : null);

const whyNotChanged = (s: Session, now: Instant): string | null => first(gone(s), over(s, now), isLive(s) ? "live_extend_instead" : null);

/** What was changed in Zoom just before its start may be found just after: it is followed to a start that lies ahead, as long as nobody has begun. */
export const whyNotFollow = (s: Session, start: Instant | null, now: Instant): string | null =>
  first(whyNotChanged(s, now), now >= s.time.start && (start === null || start <= now) ? "started_extend_instead" : null);

export const whyNotCancel: WhyNot = (s, who, now) =>
  first(mayManage(s, who) ? null : "not_yours", gone(s), over(s, now), isLive(s) ? "live_end_instead" : null);

export const whyNotExtend: WhyNot = (s, who, now) =>
  first(mayManage(s, who) ? null : "not_yours", gone(s), s.status === "waiting" ? "no_room_yet" : null, over(s, now), s.undo === null ? null : "undo_first");

/** What runs on somebody's own Zoom the host ends there, unless Bedel was told to. */
export const whyNotEnd: WhyNot = (s, who, now) =>
  first(
    mayManage(s, who) ? null : "not_yours",
    gone(s),
    lives(s, "end") ? null : "ended_by_its_host",
    s.status === "waiting" ? "no_room_yet" : null,
    over(s, now),
    isLive(s) || (isHandedOver(s) && now >= s.time.start) ? null : "not_running",
  );

/** A start link is for whoever has the room. It signs in as the host, so where the host is no room it is for that person alone. */
export const whyNotStart = (s: Session, who: Member, now: Instant, hostEmail: string | null = null): string | null =>
  first(
    mayManage(s, who) ? null : "not_yours",
    gone(s),
    s.status === "waiting" ? "no_room_yet" : null,
    over(s, now),
    s.source === "pool" ? (isHandedOver(s) ? null : "not_opened_yet") : isItsHost(s, who, hostEmail) ? null : "host_opens_it",
    s.meeting === null ? "meeting_not_ready" : null,
  );

/** A Zoom of the organizer's own may have another e-mail address. */
const isItsHost = (s: Session, who: Member, hostEmail: string | null): boolean =>
  s.via === null ? hostEmail !== null && hostEmail.toLowerCase() === who.email.toLowerCase() : s.organizerId === who.id;

/** The password is shown as long as it is this session's and in force: from handing over to closing. */
export const whyNotCredentials = (s: Session, who: Member, exposedTo: string | null): string | null =>
  first(
    mayManage(s, who) ? null : "not_yours",
    gone(s),
    s.source === "pool" ? null : "session_needs_no_room",
    s.status === "waiting" ? "no_room_yet" : null,
    isClosed(s) ? "already_closed" : null,
    exposedTo === s.id ? null : isHandedOver(s) ? "opened_by_start_link" : "not_opened_yet",
  );

/** A one-time passcode is for whoever holds the room, and for nobody else, administrators included; as long as the password is valid. */
export const whyNotSignInCode = (s: Session, who: Member, exposedTo: string | null, now: Instant): string | null =>
  first(whyNotCredentials(s, who, exposedTo), s.organizerId === who.id ? null : "code_only_for_holder", now < endDue(s) ? null : "credentials_over");

export const whyNotAddAttendees: WhyNot = (s, who, now) => first(mayManage(s, who) ? null : "not_yours", gone(s), over(s, now));

/** Whoever manages a session may have it moved to a larger room, until it has been opened; which one it is Bedel says. */
export const whyNotEnlarge: WhyNot = (s, who, now) =>
  first(
    mayManage(s, who) ? null : "not_yours",
    s.status === "waiting" ? "no_room_yet" : null,
    whyNotLeaveRoom(s, now),
    isHandedOver(s) ? "room_already_opened" : null,
  );

/** Until it runs: who has its room already gets the way into the other one at once. */
export const whyNotMove: WhyNot = (s, who, now) => first(isAdmin(who) ? null : "admins_only", whyNotLeaveRoom(s, now));

const whyNotLeaveRoom = (s: Session, now: Instant): string | null =>
  first(s.source === "pool" ? null : "session_needs_no_room", gone(s), over(s, now), isLive(s) ? "live_stays" : null, s.undo === null ? null : "undo_first");
