import type { Interval } from "../../lib/interval.ts";
import type { Session } from "../session.ts";

type Row = { session: Session; reserved: Interval; piece: number };

/** Whether a reservation is there only so that a change or cancellation can be taken back: no session takes that place, and nobody else may. */
const isHeld = ({ session, piece }: Row): boolean => piece > 0 || session.status === "cancelled";

/** The places that are kept in a room. A session that has changed rooms keeps the one where it was. */
export const heldIn = (roomId: string, rows: readonly Row[]): Interval[] =>
  rows.filter((row) => isHeld(row) && (row.session.undo?.before.roomId ?? row.session.roomId) === roomId).map(({ reserved }) => reserved);
