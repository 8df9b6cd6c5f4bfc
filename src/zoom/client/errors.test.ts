import { expect, test } from "vitest";
import { after, instant, seconds } from "../../lib/time.ts";
import { complaintOf, errorOf, wantsFreshToken, type Answer } from "./errors.ts";
import { OPERATIONS, type OperationName } from "./operations.ts";

const NOW = instant("2027-02-01T10:00:00Z");
const MIDNIGHT = instant("2027-02-02T00:00:00Z");

const answer = (http: number, body: unknown, headers: Record<string, string> = {}): Answer => ({ http, body, header: (name) => headers[name] ?? null });
const errorTo = (name: OperationName, given: Answer) => errorOf(OPERATIONS[name], given, complaintOf(given)!, NOW);
const kindOf = (http: number, code: number | null, message = "no") => errorTo("readMeeting", answer(http, code === null ? null : { code, message })).kind;

test.each([
  [401, 4711, "Invalid access token, does not contain scopes:[meeting:read]", "missing_scope"],
  [400, 4700, "Invalid access token, does not contain scopes:[meeting:read]", "missing_scope"],
  [400, 104, "Invalid access token", "missing_scope"],
  [401, 124, "Invalid access token.", "reconnect"],
  [400, 4735, "The token's owner does not exist", "reconnect"],
  [400, 200, "No permission.", "permission"],
  [400, 200, "Webinar plan is missing. You must subscribe to the webinar plan and enable webinars for this user in order to perform this action.", "plan"],
  [200, 200, "No permission.", "permission"],
  [400, 200, "You can add max 3 Webinar 500 users.", "plan"],
  [400, 3161, "Meeting hosting and scheduling capabilities are not allowed for your user account.", "plan"],
  [404, 3001, "Meeting does not exist: 1.", "not_found"],
  [404, 1001, "User does not exist: 1.", "not_found"],
  [400, 3000, "Cannot access meeting info.", "refused"],
  [400, 300, "Validation Failed.", "refused"],
  [404, 2300, "This API endpoint is not recognized.", "refused"],
  [400, 12702, "Can not access meeting a year ago.", "refused"],
  [403, 2314, "Restricted.", "permission"],
  [401, 201, "Invalid access token, does not contain scopes:[marketplace:read].", "missing_scope"],
  [401, 201, "You do not have permission to access the targeted resource.", "permission"],
  [400, 4700, "Token cannot be empty.", "reconnect"],
  [409, 1005, "User with that email already exists.", "refused"],
  [400, 1009, "Already an active account.", "refused"],
  [400, 1107, "Email domain is blocked.", "permission"],
  [400, 1116, "Email address doesn't match limited domains.", "permission"],
  [400, 11321, "Email domain is blocked by Zoom Trust & Safety.", "permission"],
  [400, 1117, "Can not update Admin's password", "refused"],
  [400, 1120, "A valid invitation was not found.", "not_found"],
  [400, 1122, "Webinar feature can only be enabled for Licensed or On-prem users.", "plan"],
  [400, 1124, "Minimum of 6 characters.", "refused"],
  [404, 2001, "Account does not exist: 1.", "refused"],
  [403, 2305, "Restricted by the account's settings.", "permission"],
  [400, 2034, "Your account has reached the permitted number of users.", "plan"],
  [400, 300, "Webinar plan is missing.", "plan"],
  [400, 3000, "You cannot schedule a meeting for 1.", "permission"],
  [400, 3000, "Registrant 1 was not found.", "not_found"],
  [400, 3000, "You have reached the limit for the number of attendees you can add.", "refused"],
  [400, 3018, "Not allowed to delete PMI.", "refused"],
  [400, 3037, "Not allowed to delete PAC.", "refused"],
  [400, 3063, "Can not end on-premise user's meeting: 1.", "refused"],
  [400, 3027, "Host cannot register.", "refused"],
  [400, 3043, "Meeting has reached maximum attendee capacity.", "refused"],
  [400, 3079, "This registrant does not exist: 1.", "not_found"],
  [404, 4130, "Group does not exist: 1.", "not_found"],
  [404, 4131, "Group member does not exist.", "not_found"],
  [409, 4132, "The group name is already in use.", "refused"],
  [400, 4927, "Meeting 1 has not started.", "refused"],
  [404, 5010, "Report does not exist.", "not_found"],
  [400, 12700, "This account cannot query meetings by `end_time`.", "refused"],
  [409, 14114, "You can only have one data request in process at a time.", "busy"],
  [409, 987654, "A code of tomorrow.", "refused"],
  [403, 987654, "A code of tomorrow.", "permission"],
] as const)("HTTP %i with code %i (%s) is %s", (http, code, message, kind) => {
  expect(kindOf(http, code, message)).toBe(kind);
});

test("where one thing at a time is done, it is told when to come back", () => {
  expect(errorTo("readMeeting", answer(409, { code: 14114, message: "One at a time." })).retryAt).toBe(after(NOW, seconds(30)));
});

test("a 404 that a proxy made up is not taken for a meeting that is gone", () => {
  expect(kindOf(404, null)).toBe("unreachable");
});

test("after a 5xx everything may be asked again but a create, which may have been done", () => {
  expect(errorTo("readMeeting", answer(502, null)).kind).toBe("unreachable");
  expect(errorTo("setPassword", answer(502, null)).kind).toBe("unreachable");
  expect(errorTo("createMeeting", answer(502, null)).kind).toBe("unanswered");
  expect(errorTo("createWebinar", answer(500, { code: 124, message: "Invalid access token." })).kind).toBe("unanswered");
});

