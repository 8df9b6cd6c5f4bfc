import type { Interval } from "../lib/interval.ts";
import { after, before, minutes, type Instant } from "../lib/time.ts";
import { endDue, isClosed, isLive, type Session } from "../sessions/session.ts";
import { lives } from "../sessions/steps.ts";
import type { Attendee } from "./attendee.ts";

/** What decides where a visitor of `/j/…` is sent: whether Zoom knows the person, and for which meeting. */
export type Known = { meetingId: string | null; link: boolean; trouble: string | null; addedAt: Instant };

export const knownOf = (a: Attendee & { sealedLink: Uint8Array | null }): Known => ({
  meetingId: a.registrantMeeting,
  link: a.sealedLink !== null,
  trouble: a.registrantTrouble,
  addedAt: a.addedAt,
});

/**
 * How long somebody waits at the door for a way of the person's own, once the session has begun. After that Zoom's own form at the meeting's address,
 * which asks for the same e-mail address, is better than a page that says *one moment*.
 */
const PATIENCE = minutes(5);

export type Joining =
  | { is: "before" | "preparing" | "over" | "cancelled" }
  /** `own`: the address by which Zoom knows the person; `meeting`: the one that all have. */
  | { is: "open"; by: "own" | "meeting" };

/** When the way to Zoom opens; the time at which links are mailed. */
export const opensAt = (s: Session): Instant => before(s.time.start, s.policy.linkLead);

/** How a visit stands. The address that was mailed never changes, so it is answered anew each time. `isAsked`: Zoom can still be asked to register somebody. */
export function joiningOf(s: Session, known: Known, now: Instant, isAsked = true): Joining {
  if (s.status === "cancelled" || s.status === "declined") return { is: "cancelled" };
  if (isOver(s, now)) return { is: "over" };
  if (s.status === "waiting" || now < opensAt(s)) return { is: "before" };
  const by = wayIn(s, known, now, isAsked);
  return by === null ? { is: "preparing" } : { is: "open", by };
}

/** Nothing is over that still runs, until its room is closed; what Bedel does not end goes on for as long as its host likes. */
const isOver = (s: Session, now: Instant): boolean =>
  s.overAt !== null || isClosed(s) || (now >= endDue(s) && lives(s, "end")) || (now >= s.time.end && !isLive(s));

/** Whom Zoom would not register, or can't be asked to since it was disconnected, is sent to the meeting itself: its own form may still let the person in, which waiting never would. */
function wayIn(s: Session, known: Known, now: Instant, isAsked: boolean): "own" | "meeting" | null {
  if (s.meeting === null) return null;
  const isKnown = known.meetingId === s.meeting.id;
  if (isKnown && known.link) return "own";
  const waitedLong = !isAsked || now >= after(Math.max(s.time.start, known.addedAt) as Instant, PATIENCE);
  return !s.meeting.registration || (isKnown && known.trouble !== null) || waitedLong ? "meeting" : null;
}

/** Whether who is added now gets the link at once: everybody else has had it. */
export const linksHaveGone = (s: Session, now: Instant): boolean => {
  const step = s.steps.sendLinks;
  const wasTime = step.is === "started" || step.is === "done" || step.is === "failed" || (step.is === "skipped" && step.because === "nobody_registered");
  return s.status === "placed" && wasTime && s.overAt === null && now < s.time.end;
};

export type Happened = { is: "held"; time: Interval | null } | { is: "nobody started" } | { is: "unknown" };

/** What became of it, as far as Zoom has told. That nobody started it only the report knows: a start may have gone unheard. */
export function happenedOf(s: Session): Happened {
  if (s.live !== null) return { is: "held", time: s.live.end === null ? null : { start: s.live.start, end: s.live.end } };
  const { report } = s.steps;
  return report.is === "done" && report.note === "nobody_started" ? { is: "nobody started" } : { is: "unknown" };
}

/** The report tells of everybody who was in the list: from the end on, list and report agree for ever. */
export const isBehind = (s: Session, now: Instant): boolean => s.overAt !== null || (s.status === "placed" && now >= s.time.end);

/** Why an attendee can't give up the place, as a message key under `refusals.`. Who is just inside may, and is let in no more. */
export const whyNotLeave = (s: Session, now: Instant): string | null =>
  s.status === "cancelled" || s.status === "declined" ? "already_cancelled" : isBehind(s, now) ? "already_over" : null;
