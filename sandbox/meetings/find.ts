import { after, days, minutes, type Instant } from "../../src/lib/time.ts";
import { refuse, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Kind, Meeting, User } from "../account.ts";
import { liveOf } from "../live/live.ts";
import { datesOf } from "./recurrence.ts";
import type { World } from "../world.ts";
import { PERSONAL, personalMeeting } from "./personal.ts";

export const PLAN_MISSING =
  "Webinar plan is missing. You must subscribe to the webinar plan and enable webinars for this user in order to perform this action.";

/** What Zoom says of a webinar's number on a meeting's path: almost the same everywhere, but not quite. */
export const WEBINAR_INFO = refuse(400, 3000, "Cannot access webinar info.");
export const WEBINAR_INFORMATION = refuse(400, 3000, "Cannot access webinar information.");
const INVALID_WEBINAR = refuse(400, 300, "Invalid webinar ID.");

export type Found = { ok: true; meeting: Meeting } | { ok: false; answer: Answer };

export const idOf = (call: Call, kind: Kind): string => call.params[`${kind}Id`]!;

export const doesNotExist = (kind: Kind, id: string): Answer => refuse(404, 3001, `${kind === "meeting" ? "Meeting" : "Webinar"} does not exist: ${id}.`);

/** By its number, as the right kind, not deleted and not expired. */
export function findMeeting(world: World, kind: Kind, id: string, wrongKind: Answer = WEBINAR_INFO): Found {
  if (!/^\d{9,11}$/.test(id)) return { ok: false, answer: kind === "webinar" ? INVALID_WEBINAR : refuse(400, 300, "Invalid meeting id.") };
  const meeting = meetingBy(world, id);
  if (meeting === undefined || meeting.deletedAt !== null || hasExpired(world, meeting)) return { ok: false, answer: doesNotExist(kind, id) };
  if (meeting.kind !== kind) return { ok: false, answer: kind === "webinar" ? INVALID_WEBINAR : wrongKind };
  if (kind === "webinar" && lacksWebinars(world.users.get(meeting.hostId))) return { ok: false, answer: refuse(400, 200, PLAN_MISSING) };
  return { ok: true, meeting };
}

/** What was planned, or somebody's own. */
export function meetingBy(world: World, number: string): Meeting | undefined {
  const planned = world.meetings.get(number);
  return planned !== undefined && planned.type !== PERSONAL ? planned : (personalMeeting(world, number) ?? planned);
}

export const lacksWebinars = (user: User | undefined): boolean => user === undefined || user.type !== 2 || !user.feature.webinar;

/** Of what recurs: the end of its last date. */
export const plannedEnd = (meeting: Meeting): Instant => after(datesOf(meeting).at(-1)!, minutes(meeting.duration));

/** When it was last held or should have been. */
const lastUse = (world: World, meeting: Meeting): Instant =>
  Math.max(plannedEnd(meeting), ...world.instances.by(meeting.id).map((instance) => instance.endedAt ?? world.at)) as Instant;

const RECURRING = [3, 8];

/** The number of what happens once dies thirty days after, of what recurs a year after its last use; a webinar is thrown away after ninety days. */
export function hasExpired(world: World, meeting: Meeting): boolean {
  if (meeting.type === PERSONAL || liveOf(world, meeting.id) !== null) return false;
  if (meeting.kind === "webinar") return after(plannedEnd(meeting), days(90)) < world.at;
  return after(lastUse(world, meeting), RECURRING.includes(meeting.type) ? days(365) : days(30)) < world.at;
}
