import type { Omission } from "./omitted.ts";
import type { Waiver } from "./waivers.ts";

const scheduled = ["meeting", "webinar"];
const PLANNED = scheduled.map((kind) => `POST /users/{userId}/${kind}s`);
const REGISTERING = scheduled.map((kind) => `POST /${kind}s/{${kind}Id}/registrants`);
const REGISTRANTS = scheduled.map((kind) => `GET /${kind}s/{${kind}Id}/registrants`);
const REGISTRANT = scheduled.map((kind) => `GET /${kind}s/{${kind}Id}/registrants/{registrantId}`);
const [LIVE, ROSTER] = [scheduled.map((kind) => `GET /metrics/${kind}s`), scheduled.map((kind) => `GET /metrics/${kind}s/{${kind}Id}/participants`)];

const APPROVED = "only who is approved has an address, and a code for the telephone";
const NOT_OVER = "what still goes on has no end yet";
const CHANGES = "only what changed is told";
const SDK = "only sessions of the Video SDK have it";

/** The same for what Bedel does not ask, or does not ask so: it is seen only where everything is asked. */
export const OMITTED_ELSEWHERE: readonly Omission[] = [
  {
    where: ["GET /accounts/{accountId}/settings"],
    under: "",
    properties:
      "audio_conferencing chat email_notification feature in_meeting integration other_options profile recording schedule_meeting telephony tsp zoom_rooms smart_recognition mail_calendar general_setting",
    why: "with an `option` its group is the whole answer",
  },
  { where: ["GET /roles/{roleId}"], under: "", properties: "sub_account_privileges", why: "only an account with others below it has them" },
  { where: [PLANNED[1]!, "GET /meetings/{meetingId}"], under: "", properties: "registration_url", why: "only where people register" },
  { where: [PLANNED[1]!.replace("POST", "GET")], under: "webinars[]", properties: "agenda", why: "only where there is one" },
  { where: REGISTERING, under: "", properties: "join_url", why: APPROVED },
  { where: REGISTERING, under: "", properties: "occurrences", why: "only what recurs has them, and the sandbox plans single meetings" },
  { where: [REGISTERING[0]!], under: "", properties: "participant_pin_code", why: APPROVED },
  { where: REGISTRANTS, under: "registrants[]", properties: "join_url", why: APPROVED },
  { where: [REGISTRANTS[0]!], under: "registrants[]", properties: "participant_pin_code", why: APPROVED },
  { where: REGISTRANT, under: "", properties: "join_url", why: APPROVED },
  { where: [REGISTRANT[0]!], under: "", properties: "participant_pin_code", why: APPROVED },
  { where: [LIVE[0]!], under: "meetings[]", properties: "end_time", why: NOT_OVER },
  { where: [LIVE[1]!], under: "webinars[]", properties: "end_time", why: NOT_OVER },
  { where: ["GET /metrics/meetings/{meetingId}"], under: "", properties: "end_time", why: NOT_OVER },
  { where: [ROSTER[0]!], under: "participants[]", properties: "registrant_id", why: "only where `include_fields` asks for it" },
  { where: ROSTER, under: "participants[]", properties: "leave_time leave_reason", why: NOT_OVER },
  {
    where: scheduled.map((kind) => `GET /past_${kind}s/{${kind}Id}/participants`),
    under: "participants[]",
    properties: "leave_time",
    why: "a report that is not ready yet does not know when people left",
  },
  ...["approved", "denied"].map((became) => ({
    where: scheduled.map((kind) => `${kind}.registration_${became}`),
    under: "payload.object",
    properties: "occurrences",
    why: "only what recurs has them, and the sandbox plans single meetings",
  })),
  ...["approved", "denied"].map((became) => ({
    where: [`webinar.registration_${became}`],
    under: "payload.object.registrant",
    properties: "tracking_source",
    why: "only who came by a tracked link has it",
  })),
  { where: ["meeting.registration_created"], under: "payload.object.registrant", properties: "participant_pin_code", why: APPROVED },
  { where: ["meeting.recovered"], under: "payload.object", properties: "occurrences", why: "only what recurs has them, and the sandbox plans single meetings" },
  { where: ["user.updated"], under: "payload.old_object", properties: "*", why: CHANGES },
  { where: ["user.updated"], under: "payload.object", properties: "*", why: CHANGES },
  { where: ["user.updated"], under: "payload", properties: "operation", why: "only a new password and a signing out everywhere have one" },
  { where: ["user.settings_updated"], under: "payload.object.settings", properties: "*", why: CHANGES },
  { where: ["user.settings_updated"], under: "payload.old_object.settings", properties: "*", why: CHANGES },
  {
    where: ["user.settings_updated"],
    under: "",
    properties: "operator operator_id time_stamp",
    why: "they stand in the payload, where the contract demands two of them, and in no other event beside it",
  },
  { where: [LIVE[0]!, "GET /report/users/{userId}/meetings"], under: "meetings[]", properties: "session_key", why: SDK },
];

const EMPTY = "the property's own text says that it is empty for people outside the host's account";

export const WAIVERS_ELSEWHERE: readonly Waiver[] = [
  { where: /^GET \/metrics\/meetings\/\{meetingId\}\/participants$/, what: 'participants[].email must match format "email"', why: EMPTY },
  { where: /^GET \/past_webinars\/\{webinarId\}\/participants$/, what: 'participants[].user_email must match format "email"', why: EMPTY },
];
