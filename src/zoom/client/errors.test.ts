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
] as const)("HTTP %i with code %i (%s) is %s", (http, code, message, kind) => {
  expect(kindOf(http, code, message)).toBe(kind);
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
  expect(wants(401, 4711)).toBe(false);
  expect(wants(401, 200)).toBe(false);
  expect(wants(401, 4700, "Invalid access token, does not contain scopes:[x]")).toBe(false);
});
