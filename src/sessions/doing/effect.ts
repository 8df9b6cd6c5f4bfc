import type { Instant } from "../../lib/time.ts";
import type { Command } from "../../platform/outbox.ts";
import type { Room } from "../../rooms/room.ts";
import type { World } from "../../world.ts";
import type { Tx } from "../../platform/database.ts";
import type { Zoom } from "../../zoom/port.ts";
import type { Session, StepState } from "../session.ts";

/**
 * What came of a command. Facts are saved even when the session has changed meanwhile; the step is marked only for the revision
 * that wished it.
 */
export type Effect = {
  /** Null: it is done. Otherwise it is carried out again then, and its step stays under way. */
  againAt: Instant | null;
  facts?: (s: Session) => Session;
  step?: { note?: string; values?: Record<string, string | number> };
  /** It no longer helps, so it was not done. */
  tooLate?: true;
  /** Its moment has not come after all: the step waits for it again. */
  notYet?: true;
  room?: (r: Room) => Room;
  /** Further rows that belong to the result, in the same transaction. */
  also?: (tx: Tx, s: Session) => Promise<void>;
};

/** Carries out one command. Throws `ZoomError` when Zoom would not or could not. */
export type Performer = (world: World, command: Command, session: Session, room: Room | null) => Promise<Effect>;

export const done = (more: Omit<Effect, "againAt"> = {}): Effect => ({ againAt: null, ...more });

export function endState(now: Instant, { step, tooLate, notYet }: Effect): StepState {
  if (notYet === true) return { is: "pending" };
  if (tooLate === true) return { is: "skipped", at: now, because: "too_late" };
  return { is: "done", at: now, ...(step?.note === undefined ? {} : { note: step.note }), ...(step?.values === undefined ? {} : { values: step.values }) };
}

/** What a step had come to before its command failed or was broken off. */
export const notedOf = (state: StepState): string | null => ((state.is === "started" || state.is === "failed") && state.note !== undefined ? state.note : null);

/** Zoom by the connection that this session's meeting is made by. */
export const zoomFor = ({ zoomOf }: Pick<World, "zoomOf">, s: Pick<Session, "institutionId" | "via">): Zoom => zoomOf(s.institutionId, undefined, s.via);
