import { expect, test } from "vitest";
import { minutes } from "../../src/lib/time.ts";
import { bench, meetingOf, ROOM, startByAddress, type Bench } from "../testing.ts";

const people = (n: number): { email: string; first_name: string }[] =>
  Array.from({ length: n }, (_, i) => ({ email: `p${i}@fuera.example`, first_name: `P${i}` }));
const codes = async (b: Bench, path: string, body: unknown): Promise<[number, unknown]> => {
  const reply = await b.api("POST", path, body);
  return [reply.status, reply.body["code"]];
};

test("without registration nobody can be registered", async () => {
  const b = await bench();
  const { id } = await meetingOf(b);
  expect(await codes(b, `/meetings/${id}/registrants`, people(1)[0])).toEqual([400, 300]);
  expect(await codes(b, `/meetings/${id}/batch_registrants`, { registrants: people(1) })).toEqual([400, 404]);
});

test("thirty at once get an address each, thirty-one are refused", async () => {
  const b = await bench();
  const { id } = await meetingOf(b, { settings: { approval_type: 0 } });
  expect(await codes(b, `/meetings/${id}/batch_registrants`, { registrants: people(31) })).toEqual([400, 300]);
  const { body } = await b.api("POST", `/meetings/${id}/batch_registrants`, { registrants: people(30) });
  expect(new Set(body["registrants"].map((r: { join_url: string }) => new URL(r.join_url).searchParams.get("tk"))).size).toBe(30);
  expect((await b.api("GET", `/meetings/${id}/registrants?page_size=20`)).body["registrants"]).toHaveLength(20);
});

test("the same person can be registered three times a day and stays one registrant", async () => {
  const b = await bench();
  const { id } = await meetingOf(b, { settings: { approval_type: 0 } });
  const once = await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  const twice = await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  expect(twice.body["registrant_id"]).toBe(once.body["registrant_id"]);
  await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  const over = await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  expect(over.status).toBe(429);
  expect(over.body["message"]).toContain("daily rate limit of (3)");
});

test("with manual approval the address comes with the approval", async () => {
  const b = await bench();
  const { id } = await meetingOf(b, { settings: { approval_type: 1 } });
  const asked = await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  expect(asked.body["join_url"]).toBeUndefined();
  expect((await b.api("GET", `/meetings/${id}/registrants?status=pending`)).body["registrants"]).toHaveLength(1);
  await b.api("PUT", `/meetings/${id}/registrants/status`, { action: "approve", registrants: [{ id: asked.body["registrant_id"] }] });
  const [approved] = (await b.api("GET", `/meetings/${id}/registrants`)).body["registrants"];
  await startByAddress(b, id);
  expect((await b.control("POST", "/join", { joinUrl: approved.join_url })).body["ok"]).toBe(true);
});

test("who is deleted gets in by no address any more", async () => {
  const b = await bench();
  const { id } = await meetingOf(b, { settings: { approval_type: 0 } });
  const { body } = await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  await startByAddress(b, id);
  expect((await b.api("DELETE", `/meetings/${id}/registrants/${body["registrant_id"]}`)).status).toBe(204);
  expect((await b.control("POST", "/join", { joinUrl: body["join_url"] })).body["because"]).toBe("address_not_valid");
  expect((await b.api("GET", `/meetings/${id}/registrants`)).body["registrants"]).toEqual([]);
  expect((await b.api("DELETE", `/meetings/${id}/registrants/${body["registrant_id"]}`)).status).toBe(400);
});

test("who has no personal address must register, unless they dial in", async () => {
  const b = await bench();
  const made = await meetingOf(b, { settings: { approval_type: 0 } });
  await startByAddress(b, made["id"]);
  expect((await b.control("POST", "/join", { joinUrl: made["join_url"], name: "Eva" })).body["because"]).toBe("registration_required");
  expect((await b.control("POST", "/join", { joinUrl: made["join_url"], name: "600 000 000", dialIn: true })).body["ok"]).toBe(true);
});

test("a host without licence gets no registration and is not told", async () => {
  const b = await bench();
  const { settings } = await meetingOf(b, { settings: { approval_type: 0 } }, "sala.repuesto@universidad.example");
  expect(settings["approval_type"]).toBe(2);
});

