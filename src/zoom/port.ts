import type { Instant } from "../lib/time.ts";
import type { UserCalls } from "./users-port.ts";

export { keptName, keptShownName } from "./kept-names.ts";
export type { AccountUser, NewUser, Seats, Standing, UserCalls } from "./users-port.ts";

/** A change of a host's day that was counted before it is made. `use` says, once, that it is this one. */
export type CountedChange = { use(): boolean };

/**
 * What Bedel asks of Zoom, in Bedel's words. Zoom's own field names end at `wire.ts`.
 * Each call may throw a `ZoomError`; an error is never an empty answer.
 */
export type Zoom = {
  /** All users of the account in one state, over all pages, with their licence; `details` adds what only single calls tell. */
  listUsers(): Promise<ZoomUser[]>;
  /** Whoever authorized the app. A Server-to-Server app has no such person: it may be told anybody, or be refused. */
  whoAmI(): Promise<Myself>;
  /** What the role of whoever authorized the app allows, by Zoom's names (`User:Read`). */
  myPermissions(): Promise<string[]>;
  /** Ends all that was given for this connection. Resolves when Zoom has confirmed it, or accepts none of it any more. */
  endAccess(): Promise<void>;
  /** Capacities, add-ons, how the user signs in; two calls (user, settings). */
  readUser(hostId: string): Promise<ZoomUser>;
  /**
   * Our meeting of that host, known by the mark in the first line of its agenda; null is proof only when lists have settled.
   * `lately`: what was so within the last two minutes will do, and one reading serves many; otherwise it is read now.
   */
  findMeeting(hostId: string, kind: MeetingKind, mark: string, how: { lately: boolean }): Promise<MeetingRef | null>;
  /** What Zoom holds now: its answer to a create tells what it kept of it. */
  createMeeting(hostId: string, plan: MeetingPlan, counted?: CountedChange): Promise<Meeting>;
  /** Null: Zoom knows no such meeting (deleted, expired). */
  readMeeting(ref: MeetingRef): Promise<Meeting | null>;
  updateMeeting(ref: MeetingRef, plan: MeetingPlan, counted?: CountedChange): Promise<void>;
  /** Says who may open the meeting beside its host, by the address of a licensed user of the same account; null: nobody. Refused for others. */
  nameAlternativeHost(ref: MeetingRef, email: string | null): Promise<void>;
  /** Switches off joining before the host, and nothing else. */
  lockMeeting(ref: MeetingRef): Promise<void>;
  /** A meeting that is gone already counts as removed. */
  removeMeeting(ref: MeetingRef, counted?: CountedChange): Promise<void>;
  /** Zoom accepts this on an idle meeting too: confirm with `readMeeting`. */
  endMeeting(ref: MeetingRef): Promise<void>;
  /** Meetings of the host that are running now. */
  liveMeetings(hostId: string): Promise<MeetingRef[]>;
  /** Meetings and webinars that the host has planned in Zoom, Bedel's and others'. */
  plannedMeetings(hostId: string): Promise<PlannedMeeting[]>;
  /** `unchanged` is Zoom's "same as old". Throws `too_often` when Zoom refuses another change today. */
  setPassword(hostId: string, password: string): Promise<"set" | "unchanged">;
  /** Ends SSO sign-ins; Zoom promises nothing for users who sign in with a Zoom password. */
  signOut(hostId: string): Promise<void>;
  /** At most 30 people a call; who is registered already comes back as is. */
  addRegistrants(ref: MeetingRef, people: readonly { name: string; email: string }[]): Promise<Registrant[]>;
  /** Everybody whom Zoom lets in by an address of the person's own. */
  registrants(ref: MeetingRef): Promise<Registrant[]>;
  /** From then on the person's address lets nobody in. Who is gone already counts as removed. */
  removeRegistrant(ref: MeetingRef, registrantId: string): Promise<void>;
  /** Opens the meeting as its host. Lives 2 h: never stored, logged or mailed. */
  startLink(ref: MeetingRef): Promise<string>;
  /** Every time that this meeting ran, for which Zoom keeps a past instance. */
  instances(ref: MeetingRef): Promise<MeetingInstance[]>;
  /** Who was in one instance. Throws `not_found` while Zoom has no report of it (running, just ended, fewer than two people). */
  stays(ref: Pick<MeetingRef, "kind">, instanceId: string): Promise<Stay[]>;
} & UserCalls;

const ASKED: Record<keyof Zoom, true> = {
  listUsers: true, whoAmI: true, myPermissions: true, endAccess: true, readUser: true, findMeeting: true, createMeeting: true, readMeeting: true, updateMeeting: true, nameAlternativeHost: true, lockMeeting: true, removeMeeting: true,
  endMeeting: true, liveMeetings: true, plannedMeetings: true, setPassword: true, signOut: true, addRegistrants: true, registrants: true,
  removeRegistrant: true, startLink: true, instances: true, stays: true,
  findUser: true, makeUser: true, changeUser: true, setUserActive: true, unlinkUser: true, seats: true, personalMeeting: true, setPersonalPasscode: true,
  makeStandingMeeting: true, findStandingMeeting: true, readStandingMeeting: true, setStandingPasscode: true, setStandingTitle: true,
}; // prettier-ignore

/** A Zoom of which is found out only when something is asked of it. */
export function deferred(find: () => Promise<Zoom>): Zoom {
  const asks = Object.keys(ASKED).map((name) => [
    name,
    async (...how: never[]) => ((await find())[name as keyof Zoom] as (...how: never[]) => Promise<unknown>)(...how),
  ]);
  return Object.fromEntries(asks) as Zoom;
}

