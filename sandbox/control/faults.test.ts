import { expect, test } from "vitest";
import { minutes, seconds, iso, after } from "../../src/lib/time.ts";
import { askToken, BASE, bench, meetingOf, ROOM, startByAddress } from "../testing.ts";

test("during an outage calls answer 503 or hang up, people go on, and afterwards all is as before", async () => {
  const b = await bench();
  const made = await meetingOf(b);
  await startByAddress(b, made["id"]);
  await b.control("POST", "/faults", { kind: "outage", from: iso(b.now()), to: iso(after(b.now(), minutes(20))) });
  const outcomes: unknown[] = [];
  for (let i = 0; i < 4; i += 1) outcomes.push(await b.api("GET", "/users").then((r) => r.status, (error: Error) => error.name)); // prettier-ignore
  expect(new Set(outcomes)).toEqual(new Set([503, "TypeError"]));
  await expect(askToken(b.sandbox).then((r) => r.status)).resolves.toBe(503);
  expect((await b.control("POST", "/join", { joinUrl: made["join_url"], name: "Eva" })).body["ok"]).toBe(true);
  await b.pass(minutes(20));
  expect((await b.api("GET", `/meetings/${made["id"]}`)).body["status"]).toBe("started");
});

test("a call can be obeyed and its answer lost", async () => {
  const b = await bench();
  await b.control("POST", "/faults", { kind: "next", match: "POST /users/:id/meetings", do: "obey, then hang up", times: 1 });
  await expect(meetingOf(b)).rejects.toThrow(TypeError);
  await b.pass(seconds(5));
  expect((await b.api("GET", `/users/${ROOM}/meetings`)).body["meetings"]).toHaveLength(1);
  await meetingOf(b);
});

test("a call can be refused, limited, ignored or cut as often as ordered", async () => {
  const b = await bench();
  const { id } = await meetingOf(b);
  const order = (what: string, more: Record<string, unknown> = {}) =>
    b.control("POST", "/faults", { kind: "next", match: "PATCH /meetings/:id", do: what, ...more });
  const patch = () => b.api("PATCH", `/meetings/${id}`, { topic: "Otra" });
  await order("refuse", { times: 2, status: 400, body: { code: 3000, message: "no" } });
  expect([(await patch()).body["code"], (await patch()).body["code"]]).toEqual([3000, 3000]);
  await order("429");
  expect((await patch()).status).toBe(429);
  await order("hang up");
  await expect(patch()).rejects.toThrow(TypeError);
  await order("ignore");
  expect((await patch()).status).toBe(204);
  expect((await b.api("GET", `/meetings/${id}`)).body["topic"]).toBe("Óptica cuántica");
  expect((await patch()).status).toBe(204);
  expect((await b.api("GET", `/meetings/${id}`)).body["topic"]).toBe("Otra");
});

test("a slow call ends as soon as the caller gives up, and nothing was done", async () => {
  const b = await bench();
  const token = (await askToken(b.sandbox)).body["access_token"];
  await b.control("POST", "/faults", { kind: "next", match: "POST /users/*", do: "slow", seconds: 60 });
  const init = { method: "POST", headers: { authorization: `Bearer ${token}` }, body: JSON.stringify({ topic: "x" }), signal: AbortSignal.timeout(20) };
  await expect(b.sandbox.fetch(new Request(`${BASE}/v2/users/${ROOM}/meetings`, init))).rejects.toThrow();
  expect((await b.control("GET", "/state")).body["distinctMeetings"]).toBe(0);
});

test("lists lag as long as ordered, and clearing brings calm", async () => {
  const b = await bench();
  await b.control("POST", "/faults", { kind: "lag", seconds: 120 });
  await meetingOf(b);
  await b.pass(seconds(119));
  expect((await b.api("GET", `/users/${ROOM}/meetings`)).body["meetings"]).toHaveLength(0);
  await b.pass(seconds(1));
  expect((await b.api("GET", `/users/${ROOM}/meetings`)).body["meetings"]).toHaveLength(1);
  await b.control("POST", "/faults", { kind: "next", match: "*", do: "503", times: 99 });
  await b.control("POST", "/faults", { kind: "clear" });
  expect((await b.api("GET", "/users")).status).toBe(200);
});
