import { interval, type Interval } from "../lib/interval.ts";
import { fine, refused, type Outcome } from "../lib/outcome.ts";
import { after, days, minutes, momentOf, type Instant } from "../lib/time.ts";
import type { Policy, Settings } from "../people/institution.ts";
import type { Ask } from "./contract.ts";
import type { Session } from "./session.ts";
import { STEP_ORDER, type StepName } from "./steps.ts";
import type { StepState } from "./session.ts";

/** A session may begin at once, but not in the past; a minute's grace for who types slowly. */
const GRACE = minutes(1);
/** Further ahead is a slip of the finger, whatever an institution allows. */
const MOST_YEARS = 5;
/** To the day, so that "the same day in five years" can be asked for. */
const furthest = (now: Instant): Instant => new Date(now).setUTCFullYear(new Date(now).getUTCFullYear() + MOST_YEARS) as Instant;

/** The moments that a wall time, a zone and a length mean. Refuses each with the field that it belongs to. */
export function timeAsked(a: Pick<Ask, "start" | "zone" | "minutes"> & { choose?: Ask["choose"] | undefined }, now: Instant): Outcome<Interval> {
  const start = momentOf(a.start, a.zone, a.choose);
  if (!start.ok) return refused(start.because, { field: start.because === "time_zone_unknown" ? "zone" : "start" });
  return timeFrom(start.value, a.minutes, now);
}

/** From a moment on. Refuses what is over, and slips of the finger. */
export function timeFrom(start: Instant, length: number, now: Instant): Outcome<Interval> {
  if (start < now - GRACE) return refused("in_the_past", { field: "start" });
  if (start > furthest(now)) return refused("too_many_years_ahead", { field: "start", values: { years: MOST_YEARS } });
  return fine(interval(start, after(start, minutes(length))));
}

/** Zoom's webinars know no waiting room: their attendees come in when the host begins. */
export const admissionFits = (kind: Ask["kind"], admission: Ask["admission"]): Outcome<true> =>
  kind === "webinar" && admission === "manual" ? refused("webinar_has_no_waiting_room", { field: "admission" }) : fine(true);

/** What an organizer has ahead already: sessions and minutes. */
export type Ahead = { sessions: number; minutes: number };

/** The institution's limits per organizer; admins have none. */
export function withinLimits(time: Interval, ahead: Ahead, s: Settings, now: Instant): Outcome<true> {
  const { sessionsAhead, hoursAhead, longestMinutes, furthestDays } = s.limits;
  const length = (time.end - time.start) / minutes(1);
  if (longestMinutes !== null && length > longestMinutes) return refused("longer_than_allowed", { field: "minutes", values: { most: longestMinutes } });
  if (furthestDays !== null && time.start > after(now, days(furthestDays))) return refused("too_far_ahead", { field: "start", values: { days: furthestDays } });
  if (sessionsAhead !== null && ahead.sessions >= sessionsAhead) return refused("too_many_sessions_ahead", { field: "start", values: { most: sessionsAhead } });
  if (hoursAhead !== null && ahead.minutes + length > hoursAhead * 60)
    return refused("too_many_hours_ahead", { field: "minutes", values: { most: hoursAhead } });
  return fine(true);
}

export const newSteps = (): Record<StepName, StepState> =>
  Object.fromEntries(STEP_ORDER.map((step) => [step, { is: "pending" }])) as Record<StepName, StepState>;

/** A session as it begins: asked for, without a room. */
export function newSession(
  a: Ask,
  more: { institutionId: string; organizerId: string; time: Interval; policy: Policy; now: Instant; host?: Pick<Session, "hostId" | "via"> },
): Session {
  return {
    institutionId: more.institutionId,
    id: a.id,
    revision: 1,
    title: a.title,
    kind: a.kind,
    time: more.time,
    zone: a.zone,
    admission: a.admission,
    expected: a.expected,
    organizerId: more.organizerId,
    status: "waiting",
    roomId: null,
    hostId: more.host?.hostId ?? null,
    source: a.source,
    via: more.host?.via ?? null,
    pinned: false,
    policy: more.policy,
    steps: newSteps(),
    meeting: null,
    intent: null,
    stray: [],
    strayAsked: false,
    alternative: null,
    registrantsAsked: false,
    registrantTrouble: null,
    live: null,
    watchAt: null,
    overAt: null,
    endAskedAt: null,
    askedAt: more.now,
    noneProven: false,
    declinedBecause: null,
    cancelledAt: null,
    undo: null,
    movedFrom: null,
    bookingId: null,
  };
}