test("a cancelled registrant's address no longer opens", async () => {
  const b = await bench();
  const { id } = await meetingOf(b, { settings: { approval_type: 0 } });
  const one = await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  await b.api("PUT", `/meetings/${id}/registrants/status`, { action: "cancel", registrants: [{ email: "p0@fuera.example" }] });
  expect((await b.control("POST", "/join", { joinUrl: one.body["join_url"] })).body["because"]).toBe("address_not_valid");
});

test("registrant limits: 4,999 in a meeting, or fewer where a webinar says so", async () => {
  const b = await bench();
  const { id } = await meetingOf(b, { settings: { approval_type: 0 } });
  const more = (from: number, n: number) => Array.from({ length: n }, (_, i) => ({ email: `p${from + i}@fuera.example`, first_name: "P" }));
  for (let i = 0; i < 166; i += 1) await b.api("POST", `/meetings/${id}/batch_registrants`, { registrants: more(i * 30, 30) });
  const batch = `/meetings/${id}/batch_registrants`;
  expect(await codes(b, batch, { registrants: more(4980, 20) })).toEqual([400, 3043]);
  expect(await codes(b, batch, { registrants: more(4980, 19) })).toEqual([201, undefined]);
  const full = await b.api("POST", `/meetings/${id}/registrants`, more(4999, 1)[0]);
  expect(full.body).toEqual({ code: 3043, message: "Meeting has reached maximum attendee capacity." });
  const webinar = (await b.api("POST", `/users/${ROOM}/webinars`, { topic: "Acto", settings: { approval_type: 0, registrants_restrict_number: 1 } })).body;
  expect(await codes(b, `/webinars/${webinar["id"]}/registrants`, people(2)[0])).toEqual([201, undefined]);
  expect(await codes(b, `/webinars/${webinar["id"]}/registrants`, people(2)[1])).toEqual([400, 3000]);
});

test("a batch is only for what happens once", async () => {
  const b = await bench();
  const { id } = await meetingOf(b, { type: 3, settings: { approval_type: 0 } });
  expect(await codes(b, `/meetings/${id}/batch_registrants`, { registrants: people(1) })).toEqual([400, 303]);
  expect(await codes(b, `/meetings/${id}/registrants`, people(1)[0])).toEqual([201, undefined]);
  const webinar = (await b.api("POST", `/users/${ROOM}/webinars`, { topic: "Acto", type: 6, settings: { approval_type: 0 } })).body;
  expect(await codes(b, `/webinars/${webinar["id"]}/batch_registrants`, { registrants: people(1) })).toEqual([400, 300]);
});

test("the host cannot register, and nobody can when it is over, unless it still runs", async () => {
  const b = await bench();
  const [over, running] = [await meetingOf(b, { settings: { approval_type: 0 } }), await meetingOf(b, { settings: { approval_type: 0 } })];
  const register = (meeting: Record<string, any>, email: string) => codes(b, `/meetings/${meeting["id"]}/registrants`, { email, first_name: "A" });
  expect(await register(over, ROOM.toUpperCase())).toEqual([400, 3027]);
  await b.pass(minutes(70));
  await startByAddress(b, running["id"]);
  await b.pass(minutes(60));
  expect([await register(over, "a@fuera.example"), await register(running, "a@fuera.example")]).toEqual([
    [400, 3038],
    [201, undefined],
  ]);
});

test("a missing meeting is 1001 where one is registered and 3001 elsewhere", async () => {
  const b = await bench();
  expect(await codes(b, "/meetings/81234567890/registrants", people(1)[0])).toEqual([404, 1001]);
  expect(await codes(b, "/meetings/81234567890/batch_registrants", { registrants: people(1) })).toEqual([404, 3001]);
});

test("one registrant can be read, with what they filled in and an address once approved", async () => {
  const b = await bench();
  const { id } = await meetingOf(b, { settings: { approval_type: 1 } });
  const { registrant_id } = (await b.api("POST", `/meetings/${id}/registrants`, { ...people(1)[0], city: "Salamanca" })).body;
  const read = async () => (await b.api("GET", `/meetings/${id}/registrants/${registrant_id}`)).body;
  expect(await read()).toMatchObject({ id: registrant_id, status: "pending", city: "Salamanca", country: "" });
  expect(await read()).not.toHaveProperty("join_url");
  await b.api("PUT", `/meetings/${id}/registrants/status`, { action: "approve", registrants: [{ id: registrant_id }] });
  expect((await read())["join_url"]).toContain("tk=");
  expect((await b.api("GET", `/meetings/${id}/registrants/nobody`)).body["code"]).toBe(300);
});

