import { before, minutes, type Instant } from "../../lib/time.ts";

/** How the Zoom user is made, as far as whoever asked may say. */
export type MadeAs = "invited" | "automatic" | "sso";
export type StandingLink = "personal meeting" | "meeting without fixed time";
/** What becomes of a Zoom user who is needed no more. */
export type Farewell = "nothing" | "take the licence" | "deactivate" | "unlink";
/** A row of an external database, by the table that names it and the key in it. */
export type RowPlace = { tableId: string; key: string };
/** By which what a row held before is kept with its run, and which rows are written is told. */
export const placeName = ({ tableId, key }: RowPlace): string => `${tableId}/${key}`;

/** What was asked for; never a secret. Fields that the kind of run does not need are left out. */
export type Asked = {
  email?: string;
  firstName?: string;
  lastName?: string;
  /** Name and code of the classroom, in Bedel and in the row. */
  name?: string;
  code?: string;
  licence?: boolean;
  /** Said by runs from before `isOthers` was found out when the user is looked for. */
  keepsNames?: boolean;
  madeAs?: MadeAs;
  /** Of a classroom: whoever asked knew that the address is somebody's already. */
  confirmed?: boolean;
  standing?: StandingLink;
  link?: RowPlace | null;
  passcode?: RowPlace | null;
  /** Of a passcode that is written where none of the classroom's was before. */
  publishes?: boolean;
  /** The classroom whose place it takes. */
  replaces?: string;
  /** Rows of that one which it does not take over: they are emptied, where they show what Bedel set last. */
  empties?: { link: RowPlace | null; passcode: RowPlace | null };
  /** What becomes of the Zoom user who is needed no more. */
  farewell?: Farewell;
  /** Whether it hosted for others when it was asked to let go of it; unknown of runs of older versions. */
  hosts?: boolean;
  /** The member whose Zoom user it is does not leave. */
  stays?: boolean;
  /** Of somebody who is no member and never was: by the rules for who stays, as long as that is so. */
  isOther?: boolean;
  /** Of a rename that puts right one side: the other stays as it is, whatever it is called there. */
  only?: "rows" | "zoom";
  /** The run that is undone. */
  undoes?: string;
  /** Of an undoing: the Zoom user is a room again; left out: where it has a licence. */
  asRoom?: boolean;
};

/** Who stopped a run, when, and by what: by saying so, by taking the replacement back, by removing the member, or by asking for the user again. */
export type StoppedBy = { name: string; at: Instant; by: "stopping" | "undoing" | "removing" | "asking again" | "wanted no more" | "another account" };

/** What its steps found and did, kept before the next call so that no crash forgets it; never a secret. */
export type Facts = {
  /** How the address stood in the account when it was first looked up. */
  found?: "absent" | "active" | "inactive" | "pending";
  hostId?: string | null;
  /** Made or invited by nobody here: they are called as they choose. */
  isOthers?: boolean;
  /** Zoom user, or address where Zoom told no id, who was found there and whom an administrator, told so, then said to be meant. */
  meant?: string;
  /** Id of the Zoom account of which its Zoom user is, and what was said of it; known once another was connected. */
  ofAccount?: string;
  /** That is not the one that is connected: begun anew it looks first. */
  isOfFormerAccount?: boolean;
  /** What was ticked as it was asked for was about somebody of another account: only who is shown since is meant. */
  isAskedAnew?: boolean;
  /** When letting go of the user was about to be sent to Zoom: it may have been done, unless Zoom answered that it was not. */
  farewellSince?: number | null;
  /** When a create was about to be sent: until its answer is known, it may have been done. */
  makingSince?: number | null;
  /** How it was about to be made then. */
  makingAs?: MadeAs;
  /** How often Zoom said that it made somebody who was not to be found then. */
  unseen?: number;
  /** No invitation had to be accepted. */
  isActiveAtOnce?: boolean;
  /** Somebody wants the invitation to be sent again. */
  resending?: boolean;
  /** How often Zoom was asked to invite again. */
  resent?: number;
  invitedAt?: number | null;
  expiresAt?: number | null;
  acceptedAt?: number | null;
  /** When Zoom's mail came into the attached mailbox. */
  mailCameAt?: number | null;
  /** When a standing meeting was about to be made: until its answer is known, it may have been. */
  meetingSince?: number | null;
  /** When the passcode was about to be set in Zoom. */
  passcodeSince?: number | null;
  /** Its rows published this very meeting before: from then on, what they show opens no more until they are written. */
  isPublished?: boolean;
  meetingId?: string | null;
  meetingIsPersonal?: boolean;
  roomId?: string | null;
  classroomId?: string | null;
  formerHostId?: string | null;
  formerRoomId?: string | null;
  /** What the former Zoom user had before anything was taken from it. */
  former?: { isLicensed: boolean; isRoom: boolean };
  /** When one of several rows was about to be written: until all are looked at again, they may say different things. */
  writingSince?: number | null;
  /** Since when things may be apart because of it, and when administrators were told that they still are; null: they are not. */
  halfwaySince?: number | null;
  halfwayToldAt?: number | null;
  /** Which rows are written, by `placeName` of their place. */
  written?: readonly string[];
  /** Rows of the classroom that it replaces which hold nothing of it any more, by `placeName`. */
  emptied?: readonly string[];
  /** What their mappings meant then (`meaningOf`), by the same. */
  emptiedAs?: Readonly<Record<string, string>>;
  /** Which rows the keys of each mapping meant as it was asked for (`rowsMeantBy`), by its id: what they mean otherwise was shown to nobody. */
  rowsMean?: Readonly<Record<string, string>>;
  /** The row that hindered it last, by `placeName`. */
  hinderedBy?: string | null;
  /** Rows that an administrator gave up, by `placeName`: it goes on without them. */
  letGo?: readonly string[];
  /** Since when a database of theirs has not been reached. */
  rowsAwaySince?: number | null;
  moved?: number;
  /** How many of these went to the room of the classroom that comes; null: older versions did not count them apart. */
  movedThere?: number | null;
  /** What is done with the user who is needed no more, where something else was chosen since. */
  farewell?: Farewell;
  /** How the user who is needed no more stood in the account when it was let go: of who was only invited Zoom does something else. */
  letGoAs?: "absent" | "lapsed" | "active" | "inactive" | "pending";
  /** Made without the licence that was asked for: there was none. */
  isLicenceShort?: boolean;
  /** Zoom would not invite again; the invitation before stands. */
  resendRefused?: boolean;
  /** It was stopped because the member left: who comes back is asked for anew. */
  left?: boolean;
  /** Of the last time that it was stopped; null: it was begun anew since. */
  stoppedBy?: StoppedBy | null;
  /** The revisions of its classrooms as it was left, by their ids: once one of them has changed, what this run knows is no more so. Kept by the store. */
  leftAt?: Readonly<Record<string, number>> | null;
};

