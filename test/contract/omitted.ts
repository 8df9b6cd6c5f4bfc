/**
 * What the sandbox leaves out of its answers and events although the contract lists it, and why. `under` is the path of the object that lacks the
 * properties; `*` stands for everything in it. Nothing may stand here that is always there.
 */
export type Omission = { where: readonly string[]; under: string; properties: string; why: string };

const MEETINGS = ["POST /users/{userId}/meetings", "GET /meetings/{meetingId}"];
const WEBINARS = ["POST /users/{userId}/webinars", "GET /webinars/{webinarId}"];
const RECURRING = "only what recurs has them, and Bedel plans single meetings";

export const OMITTED: readonly Omission[] = [
  { where: [...MEETINGS, ...WEBINARS], under: "", properties: "occurrences recurrence", why: RECURRING },
  { where: ["meeting.created", "webinar.created"], under: "payload.object", properties: "occurrences recurrence", why: RECURRING },
  { where: ["meeting.deleted", "webinar.deleted"], under: "payload.object", properties: "occurrences", why: RECURRING },
  { where: ["meeting.updated", "webinar.updated"], under: "payload.object", properties: "*", why: "only what changed is told" },
  { where: ["meeting.updated"], under: "payload.old_object", properties: "*", why: "only what changed is told" },
];

/** Whether that row speaks of the property with this path. */
export const covers = (row: Omission, path: string): boolean =>
  pathsOf(row).some((own) => (own.endsWith("*") ? path.startsWith(own.slice(0, -1)) : own === path));

export const pathsOf = ({ under, properties }: Omission): string[] => properties.split(" ").map((name) => (under === "" ? name : `${under}.${name}`));
