import { expect, test } from "vitest";
import { instant } from "../../lib/time.ts";
import { meetingWire, participantWire, userSettingsWire, userWire } from "../wire.ts";
import { markOf, meetingOf, plannedOf, stayOf, userOf } from "./reading.ts";
import { changedMeetingOf, newMeetingOf, registrantsOf } from "./writing.ts";

const user = (more: object) => userWire.parse({ email: "Sala.1@Uni.example", type: 2, ...more });
const settings = (feature: object) => userSettingsWire.parse({ feature: { meeting_capacity: 300, ...feature } });
const meeting = (more: object) => meetingWire.parse({ id: 81234567890, ...more });
const stay = (more: object) => stayOf(participantWire.parse({ name: "Ada", join_time: "2027-02-01T10:00:00Z", ...more }));

test("a pending user has no id yet and goes by the e-mail address", () => {
  expect(userOf(user({}), "pending", null)).toMatchObject({ hostId: "Sala.1@Uni.example", email: "sala.1@uni.example", status: "pending", details: null });
});

test("only type 2 is licensed, and only roles 0 and 1 are owner and admin", () => {
  expect([1, 2, 4, 99].map((type) => userOf(user({ type }), "active", null).licensed)).toEqual([false, true, false, false]);
  expect(["0", "1", "2", "Rx9"].map((role_id) => userOf(user({ role_id }), "active", null).role)).toEqual(["owner", "admin", "member", "member"]);
});

test("a name is what Zoom shows, else first and last name, else the address", () => {
  expect(userOf(user({ display_name: "Sala 1", first_name: "S", last_name: "1" }), "active", null).name).toBe("Sala 1");
  expect(userOf(user({ display_name: "", first_name: "Ada", last_name: "" }), "active", null).name).toBe("Ada");
  expect(userOf(user({}), "active", null).name).toBe("Sala.1@Uni.example");
});

const capacities = (feature: object) => userOf(user({ login_types: [100, 101, 97, 99] }), "active", settings(feature)).details;

test("the larger of the plan's capacity and the add-on's counts, and an add-on that is off counts nothing", () => {
  expect(capacities({ large_meeting: true, large_meeting_capacity: 500, webinar: true, webinar_capacity: 1000 })).toEqual({
    signsInWith: ["zoom password", "sso", "other"],
    meetingCapacity: 500,
    webinarCapacity: 1000,
  });
  expect(capacities({ large_meeting: false, large_meeting_capacity: 500, webinar: false, webinar_capacity: 1000 })).toMatchObject({
    meetingCapacity: 300,
    webinarCapacity: 0,
  });
});

test("our mark is the first line of the agenda, also where the list cut the rest", () => {
  expect(markOf(meeting({ agenda: "bedel:1a2b\nEstimados" }))).toBe("bedel:1a2b");
  expect(markOf(meeting({ agenda: "bedel:1a2b\r\nEstimados" }))).toBe("bedel:1a2b");
  expect(markOf(meeting({ agenda: "" }))).toBeNull();
  expect(markOf(meeting({}))).toBeNull();
});

test("a number is text, and what a webinar has not is not known", () => {
  expect(meetingOf(meeting({ host_id: "h", settings: { approval_type: 0 }, creation_source: "open_api", start_time: "" }), "webinar")).toMatchObject({
    id: "81234567890",
    start: null,
    registration: true,
    waitingRoom: null,
    joinBeforeHost: null,
    madeByApi: true,
    running: false,
  });
  expect(meetingOf(meeting({ status: "started" }), "meeting")).toMatchObject({ running: true, registration: false, madeByApi: false });
});

test("a planned meeting without length is taken for an hour, not for nothing", () => {
  expect(plannedOf(meeting({ start_time: "2027-02-01T10:00:00Z" }), "meeting", "uRoom")).toMatchObject({
    minutes: 60,
    hostId: "uRoom",
    start: instant("2027-02-01T10:00:00Z"),
  });
});

test("a stay of duration 0 is not processed yet, and blank is unknown", () => {
  expect(stay({ user_email: "", registrant_id: "", leave_time: "2027-02-01T10:30:00Z", duration: 0, status: "in_meeting" })).toEqual({
    name: "Ada",
    email: null,
    registrantId: null,
    zoomUserId: null,
    start: instant("2027-02-01T10:00:00Z"),
    end: instant("2027-02-01T10:30:00Z"),
    waitingRoom: false,
    processed: false,
    key: null,
  });
  expect(
    stay({ user_email: "Ada@Uni.example", participant_user_id: "u", user_id: 16778240, id: "old", duration: 60, status: "in_waiting_room" }),
  ).toMatchObject({
    key: "16778240",
    email: "ada@uni.example",
    zoomUserId: "u",
    waitingRoom: true,
    processed: true,
  });
});

const plan = {
  kind: "meeting",
  mark: "bedel:1",
  title: "Álgebra",
  start: instant("2027-02-01T10:00:00Z"),
  minutes: 90,
  zone: "Europe/Madrid",
  waitingRoom: true,
  registration: true,
  passcode: "k3yk3y",
} as const;

test("a meeting is planned in UTC, lets nobody in before its host and sends no mail of Zoom's", () => {
  expect(newMeetingOf(plan)).toEqual({
    type: 2,
    topic: "Álgebra",
    agenda: "bedel:1",
    start_time: "2027-02-01T10:00:00Z",
    duration: 90,
    timezone: "Europe/Madrid",
    password: "k3yk3y",
    default_password: false,
    settings: { approval_type: 0, registrants_email_notification: false, registrants_confirmation_email: false, waiting_room: true, join_before_host: false },
  });
});

test("a webinar has neither waiting room nor joining before the host", () => {
  expect(newMeetingOf({ ...plan, kind: "webinar", registration: false })).toMatchObject({ type: 5, default_passcode: false });
  expect(changedMeetingOf({ ...plan, kind: "webinar", registration: false }).settings).toEqual({
    approval_type: 2,
    registrants_email_notification: false,
    registrants_confirmation_email: false,
  });
});

test("what only a new meeting may say, a change does not say", () => {
  expect(changedMeetingOf(plan)).not.toHaveProperty("default_password");
  expect(changedMeetingOf({ ...plan, kind: "webinar" })).not.toHaveProperty("default_passcode");
});

test("whether Zoom confirms a registration by mail is said with a meeting's registrants, and not with a webinar's", () => {
  expect(registrantsOf("meeting", [])).toEqual({ auto_approve: true, registrants_confirmation_email: false, registrants: [] });
  expect(registrantsOf("webinar", [])).toEqual({ auto_approve: true, registrants: [] });
});

test("a title too long for Zoom is cut between characters", () => {
  expect(changedMeetingOf({ ...plan, title: `${"a".repeat(199)}🎓🎓` }).topic).toBe(`${"a".repeat(199)}🎓`);
});

test("Zoom demands a first name, so somebody without a name is called by the address", () => {
  expect(
    registrantsOf("meeting", [
      { name: "  María José  García ", email: "m@x.example" },
      { name: "", email: "guest7@x.example" },
    ]).registrants,
  ).toEqual([
    { email: "m@x.example", first_name: "María", last_name: "José García" },
    { email: "guest7@x.example", first_name: "guest7", last_name: "" },
  ]);
});
