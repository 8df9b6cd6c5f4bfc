import type { Instant } from "../lib/time.ts";
import type { Outcome } from "../lib/outcome.ts";
import type { Tx } from "../platform/database.ts";
import type { Me } from "./contract.ts";
import type { Member } from "./member.ts";
import type { ZoomFarewell } from "./members/contract.ts";

/** What `me` tells of nouns that people don't know. */
export type Around = {
  /** What is peculiar to the demo, and to a real institution beside it. */
  peculiar(who: Member): Promise<Pick<Me, "sandbox" | "mailbox" | "mailsWait" | "demo" | "setup">>;
  badges(who: Member): Promise<{ waiting: number; alarms: number }>;
  zoom(who: Member): Promise<Omit<Me["zoom"], "since"> & { since: Instant | null }>;
};

/** What this server has: a demo whose Zoom the sandbox plays, whose mails end in the mailbox page; a mail server, unless it is told that there is none. */
export type Server = { readonly sandbox: boolean; readonly mailbox: boolean; readonly mailServer?: boolean };

/** `id` null: was invited, and is no member. */
export type Leaver = Pick<Member, "institutionId" | "name" | "email"> & { id: string | null };

/** What members have to do with sessions, which people don't know: brought together in `main.ts`. */
export type Agenda = {
  /** What somebody organizes that is not over yet, the soonest first. */
  organizedBy(institutionId: string, memberId: string): Promise<{ id: string; title: string; start: Instant; zone: string }[]>;
  /** How many courses somebody teaches that are not over yet. */
  coursesTaughtBy(institutionId: string, memberId: string): Promise<number>;
  /** Gives all of that to somebody else; says how many sessions. `by`: who does it. */
  giveAll(tx: Tx, from: Member, to: Member, by: Member): Promise<number>;
  /** What becomes of the Zoom user of somebody who leaves, or is invited no more; refused where it can't be. */
  letGo?(tx: Tx, from: Leaver, farewell: ZoomFarewell, by: Member): Promise<Outcome<null>>;
  /** How many appointments strangers can book that are somebody's own, or are hosted by that person. */
  offeredBy(institutionId: string, memberId: string): Promise<number>;
  /** Gives these to somebody else; to nobody: what nobody could host any more is closed. Says how many went. */
  giveOffered(tx: Tx, from: Member, to: Member | null, by: Member): Promise<number>;
};

/** What those know who come before bookings. */
export type AgendaBeforeBookings = Omit<Agenda, "offeredBy" | "giveOffered">;
