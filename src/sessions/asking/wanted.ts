import { fine, type Outcome } from "../../lib/outcome.ts";
import { after, minutes, wallOf, type Instant } from "../../lib/time.ts";
import { timeAsked } from "../asking.ts";
import type { Change as Changes } from "../change.ts";
import type { Change } from "../contract.ts";
import type { Session, Undo } from "../session.ts";

/** What is asked to be changed, in our words. Refuses times as asking does. */
export function changesOf(s: Session, c: Change, now: Instant): Outcome<Changes> {
  const change: Changes = {};
  if (c.title !== undefined) change.title = c.title;
  if (c.admission !== undefined) change.admission = c.admission;
  if (c.expected !== undefined) change.expected = c.expected;
  if (c.start === undefined && c.zone === undefined && c.minutes === undefined) return fine(change);
  const zone = c.zone ?? s.zone;
  const start = c.start ?? wallOf(s.time.start, s.zone);
  const length = c.minutes ?? Math.round((s.time.end - s.time.start) / minutes(1));
  if (c.start === undefined && c.zone === undefined) return fine({ ...change, time: { start: s.time.start, end: after(s.time.start, minutes(length)) } });
  const time = timeAsked({ start, zone, minutes: length, choose: c.choose }, now);
  return time.ok ? fine({ ...change, zone, time: time.value }) : time;
}

export const changesNothing = (s: Session, c: Changes): boolean =>
  (c.title ?? s.title) === s.title &&
  (c.admission ?? s.admission) === s.admission &&
  (c.expected === undefined || c.expected === s.expected) &&
  (c.zone ?? s.zone) === s.zone &&
  (c.time === undefined || (c.time.start === s.time.start && c.time.end === s.time.end));

/** How many are expected is nobody's business but the rooms'. */
export const isNews = (before: Undo["before"], after: Session): boolean =>
  before.title !== after.title ||
  before.time.start !== after.time.start ||
  before.time.end !== after.time.end ||
  before.zone !== after.zone ||
  before.admission !== after.admission;
