import type { Connection } from "../connection.ts";

/** What somebody brought back from Zoom, or typed in: an app that may speak for an account. */
export type Arrival = {
  accountId: string;
  /** Null with Server-to-Server, behind which no person stands. */
  hostId: string | null;
  /** Of two things brought back, the later one has the larger number. */
  number: number;
  /** By which of them the institution was connected when this one was begun. */
  sinceNumber: number;
  byLink: boolean;
};

export type Verdict =
  | "connect" // the institution's first
  | "reconnect" // the same account as before
  | "renew" // the same person again: Zoom has ended what this person gave before, so the new one has to be taken
  | "overtaken" // the same person, and something later is in place: this one is dead at Zoom
  | "already connected" // somebody else was quicker, and theirs lives
  | "another account" // its rooms are others: an administrator has to want it
  | "to confirm"; // by a stranger's hand: an administrator has to say that it is the right account

type InPlace = Pick<Connection, "state" | "app" | "accountId" | "authorizedBy" | "number">;

/**
 * What becomes of it. A new authorization by the same person invalidates the one before at Zoom (4741), so of two by one person the later is kept, in
 * whichever order they arrive here; of two by different people the one that is in place stays.
 */
export function verdictOn(arrived: Arrival, inPlace: InPlace | null): Verdict {
  if (inPlace === null) return arrived.byLink ? "to confirm" : "connect";
  const lives = inPlace.state !== "disconnected";
  if (lives && inPlace.number > arrived.number && isSamePerson(arrived, inPlace)) return "overtaken";
  if (lives && isSamePerson(arrived, inPlace)) return "renew";
  if (arrived.byLink) return "to confirm";
  if (lives && inPlace.number > arrived.sinceNumber) return "already connected";
  return arrived.accountId === inPlace.accountId ? "reconnect" : "another account";
}

const isSamePerson = ({ hostId, accountId }: Arrival, inPlace: InPlace): boolean =>
  hostId !== null && inPlace.app === "admin" && inPlace.accountId === accountId && inPlace.authorizedBy?.hostId === hostId;
