import { after, earliest, before, minutes, type Instant } from "../lib/time.ts";
import type { Room } from "../rooms/room.ts";
import { judge, type RoomInUse, type Serving } from "./judge.ts";
import { endDue, isHandedOver, isLive, SETTLES_AFTER, stillToCome, waitsForZoom, type Session, type StepState, WAITS_FOR_DAY, WATCH_EVERY } from "./session.ts";
import { dueAt, hasEnded, isBehind, lifeOf, lives, runsAgain, STEPS, type StepName } from "./steps.ts";
import type { CommandName, CommandWish, MailWish } from "./wishes.ts";

export type Decision = {
  session: Session;
  /** The room, when deciding changed who holds it. */
  room: Room | null;
  commands: CommandWish[];
  mails: MailWish[];
  /** Which of its reservations it gives back: what it held for undoing, or all. */
  releases: "held" | "all" | null;
};

/** What must happen to this session by now, given what its room has been through and what its connection does for it. Pure; asking twice decides nothing new. */
export function decide(session: Session, inUse: RoomInUse | null, now: Instant, service: Serving = "connected"): Decision {
  if (session.status === "waiting") return waitInVain(session, now, service);
  const settled = settleUndo(session, now);
  const s = noticeEnd(noticeEarlyEnd(noticeReturn(settled.session, now), now), now);
  const decision: Decision = { session: s, room: null, commands: [], mails: [], releases: settled.releases };
  for (const step of lifeOf(s)) {
    const verdict = judge(decision.session, decision.room === null ? inUse : { ...inUse!, room: decision.room }, step, now, service);
    const before = decision.session.steps[step];
    if (verdict === "wait" || isSame(before, verdict.state)) continue;
    decision.session = { ...decision.session, steps: { ...decision.session.steps, [step]: stillNoted(before, verdict.state) } };
    if (verdict.room !== undefined) decision.room = verdict.room;
    if (verdict.command !== undefined) decision.commands.push({ does: verdict.command, step: OF_NO_STEP.has(verdict.command) ? null : step });
    if (verdict.mail !== undefined) decision.mails.push({ ...verdict.mail, step });
  }
  return besideTheSteps(alarmed(decision, now), now, service);
}

/** What a held step waits for is not yet the step itself. */
const OF_NO_STEP: ReadonlySet<CommandName> = new Set(["relocate", "ensureAlternativeHost"]);

/** How long is ordinary life: the session before is just being closed, an answer was lost, a mail server says *later*. */
const HELD_TOO_LONG = minutes(2);
const UNDER_WAY_TOO_LONG = minutes(5);

/** Tells admins, once, what is held or under way for longer. Reports take their time. */
function alarmed(d: Decision, now: Instant): Decision {
  const { status } = d.session;
  if (status !== "placed" && status !== "cancelled") return d;
  const steps = { ...d.session.steps };
  const mails = [...d.mails];
  for (const step of lifeOf(d.session)) {
    const state = steps[step];
    const late = alarmAt(step, state);
    if (late === null || now < late) continue;
    const because = state.is === "held" ? state.until : KEEPS[step];
    steps[step] = { ...(state as Extract<StepState, { is: "held" | "started" }>), alarmed: because };
    mails.push({ kind: "admin_alarm", to: "admins", step: null, about: step, since: (state as { at: Instant }).at, because });
  }
  return { ...d, session: { ...d.session, steps }, mails };
}

/** What keeps a step under way for too long, as far as can be told. */
const KEEPS: Record<StepName, string> = {
  generate: "unanswered",
  handOver: "mail_trouble",
  sendLinks: "mail_trouble",
  warn: "mail_trouble",
  end: "not_kept",
  close: "unreachable",
  report: "unreachable",
};

/** When admins are told, if it goes on like this; null when they know, or need not. */
function alarmAt(step: StepName, state: StepState): Instant | null {
  if (step === "report" || (state.is !== "held" && state.is !== "started") || state.alarmed !== undefined || waitsForZoom(state)) return null;
  if (state.is === "started" && state.note === WAITS_FOR_DAY) return null; // far ahead, and by plan
  return after(state.at, state.is === "held" ? HELD_TOO_LONG : UNDER_WAY_TOO_LONG);
}

