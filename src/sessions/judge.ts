import { after, minutes, type Instant } from "../lib/time.ts";
import type { HandoverMode, Room } from "../rooms/room.ts";
import type { Service } from "../connections/connection.ts";
import { isHandedOver, waitsForZoom, type HeldUntil, type Session, type StepState, type ZoomsDoing } from "./session.ts";
import { dueAt, hasEnded, lives, STEPS, type StepName } from "./steps.ts";
import type { CommandName, MailKind } from "./wishes.ts";

/** What its connection does for a session; `host gone`: it serves, but whoever was to host is nobody in its account. */
export type Serving = Service | "host gone";

/** What a step comes to now: nothing yet, a new state, and what it wishes. */
export type Verdict = "wait" | { state: StepState; command?: CommandName; mail?: { kind: MailKind; to: "organizer" | "attendees" }; room?: Room };

/** The room as deciding needs it, with the way it is opened. */
/** `ownZoom`: the address of the organizer's own licensed user of the same account; null: none. */
export type RoomInUse = { room: Room; mode: HandoverMode; ownZoom: string | null };

/** How one step stands by now. Steps under way, ended or failed for good are not judged again. `service`: what its connection does for it. */
export function judge(s: Session, inUse: RoomInUse | null, step: StepName, now: Instant, service: Serving): Verdict {
  if (!lives(s, step)) return "wait";
  const state = s.steps[step];
  if (step === "generate" && isLeftBehind(s)) return { state: { is: "skipped", at: now, because: "cancelled" } };
  if (state.is !== "pending" && state.is !== "held") return "wait";
  if (s.status === "cancelled") return judgeCancelled(s, inUse, step, now, service);
  if (isOverEarly(s, step)) return { state: { is: "skipped", at: now, because: "over_early" } };
  if (s.status !== "placed" || s.undo !== null || now < dueAt(s, step)) return "wait";
  const until = STEPS[step].usefulUntil(s);
  if (until !== "for ever" && now >= until) return { state: { is: "skipped", at: now, because: "too_late" } };
  return begin(s, inUse, step, now, service);
}

/** Cancelling took back the wish for a meeting, so nobody will say how that ended. */
const isLeftBehind = (s: Session): boolean =>
  s.status === "cancelled" && s.undo === null && (s.steps.generate.is === "started" || s.steps.generate.is === "failed");

const BEFORE_ITS_END: ReadonlySet<StepName> = new Set(["generate", "handOver", "sendLinks", "warn"]);

/** What leads up to a session, or reminds of its end, makes no sense once it is over or its end was asked for. */
const isOverEarly = (s: Session, step: StepName): boolean => BEFORE_ITS_END.has(step) && s.status === "placed" && (s.overAt !== null || s.endAskedAt !== null);

/** After a cancellation only what was opened is closed again. */
function judgeCancelled(s: Session, inUse: RoomInUse | null, step: StepName, now: Instant, service: Serving): Verdict {
  if (s.undo !== null) return "wait";
  if (isHandedOver(s) && (step === "end" || step === "close")) return begin(s, inUse, step, now, service);
  return { state: { is: "skipped", at: now, because: "cancelled" } };
}

/** What a step waits for while its connection does not serve; null: for nothing. A pause keeps only from Zoom what is new there. */
function waitsFor(s: Session, step: StepName, service: Serving): ZoomsDoing | null {
  if (service === "connected") return null;
  if (service === "host gone") return step === "generate" ? "host_is_known" : null;
  if (service === "paused") return step === "generate" && s.meeting === null && s.stray.length === 0 ? "resumed" : null;
  switch (step) {
    case "generate": // by an own Zoom that is gone it is tried once: making it finds the one that is in force by now
      return s.source === "personal" && s.via !== null && s.steps.generate.is === "pending" ? null : "connected";
    case "handOver": // a room that nobody could close again, for a meeting that is not there, or that was closed for the sake of disconnecting
      return service === "disconnected" && (s.meeting === null || waitsForZoom(s.steps.handOver)) ? "connected" : null;
    case "end":
    case "close":
    case "report":
      return s.meeting !== null || s.intent !== null || isHandedOver(s) ? "connected" : null;
    case "sendLinks":
    case "warn":
      return null;
  }
}

