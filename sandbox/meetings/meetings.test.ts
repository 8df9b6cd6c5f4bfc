import { expect, test } from "vitest";
import { days, seconds } from "../../src/lib/time.ts";
import { bench, meetingOf, ROOM } from "../testing.ts";

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
  expect(Object.keys(body["settings"])).not.toContain("breakout_room");
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

test("lists lag behind, and cut the agenda at 250 characters", async () => {
  const b = await bench();
  const made = await meetingOf(b, { agenda: "ñ".repeat(400) });
  const list = `/users/${ROOM}/meetings`;
  expect((await b.api("GET", list)).body["meetings"]).toEqual([]);
  await b.pass(seconds(2));
  const { meetings } = (await b.api("GET", list)).body;
  expect(meetings).toHaveLength(1);
  expect(meetings[0]).toMatchObject({ id: made["id"], agenda: "ñ".repeat(250) });
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

test("a meeting's number dies thirty days after", async () => {
  const b = await bench();
  const made = await meetingOf(b);
  await b.pass(days(31));
  expect((await b.api("GET", `/meetings/${made["id"]}`)).body["code"]).toBe(3001);
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