test("a full second is busy for a moment", () => {
  const told = errorTo("listUsers", answer(429, { code: 429, message: "You have reached the maximum per-second rate limit for this API. Try again later." }));

  expect(told).toMatchObject({ kind: "busy", retryAt: after(NOW, seconds(1)) });
});

test("a hundred creates a day are spent until midnight in UTC, whatever the headers say remains", () => {
  const message =
    "You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00.";

  expect(errorTo("createMeeting", answer(429, { code: 429, message }, { "x-ratelimit-remaining": "29" }))).toMatchObject({ kind: "spent", retryAt: MIDNIGHT });
});

test("in a day's first minutes Zoom's clock may still show the day before: it is asked again soon, not a day later", () => {
  const spentAt = (now: string) => {
    const given = answer(429, { code: 429, message: "You have exceeded the daily rate limit (100). You may resume these requests at GMT 00:00:00." });
    return errorOf(OPERATIONS.createMeeting, given, complaintOf(given)!, instant(now));
  };

  expect(spentAt("2027-02-01T00:00:00Z")).toMatchObject({ kind: "spent", retryAt: instant("2027-02-01T00:02:00Z") });
  expect(spentAt("2027-02-01T00:09:59Z")).toMatchObject({ retryAt: instant("2027-02-01T00:11:59Z") });
  expect(spentAt("2027-02-01T00:10:00Z")).toMatchObject({ retryAt: MIDNIGHT });
});

test("a daily limit that names its end is believed, unless that lies behind us", () => {
  const daily = { code: 429, message: "You have reached the maximum daily rate limit for this API. Refer to the response header." };

  expect(errorTo("meetingStays", answer(429, daily, { "retry-after": "2027-02-01T18:00:00Z" }))).toMatchObject({
    kind: "spent",
    retryAt: instant("2027-02-01T18:00:00Z"),
  });
  expect(errorTo("meetingStays", answer(429, daily, { "retry-after": "2020-05-31T00:00:00Z" }))).toMatchObject({ kind: "spent", retryAt: MIDNIGHT });
});

test("too many at once is busy, and a limit nobody explains is busy too", () => {
  expect(errorTo("signOut", answer(429, { code: 429, message: "Too many concurrent requests." }))).toMatchObject({
    kind: "busy",
    retryAt: after(NOW, seconds(5)),
  });
  expect(errorTo("signOut", answer(429, null, { "retry-after": "7" }))).toMatchObject({ kind: "busy", retryAt: after(NOW, seconds(7)) });
  expect(errorTo("signOut", answer(429, null, { "retry-after": "43200" }))).toMatchObject({ kind: "spent" });
});

test("a 2xx without body or with code 0 is fine, with another code it is a complaint", () => {
  expect(complaintOf(answer(204, null))).toBeNull();
  expect(complaintOf(answer(200, { code: 0 }))).toBeNull();
  expect(complaintOf(answer(200, { code: "SPRING26" }))).toBeNull();
  expect(complaintOf(answer(200, { code: 200, message: "No permission." }))).toEqual({ code: 200, message: "No permission." });
});

test.each<[string, object]>([
  ["no fields", { code: 3001, message: "gone", errors: null }],
  ["fields that are no list", { code: 3001, message: "gone", errors: "none" }],
  ["a code as text", { code: "3001", message: "gone" }],
  ["a code in another place only", { code: "", errorCode: " 3001 ", message: "gone" }],
  ["a message elsewhere only", { code: 3001, message: { text: "gone" }, reason: "gone" }],
])("a complaint with %s is understood as far as it can be read", (_what, body) => {
  expect(complaintOf(answer(404, body))).toEqual({ code: 3001, message: "gone" });
  expect(complaintOf(answer(200, body))).toEqual({ code: 3001, message: "gone" });
});

test("of the fields that are named, those that can be read are told", () => {
  const errors = ["odd", null, { field: 7, message: "Too long." }, { field: "topic", message: null }];
  expect(complaintOf(answer(400, { code: 300, message: "No.", errors }))).toEqual({ code: 300, message: "No.; ?: Too long.; topic: ?" });
});

test("a complaint names the fields that Zoom names, and the tracking id is kept", () => {
  const given = answer(
    400,
    { code: 300, message: "Validation Failed.", errors: [{ field: "settings.jbh_time", message: "Invalid parameter: jbh_time." }] },
    { "x-zm-trackingid": "WEB_1" },
  );

  expect(errorTo("createMeeting", given)).toMatchObject({
    message: "Validation Failed.; settings.jbh_time: Invalid parameter: jbh_time.",
    http: 400,
    code: 300,
    trackingId: "WEB_1",
  });
});

const wants = (http: number, code: number | null, message = "no") => wantsFreshToken(answer(http, null), { code, message });

test("a missing scope or permission is no reason to fetch another token", () => {
  expect(wants(401, 124)).toBe(true);
  expect(wants(400, 124)).toBe(true);
  expect(wants(401, null)).toBe(true);
  expect(wants(400, 4700, "Token cannot be empty.")).toBe(true);
  expect(wants(401, 4711)).toBe(false);
  expect(wants(401, 201, "Invalid access token.")).toBe(false);
  expect(wants(401, 200)).toBe(false);
  expect(wants(401, 4700, "Invalid access token, does not contain scopes:[x]")).toBe(false);
});