test("registering, approving, denying and cancelling are each told by webhook, once", async () => {
  const b = await bench({ webhook: { url: "http://bedel.example/hook", secret: "s" } });
  const { id } = await meetingOf(b, { settings: { approval_type: 1 } });
  const { registrant_id } = (await b.api("POST", `/meetings/${id}/registrants`, people(1)[0])).body;
  await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  for (const action of ["approve", "approve", "deny", "cancel"])
    await b.api("PUT", `/meetings/${id}/registrants/status`, { action, registrants: [{ id: registrant_id }] });
  const { deliveries } = (await b.control("GET", "/webhooks")).body;
  const events: string[] = deliveries.map((one: { event: string }) => one.event).filter((event: string) => event.includes("registration_"));
  expect(events).toEqual(["created", "approved", "denied", "cancelled"].map((what) => `meeting.registration_${what}`));
});

test("each question says no in its own words", async () => {
  const b = await bench();
  const meeting = (await meetingOf(b))["id"];
  const webinar = (await b.api("POST", `/users/${ROOM}/webinars`, { topic: "Acto" })).body["id"];
  const batch = { registrants: people(1) };
  const answers: [string, string, unknown, number, number, string][] = [
    ["POST", `/meetings/${meeting}/registrants`, people(1)[0], 400, 300, `This meeting has not registration required: ${meeting}`],
    ["POST", `/meetings/${meeting}/batch_registrants`, batch, 400, 404, `Registration has not been enabled for this meeting: ${meeting}.`],
    ["DELETE", `/meetings/${meeting}/registrants/x`, undefined, 400, 300, `Registration has not been enabled for this meeting: ${meeting}.`],
    ["POST", `/webinars/${webinar}/registrants`, people(1)[0], 400, 3000, `This webinar does not have registration as required: ${webinar}.`],
    ["POST", `/webinars/${webinar}/batch_registrants`, batch, 400, 3000, `Registration has not been enabled for this webinar: ${webinar}.`],
    ["GET", `/webinars/${webinar}/registrants/x`, undefined, 400, 3000, `Registration has not been enabled for this webinar: ${webinar}.`],
    ["GET", `/meetings/${webinar}/registrants`, undefined, 400, 300, "Cannot access webinar info."],
    ["PATCH", `/meetings/${webinar}`, {}, 400, 3000, "Cannot access webinar information."],
    ["GET", `/webinars/${meeting}`, undefined, 400, 300, "Invalid webinar ID."],
  ];
  for (const [method, path, body, status, code, message] of answers)
    expect([path, (await b.api(method, path, body)).status, (await b.api(method, path, body)).body]).toEqual([path, status, { code, message }]);
});

test("no more can be approved for a webinar than its host has seats", async () => {
  const b = await bench();
  const { id } = (await b.api("POST", `/users/${ROOM}/webinars`, { topic: "Acto", settings: { approval_type: 1 } })).body;
  const user = (await b.control("GET", "/state")).body["users"].find((one: { email: string }) => one.email === ROOM);
  await b.control("POST", "/user", { id: user.id, set: { feature: { webinar: true, webinar_capacity: 1, concurrent_meeting: "None" } } });
  for (const person of people(2)) await b.api("POST", `/webinars/${id}/registrants`, person);
  const { registrants } = (await b.api("GET", `/webinars/${id}/registrants?status=pending`)).body;
  const approve = async (one: { id: string }) => (await b.api("PUT", `/webinars/${id}/registrants/status`, { action: "approve", registrants: [one] })).body;
  expect(await approve(registrants[0])).toEqual({});
  expect(await approve(registrants[1])).toEqual({ code: 3035, message: "Webinar has reached maximum attendee capacity." });
});

test("a name or an answer that is no text is refused", async () => {
  const b = await bench();
  const { id } = await meetingOf(b, { settings: { approval_type: 0 } });
  for (const more of [{ last_name: 5 }, { org: true }])
    expect((await b.api("POST", `/meetings/${id}/registrants`, { email: "eva@otra.example", first_name: "Eva", ...more })).status).toBe(400);
});
