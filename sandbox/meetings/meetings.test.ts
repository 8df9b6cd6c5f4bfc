import { expect, test } from "vitest";
import { days, seconds } from "../../src/lib/time.ts";
import { bench, meetingOf, ROOM, startByAddress } from "../testing.ts";

test("a created meeting can be read back with what was understood of it", async () => {
  const b = await bench();
  const made = await meetingOf(b, { agenda: "mark", settings: { waiting_room: true, join_before_host: true, breakout_room: { enable: true }, nonsense: 1 } });
  const { body } = await b.api("GET", `/meetings/${made["id"]}`);
  expect(body).toMatchObject({
    id: made["id"],
    topic: "Óptica cuántica",
    agenda: "mark",
    status: "waiting",
    type: 2,
    creation_source: "open_api",
    start_time: "2027-03-01T13:00:00Z",
  });
  expect(body["settings"]).toMatchObject({ waiting_room: true, join_before_host: false });
  expect(Object.keys(body["settings"])).not.toContain("nonsense");
  expect(body["settings"]["breakout_room"]).toMatchObject({ enable: false });
  expect(body["join_url"]).toMatch(/^http:\/\/sandbox\.example\/zoom\/j\/\d+\?pwd=/);
});

test("a start without Z is on the wall of its zone", async () => {
  const made = await meetingOf(await bench(), { start_time: "2027-06-01T10:00:00", timezone: "Europe/Madrid" });
  expect(made["start_time"]).toBe("2027-06-01T08:00:00Z");
});

test("a start in the past means now when created and nothing when changed", async () => {
  const b = await bench();
  const made = await meetingOf(b, { start_time: "2020-01-01T10:00:00Z" });
  expect(made["start_time"]).toBe("2027-03-01T12:00:00Z");
  await b.api("PATCH", `/meetings/${made["id"]}`, { start_time: "2027-03-02T10:00:00Z" });
  await b.api("PATCH", `/meetings/${made["id"]}`, { start_time: "2020-01-01T10:00:00Z" });
  expect((await b.api("GET", `/meetings/${made["id"]}`)).body["start_time"]).toBe("2027-03-02T10:00:00Z");
});

test("wrong fields are named", async () => {
  const b = await bench();
  const refused = await b.api("POST", `/users/${ROOM}/meetings`, { topic: "x".repeat(201), duration: 0, timezone: "Mars/Base", settings: { jbh_time: 7 } });
  expect(refused.status).toBe(400);
  expect(refused.body["errors"].map((e: { field: string }) => e.field)).toEqual(["topic", "duration", "timezone", "settings.jbh_time"]);
});

test("lists lag behind creates, and cut the agenda at 250 characters", async () => {
  const b = await bench();
  const made = await meetingOf(b, { agenda: "ñ".repeat(400) });
  const list = `/users/${ROOM}/meetings`;
  expect((await b.api("GET", list)).body["meetings"]).toEqual([]);
  await b.pass(seconds(2));
  const { meetings } = (await b.api("GET", list)).body;
  expect(meetings).toHaveLength(1);
  expect(meetings[0]).toMatchObject({ id: made["id"], agenda: "ñ".repeat(250) });
});

test("lists lag behind changes and deletions too, where they are told to", async () => {
  const b = await bench();
  const list = async (): Promise<string[]> => (await b.api("GET", `/users/${ROOM}/meetings`)).body["meetings"].map((m: { topic: string }) => m.topic);
  const { id } = await meetingOf(b);
  await b.pass(seconds(2));
  await b.api("PATCH", `/meetings/${id}`, { topic: "At once" });
  expect(await list()).toEqual(["At once"]);
  await b.control("POST", "/account", { listsLagBehind: "everything" });
  await b.api("PATCH", `/meetings/${id}`, { topic: "Later" });
  expect(await list()).toEqual(["At once"]);
  await b.pass(seconds(2));
  expect(await list()).toEqual(["Later"]);
  await b.api("DELETE", `/meetings/${id}`);
  expect(await list()).toEqual(["Later"]);
  expect((await b.api("GET", `/meetings/${id}`)).status).toBe(404);
  await b.pass(seconds(2));
  expect(await list()).toEqual([]);
});

test("settings are dropped silently with 2xx: reading back shows what was kept", async () => {
  const b = await bench();
  const asked = { breakout_room: { enable: true, rooms: [{ name: "A" }] }, use_pmi: true, nonsense: 1, panelists_video: true, focus_mode: true };
  const { id } = await meetingOf(b, { settings: asked });
  expect((await b.api("PATCH", `/meetings/${id}`, { settings: { ...asked, waiting_room: true, join_before_host: true } })).status).toBe(204);
  const { settings } = (await b.api("GET", `/meetings/${id}`)).body;
  expect(settings).toMatchObject({
    breakout_room: { enable: false, rooms: [] },
    use_pmi: false,
    focus_mode: true,
    waiting_room: true,
    join_before_host: false,
  });
  expect(settings).not.toHaveProperty("nonsense");
  expect(settings).not.toHaveProperty("panelists_video");
});

