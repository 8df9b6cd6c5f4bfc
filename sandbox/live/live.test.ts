import { expect, test } from "vitest";
import { hours, minutes } from "../../src/lib/time.ts";
import { bench, meetingOf, ROOM, startByAddress } from "../testing.ts";
import { FIRST_PASSWORD } from "../university.ts";

test("a start address makes its bearer the host, and a person with the personal address is known in the report", async () => {
  const b = await bench();
  const meeting = await meetingOf(b, { settings: { approval_type: 0 } });
  const ana = await b.api("POST", `/meetings/${meeting["id"]}/registrants`, { email: "ana@fuera.example", first_name: "Ana" });
  expect(ana.status).toBe(201);
  expect((await startByAddress(b, meeting["id"])).body).toMatchObject({ ok: true, where: "in" });
  expect((await b.api("GET", `/meetings/${meeting["id"]}`)).body["status"]).toBe("started");
  const joined = await b.control("POST", "/join", { meetingId: meeting["id"], joinUrl: ana.body["join_url"] });
  expect(joined.body).toMatchObject({ ok: true, where: "in" });
  await b.pass(minutes(30));
  expect((await b.api("PUT", `/meetings/${meeting["id"]}/status`, { action: "end" })).status).toBe(204);
  expect((await b.api("GET", `/meetings/${meeting["id"]}`)).body["status"]).toBe("waiting");
  await b.pass(minutes(20));
  const report = await b.api("GET", `/report/meetings/${meeting["id"]}/participants?include_fields=registrant_id`);
  expect(report.body["participants"]).toMatchObject([
    { user_email: ROOM, duration: 1800 },
    { user_email: "ana@fuera.example", duration: 1800, registrant_id: ana.body["registrant_id"] },
  ]);
});

test("start links expire: an address opens nothing after two hours, a fresh one does", async () => {
  const b = await bench();
  const meeting = await meetingOf(b);
  await b.pass(hours(2));
  const started = await b.control("POST", "/start", { meetingId: meeting["id"], by: { startUrl: meeting["start_url"] } });
  expect(started.body).toEqual({ ok: false, because: "sign_in_refused" });
  expect((await startByAddress(b, meeting["id"])).body["ok"]).toBe(true);
});

test("the room's e-mail and password start its meeting, and an old password does not", async () => {
  const b = await bench();
  const meeting = await meetingOf(b);
  expect((await b.api("PUT", `/users/${ROOM}/password`, { password: "Nuevo-Secreto-93" })).status).toBe(204);
  const start = (password: string) => b.control("POST", "/start", { meetingId: meeting["id"], by: { email: ROOM, password } });
  expect((await start(FIRST_PASSWORD)).body["ok"]).toBe(false);
  expect((await start("Nuevo-Secreto-93")).body["ok"]).toBe(true);
});

test.each([
  ["pro", ROOM, "None", 1],
  ["business", ROOM, "None", 2],
  ["education", ROOM, "None", 2],
  ["education", "sala.repuesto@universidad.example", "None", 1],
  ["pro", ROOM, "Plus", 4],
])("one live meeting per host by plan: on %s, %s with add-on %s may have %i", async (plan, host, addOn, allowed) => {
  const b = await bench();
  await b.control("POST", "/account", { plan });
  const user = (await b.control("GET", "/state")).body["users"].find((one: { email: string }) => one.email === host);
  const feature = { meeting_capacity: 100, webinar: false, webinar_capacity: 0, large_meeting: false, concurrent_meeting: addOn };
  await b.control("POST", "/user", { id: user.id, set: { feature } });
  const outcomes: unknown[] = [];
  for (let i = 0; i <= allowed; i += 1) outcomes.push((await startByAddress(b, (await meetingOf(b, {}, host))["id"])).body["because"]);
  expect(outcomes).toEqual([...Array<unknown>(allowed).fill(undefined), "host_has_another_meeting"]);
});

test("who is thrown out because the host starts another meeting is told so by webhook", async () => {
  const b = await bench({ webhook: { url: "http://bedel.example/hook", secret: "s" } });
  await b.control("POST", "/account", { concurrentMeetings: 1 });
  const [one, two] = [await meetingOf(b), await meetingOf(b)];
  await startByAddress(b, one["id"]);
  await b.control("POST", "/join", { joinUrl: one["join_url"], name: "Eva" });
  await startByAddress(b, two["id"], { endOthers: true });
  const deliveries = (await b.control("GET", "/webhooks")).body["deliveries"].map((one: { body: string }) => JSON.parse(one.body));
  const left = deliveries.filter((one: { event: string }) => one.event === "meeting.participant_left");
  expect(left.map((one: any) => one.payload.object.participant.leave_reason)).toContain("Eva left the meeting.<br>Reason: Host started a new meeting.");
});

