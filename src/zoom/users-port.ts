import type { Instant } from "../lib/time.ts";
import type { MeetingRef, ZoomUser } from "./port.ts";

/** Someone who is to be a user of the account. `password` only where Zoom makes the user at once (`automatic`). */
export type NewUser = {
  email: string;
  firstName: string;
  lastName: string;
  displayName: string;
  licensed: boolean;
  as: "invited" | "automatic" | "sso";
  password: string | null;
};

/** As one call finds somebody. Invited people have no id before they accept: `hostId` null. */
export type AccountUser = Pick<ZoomUser, "email" | "name" | "status" | "licensed" | "role"> & {
  hostId: string | null;
  firstName: string;
  lastName: string;
  signsInWith: readonly string[];
  invitedAt: Instant | null;
};

/** A meeting that is always there, and what lets people in. */
export type Standing = { meetingId: string; joinUrl: string; passcode: string };

/** Licences of the account; `of` null: Zoom does not tell how many it has. */
export type Seats = { used: number; of: number | null };

/** Asked just before each attempt of a call, which may wait for its turn and be made again; what it throws is thrown, and nothing is sent. */
type Before = () => Promise<void>;

/** What provisioning asks of Zoom. With it switched off nothing may call `makeUser`, `setUserActive` or `unlinkUser`, nor `changeUser` but for names of a classroom. */
export type UserCalls = {
  /** By address or id, in whichever of three states; null: the account has none. Throws `refused` with code 1120 where its invitation has lapsed. */
  findUser(idOrEmail: string): Promise<AccountUser | null>;
  /** Of somebody invited already: invites again, which makes thirty days more. What state somebody is in afterwards must be read. */
  makeUser(wanted: NewUser, before?: Before): Promise<void>;
  /** Only what is named is changed. Of somebody invited Zoom says yes and keeps nothing: read back. */
  changeUser(hostId: string, change: { licensed?: boolean; firstName?: string; lastName?: string; displayName?: string }, before?: Before): Promise<void>;
  /** Deactivating takes all licences; activating gives none back. */
  setUserActive(hostId: string, active: boolean, before?: Before): Promise<void>;
  /** The account lets go of the user, who keeps a Zoom account without it. Who is gone already counts as unlinked. */
  unlinkUser(idOrEmail: string, before?: Before): Promise<void>;
  seats(): Promise<Seats>;
  /** The user's own meeting, which is there with the user. */
  personalMeeting(hostId: string): Promise<Standing>;
  setPersonalPasscode(hostId: string, passcode: string): Promise<void>;
  /** A meeting without a time, with our mark in the first line of its agenda. */
  makeStandingMeeting(hostId: string, plan: { mark: string; title: string; passcode: string }): Promise<Standing>;
  findStandingMeeting(hostId: string, mark: string): Promise<Standing | null>;
  /** Null: Zoom knows no such meeting. */
  readStandingMeeting(ref: MeetingRef): Promise<Standing | null>;
  setStandingPasscode(ref: MeetingRef, passcode: string): Promise<void>;
  setStandingTitle(ref: MeetingRef, title: string): Promise<void>;
};
