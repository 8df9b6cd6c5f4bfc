import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { plainText } from "../../lib/text.ts";
import { minutes, type Instant } from "../../lib/time.ts";
import type { Held, Meeting, ZoomFact } from "../../zoom/port.ts";
import { timeFrom } from "../asking.ts";
import type { Change } from "../change.ts";
import { isLive, mark, type Session } from "../session.ts";

/** As sessions may be asked for. */
const SHORTEST = 5;
const LONGEST = 24 * 60;
const LONGEST_TITLE = 200;

export const heldOf = ({ title, start, minutes: length, waitingRoom }: Held): Held => ({ title, start, minutes: length, waitingRoom });

/** Zoom holds what it was told: nothing of the session's own is on its way there, and it is neither running nor over. Only then is what differs somebody's doing in Zoom. */
export const isInLine = (s: Session): boolean =>
  s.status === "placed" && s.meeting !== null && s.steps.generate.is === "done" && s.overAt === null && s.endAskedAt === null && !isLive(s);

/** What its meeting was to hold. Where that was not written down it is the plan; of a start that has passed Zoom may hold another from the beginning. */
function expected(s: Session, now: Instant): Held | null {
  if (s.meeting?.held !== undefined) return s.meeting.held;
  return s.time.start <= now ? null : planned(s);
}

export const planned = ({ title, time, admission }: Session): Held => ({
  title,
  start: time.start,
  minutes: Math.round((time.end - time.start) / minutes(1)),
  waitingRoom: admission === "manual",
});

/** Of what people plan, that which is no longer as it was; null where nothing is. A webinar has no waiting room. */
export function changedInZoom(s: Session, found: Held, now: Instant): Partial<Held> | null {
  const was = expected(s, now);
  if (was === null) return null;
  const knowsWaiting = s.kind === "meeting" && found.waitingRoom !== null && was.waitingRoom !== null;
  const changes: Partial<Held> = {
    ...(found.title === was.title ? {} : { title: found.title }),
    ...(found.start === was.start ? {} : { start: found.start }),
    ...(found.minutes === was.minutes ? {} : { minutes: found.minutes }),
    ...(!knowsWaiting || found.waitingRoom === was.waitingRoom ? {} : { waitingRoom: found.waitingRoom }),
  };
  return Object.keys(changes).length === 0 ? null : changes;
}

/** What Bedel alone needs there is not so any more: the mark by which it knows its own, that nobody comes in before the host, that people are told apart. */
export const isOutOfOrder = (s: Session, found: Meeting): boolean =>
  found.mark !== mark(s.id) || found.joinBeforeHost === true || (s.meeting?.registration === true && !found.registration);

/** The same in our words, as an organizer would ask for it. Refuses what no session can be. */
export function askedInZoom(changes: Partial<Held>, found: Held, now: Instant): Outcome<Change> {
  const title = [...plainText(found.title.toWellFormed())].slice(0, LONGEST_TITLE).join("");
  if (changes.title !== undefined && title === "") return refused("required");
  const change: Change = {
    ...(changes.title === undefined ? {} : { title }),
    ...(changes.waitingRoom === undefined ? {} : { admission: changes.waitingRoom === true ? "manual" : "automatic" }),
  };
  if (changes.start === undefined && changes.minutes === undefined) return fine(change);
  if (found.start === null || found.minutes === null) return refused("zoom_meeting_without_time");
  if (found.minutes < SHORTEST) return refused("shorter_than_possible", { values: { least: SHORTEST } });
  if (found.minutes > LONGEST) return refused("longer_than_allowed", { values: { most: LONGEST } });
  const time = timeFrom(found.start, found.minutes, now);
  return time.ok ? fine({ ...change, time: time.value }) : time;
}

type Told = Extract<ZoomFact, { is: "meeting changed" }>;

/** Zoom tells of what Bedel did there itself: all that it says is as the session has it, or as it was last seen. */
export function isEcho(s: Session, { holds }: Pick<Told, "holds">): boolean {
  const says = (known: Held | undefined): boolean => known !== undefined && (Object.keys(holds) as (keyof Held)[]).every((what) => holds[what] === known[what]);
  return Object.keys(holds).length > 0 && (says(s.meeting?.held) || says(planned(s)));
}

/**
 * Who did it, of those whom Zoom named: the last that told of what was found. Our own changes are told with a name too, of whoever connected Zoom,
 * but tell of something else. Null: nobody was named.
 */
export function whoChanged(told: readonly ZoomFact[], changes: Partial<Held>): string | null {
  const fits = (fact: ZoomFact): fact is Told =>
    fact.is === "meeting changed" && fact.by !== null && (Object.keys(changes) as (keyof Held)[]).some((what) => fact.holds[what] === changes[what]);
  return last(told.filter(fits))?.by ?? null;
}

export const whoRemoved = (told: readonly ZoomFact[]): string | null => last(told.filter((fact) => fact.is === "meeting removed"))?.by ?? null;

const last = <Fact extends ZoomFact>(facts: readonly Fact[]): Fact | undefined => facts.toSorted((a, b) => a.at - b.at).at(-1);
