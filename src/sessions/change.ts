import type { Interval } from "../lib/interval.ts";
import { after, minutes, type Instant } from "../lib/time.ts";
import type { Policy } from "../people/institution.ts";
import type { MeetingPlan } from "../zoom/port.ts";
import { isHandedOver, isLive, mark, NO_HOLD_BEFORE_START, type Session, type StepState, type Undo, UNDO_FOR } from "./session.ts";
import { dueAt, STEP_ORDER, STEPS, type Input, type StepName } from "./steps.ts";

export type Change = Partial<
  Pick<Session, "zone" | "title" | "admission" | "expected" | "roomId" | "hostId" | "via" | "pinned"> & { time: Interval; policy: Policy }
>;

/** Steps whose inputs changed and that still lie ahead are to be lived again; what is behind stays behind. */
export function changed(s: Session, change: Change, now: Instant): Session {
  const next: Session = { ...s, ...change, revision: s.revision + 1, watchAt: null };
  const inputs = inputsOf(s, next);
  const steps = { ...s.steps };
  for (const step of STEP_ORDER) {
    if (STEPS[step].dependsOn.some((input) => inputs.has(input))) steps[step] = renewed(s, next, step, now);
  }
  return withoutOldMeeting(s, { ...next, steps: wishedAnew(steps), movedFrom: movedFrom(s, next) });
}

function inputsOf(s: Session, next: Session): Set<Input> {
  const inputs = new Set<Input>();
  if (s.time.start !== next.time.start || s.zone !== next.zone) inputs.add("start");
  if (s.time.end !== next.time.end) inputs.add("end");
  if (s.hostId !== next.hostId || s.via !== next.via) inputs.add("host");
  if (s.title !== next.title || s.admission !== next.admission) inputs.add("title");
  return inputs;
}

const PENDING: StepState = { is: "pending" };

/** Zoom is brought in line whenever there is something to bring in line; a running meeting takes no new length. Another room has to be opened and closed, however late. */
function renewed(s: Session, next: Session, step: StepName, now: Instant): StepState {
  const state = s.steps[step];
  if (step === "generate") return isLive(s) ? state : PENDING;
  const elsewhere = s.hostId !== next.hostId && (STEPS[step].dependsOn as readonly Input[]).includes("host");
  return elsewhere || dueAt(next, step) > now ? PENDING : state;
}

const BY_COMMAND: readonly StepName[] = ["generate", "end", "close", "report"];

/** A new revision takes back the commands of the old, so what they had begun begins anew. Mails go on by themselves. */
export function wishedAnew(steps: Session["steps"]): Session["steps"] {
  const unfinished = BY_COMMAND.filter((step) => steps[step].is === "started" || steps[step].is === "failed");
  return { ...steps, ...Object.fromEntries(unfinished.map((step) => [step, PENDING])) };
}

/** The start that people were last told, as long as it is not the present one. */
function movedFrom(s: Session, next: Session): Instant | null {
  const told = s.movedFrom ?? (s.steps.sendLinks.is === "done" || s.steps.sendLinks.is === "started" ? s.time.start : null);
  return told === next.time.start ? null : told;
}

/** A meeting belongs to its host: with another host the old one must go and a new one be made. Another connection reaches the same meeting. */
function withoutOldMeeting(s: Session, next: Session): Session {
  if (s.hostId === next.hostId || s.meeting === null) return next;
  const { id, kind, hostId } = s.meeting;
  const stray = { id, kind, hostId, via: s.via };
  return { ...next, meeting: null, registrantsAsked: false, registrantTrouble: null, stray: [...s.stray, stray], strayAsked: false };
}

/** Until when a change may be taken back: a minute, but never when people must hear of it at once. Null: no hold. */
export const undoUntil = (s: Session, nextStart: Instant, now: Instant): Instant | null =>
  Math.min(s.time.start, nextStart) - now > NO_HOLD_BEFORE_START ? after(now, UNDO_FOR) : null;

/** As it was before a change that nobody has heard of. Its meeting is still there, since what was given up is kept as long as it can be had back. */
export function takenBack(s: Session, { meeting, ...before }: Undo["before"]): Session {
  const kept = meeting !== null && s.stray.some((stray) => stray.id === meeting.id);
  const stray = kept ? s.stray.filter((one) => one.id !== meeting.id) : s.stray;
  return {
    ...s,
    ...before,
    ...(kept ? { meeting } : {}),
    stray,
    steps: wishedAnew(before.steps),
    revision: s.revision + 1,
    undo: null,
    cancelledAt: null,
    watchAt: null,
  };
}

/** What Zoom should hold for it. The passcode is Zoom's question to who joins; it is made from the session's own name, so that asking again asks the same. */
export function meetingPlan(s: Session, passcode: string): MeetingPlan {
  return {
    kind: s.kind,
    mark: mark(s.id),
    title: s.title,
    start: s.time.start,
    minutes: Math.round((s.time.end - s.time.start) / minutes(1)),
    zone: s.zone,
    waitingRoom: s.kind === "meeting" && s.admission === "manual",
    registration: s.registrantTrouble === null,
    passcode,
    noAlternativeHost: s.alternative !== null && !isHandedOver(s), // opened anew later, and until then by nobody
  };
}
