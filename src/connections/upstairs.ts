import type { Tx } from "../platform/database.ts";

/** What connecting does to nouns that connections don't know; handed in. Each is called inside the transaction that puts the connection in place. */
export type Upstairs = {
  /** Another Zoom account takes the place of the one before: its rooms are others. */
  accountChanged(tx: Tx, change: { institutionId: string; from: string; to: string }): Promise<void>;
  /** Zoom is connected, for the first time or again: whatever waited for it goes on. */
  connected(tx: Tx, institutionId: string): Promise<void>;
};