test("one day of a list is a day on the wall of the zone asked for", async () => {
  const b = await bench();
  await meetingOf(b, { start_time: "2027-03-02T23:30:00Z" });
  await b.pass(seconds(2));
  const on = async (day: string, zone: string): Promise<number> =>
    (await b.api("GET", `/users/${ROOM}/meetings?from=${day}&to=${day}&timezone=${zone}`)).body["total_records"];
  expect([await on("2027-03-02", "UTC"), await on("2027-03-02", "Europe/Madrid"), await on("2027-03-03", "Europe/Madrid")]).toEqual([1, 0, 1]);
});

test("the invitation names topic, time on the meeting's wall, address and passcode", async () => {
  const b = await bench();
  const made = await meetingOf(b, { start_time: "2027-06-01T08:00:00Z", timezone: "Europe/Madrid", password: "abc123" });
  const { invitation } = (await b.api("GET", `/meetings/${made["id"]}/invitation`)).body;
  for (const part of ["Topic: Óptica cuántica", "Jun 1, 2027 10:00 AM Europe, Madrid", made["join_url"], "Passcode: abc123"])
    expect(invitation).toContain(part);
});

test("what happens once has no occurrences: reading and changing overlook one, deleting refuses it", async () => {
  const b = await bench();
  const { id } = await meetingOf(b);
  expect((await b.api("GET", `/meetings/${id}?occurrence_id=1&show_previous_occurrences=true`)).status).toBe(200);
  expect((await b.api("PATCH", `/meetings/${id}?occurrence_id=1`, { duration: 30 })).status).toBe(204);
  const refused = await b.api("DELETE", `/meetings/${id}?occurrence_id=1`);
  expect([refused.status, refused.body["code"]]).toEqual([400, 300]);
  expect((await b.api("DELETE", `/meetings/${id}?schedule_for_reminder=false&cancel_meeting_reminder=false`)).status).toBe(204);
});

test("a deleted meeting can be recovered with its address, one that was not deleted cannot", async () => {
  const b = await bench();
  const made = await meetingOf(b);
  const recover = async (): Promise<number> => (await b.api("PUT", `/meetings/${made["id"]}/status`, { action: "recover" })).status;
  expect(await recover()).toBe(404);
  await b.api("DELETE", `/meetings/${made["id"]}`);
  expect(await recover()).toBe(204);
  expect((await b.api("GET", `/meetings/${made["id"]}`)).body["join_url"]).toBe(made["join_url"]);
});

test("nobody schedules for somebody else", async () => {
  const b = await bench();
  const as = (whom: string) => b.api("POST", `/users/${ROOM}/meetings`, { topic: "Otra", schedule_for: whom });
  expect((await as(ROOM)).status).toBe(201);
  expect((await as("nadie@universidad.example")).body["code"]).toBe(300);
  expect((await as("sala.cajal@universidad.example")).body["message"]).toBe("You cannot schedule a meeting for sala.cajal@universidad.example");
});

test("a deleted meeting is 3001 and its number opens nothing", async () => {
  const b = await bench();
  const made = await meetingOf(b);
  expect((await b.api("DELETE", `/meetings/${made["id"]}`)).status).toBe(204);
  expect((await b.api("GET", `/meetings/${made["id"]}`)).body["code"]).toBe(3001);
  expect((await b.control("POST", "/join", { joinUrl: made["join_url"] })).body["because"]).toBe("no_such_meeting");
});

test("a webinar needs the add-on, and its number on a meeting's path is 3000", async () => {
  const b = await bench();
  const refused = await b.api("POST", "/users/sala.cajal@universidad.example/webinars", { topic: "Acto" });
  expect([refused.status, refused.body["code"]]).toEqual([400, 200]);
  expect(refused.body["message"]).toContain("Webinar plan is missing");
  const made = await b.api("POST", `/users/${ROOM}/webinars`, { topic: "Acto", start_time: "2027-03-02T10:00:00Z", duration: 90 });
  expect(made.body).toMatchObject({ type: 5 });
  expect((await b.api("GET", `/webinars/${made.body["id"]}`)).status).toBe(200);
  const wrong = await b.api("GET", `/meetings/${made.body["id"]}`);
  expect([wrong.status, wrong.body["code"]]).toEqual([400, 3000]);
});

test("ending what does not run is accepted and does nothing", async () => {
  const b = await bench();
  const made = await meetingOf(b);
  expect((await b.api("PUT", `/meetings/${made["id"]}/status`, { action: "end" })).status).toBe(204);
  expect((await b.api("GET", `/past_meetings/${made["id"]}/instances`)).body["meetings"]).toEqual([]);
});