/** What a row holds in the mapped columns; those that are not mapped are left out. */
export type RowValues = { link?: string | null; name?: string | null; code?: string | null; passcode?: string | null };

/** Sealed with the run. */
export type RunSecrets = {
  /** Typed at activation, or chosen by Bedel. */
  password?: string;
  /** Chosen by Bedel, in place of whatever was typed. */
  chosen?: string;
  passcode?: string;
  link?: string;
  /** What the rows held before, by `placeName` of their place (`databases/writing.ts`): as they were previewed, and what undoing puts back. */
  before?: Record<string, RowValues>;
  /** Of an undoing: what opened the classroom that comes back, in whose place its rows get what opens it now; left out: nothing did. */
  opened?: { link: string; meetingId: string };
  /** What was found in rows that somebody else had changed, by the same: written over only once an administrator has said so. */
  moved?: Record<string, RowValues>;
};

/** Rows in which a run will publish its classroom, and has not yet. */
export type RowsToCome = { link: RowPlace | null; passcode: RowPlace | null };
export const NO_ROWS_TO_COME: RowsToCome = { link: null, passcode: null };

/** Of a run that has not come to the end of writing. A row that shows the classroom already, with another passcode or name, is none of them. */
export function rowsToCome(kind: string, { link, passcode, publishes }: Asked, { written = [], letGo = [] }: Facts): RowsToCome {
  if (kind !== "new classroom" && kind !== "replace classroom" && kind !== "undo replacing" && publishes !== true) return NO_ROWS_TO_COME;
  const unlessOver = (place: RowPlace | null | undefined): RowPlace | null =>
    place == null || written.includes(placeName(place)) || letGo.includes(placeName(place)) ? null : place;
  return { link: unlessOver(link), passcode: unlessOver(passcode) };
}

/** What becomes of the user who is needed no more: as it was asked, or chosen since. */
export const farewellOf = ({ asked, facts }: { asked: Asked; facts: Facts }): Farewell => facts.farewell ?? asked.farewell ?? "nothing";

/** Zoom's clock and ours need not agree. */
const SKEW = minutes(5);

/** From when on a mail of Zoom's is about the invitation that stands. */
export const invitedSince = ({ facts, askedAt }: { facts: Facts; askedAt: Instant }): Instant =>
  before((facts.invitedAt ?? facts.makingSince ?? askedAt) as Instant, SKEW);

/** When the mail of the invitation that stands came into the attached mailbox; null: it was not seen there. */
export const mailOf = (run: { facts: Facts; askedAt: Instant }): Instant | null =>
  run.facts.mailCameAt != null && run.facts.mailCameAt >= invitedSince(run) ? (run.facts.mailCameAt as Instant) : null;