/** Business stands for Education, Enterprise and Partner too. */
export type AccountPlan = "free" | "pro" | "business";
export type MeetingKind = "meeting" | "webinar";
/** `hostId` is needed where Zoom counts changes for each host. */
export type MeetingRef = { id: string; kind: MeetingKind; hostId: string };

export type ZoomUser = {
  hostId: string;
  email: string;
  name: string;
  status: "active" | "inactive" | "pending";
  licensed: boolean;
  role: "owner" | "admin" | "member";
  /** Known only from `readUser`; null from a list. */
  details: null | {
    signsInWith: readonly ("zoom password" | "sso" | "google" | "apple" | "microsoft" | "facebook" | "other")[];
    meetingCapacity: number;
    /** 0 without a webinar add-on. */
    webinarCapacity: number;
  };
};

/** The person behind a connection. Zoom tells no name of the account, so its id has to do. */
export type Myself = Pick<ZoomUser, "hostId" | "email" | "name" | "licensed"> & { accountId: string; role: { id: string; name: string } };

export type MeetingPlan = {
  kind: MeetingKind;
  /** First line of the agenda, by which we recognise our own work. */
  mark: string;
  title: string;
  start: Instant;
  minutes: number;
  zone: string;
  waitingRoom: boolean;
  /** Attendees get personal links and the report knows who is who; only for licensed hosts. */
  registration: boolean;
  passcode: string;
  /** Whoever may open it beside its host may not any more. */
  noAlternativeHost?: boolean;
};

export type Meeting = MeetingRef & {
  mark: string | null;
  title: string;
  start: Instant | null;
  minutes: number | null;
  running: boolean;
  joinUrl: string;
  waitingRoom: boolean | null;
  registration: boolean;
  joinBeforeHost: boolean | null;
  /** Addresses of who may open it beside its host. */
  alternativeHosts: readonly string[];
  madeByApi: boolean;
};

/** Of a meeting, what people plan: whoever changes it in Zoom changes this. */
export type Held = Pick<Meeting, "title" | "start" | "minutes" | "waitingRoom">;

export type PlannedMeeting = MeetingRef & { title: string; mark: string | null; start: Instant | null; minutes: number };
export type Registrant = { email: string; registrantId: string; joinUrl: string | null };
export type MeetingInstance = { instanceId: string; start: Instant; end: Instant | null };

export type Stay = {
  name: string;
  email: string | null;
  registrantId: string | null;
  zoomUserId: string | null;
  start: Instant;
  end: Instant | null;
  waitingRoom: boolean;
  /** False while Zoom still writes `duration: 0`. */
  processed: boolean;
  /** Zoom's id of this one join, the same as `Seen.key`; null where Zoom does not tell. */
  key: string | null;
};

/** What went wrong, told apart by what can be done about it. */
export type ZoomErrorKind =
  | "unreachable" // no answer, or 5xx: try again
  | "unanswered" // the request was sent and the answer lost: it may have been done
  | "busy" // asked too fast, or too many at once: try again at `retryAt`
  | "spent" // a daily limit: nothing before `retryAt`
  | "too_often" // this user's password was changed too often within 24 h
  | "reconnect" // the connection is no longer accepted
  | "disconnected" // there is none, because nobody made one or somebody here ended it
  | "missing_scope"
  | "permission"
  | "plan" // the licence or account does not allow it
  | "not_found"
  | "not_kept" // Zoom said yes, and when it was read back it was not so
  | "refused"; // anything else that trying again won't mend

export class ZoomError extends Error {
  readonly kind: ZoomErrorKind;
  readonly http: number | null;
  readonly code: number | null;
  readonly trackingId: string | null;
  readonly retryAt: Instant | null;

  constructor(
    kind: ZoomErrorKind,
    message: string,
    more: { http?: number | null; code?: number | null; trackingId?: string | null; retryAt?: Instant | null } = {},
  ) {
    super(message);
    this.name = "ZoomError";
    this.kind = kind;
    this.http = more.http ?? null;
    this.code = more.code ?? null;
    this.trackingId = more.trackingId ?? null;
    this.retryAt = more.retryAt ?? null;
  }
}

/** What Zoom told us by itself, in our words; order and number of tellings mean nothing. */
export type ZoomFact =
  | { is: "started"; meetingId: string; instanceId: string; at: Instant }
  | { is: "ended"; meetingId: string; instanceId: string; at: Instant }
  | { is: "joined"; meetingId: string; instanceId: string; who: Seen; at: Instant }
  | { is: "left"; meetingId: string; instanceId: string; who: Seen; at: Instant }
  /** At the door of a meeting, and not there any more: let in, or gone. */
  | { is: "waits"; meetingId: string; instanceId: string; who: Seen; at: Instant }
  | { is: "waits no more"; meetingId: string; instanceId: string; who: Seen; at: Instant }
  /** `by`: the address of who did it, where Zoom said so. `holds`: what it was said to hold from then on, as far as it was said. */
  | { is: "meeting changed"; meetingId: string; hostId: string | null; at: Instant; by: string | null; holds: Partial<Held> }
  | { is: "meeting removed"; meetingId: string; hostId: string | null; at: Instant; by: string | null }
  /** `email`: the only name of somebody who has not accepted yet, where Zoom said it. `comes`: is a user from now on, or is one again. */
  | { is: "user changed"; hostId: string; email: string | null; at: Instant; comes?: true }
  /** Somebody removed an app that was authorized. */
  | { is: "app removed"; clientId: string; zoomUserId: string; at: Instant };

/** Someone as the webhooks saw them. `key` is Zoom's id of this one join, stable between joined and left. */
export type Seen = { key: string; name: string; email: string | null; registrantId: string | null; zoomUserId: string | null };
