import type { MeetingKind } from "../port.ts";

/** Zoom counts calls per account and label (Zoom API rate limits). */
export type Label = "light" | "medium" | "heavy" | "resource";
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * `repeatable: false` marks the calls of which a second one does a second thing; `changes` those that count, or may count, towards
 * the hundred changes a day that Zoom allows for a host: for creating and updating it says so, for ending and removing nobody knows.
 */
export type Operation = { method: Method; path: string; label: Label; repeatable?: false; changes?: true };

const operations = <T extends Record<string, Operation>>(table: T): { [K in keyof T]: Operation } => table;

/** Every call that Bedel makes. `{x}` are filled in by `pathOf`; `{instance}` is a UUID and encoded twice. */
export const OPERATIONS = operations({
  readMyself: { method: "GET", path: "/users/{host}", label: "light" },
  readMyPermissions: { method: "GET", path: "/users/{host}/permissions", label: "light" },
  listUsers: { method: "GET", path: "/users", label: "medium" },
  readUser: { method: "GET", path: "/users/{host}", label: "light" },
  readUserSettings: { method: "GET", path: "/users/{host}/settings", label: "medium" },
  setPassword: { method: "PUT", path: "/users/{host}/password", label: "medium" },
  makeUser: { method: "POST", path: "/users", label: "light", repeatable: false },
  changeUser: { method: "PATCH", path: "/users/{host}", label: "light" },
  changeUserSettings: { method: "PATCH", path: "/users/{host}/settings", label: "medium" },
  setUserStatus: { method: "PUT", path: "/users/{host}/status", label: "light" },
  unlinkUser: { method: "DELETE", path: "/users/{host}", label: "light" },
  signOut: { method: "DELETE", path: "/users/{host}/token", label: "light" },

  listMeetings: { method: "GET", path: "/users/{host}/meetings", label: "medium" },
  createMeeting: { method: "POST", path: "/users/{host}/meetings", label: "light", repeatable: false, changes: true },
  readMeeting: { method: "GET", path: "/meetings/{id}", label: "light" },
  updateMeeting: { method: "PATCH", path: "/meetings/{id}", label: "light", changes: true },
  removeMeeting: { method: "DELETE", path: "/meetings/{id}", label: "light", changes: true },
  endMeeting: { method: "PUT", path: "/meetings/{id}/status", label: "light", changes: true },
  addMeetingRegistrants: { method: "POST", path: "/meetings/{id}/batch_registrants", label: "heavy" },
  listMeetingRegistrants: { method: "GET", path: "/meetings/{id}/registrants", label: "medium" },
  removeMeetingRegistrant: { method: "DELETE", path: "/meetings/{id}/registrants/{registrant}", label: "light" },
  meetingInstances: { method: "GET", path: "/past_meetings/{id}/instances", label: "medium" },
  meetingStays: { method: "GET", path: "/report/meetings/{instance}/participants", label: "heavy" },

  listWebinars: { method: "GET", path: "/users/{host}/webinars", label: "medium" },
  createWebinar: { method: "POST", path: "/users/{host}/webinars", label: "light", repeatable: false, changes: true },
  readWebinar: { method: "GET", path: "/webinars/{id}", label: "light" },
  updateWebinar: { method: "PATCH", path: "/webinars/{id}", label: "light", changes: true },
  removeWebinar: { method: "DELETE", path: "/webinars/{id}", label: "light", changes: true },
  endWebinar: { method: "PUT", path: "/webinars/{id}/status", label: "light", changes: true },
  addWebinarRegistrants: { method: "POST", path: "/webinars/{id}/batch_registrants", label: "heavy" },
  listWebinarRegistrants: { method: "GET", path: "/webinars/{id}/registrants", label: "medium" },
  removeWebinarRegistrant: { method: "DELETE", path: "/webinars/{id}/registrants/{registrant}", label: "light" },
  webinarInstances: { method: "GET", path: "/past_webinars/{id}/instances", label: "light" },
  webinarStays: { method: "GET", path: "/report/webinars/{instance}/participants", label: "heavy" },
  liveWebinar: { method: "GET", path: "/metrics/webinars/{id}", label: "heavy" },
});

export type OperationName = keyof typeof OPERATIONS;
export type PathValues = { host?: string; id?: string; instance?: string; registrant?: string };

/** The same wish for a meeting and for a webinar. */
export const FOR_KIND = {
  meeting: {
    list: "listMeetings",
    create: "createMeeting",
    read: "readMeeting",
    update: "updateMeeting",
    remove: "removeMeeting",
    end: "endMeeting",
    register: "addMeetingRegistrants",
    registrants: "listMeetingRegistrants",
    unregister: "removeMeetingRegistrant",
    instances: "meetingInstances",
    stays: "meetingStays",
    rows: "meetings",
  },
  webinar: {
    list: "listWebinars",
    create: "createWebinar",
    read: "readWebinar",
    update: "updateWebinar",
    remove: "removeWebinar",
    end: "endWebinar",
    register: "addWebinarRegistrants",
    registrants: "listWebinarRegistrants",
    unregister: "removeWebinarRegistrant",
    instances: "webinarInstances",
    stays: "webinarStays",
    rows: "webinars",
  },
} as const satisfies Record<MeetingKind, Record<string, OperationName | "meetings" | "webinars">>;

/**
 * A meeting's UUID is base64 and may begin with `/` or hold `//`; Zoom's gateway decodes once before it routes,
 * so it has to be encoded twice. Twice is accepted for the others too, which spares a rule.
 */
export function pathOf(operation: Operation, values: PathValues): string {
  return operation.path.replaceAll(/\{(host|id|instance|registrant)\}/g, (_, name: keyof PathValues) => {
    const value = values[name];
    if (value === undefined || value === "") throw new Error(`${operation.path} needs a value for ${name}`);
    return name === "instance" ? encodeURIComponent(encodeURIComponent(value)) : encodeURIComponent(value);
  });
}
