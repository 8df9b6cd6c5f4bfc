import type { Instant } from "../../src/lib/time.ts";
import type { Member } from "../../src/people/member.ts";
import { sql, type Sql } from "../../src/platform/database.ts";

/** What people did, as they remember it: what the records of Bedel, Zoom and the mail server are held against. */
export type Deeds = {
  /** Every session that was ever asked for, whether the answer came or not. */
  asked: Set<string>;
  /** Every meeting that somebody saw a session have: Bedel knew of it. */
  meetings: Set<string>;
  done: { sessionId: string; what: string }[];
  /** Who was told to have been taken off, and when. */
  left: Map<string, Instant>;
  unanswered: number;
  intrusions: number;
  intruded: number;
  stranger: Member;
  /** The time of day of each course, by the clock on the wall. */
  courses: Map<string, string>;
  /** Every classroom that was ever asked for. */
  classrooms: Set<string>;
  typeId: string | null;
  asksToBook: number;
  /** Bookings whose maker was told that they stand, and when they begin. */
  booked: Map<string, Instant>;
  did(sessionId: string, what: string): void;
  /** An address of its own for each. */
  somebody(): string;
  /** How many there were. */
  people(): number;
  attendeesOf(sessionId: string): Sql;
};

export function newDeeds(stranger: Member, institutionId: string): Deeds {
  let people = 0;
  const deeds: Deeds = {
    asked: new Set(),
    meetings: new Set(),
    done: [],
    left: new Map(),
    unanswered: 0,
    intrusions: 0,
    intruded: 0,
    stranger,
    courses: new Map(),
    classrooms: new Set(),
    typeId: null,
    asksToBook: 0,
    booked: new Map(),
    did: (sessionId, what) => void deeds.done.push({ sessionId, what }),
    people: () => people,
    somebody: () => `p${(people += 1)}@people.example`,
    attendeesOf: (
      sessionId,
    ) => sql`select a.id, a.email, exists (select from deliveries d where d.institution_id = a.institution_id and d.attendee_id = a.id and d.state = 'queued') as waits
      from attendees a where a.institution_id = ${institutionId} and a.session_id = ${sessionId} order by a.email`,
  };
  return deeds;
}