/** A step that is held again for the same reason is no news. */
const isSame = (a: StepState, b: StepState): boolean =>
  a.is === "held" && b.is === "held" && a.until === b.until && a.elsewhere === b.elsewhere && a.meetingId === b.meetingId;

/** Held for another reason now, or held no longer: who has been told need not be told again, and what had been done of it was done. */
function stillNoted(before: StepState, state: StepState): StepState {
  if (before.is !== "held" || (state.is !== "held" && state.is !== "started")) return state;
  const note = before.note === undefined ? state : { ...state, note: before.note };
  return before.alarmed !== undefined && state.is === "held" ? { ...note, alarmed: before.alarmed } : note;
}

function waitInVain(session: Session, now: Instant, service: Serving): Decision {
  const still: Decision = { session, room: null, commands: [], mails: [], releases: null };
  if (now < session.time.start) return besideTheSteps(still, now, service);
  const declined: Session = { ...session, status: "declined", declinedBecause: "no_room_in_time" };
  return besideTheSteps({ ...still, session: declined, mails: [{ kind: "declined", to: "organizer", step: null }] }, now, service);
}

/** Once a change can't be taken back any more, what it gave up is given back; a cancelled meeting must go from Zoom, as soon as nothing of it runs: closing its room may take until tomorrow. */
function settleUndo(session: Session, now: Instant): { session: Session; releases: Decision["releases"] } {
  if (session.undo !== null && now < session.undo.until) return { session, releases: null };
  const releases = session.undo === null ? null : session.undo.kind === "cancel" ? "all" : "held";
  const s = session.undo === null ? session : { ...session, undo: null };
  if (s.status !== "cancelled" || (isHandedOver(s) && !hasEnded(s)) || s.meeting === null) return { session: s, releases };
  const { meeting } = s;
  return {
    session: { ...s, meeting: null, stray: [...s.stray, { id: meeting.id, kind: meeting.kind, hostId: meeting.hostId, via: s.via }], strayAsked: false },
    releases,
  };
}

/** Zoom said that it ended, was looked at again after the settling time and nobody had come back, and it was not time yet. Time alone proves nothing: the telling of a return may be lost. */
function noticeEarlyEnd(s: Session, now: Instant): Session {
  const settled = settledAt(s);
  if (s.status !== "placed" || s.overAt !== null || settled === null || s.live!.end! < s.time.start) return s;
  const over = now >= settled && s.live!.checkedAt >= settled && s.live!.end! < endDue(s) && now < endDue(s);
  return over ? { ...s, overAt: s.live!.end } : s;
}

/** It was taken for over and runs again: where no step of Bedel's ends it, nobody else would notice, and what was left out as needless is still to come. */
function noticeReturn(s: Session, now: Instant): Session {
  if (lives(s, "end") || s.status !== "placed" || s.overAt === null || !isLive(s) || now >= after(s.time.end, s.policy.courtesy)) return s;
  return { ...s, overAt: null, steps: { ...stillToCome(s.steps), report: { is: "pending" } } };
}

/**
 * Where no step of Bedel's ends it, it is over on evidence only: Zoom said that it ended and nobody came back within the settling time, or a
 * look after its time found nothing running. What was never made can't run, and of what may have been made unheard, and was given up, nobody can ask.
 */
function noticeEnd(s: Session, now: Instant): Session {
  if (lives(s, "end") || s.status !== "placed" || s.overAt !== null || now < endDue(s)) return s;
  const isGivenUp = s.steps.generate.is === "failed" || s.steps.generate.is === "skipped";
  if (s.meeting === null && (s.intent === null || isGivenUp))
    return { ...s, overAt: s.time.end, live: s.live && { ...s.live, end: s.live.end ?? s.live.checkedAt } };
  const settled = settledAt(s);
  // It ran at the time that it had before, and nobody has come at this one.
  if (settled !== null && s.live!.end! < s.time.start) return s.live!.checkedAt >= endDue(s) ? { ...s, overAt: s.time.end } : s;
  return settled !== null && now >= settled && s.live!.checkedAt >= settled ? { ...s, overAt: s.live!.end } : s;
}