test("a meeting's number dies thirty days after its date or its last use, a recurring one's after a year", async () => {
  const b = await bench();
  const [made, used, recurring] = [await meetingOf(b), await meetingOf(b), await meetingOf(b, { type: 3 })];
  const code = async ({ id }: Record<string, any>): Promise<unknown> => (await b.api("GET", `/meetings/${id}`)).body["code"];
  await b.pass(days(20));
  await startByAddress(b, used["id"]);
  await b.control("POST", "/end", { meetingId: used["id"] });
  await b.pass(days(11));
  expect([await code(made), await code(used), await code(recurring)]).toEqual([3001, undefined, undefined]);
  expect((await b.control("POST", "/join", { joinUrl: made["join_url"] })).body["because"]).toBe("no_such_meeting");
  await b.pass(days(20));
  expect([await code(used), await code(recurring)]).toEqual([3001, undefined]);
  await b.pass(days(330));
  expect(await code(recurring)).toBe(3001);
});

test("a new passcode changes the join address", async () => {
  const b = await bench();
  const made = await meetingOf(b, { password: "abc123" });
  await b.api("PATCH", `/meetings/${made["id"]}`, { password: "otro99" });
  expect((await b.api("GET", `/meetings/${made["id"]}`)).body["join_url"]).not.toBe(made["join_url"]);
});

test("a webinar does not tell whether it runs and running ones cannot be listed; only the dashboard knows", async () => {
  const b = await bench();
  const made = (await b.api("POST", `/users/${ROOM}/webinars`, { topic: "Acto" })).body;
  expect(made).not.toHaveProperty("status");
  expect((await b.api("GET", `/users/${ROOM}/webinars?type=live`)).status).toBe(400);
  expect((await b.api("GET", `/metrics/webinars/${made["id"]}?type=live`)).body["code"]).toBe(3001);
  await b.control("POST", "/start", { meetingId: made["id"], by: { startUrl: made["start_url"] } });
  expect((await b.api("GET", `/metrics/webinars/${made["id"]}?type=live`)).body).toMatchObject({ id: made["id"], participants: 1 });
});

test.each([
  [{ settings: [] }, "settings"],
  [{ schedule_for: 5 }, "schedule_for"],
  [{ default_password: "no" }, "default_password"],
  [{ type: 8 }, "recurrence"],
  [{ type: 8, recurrence: { type: 4 } }, "recurrence.type"],
  [{ type: 8, recurrence: { type: 1, repeat_interval: 100 } }, "recurrence.repeat_interval"],
  [{ type: 8, recurrence: { type: 1, end_times: 61 } }, "recurrence.end_times"],
  [{ type: 8, recurrence: { type: 1, end_times: 3, end_date_time: "2027-04-01T10:00:00Z" } }, "recurrence.end_times"],
  [{ type: 8, recurrence: { type: 2, weekly_days: "8" } }, "recurrence.weekly_days"],
])("what is of the wrong kind or recurs as nothing can is refused: %j", async (given, field) => {
  const b = await bench();
  const { status, body } = await b.api("POST", `/users/${ROOM}/meetings`, { topic: "Ética", ...given });
  expect([status, body["errors"]?.[0]?.field]).toEqual([400, field]);
  expect((await b.api("POST", `/users/${ROOM}/meetings`, { type: 8, recurrence: { type: 2, weekly_days: "2,4", end_times: 10 } })).status).toBe(201);
});

test("lists of what is ahead hold each date of what recurs, at the same hour of its zone, under one number; reading it tells them all", async () => {
  const b = await bench();
  const recurrence = { type: 2, weekly_days: "3,5", repeat_interval: 1, end_times: 4 };
  const made = await meetingOf(b, { type: 8, start_time: "2027-03-23T10:00:00", timezone: "Europe/Madrid", duration: 45, recurrence });
  await b.pass(seconds(2));
  const starts = async (type: string): Promise<string[]> =>
    (await b.api("GET", `/users/${ROOM}/meetings?type=${type}`)).body["meetings"].filter((row: { id: number }) => row.id === made["id"]).map((row: { start_time: string }) => row.start_time); // prettier-ignore
  const dates = ["2027-03-23T09:00:00Z", "2027-03-25T09:00:00Z", "2027-03-30T08:00:00Z", "2027-04-01T08:00:00Z"];
  expect([await starts("upcoming"), await starts("scheduled")]).toEqual([dates, dates.slice(0, 1)]);
  const read = (await b.api("GET", `/meetings/${made["id"]}`)).body;
  expect([read["recurrence"], read["occurrences"].map((one: { start_time: string }) => one.start_time)]).toEqual([recurrence, dates]);
  await b.pass(days(25));
  expect(await starts("upcoming")).toEqual(dates.slice(2));
});
