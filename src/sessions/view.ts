import { before, iso, type Instant } from "../lib/time.ts";
import type { HandoverMode } from "../rooms/room.ts";
import type { SessionState, SessionView, StepView } from "./contract.ts";
import { isHandedOver, isClosed, isLive, reservationOf, type Session, type StepState } from "./session.ts";
import type { BoardSession } from "./showing/contract.ts";
import { dueAt, lifeOf, type StepName } from "./steps.ts";

/** What a page is told beside the session itself. */
export type Beside = {
  organizer: { id: string; name: string; email: string };
  room: { id: string; name: string } | null;
  host: { id: string; name: string; email: string } | null;
  course: { id: string; title: string } | null;
  mode: HandoverMode;
  noOwnZoom: boolean;
  attendees: number;
  reportState: SessionView["reportState"];
};

/** Told from evidence: `live` only when Zoom said so, `ended` only when its end is confirmed or its time is over. */
export function stateOf(s: Session, now: Instant): SessionState {
  if (s.status !== "placed") return s.status;
  if (isLive(s)) return "live";
  if (s.overAt !== null || isClosed(s) || now >= s.time.end) return "ended";
  return isHandedOver(s) ? "handed over" : "confirmed";
}

export function viewOf(s: Session, b: Beside, now: Instant): SessionView {
  return {
    ...boardViewOf(s, b, now),
    minutes: Math.round((s.time.end - s.time.start) / 60_000),
    zone: s.zone,
    organizer: b.organizer,
    course: b.course,
    attendees: b.attendees,
    reportState: b.reportState,
    handover: b.mode,
    noOwnZoom: b.noOwnZoom,
    opensAt: iso(before(s.time.start, s.policy.credentialLead)),
    undoUntil: s.undo === null || s.undo.until <= now ? null : iso(s.undo.until),
    declinedBecause: s.declinedBecause,
  };
}

/** As a picture of many shows it. */
export function boardViewOf(s: Session, { organizer, room, host }: Pick<Beside, "organizer" | "room" | "host">, now: Instant): BoardSession {
  const reserved = reservationOf(s);
  return {
    id: s.id,
    revision: s.revision,
    title: s.title,
    kind: s.kind,
    start: iso(s.time.start),
    end: iso(s.time.end),
    admission: s.admission,
    expected: s.expected,
    organizer: { name: organizer.name },
    state: stateOf(s, now),
    source: s.source,
    room,
    host: host === null ? null : { ...host, through: s.via === null ? "institution" : "personal" },
    reserved: s.status === "placed" || s.status === "waiting" ? { start: iso(reserved.start), end: iso(reserved.end) } : null,
    stays: s.pinned,
    alarm: lifeOf(s).some((step) => isTrouble(s.steps[step])),
    askedAt: iso(s.askedAt),
  };
}

const isTrouble = (state: StepState): boolean => state.is === "failed" || ((state.is === "held" || state.is === "started") && state.alarmed !== undefined);

/** What organizers see of each other's sessions: that the room is taken, not for what; nor whose own Zoom it is. */
export const veiled = (v: SessionView): SessionView => ({
  ...v,
  ...veiledOnBoard(v),
  course: null,
  organizer: { id: "", name: "", email: "" },
  attendees: 0,
  declinedBecause: null,
  undoUntil: null,
});

/** The same, of what a picture of many tells. */
export const veiledOnBoard = <V extends BoardSession>(v: V): V => ({
  ...v,
  host: v.source === "personal" ? null : v.host,
  title: "",
  organizer: { name: "" },
  expected: null,
  alarm: false,
});

export const stepsOf = (s: Session): StepView[] => lifeOf(s).map((step) => stepView(s, step));

function stepView(s: Session, name: StepName): StepView {
  const state = s.steps[name];
  const told = { name, dueAt: iso(dueAt(s, name)), at: "at" in state ? iso(state.at) : null };
  if (isNeedless(s, name)) return { ...told, is: "skipped", retryAt: null, note: s.status === "cancelled" ? "cancelled" : null, values: {} };
  return { ...told, is: state.is, retryAt: state.is === "failed" && state.retryAt !== null ? iso(state.retryAt) : null, ...noteOf(state) };
}

/** It waits for ever, or as long as a cancellation can be taken back; once that is settled, only what was opened is closed again. */
function isNeedless(s: Session, name: StepName): boolean {
  const { is } = s.steps[name];
  if (is !== "pending" && is !== "held") return false;
  if (s.status === "declined") return true;
  return s.status === "cancelled" && !(isHandedOver(s) && (name === "end" || name === "close"));
}

function noteOf(state: StepState): Pick<StepView, "note" | "values"> {
  const none = { note: null, values: {} };
  switch (state.is) {
    case "pending":
      return none;
    case "started":
      return none;
    case "done":
      return state.note === undefined ? none : { note: state.note, values: state.values ?? {} };
    case "held":
      return { note: state.until, values: {} };
    case "failed":
      return { note: state.because, values: {} };
    case "skipped":
      return { note: state.because, values: {} };
  }
}