test("coming before the host opens no second meeting beside one that is allowed", async () => {
  const b = await bench();
  await b.control("POST", "/account", { concurrentMeetings: 1 });
  const [one, two] = [await meetingOf(b), await meetingOf(b, { settings: { join_before_host: true } })];
  await startByAddress(b, one["id"]);
  expect((await b.control("POST", "/join", { joinUrl: two["join_url"], name: "Eva" })).body["because"]).toBe("host_has_another_meeting");
});

test("one live meeting per host by plan: a licensed host may have two on this one, one when it is set to one, and never a webinar beside", async () => {
  const b = await bench();
  const [one, two, three] = [await meetingOf(b), await meetingOf(b), await meetingOf(b)];
  const webinar = (await b.api("POST", `/users/${ROOM}/webinars`, { topic: "Acto", duration: 60 })).body;
  const startWebinar = async (): Promise<unknown> => {
    const { start_url } = (await b.api("GET", `/webinars/${webinar["id"]}`)).body;
    return (await b.control("POST", "/start", { meetingId: webinar["id"], by: { startUrl: start_url } })).body;
  };
  expect((await startByAddress(b, one["id"])).body["ok"]).toBe(true);
  expect((await startByAddress(b, two["id"])).body["ok"]).toBe(true);
  expect((await startByAddress(b, three["id"])).body).toEqual({ ok: false, because: "host_has_another_meeting" });
  expect(await startWebinar()).toEqual({ ok: false, because: "host_has_another_meeting" });
  await b.control("POST", "/end", { meetingId: two["id"] });
  await b.control("POST", "/account", { concurrentMeetings: 1 });
  expect((await startByAddress(b, three["id"])).body["ok"]).toBe(false);
  expect((await startByAddress(b, three["id"], { endOthers: true })).body["ok"]).toBe(true);
  expect((await b.api("GET", `/users/${ROOM}/meetings?type=live`)).body["meetings"]).toEqual([]);
  await b.pass(minutes(1));
  expect((await b.api("GET", `/users/${ROOM}/meetings?type=live`)).body["meetings"]).toMatchObject([{ id: three["id"] }]);
});

test("who comes before the host waits, and is let in when the host comes", async () => {
  const b = await bench();
  const made = await meetingOf(b);
  const early = await b.control("POST", "/join", { joinUrl: made["join_url"], name: "Eva" });
  expect(early.body).toMatchObject({ ok: true, where: "waiting_for_host" });
  await startByAddress(b, made["id"]);
  expect((await b.control("POST", "/leave", { participantId: early.body["participantId"] })).body).toMatchObject({ where: "left", ok: true });
});

test("joining before the host opens the meeting where that is allowed", async () => {
  const b = await bench();
  const made = await meetingOf(b, { settings: { join_before_host: true } });
  expect((await b.control("POST", "/join", { joinUrl: made["join_url"], name: "Eva" })).body["where"]).toBe("in");
  expect((await b.api("GET", `/meetings/${made["id"]}`)).body["status"]).toBe("started");
});

test("with a waiting room the host lets people in", async () => {
  const b = await bench();
  const made = await meetingOf(b, { settings: { waiting_room: true } });
  await startByAddress(b, made["id"]);
  const guest = await b.control("POST", "/join", { joinUrl: made["join_url"], name: "Eva" });
  expect(guest.body["where"]).toBe("waiting_room");
  expect((await b.control("POST", "/admit", { participantId: guest.body["participantId"] })).body["where"]).toBe("in");
});

test("a wrong passcode or a false personal address opens nothing", async () => {
  const b = await bench();
  const made = await meetingOf(b);
  const base = String(made["join_url"]).split("?")[0];
  expect((await b.control("POST", "/join", { joinUrl: `${base}?pwd=wrong`, name: "Eva" })).body["because"]).toBe("passcode_wrong");
  expect((await b.control("POST", "/join", { joinUrl: `${made["join_url"]}&tk=false`, name: "Eva" })).body["because"]).toBe("address_not_valid");
});

test("when the last one leaves the meeting is over, and the next time it has another uuid", async () => {
  const b = await bench();
  const made = await meetingOf(b);
  const host = await startByAddress(b, made["id"]);
  await b.control("POST", "/leave", { participantId: host.body["participantId"] });
  const { body } = await b.api("GET", `/meetings/${made["id"]}`);
  expect(body["status"]).toBe("waiting");
  expect(body["uuid"]).not.toBe(made["uuid"]);
  expect((await b.api("GET", `/past_meetings/${made["id"]}/instances`)).body["meetings"]).toMatchObject([{ uuid: made["uuid"] }]);
});
