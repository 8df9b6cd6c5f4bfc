import type { Kind } from "../account.ts";
import { op, type Operation } from "../operations.ts";
import { getInvitation } from "./invitation.ts";
import { listMeetings } from "./listing.ts";
import { createMeeting, deleteMeeting, getMeeting, patchMeeting } from "./meetings.ts";
import { addRegistrant, addRegistrants } from "./registering.ts";
import { deleteRegistrant, putRegistrantsStatus } from "./registrants-status.ts";
import { getRegistrant, listRegistrants } from "./registrants.ts";
import { putMeetingStatus } from "./status.ts";

/** Meetings and webinars answer to the same questions under different names. */
function scheduled(kind: Kind): Operation[] {
  const read = `${kind}:read:admin`;
  const write = `${kind}:write:admin`;
  const ofUser = `/users/:userId/${kind}s`;
  const one = `/${kind}s/:${kind}Id`;
  return [
    op("GET", ofUser, "Medium", "User:Read", `${kind}:read:list_${kind}s`, read, (call) => listMeetings(call, kind)),
    op("POST", ofUser, "Light", "User:Edit", `${kind}:write:${kind}`, write, (call) => createMeeting(call, kind)),
    op("GET", one, "Light", "User:Read", `${kind}:read:${kind}`, read, (call) => getMeeting(call, kind)),
    op("PATCH", one, "Light", "User:Edit", `${kind}:update:${kind}`, write, (call) => patchMeeting(call, kind)),
    op("DELETE", one, "Light", "User:Edit", `${kind}:delete:${kind}`, write, (call) => deleteMeeting(call, kind)),
    op("PUT", `${one}/status`, "Light", "User:Edit", `${kind}:update:status`, write, (call) => putMeetingStatus(call, kind)),
    op("GET", `${one}/registrants`, "Medium", "User:Read", `${kind}:read:list_registrants`, read, (call) => listRegistrants(call, kind)),
    op("POST", `${one}/registrants`, "Light", "User:Edit", `${kind}:write:registrant`, write, (call) => addRegistrant(call, kind)),
    op("POST", `${one}/batch_registrants`, "Heavy", "User:Edit", `${kind}:write:batch_registrants`, write, (call) => addRegistrants(call, kind)),
    op("GET", `${one}/registrants/:registrantId`, "Light", "User:Read", `${kind}:read:registrant`, read, (call) => getRegistrant(call, kind)),
    op("DELETE", `${one}/registrants/:registrantId`, "Light", "User:Edit", `${kind}:delete:registrant`, write, (call) => deleteRegistrant(call, kind)),
    op("PUT", `${one}/registrants/status`, "Medium", "User:Edit", `${kind}:update:registrant_status`, write, (call) => putRegistrantsStatus(call, kind)),
  ];
}

export const MEETING_OPERATIONS: Operation[] = [
  ...scheduled("meeting"),
  op("GET", "/meetings/:meetingId/invitation", "Light", "User:Read", "meeting:read:invitation", "meeting:read:admin", getInvitation),
  ...scheduled("webinar"),
];
