import type { Interval } from "../lib/interval.ts";
import { after, before, days, minutes, type Duration, type Instant } from "../lib/time.ts";
import type { Policy } from "../people/institution.ts";
import type { Held, MeetingKind, MeetingRef, ZoomErrorKind } from "../zoom/port.ts";
import type { StepName } from "./steps.ts";

/** One online meeting or webinar at a given time. */
export type Session = {
  institutionId: string;
  id: string;
  /** Grows with each change that a person or the allocator makes; only a command of the same revision may mark a step. */
  revision: number;
  title: string;
  kind: MeetingKind;
  time: Interval;
  zone: string;
  admission: "automatic" | "manual";
  expected: number | null;
  organizerId: string;
  status: "waiting" | "placed" | "declined" | "cancelled";
  roomId: string | null;
  hostId: string | null;
  source: HostSource;
  /** The connection by which its meeting is made; null: the institution's. */
  via: string | null;
  /** An admin chose the room: the allocator leaves it there. */
  pinned: boolean;
  policy: Policy;
  steps: Record<StepName, StepState>;
  /** What exists in Zoom for it, read back. */
  meeting: MeetingFact | null;
  /** A create whose answer was lost: it may yet surface. */
  intent: Intent | null;
  /** What must not exist in Zoom any more. */
  stray: readonly Stray[];
  strayAsked: boolean;
  /** The organizer's own Zoom user who may open the room's meeting. */
  alternative: Alternative | null;
  /** Whether the wish to make attendees known to Zoom has been uttered for all that are there. */
  registrantsAsked: boolean;
  /** Attendees can't be told apart in Zoom for this meeting; a message key. */
  registrantTrouble: string | null;
  live: Live | null;
  /** When to compare with Zoom next, while the room is or may be in use. */
  watchAt: Instant | null;
  /** It ended before its time and nobody came back. */
  overAt: Instant | null;
  endAskedAt: Instant | null;
  askedAt: Instant;
  noneProven: boolean;
  declinedBecause: string | null;
  cancelledAt: Instant | null;
  undo: Undo | null;
  /** The start that attendees were last told, when it is another now. */
  movedFrom: Instant | null;
  /** The booking that it belongs to, which tells people of it; null for all others. */
  bookingId: string | null;
};

/** Where its host comes from: a room, one Zoom user for all, or the organizer's own Zoom. */
export type HostSource = "pool" | "default host" | "named host" | "personal";

/** `held`: what Zoom was seen to hold when it was last brought in line, by which a change made there is known; missing where that was before this was kept. */
export type MeetingFact = MeetingRef & { hostId: string; joinUrl: string; registration: boolean; revision: number; held?: Held };
/** `via`: the connection by which its host was asked; missing or null: the institution's. */
export type Intent = { hostId: string; via?: string | null; kind: MeetingKind; at: Instant; looks: number };
/** `refused`: why Zoom would not have it. */
export type Alternative = { email: string; meetingId: string; refused: ZoomErrorKind | null };
export type Stray = MeetingRef & { hostId: string; via?: string | null };

/** What Zoom told about the running of it. `end` null: running, as far as we were told at `checkedAt`. */
export type Live = { start: Instant; end: Instant | null; instanceId: string | null; checkedAt: Instant };

/** Mails and Zoom wait until then; what was before can be had back as a whole. */
export type Undo = {
  until: Instant;
  kind: "cancel" | "change";
  before: Pick<
    Session,
    "time" | "zone" | "title" | "roomId" | "hostId" | "pinned" | "status" | "steps" | "meeting" | "admission" | "expected" | "movedFrom" | "policy"
  >;
};

export type HeldUntil = "room_is_secured" | "room_has_password" | "room_is_free" | "alternative_host_is_named";

export type StepState =
  | { is: "pending" }
  | { is: "started"; at: Instant; note?: string; alarmed?: string }
  | { is: "done"; at: Instant; note?: string; values?: Record<string, number | string> }
  /** `elsewhere`: another room was asked for. `meetingId`: the meeting for which an alternative host is to be named. `alarmed`: admins have been told that it takes too long, and this reason. */
  | { is: "held"; at: Instant; until: HeldUntil | ZoomsDoing; elsewhere?: true; meetingId?: string; alarmed?: string; note?: string }
  /** `note`: what had been done of it before it failed. */
  | { is: "failed"; at: Instant; because: ZoomErrorKind | "mail_refused" | "unexpected"; retryAt: Instant | null; note?: string }
  | { is: "skipped"; at: Instant; because: "too_late" | "cancelled" | "over_early" | "nobody_registered" };

/** Its connection is paused, does not serve, or knows nobody who hosts: that is told on the connection's own page, and is no alarm of each session's. */
const ZOOMS_DOINGS = ["resumed", "connected", "host_is_known"] as const;
export type ZoomsDoing = (typeof ZOOMS_DOINGS)[number];
export const waitsForZoom = (state: StepState): boolean => state.is === "held" && ZOOMS_DOINGS.includes(state.until as ZoomsDoing);

/** Time for goodbyes before the warning makes sense: the organizer is reminded to close in time. */
export const WARNS_BEFORE_END = minutes(10);
/** An accidental end is followed by a return within minutes; only a longer silence is an end. */
export const SETTLES_AFTER = minutes(10);
/** How long a change or cancellation can be taken back before anybody hears of it. */
export const UNDO_FOR: Duration = 60_000;
export { NO_HOLD_BEFORE_START } from "./contract.ts";
/** Live sessions are compared with Zoom on this grid: what no webhook told is found. */
export const WATCH_EVERY = minutes(5);

/** The note of a step that is put off to the next day, because of the changes that Zoom allows for its host on one. */
export const WAITS_FOR_DAY = "waits_for_day";
export const REPORT_FOR = days(14);

/** A room is blocked for its preparation and its aftermath too; somebody's own Zoom for the session's time only. */
export const reservationOf = ({ time, policy: p, source }: Pick<Session, "time" | "policy" | "source">): Interval =>
  source === "pool" ? { start: before(time.start, p.preparation), end: after(time.end, p.courtesy + p.postprocessing) } : time;

/** When it is really over: its planned end and courtesy, unless it ended early or somebody asked for its end. */
export const endDue = (s: Session): Instant => s.endAskedAt ?? s.overAt ?? (s.status === "cancelled" ? s.cancelledAt! : after(s.time.end, s.policy.courtesy));

/** The organizer has the room, also when the mail that says so was refused: the session's page shows it all the same. */
export const isHandedOver = (s: Session): boolean => {
  const state = s.steps.handOver;
  return state.is === "done" || state.is === "started" || (state.is === "failed" && state.because === "mail_refused");
};
export const isClosed = (s: Session): boolean => s.steps.close.is === "done" || s.steps.close.is === "skipped";
export const isLive = (s: Session): boolean => s.live !== null && s.live.end === null;
/** What was left out as needless when it was taken for over. */
export const stillToCome = (steps: Session["steps"]): Session["steps"] =>
  Object.fromEntries(
    Object.entries(steps).map(([step, state]) => [step, state.is === "skipped" && state.because === "over_early" ? { is: "pending" } : state]),
  ) as Session["steps"];
export const mark = (sessionId: string): string => `bedel:${sessionId}`;

/** Whether the allocator may give it another room: its room is nobody's business until its credentials go out. */
export const isMovable = (s: Session): boolean =>
  s.source === "pool" && s.status === "placed" && !s.pinned && !isHandedOver(s) && !isLive(s) && s.overAt === null && s.undo === null;
