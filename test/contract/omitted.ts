/**
 * What the sandbox leaves out of its answers and events although the contract lists it, and why. `under` is the path of the object that lacks the
 * properties; `*` stands for everything in it. Nothing may stand here that is always there.
 */
export type Omission = { where: readonly string[]; under: string; properties: string; why: string };

const LIST = "GET /users";
const USER = "GET /users/{userId}";
const MEETINGS = ["POST /users/{userId}/meetings", "GET /meetings/{meetingId}"];
const WEBINARS = ["POST /users/{userId}/webinars", "GET /webinars/{webinarId}"];
const REPORTS = ["GET /report/meetings/{meetingId}/participants", "GET /report/webinars/{webinarId}/participants"];
const REGISTERED = ["meeting", "webinar"].flatMap((kind) => [`${kind}.registration_created`, `${kind}.registration_cancelled`]);

const RECURRING = "only what recurs has them, and Bedel plans single meetings";
const PERSONAL = "only where somebody planned with a personal meeting's number, which Bedel never does";
const WITHOUT_TIME = "what recurs without fixed time, and somebody's own meeting, begins when somebody opens it";
const CHANGES = "only what changed is told";

export const OMITTED: readonly Omission[] = [
  { where: [LIST], under: "users[]", properties: "custom_attributes host_key", why: "only where `include_fields` asks for them, and Bedel does not ask" },
  {
    where: [LIST],
    under: "users[]",
    properties: "employee_unique_id last_login_time",
    why: "only who signs in by SSO has the one, only who ever signed in the other",
  },
  {
    where: [USER],
    under: "",
    properties: "employee_unique_id last_login_time",
    why: "only who signs in by SSO has the one, only who ever signed in the other",
  },
  { where: [USER], under: "", properties: "manager", why: "it is an e-mail address, and left out of who has no manager" },
  { where: [LIST], under: "users[]", properties: "plan_united_type license_info_list", why: "only accounts with Zoom United or with doubled plans have them" },
  { where: [USER], under: "", properties: "plan_united_type license_info_list", why: "only accounts with Zoom United or with doubled plans have them" },
  { where: ["GET /users/{userId}/settings"], under: "feature", properties: "zoom_events_capacity", why: "only who has a licence for Zoom Events has it" },

  { where: [...MEETINGS, ...WEBINARS], under: "", properties: "occurrences recurrence", why: RECURRING },
  { where: [MEETINGS[0]!], under: "", properties: "registration_url", why: "only where people register, and not in what somebody plans for themselves" },
  { where: ["GET /users/{userId}/meetings"], under: "meetings[]", properties: "agenda", why: "only where there is one, and Bedel's own have its mark" },
  { where: MEETINGS, under: "", properties: "pmi", why: PERSONAL },
  { where: ["GET /users/{userId}/meetings"], under: "meetings[]", properties: "pmi", why: PERSONAL },
  { where: MEETINGS, under: "", properties: "start_time", why: WITHOUT_TIME },
  { where: ["GET /users/{userId}/meetings"], under: "meetings[]", properties: "start_time", why: WITHOUT_TIME },
  { where: ["meeting.created"], under: "payload.object", properties: "start_time", why: WITHOUT_TIME },
  { where: [...MEETINGS, ...WEBINARS], under: "", properties: "template_id", why: "only what was planned from a template has it" },
  { where: WEBINARS, under: "", properties: "record_file_id", why: "only a webinar that plays a recording has it" },
  {
    where: [...MEETINGS, ...WEBINARS],
    under: "settings",
    properties: "authentication_domains authentication_name authentication_option",
    why: "only where an authentication profile is set, and the sandbox's account has none",
  },
  {
    where: MEETINGS,
    under: "settings",
    properties: "authentication_exception",
    why: "only where an authentication profile is set, and the sandbox's account has none",
  },
  {
    where: MEETINGS,
    under: "settings.auto_add_recording_to_video_management",
    properties: "channels",
    why: "there must be one where there are any, and the sandbox has no video management",
  },
  {
    where: MEETINGS,
    under: "settings",
    properties: "calendar_type summary_template_id",
    why: "only what was planned in a calendar, or has a template for its summary",
  },

  { where: REPORTS, under: "participants[]", properties: "leave_time", why: "a report that is not ready yet does not know when people left" },
  { where: ["GET /metrics/webinars/{webinarId}"], under: "", properties: "end_time", why: "a webinar that runs has no end yet" },

  { where: ["meeting.created", "webinar.created"], under: "payload.object", properties: "occurrences recurrence", why: RECURRING },
  { where: ["meeting.created"], under: "payload.object", properties: "pmi", why: PERSONAL },
  { where: ["meeting.deleted", "webinar.deleted"], under: "payload.object", properties: "occurrences", why: RECURRING },
  { where: REGISTERED, under: "payload.object", properties: "occurrences", why: RECURRING },
  {
    where: ["webinar.registration_created", "webinar.registration_cancelled"],
    under: "payload.object.registrant",
    properties: "tracking_source",
    why: "only who came by a tracked link has it",
  },
  { where: ["meeting.updated", "webinar.updated"], under: "payload.object", properties: "*", why: CHANGES },
  { where: ["meeting.updated", "webinar.updated"], under: "payload.old_object", properties: "*", why: CHANGES },
];

/** Whether that row speaks of the property with this path. */
export const covers = (row: Omission, path: string): boolean =>
  pathsOf(row).some((own) => (own.endsWith("*") ? path.startsWith(own.slice(0, -1)) : own === path));

export const pathsOf = ({ under, properties }: Omission): string[] => properties.split(" ").map((name) => (under === "" ? name : `${under}.${name}`));
