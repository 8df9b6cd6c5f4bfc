import type { Instant } from "../lib/time.ts";
import type { Tx } from "../platform/database.ts";
import type { Connection } from "./connection.ts";
import type { Affected, OpenRoom, PreviewOf } from "./life/contract.ts";

/** What connecting does to nouns that connections don't know; handed in. Each is called inside the transaction that puts the connection in place. */
export type Upstairs = {
  /** Another Zoom account takes the place of the one before: its rooms are others. */
  accountChanged(tx: Tx, change: { institutionId: string; from: string; to: string }): Promise<void>;
  /** Zoom is connected, for the first time or again: whatever waited for it goes on. */
  connected(tx: Tx, institutionId: string): Promise<void>;
  forget: Above["forget"];
};

/** What looking after a connection needs of rooms and sessions. */
export type Above = {
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
  /** How many sessions to come by the default host wait, since that one is nobody in the account. */
  hostless(institutionId: string, now: Instant): Promise<number>;
  /** Sessions by the default host go to this one, or stay where there is none. Says how many could not. */
  rehost(institutionId: string, hostId: string | null): Promise<{ moved: number; kept: number }>;
};
