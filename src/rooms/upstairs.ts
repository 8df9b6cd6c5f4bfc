import type { Instant } from "../lib/time.ts";
import type { Tx } from "../platform/database.ts";
import type { Room, Telling } from "./contract.ts";

/** What rooms need of sessions, which build on them: brought together in `main.ts`. */
export type Upstairs = {
  /** The session in each room now, and the next. */
  agenda(institutionId: string, now: Instant): Promise<ReadonlyMap<string, Pick<Room, "next" | "now">>>;
  /** Rooms can't be used any more, or not for a while: their sessions get others, in the transaction in which that is written down. A server that died between the two left them there. */
  lost(tx: Tx, institutionId: string, rooms: readonly { roomId: string; during: { start: Instant; end: Instant } | null }[]): Promise<void>;
  /** Zoom users who host sessions without being rooms: what else they have planned is read with the rooms'. */
  hosts(institutionId: string, now: Instant): Promise<{ hostId: string; via: string | null }[]>;
  /** What is planned in Zoom was read anew: whose session it runs into hears of it. */
  planned(institutionId: string): Promise<void>;
  /** A room may be free that was not: the queue is looked at. */
  gained(institutionId: string): Promise<void>;
  /** How much of the sessions' meetings Zoom should have told lately, and did not. */
  untold(institutionId: string, now: Instant): Promise<Telling["untold"]>;
};
