import type { Instant } from "../lib/time.ts";
import type { Tx } from "../platform/database.ts";
import type { Connection } from "./connection.ts";
import type { Affected, OpenRoom, PreviewOf } from "./life/contract.ts";

/** What connections need of rooms and sessions, which build on them: brought together in `serve.ts`. */
export type Upstairs = {
  /** Which sessions something would concern, and how, before it is done. */
  affected(institutionId: string, of: PreviewOf, now: Instant): Promise<Affected>;
  /** It serves again: what waited for that goes on, in the order in which it should have gone. */
  served(tx: Tx, c: Connection, now: Instant): Promise<void>;
  /** Rooms that somebody can open now. */
  openRooms(institutionId: string): Promise<OpenRoom[]>;
  /** Nobody who was given this room can open it any more. Says why not, as the kind of Zoom's trouble; null when it is closed. */
  closeRoom(institutionId: string, roomId: string): Promise<string | null>;
  /** Deletes what is known only from its account; says how much of what. What the institution itself wrote down stays. */
  forget(tx: Tx, c: Connection): Promise<Record<string, number>>;
  /** Sessions by the default host go to this one, or stay where there is none. Says how many could not. */
  rehost(institutionId: string, hostId: string | null): Promise<{ moved: number; kept: number }>;
};
