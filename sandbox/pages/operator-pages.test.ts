import { expect, test } from "vitest";
import { bench, meetingOf, ROOM, type Bench } from "../testing.ts";

const state = async (b: Bench): Promise<Record<string, any>> => (await b.control("GET", "/state")).body;
const idOf = (text: string): string => /name="participantId" value="([^"]+)"[^>]*>(?:(?!<\/li>)[\s\S])*?<\/li>\s*<\/ul>/.exec(text)![1]!;

test("a scheduled meeting is started as its host, somebody joins by name and leaves, and it is ended", async () => {
  const b = await bench();
  const meetingId = String((await meetingOf(b))["id"]);
  expect((await b.page("/meetings")).text).toContain("Start as host");
  expect((await b.page("/meetings", { do: "start", meetingId })).status).toBe(303);
  expect((await b.page("/live", { do: "join", meetingId, name: "Eva <3" })).status).toBe(303);
  const { text } = await b.page("/live");
  expect(text).toContain("Eva &#60;3");
  expect((await b.page("/live", { do: "leave", participantId: idOf(text) })).status).toBe(303);
  expect((await b.page("/live")).text).not.toContain("Eva");
  expect((await b.page("/live", { do: "end", meetingId })).status).toBe(303);
  expect((await state(b))["live"]).toEqual([]);
});

test("into a meeting with registration the operator lets people come by phone", async () => {
  const b = await bench();
  const meetingId = String((await meetingOf(b, { settings: { approval_type: 0 } }))["id"]);
  await b.page("/meetings", { do: "start", meetingId });
  await b.page("/live", { do: "join", meetingId, name: "Eva" });
  expect((await b.page("/live")).text).toContain("Eva");
});

test("when the host has too many live, the page asks whether to end the other", async () => {
  const b = await bench();
  await b.control("POST", "/account", { concurrentMeetings: 1 });
  const first = String((await meetingOf(b))["id"]);
  const second = String((await meetingOf(b))["id"]);
  await b.page("/meetings", { do: "start", meetingId: first });
  const refused = await b.page("/meetings", { do: "start", meetingId: second });
  expect([refused.status, refused.text.includes("End the other one")]).toEqual([409, true]);
  await b.page("/meetings", { do: "start", meetingId: second, endOthers: "yes" });
  expect((await state(b))["live"]).toMatchObject([{ meetingId: Number(second) }]);
});

test("a call shows its label, status, code, outcome and the tracking id of its answer", async () => {
  const b = await bench();
  const { headers } = await b.api("GET", "/users/nobody@x.example");
  const { text } = await b.page("/calls");
  for (const told of ["GET /users/:userId", "Light", "404", "1001", "answered", headers.get("x-zm-trackingid")!]) expect(text).toContain(told);
});

test("faults are ordered and cleared on their page, and a wrong order is told", async () => {
  const b = await bench();
  const fields = { kind: "next", match: "GET /users", do: "503", times: "2", status: "", seconds: "5", settings: "", limit: "second", headers: "sparse" };
  expect((await b.page("/faults", fields)).status).toBe(303);
  expect((await b.page("/faults", { kind: "outage", minutes: "10" })).status).toBe(303);
  expect((await b.page("/faults")).text).toContain("GET /users");
  const wrong = await b.page("/faults", { ...fields, times: "0" });
  expect([wrong.status, wrong.text.includes("times: ")]).toEqual([400, true]);
  expect((await b.page("/faults", { kind: "clear" })).status).toBe(303);
  expect((await b.api("GET", "/users")).status).toBe(200);
});

test("users are listed with state, licence and add-ons, and counted", async () => {
  const { text } = await (await bench()).page("/users");
  for (const told of ["56 users: 55 active, 1 inactive", "0 pending", ROOM, "webinar 1000", "Licensed"]) expect(text).toContain(told);
});
