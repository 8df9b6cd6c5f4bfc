import type { Interval } from "../../src/lib/interval.ts";
import type { Duration, Instant } from "../../src/lib/time.ts";
import type { Person } from "./people.ts";

/** How a session goes. What the happenings of a day are made of. */
export type Fate =
  | { is: "as planned"; endsBy: Duration }
  /** Runs over its end and is ended by its organizer within the courtesy. */
  | { is: "overrun"; by: Duration }
  /** Nobody ends it. */
  | { is: "forgotten" }
  /** Over long before its end; nobody comes back. */
  | { is: "early"; by: Duration }
  /** The organizer presses *End now*. */
  | { is: "ended on the page"; by: Duration }
  | { is: "nobody starts" }
  | { is: "extended"; by: number; at: Instant }
  | { is: "cancelled"; at: Instant };

/** What somebody wants of a session on the way there. */
export type Wish =
  | { is: "shorten"; at: Instant; minutes: number }
  | { is: "cancel and take back"; at: Instant; after: Duration }
  /** Somebody who has a link already is not to come after all. */
  | { is: "remove"; at: Instant; email: string };

export type Planned = {
  id: string;
  title: string;
  /** Which of the organizers. */
  organizer: number;
  kind: "meeting" | "webinar";
  admission: "automatic" | "manual";
  expected: number | null;
  start: Instant;
  minutes: number;
  askedAt: Instant;
  /** It is asked for when every room is taken. */
  waits: boolean;
  fate: Fate;
  wishes: Wish[];
  /** Prefers the button *Start* to the password. */
  byLink: boolean;
  guests: number;
  attendees: Attending[];
};

/** Moments are counted from the session's start. `addedAt` null: with the request itself. */
export type Attending = Person & { addedAt: Instant | null; comes: Duration | null; leaves: Duration | null; fallsOut: Duration | null };

export type Day = { seed: number; date: string; begins: Instant; sessions: Planned[]; outage: Interval };
