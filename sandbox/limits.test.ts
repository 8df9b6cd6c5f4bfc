import { expect, test } from "vitest";
import { days } from "../src/lib/time.ts";
import { askToken, BASE, bench, meetingOf, ROOM, type Bench } from "./testing.ts";

const burst = async (b: Bench, n: number): Promise<Response[]> => {
  const token = (await askToken(b.sandbox)).body["access_token"];
  const replies: Response[] = [];
  for (let i = 0; i < n; i += 1)
    replies.push(await b.sandbox.fetch(new Request(`${BASE}/v2/users/${ROOM}`, { headers: { authorization: `Bearer ${token}` } })));
  return replies;
};

test("more than eighty light calls in a second are refused, and the next second is free again", async () => {
  const b = await bench();
  const replies = await burst(b, 81);
  expect(replies.map((r) => r.status).lastIndexOf(200)).toBe(79);
  expect(await replies[80]!.json()).toMatchObject({ code: 429, message: expect.stringContaining("per-second") });
  b.passMachine(1000);
  expect((await burst(b, 1))[0]!.status).toBe(200);
});

test("by default only the category is told; rich headers tell what remains", async () => {
  const b = await bench();
  const [sparse] = await burst(b, 1);
  expect([sparse!.headers.get("x-ratelimit-category"), sparse!.headers.get("x-ratelimit-remaining")]).toEqual(["Light", null]);
  await b.control("POST", "/account", { limitHeaders: "rich" });
  b.passMachine(1000);
  expect((await burst(b, 1))[0]!.headers.get("x-ratelimit-remaining")).toBe("79");
});

test("a host's meetings can be made and changed a hundred times a day, until midnight UTC", async () => {
  const b = await bench();
  const { id } = await meetingOf(b);
  for (let i = 0; i < 99; i += 1) expect((await b.api("PATCH", `/meetings/${id}`, { topic: `T${i}` })).status).toBe(204);
  const over = await b.api("PATCH", `/meetings/${id}`, { topic: "one more" });
  expect(over.status).toBe(429);
  expect(over.body["message"]).toContain("(100) of Meeting Create/Update");
  expect(over.headers.get("retry-after")).toBeNull();
  await meetingOf(b, {}, "sala.cervantes@universidad.example");
  await b.pass(days(1));
  expect((await b.api("PATCH", `/meetings/${id}`, { topic: "tomorrow" })).status).toBe(204);
});
