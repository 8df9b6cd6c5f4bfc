import type { Decision } from "../decide.ts";
import type { Session } from "../session.ts";

/** What `saveTogether` writes down. */
const SAVED_TOGETHER: ReadonlySet<keyof Session> = new Set(["steps", "watchAt", "strayAsked", "registrantsAsked"]);

/** Whether what was decided about a session is told by its steps, its next look and wishes alone, as with most. */
export const changesOnlySteps = (before: Session, { session, room, mails, releases }: Decision): boolean =>
  room === null &&
  mails.length === 0 &&
  releases === null &&
  (Object.keys(session) as (keyof Session)[]).every((key) => SAVED_TOGETHER.has(key) || session[key] === before[key]);