function begin(s: Session, inUse: RoomInUse | null, step: StepName, now: Instant, service: Serving): Verdict {
  const until = waitsFor(s, step, service);
  if (until !== null) return { state: { is: "held", at: now, until } };
  const started: StepState = { is: "started", at: now };
  switch (step) {
    case "generate":
      return { state: started, command: "ensureMeeting" };
    case "handOver":
      return handOver(s, inUse, now, service);
    case "sendLinks":
      return { state: started, mail: { kind: "link", to: "attendees" } };
    case "warn":
      if (hasStopped(s)) return "wait"; // who comes back is reminded then, and nobody else
      return { state: started, mail: { kind: "warn", to: "organizer" } };
    case "end":
      return { state: started, command: "ensureEnded" };
    case "close":
      return hasEnded(s) ? { state: started, command: "ensureClosed" } : "wait";
    case "report":
      return hasEnded(s) ? { state: started, command: "readReport" } : "wait";
  }
}

/** Zoom said that it ended; whether anybody comes back is not known yet. */
const hasStopped = (s: Session): boolean => s.live?.end != null && s.live.end >= s.time.start;

/** How long a room may want for its first password at the time at which it should be open. Then a start link does as well. */
const PASSWORD_MAY_TAKE = minutes(2);

/**
 * Gives the room to the session's organizer. Only a password that nobody knows is handed over, and only a room that nobody holds.
 * Where Zoom refuses another change of password today the room is opened by start link: what its last holder can still do is
 * told in docs/operating/exposure.md.
 */
function handOver(s: Session, inUse: RoomInUse | null, now: Instant, service: Serving): Verdict {
  if (inUse === null) return "wait";
  const { room, mode, ownZoom } = inUse;
  const p = room.password;
  const serves = service === "connected" || service === "paused";
  const forZoom: Verdict = { state: { is: "held", at: now, until: "connected" } };
  const held = (until: HeldUntil): Verdict => (serves ? { state: { is: "held", at: now, until } } : forZoom); // rooms are secured at Zoom
  if (p.occupiedBy !== null && p.occupiedBy !== s.id)
    return runsOn(s, room) ? { state: { is: "held", at: now, until: "room_is_free", elsewhere: true }, command: "relocate" } : held("room_is_free");
  const noPassword = !p.isSet && now >= after(dueAt(s, "handOver"), PASSWORD_MAY_TAKE);
  if (mode !== "credentials" || noPassword) {
    if (p.exposedTo !== null && p.trouble === null) return held("room_is_secured");
    const way = mode === "alternative host" ? standIn(s, ownZoom) : "start link";
    if (!serves && way === "to be named") return forZoom;
    if (service === "disconnected" && way !== "alternative_host") return forZoom; // the link is asked of Zoom when it is clicked
    if (way === "to be named") {
      const state: StepState = { is: "held", at: now, until: "alternative_host_is_named", meetingId: s.meeting?.id ?? "" };
      return { state, command: "ensureAlternativeHost" };
    }
    return {
      state: { is: "started", at: now, ...(way === "start link" ? {} : { note: way }) },
      mail: { kind: way === "alternative_host" ? "alternative_host" : "start_link", to: "organizer" },
      room: { ...room, password: { ...p, occupiedBy: s.id, evidenceAt: null } },
    };
  }
  if (p.exposedTo !== null) return held("room_is_secured");
  if (!p.isSet) return held("room_has_password");
  return {
    state: { is: "started", at: now },
    mail: { kind: "credentials", to: "organizer" },
    room: { ...room, password: { ...p, occupiedBy: s.id, exposedTo: s.id, evidenceAt: null } },
  };
}

/** Whether the organizer's own Zoom user may open the meeting by now; where it can't, the note of the step says why the room is opened by start link. */
function standIn(s: Session, ownZoom: string | null): "to be named" | "alternative_host" | "alternative_host_refused" | "no_own_zoom_user" {
  if (ownZoom === null) return "no_own_zoom_user";
  const { alternative } = s;
  if (s.meeting === null || alternative?.meetingId !== s.meeting.id || alternative.email !== ownZoom) return "to be named";
  return alternative.refused === null ? "alternative_host" : "alternative_host_refused";
}

/** Positive evidence, not silence: Zoom said, within this session's own preparation, that the one before still runs. */
const runsOn = (s: Session, room: Room): boolean => room.password.evidenceAt !== null && room.password.evidenceAt >= s.time.start - s.policy.preparation;