/** When an end that Zoom told of counts as one, if nobody is seen to have come back by then. */
const settledAt = (s: Session): Instant | null => (s.live?.end == null ? null : after(s.live.end, SETTLES_AFTER));

/** What belongs to no step: tidying up in Zoom, making attendees known there, looking whether it runs. */
function besideTheSteps(d: Decision, now: Instant, service: Serving): Decision {
  let s = d.session;
  if (service === "disconnected" || service === "reconnect needed") return { ...d, session: { ...s, watchAt: null } }; // asked for when it serves again
  const commands = [...d.commands];
  if (s.undo === null && (s.stray.length > 0 || (isGone(s) && s.intent !== null)) && !s.strayAsked) {
    commands.push({ does: "removeStray", step: null });
    s = { ...s, strayAsked: true };
  }
  if (wantsRegistrants(s, now)) {
    commands.push({ does: "ensureRegistrants", step: null });
    s = { ...s, registrantsAsked: true };
  }
  const watchFrom = before(s.time.start, s.policy.preparation);
  if (!isWatched(s)) return { ...d, commands, session: s.watchAt === null ? s : { ...s, watchAt: null } };
  const isTime = s.watchAt === null ? runsAgain(s) : now >= s.watchAt;
  if (isTime) commands.push({ does: "watch", step: null });
  const planned = s.watchAt === null || isTime ? onGrid(watchFrom > now ? watchFrom : now) : s.watchAt; // of what is far ahead only its host's plans are looked at
  const settled = settledAt(s);
  s = { ...s, watchAt: settled !== null && settled > now && settled < planned ? settled : planned };
  return { ...d, session: s, commands };
}

/** No meeting of it shall be in Zoom, not even one that may yet surface. */
const isGone = (s: Session): boolean => s.status === "cancelled" || s.status === "declined";

const wantsRegistrants = (s: Session, now: Instant): boolean =>
  s.status === "placed" &&
  !s.registrantsAsked &&
  s.registrantTrouble === null &&
  s.meeting?.registration === true &&
  now >= dueAt(s, "sendLinks") &&
  now < s.time.end &&
  s.overAt === null;

/** From generation to closing, and afterwards while it is said to run again; what has no meeting can't be asked about. */
const isWatched = (s: Session): boolean => s.status === "placed" && s.meeting !== null && ((!isBehind(s) && s.overAt === null) || runsAgain(s));

/** All sessions are looked at on the same moments, so that moving the clock visits few of them. */
const onGrid = (moment: Instant): Instant => ((Math.floor(moment / WATCH_EVERY) + 1) * WATCH_EVERY) as Instant;

/** How long a held step sleeps at most; the room's own changes wake it sooner. */
const HELD_LOOKS_EVERY = minutes(1);

/** Whoever resumes or reconnects wakes what waits for that: by itself it only ends. */
function heldUntil(s: Session, step: StepName, now: Instant): Instant | null {
  if (!waitsForZoom(s.steps[step])) return after(now, HELD_LOOKS_EVERY);
  const until = STEPS[step].usefulUntil(s);
  return until === "for ever" ? null : until;
}

/** When to look again. Null when nothing is left to come by itself, otherwise always later than now: a loop can't spin. */
export function nextWake(s: Session, now: Instant): Instant | null {
  if (s.status === "declined") return null;
  const moments: (Instant | null)[] = lifeOf(s).map((step) =>
    s.steps[step].is === "pending" ? dueAt(s, step) : s.steps[step].is === "held" ? heldUntil(s, step, now) : null,
  );
  if (s.status === "waiting") return s.time.start > now ? s.time.start : after(now, 1);
  moments.push(s.undo?.until ?? null, s.watchAt, ...lifeOf(s).map((step) => alarmAt(step, s.steps[step])));
  if (!s.registrantsAsked) moments.push(dueAt(s, "sendLinks"));
  return earliest(moments.filter((moment) => moment !== null && moment > now) as Instant[]);
}
