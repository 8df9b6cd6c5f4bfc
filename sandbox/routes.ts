import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import type { Kind } from "./account.ts";
import { createMeeting, deleteMeeting, getMeeting, listMeetings, patchMeeting, putMeetingStatus } from "./meetings.ts";
import { OPERATIONS, type Operation } from "./operations.ts";
import { changePassword } from "./passwords.ts";
import { addRegistrant, addRegistrants, deleteRegistrant, listRegistrants, putRegistrantsStatus } from "./registrants.ts";
import { dashboard } from "./dashboard.ts";
import { pastInstances, pastMeeting, pastParticipants, reportParticipants } from "./reports.ts";
import { deleteUserToken, getAccountSettings, getUser, getUserSettings, listUsers, patchUser, patchUserSettings, putUserStatus } from "./users.ts";

type Handler = (call: Call) => Answer;

function scheduled(kind: Kind): Record<string, Handler> {
  return {
    [`list ${kind}s`]: (call) => listMeetings(call, kind),
    [`create ${kind}`]: (call) => createMeeting(call, kind),
    [`get ${kind}`]: (call) => getMeeting(call, kind),
    [`update ${kind}`]: (call) => patchMeeting(call, kind),
    [`delete ${kind}`]: (call) => deleteMeeting(call, kind),
    [`${kind} status`]: (call) => putMeetingStatus(call, kind),
    [`list ${kind} registrants`]: (call) => listRegistrants(call, kind),
    [`add ${kind} registrant`]: (call) => addRegistrant(call, kind),
    [`add ${kind} registrants`]: (call) => addRegistrants(call, kind),
    [`delete ${kind} registrant`]: (call) => deleteRegistrant(call, kind),
    [`${kind} registrants status`]: (call) => putRegistrantsStatus(call, kind),
    [`past ${kind} instances`]: (call) => pastInstances(call, kind),
    [`past ${kind} participants`]: (call) => pastParticipants(call, kind),
    [`${kind} dashboard`]: (call) => dashboard(call, kind),
    [`report ${kind} participants`]: (call) => reportParticipants(call, kind),
  };
}

const HANDLERS: Record<string, Handler> = {
  "list users": listUsers,
  "get user": getUser,
  "update user": patchUser,
  "get user settings": getUserSettings,
  "update user settings": patchUserSettings,
  "change password": changePassword,
  "user status": putUserStatus,
  "sign user out": deleteUserToken,
  "account settings": getAccountSettings,
  "past meeting": pastMeeting,
  ...scheduled("meeting"),
  ...scheduled("webinar"),
};

export type Route = { name: string; operation: Operation; answer: Handler; parts: string[] };
export type Match = { route: Route; params: Record<string, string> };

const ROUTES: Route[] = Object.entries(OPERATIONS).map(([name, operation]) => ({
  name,
  operation,
  answer: HANDLERS[name]!,
  parts: operation.path.split("/").slice(1),
}));

/**
 * The gateway decodes the path once and only then cuts it at the slashes, so a uuid with a slash in it must come encoded twice:
 * encoded once it falls apart here, as it does at Zoom.
 */
export function match(method: string, path: string): Match | null {
  const parts = decoded(path).split("/").slice(1);
  for (const route of ROUTES) {
    if (route.operation.method !== method || route.parts.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = route.parts.every((part, i) => {
      if (part.startsWith(":")) params[part.slice(1)] = decoded(parts[i]!);
      return part.startsWith(":") ? parts[i] !== "" : part === parts[i];
    });
    if (fits) return { route, params };
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
