import type { Instant } from "../lib/time.ts";
import type { RowPlace } from "./runs/facts.ts";

export type ClassroomState = "being made" | "in use" | "replaced" | "retired";

/** A room with a standing link and passcode, and where it is published. */
export type Classroom = {
  institutionId: string;
  id: string;
  revision: number;
  name: string;
  code: string;
  email: string;
  /** Names that its Zoom user was given; null: by a version of Bedel that did not write them down. */
  firstName: string | null;
  lastName: string | null;
  hostId: string | null;
  roomId: string | null;
  state: ClassroomState;
  meetingId: string | null;
  meetingIsPersonal: boolean | null;
  sealed: Uint8Array | null;
  link: RowPlace | null;
  passcode: RowPlace | null;
  passcodeDays: number | null;
  /** `03:00`: the time of day of its timetable, on the institution's clock. */
  passcodeAt: string;
  passcodeDueAt: Instant | null;
  madeAt: Instant;
};

/** Join address and passcode, as Bedel set them last; sealed with the classroom. */
export type Opening = { link: string; passcode: string };

/** Which runs that are not over are at which classroom, by their ids. */
export type AtWork = ReadonlyMap<string, readonly string[]>;

/** Being made or in use: what it is published in, and its Zoom user, are its own. */
export const isOpen = ({ state }: Pick<Classroom, "state">): boolean => state === "being made" || state === "in use";

/** Message keys under `refusals`. `isAtWork`: a run that is not over changes it, or takes its place. */
type About = Pick<Classroom, "state" | "meetingId">;
export const whyNotPasscode = ({ state, meetingId }: About, isAtWork: boolean): string | null =>
  isAtWork ? "run_under_way" : state !== "in use" || meetingId === null ? "classroom_not_in_use" : null;

/** One that has a row for its link and one for its passcode has no place left. */
export const whyNotPublish = (classroom: About & Pick<Classroom, "link" | "passcode">, isAtWork: boolean): string | null =>
  whyNotPasscode(classroom, isAtWork) ?? (classroom.link !== null && classroom.passcode !== null ? "classroom_published" : null);

export const whyNotReplace = ({ state }: Pick<Classroom, "state">, isAtWork: boolean): string | null =>
  isAtWork ? "run_under_way" : state !== "in use" ? "classroom_not_in_use" : null;

export const whyNotRename = whyNotReplace;

/** Its Zoom user is let go of later than the classroom. */
export const whyNotFormer = ({ state, hostId }: Pick<Classroom, "state" | "hostId">, isAtWork: boolean): string | null =>
  isAtWork ? "run_under_way" : state !== "replaced" && state !== "retired" ? "classroom_not_former" : hostId === null ? "zoom_user_unknown" : null;

/** One that never came into being can be given up as well. */
export const whyNotRetire = ({ state }: Pick<Classroom, "state">, isAtWork: boolean): string | null =>
  isAtWork ? "run_under_way" : state === "replaced" || state === "retired" ? "classroom_not_in_use" : null;

/** By which its standing meeting is known among what its user has planned. */
export const standingMark = (classroomId: string): string => `bedel:classroom:${classroomId}`;
