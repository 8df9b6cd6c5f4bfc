import type { Instant } from "../lib/time.ts";
import type { CourseNews } from "../notices/courses/facts.ts";
import type { Letter } from "../notices/facts.ts";
import type { Tx } from "../platform/database.ts";
import type { Delivery } from "../platform/deliveries.ts";
import type { ZoomFact } from "../zoom/port.ts";
import type { Performer } from "./doing/effect.ts";
import type { Session } from "./session.ts";
import type { CommandName } from "./wishes.ts";

/** What sessions need of nouns that build on them; `main.ts` brings them together, so that imports go one way. */
export type Neighbours = {
  /** Everybody who is to get a link. */
  recipientsOf(tx: Tx, institutionId: string, sessionId: string): Promise<Recipient[]>;
  /** Zoom told of users of the account: whoever waits for one of them need not wait longer. */
  usersChanged(tx: Tx, institutionId: string, users: readonly { hostId: string; email: string | null; comes?: true }[], now: Instant): Promise<void>;
  /** The Zoom account was authorized, for the first time or anew: what it could not do before it may do now. */
  authorized(tx: Tx, institutionId: string, now: Instant): Promise<void>;
  /** Another Zoom account takes the place of the one before: what was asked for there is nobody's business in this one. */
  accountChanged(tx: Tx, change: { institutionId: string; from: string; to: string }, now: Instant): Promise<void>;
  /** Its Zoom serves again, or is paused no more: whoever waits for that need not wait longer. */
  served(tx: Tx, institutionId: string, now: Instant): Promise<void>;
  /** What was told of somebody in the meeting, among other things. */
  sighted(tx: Tx, session: Session, facts: readonly ZoomFact[]): Promise<void>;
  /** What a mail to these attendees leads to, by attendee. Who is in no list any more has nothing. */
  addressesOf(tx: Tx, attendees: readonly { institutionId: string; attendeeId: string }[]): Promise<ReadonlyMap<string, Addresses>>;
  /** What an organizer wrote to all attendees. */
  noteOf(tx: Tx, institutionId: string, noteId: string): Promise<{ subject: string; text: string } | null>;
  /** What happened to a whole course; null: it is kept no longer. */
  courseNewsOf(tx: Tx, institutionId: string, newsId: string): Promise<CourseNews | null>;
  /** Dates of a course lost their rooms and wait: who can help hears of all of them at once. */
  tellRoomsLost(tx: Tx, lost: RoomsLost, now: Instant): Promise<void>;
  /** A mail about a booking, as it is when it is sent; null: what it was to tell is no longer so. `joinAddress`: the reader's own. */
  bookingLetterOf(tx: Tx, mail: Delivery, joinAddress: string | null): Promise<Letter | null>;
  /** A session that somebody booked has got another time: it is held for all its hosts. False: one of them has another appointment then. */
  holdsTimeOf(tx: Tx, session: Session): Promise<boolean>;
  /** How many are registered, how many of them Zoom knows by name, and how the report stands. */
  talliesOf(tx: Tx, institutionId: string, sessions: readonly Session[]): Promise<ReadonlyMap<string, Tally>>;
  performers: Record<Extract<CommandName, "ensureRegistrants" | "removeRegistrants" | "readReport">, Performer>;
};

export type RoomsLost = { institutionId: string; courseId: string; dates: readonly { before: Session; session: Session }[] };
/** `language`, `zone`: as the person chose. `registered`: by the public page, whose mails have told the session's time already. */
export type Recipient = { attendeeId: string; name: string; email: string; language?: "en" | "es" | null; zone?: string | null; registered?: boolean };
/** The attendee's own, which are mailed and never go stale: of the session, and of the panel with all of them. */
export type Addresses = { joinAddress: string; panelAddress?: string };
export type Tally = { attendees: number; registered: number; reportState: "none yet" | "provisional" | "final" };
