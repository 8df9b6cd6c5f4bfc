import type { MailKind } from "../notices/facts.ts";
import type { Instant } from "../lib/time.ts";
import type { StepName } from "./steps.ts";

export type { MailKind } from "../notices/facts.ts";

/** A wish for Zoom or for a later moment of our own, phrased so that wishing twice is harmless. */
export type CommandName =
  | "ensureMeeting"
  | "removeStray"
  | "ensureRegistrants"
  | "removeRegistrants"
  | "ensureEnded"
  | "ensureClosed"
  | "readReport"
  | "watch"
  | "relocate"
  | "ensureAlternativeHost";

export type CommandWish = { does: CommandName; step: StepName | null };

/** `about`, `since` and `because`: of an alarm, which step may miss its time, since when something keeps it, and what. */
export type MailWish = {
  kind: MailKind;
  to: "organizer" | "attendees" | "admins" | "host";
  step: StepName | null;
  about?: StepName;
  since?: Instant;
  because?: string;
};

/** What goes first when not everything can: ending and closing, then handing over, generating, and reporting last. Smaller is sooner. */
export const URGENCY: Record<CommandName, number> = {
  ensureEnded: 0,
  ensureClosed: 0,
  relocate: 1,
  ensureAlternativeHost: 1,
  ensureMeeting: 3,
  ensureRegistrants: 4,
  removeRegistrants: 4,
  removeStray: 5,
  watch: 6,
  readReport: 8,
};

/** One wish, one row: asking again for the same revision of a session is not a second wish. What belongs to no revision is one for the session. */
export const keyOf = (session: { id: string; revision: number }, does: CommandName): string =>
  does === "watch" || does === "removeStray" || does === "removeRegistrants" ? `${session.id}/${does}` : `${session.id}@${session.revision}/${does}`;

/** What concerns the room and not only the session: one at a time for each room, as its passwords are. */
export const IN_THE_ROOM: ReadonlySet<CommandName> = new Set(["ensureEnded", "ensureClosed"]);

/** What helps nobody once the session is over, though it belongs to no step. */
export const UNTIL_ITS_END: ReadonlySet<CommandName> = new Set(["removeRegistrants", "ensureAlternativeHost"]);
