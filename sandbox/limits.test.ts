import { expect, test } from "vitest";
import type { Account } from "./account.ts";
import { seededRandom } from "../src/lib/random.ts";
import { after, days, iso, type Instant } from "../src/lib/time.ts";
import { admit, type Label } from "./limits.ts";
import { askToken, BASE, bench, meetingOf, NOON, ROOM, type Bench } from "./testing.ts";
import { changeAccount, openWorld, type World } from "./world.ts";

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

test("a hundred a day per host: creates and updates together, until midnight UTC", async () => {
  const b = await bench();
  const { id } = await meetingOf(b);
  for (let i = 0; i < 99; i += 1) expect((await b.api("PATCH", `/meetings/${id}`, { topic: `T${i}` })).status).toBe(204);
  const over = await b.api("PATCH", `/meetings/${id}`, { topic: "one more" });
  expect(over.status).toBe(429);
  expect(over.body["message"]).toContain("(100) of Meeting Create/Update");
  expect(over.headers.get("retry-after")).toBeNull();
  expect(over.headers.get("x-ratelimit-type")).toBeNull();
  const { hostDays } = (await b.control("GET", "/state")).body;
  expect(hostDays).toEqual([{ hostId: expect.any(String), day: iso(b.now()).slice(0, 10), changes: 100, refused: 1 }]);
  await meetingOf(b, {}, "sala.cervantes@universidad.example");
  expect((await b.api("PUT", `/meetings/${id}/status`, { action: "end" })).status).toBe(204);
  await b.pass(days(1));
  expect((await b.api("PATCH", `/meetings/${id}`, { topic: "tomorrow" })).status).toBe(204);
});

test("a hundred a day per host: what other programs have used of them is ordered", async () => {
  const b = await bench();
  const { id, host_id: hostId } = await meetingOf(b);
  expect((await b.control("POST", "/faults", { kind: "host day", hostId, changes: 98 })).body).toEqual({ changes: 99 });
  const changes = [1, 2].map((n) => b.api("PATCH", `/meetings/${id}`, { topic: `T${n}` }));
  expect((await Promise.all(changes)).map(({ status }) => status)).toEqual([204, 429]);
});

test("a hundred a day per host: what counts can be chosen, and refused calls never do", async () => {
  const b = await bench();
  await b.control("POST", "/account", { hostDayCounts: ["create", "update", "delete", "status"], limitHeaders: "rich" });
  const { id } = await meetingOf(b);
  for (let i = 0; i < 98; i += 1) await b.api("PUT", `/meetings/${id}/status`, { action: "end" });
  expect((await b.api("PATCH", `/meetings/${id}`, { duration: "long" })).status).toBe(400);
  expect((await b.api("PATCH", `/meetings/${id}`, { duration: 90 })).status).toBe(204);
  const over = await b.api("DELETE", `/meetings/${id}`);
  expect(over.body["message"]).toContain("(100) of Meeting Create/Update");
  expect(Number(over.headers.get("x-ratelimit-remaining"))).toBeGreaterThan(0);
});

test("an address's three registrations a day can be counted over all meetings", async () => {
  const b = await bench();
  const register = async (): Promise<number> => {
    const { id } = await meetingOf(b, { settings: { approval_type: 0 } });
    return (await b.api("POST", `/meetings/${id}/registrants`, { email: "eva@fuera.example", first_name: "Eva" })).status;
  };
  for (let i = 0; i < 4; i += 1) expect(await register()).toBe(201);
  await b.control("POST", "/account", { registrantDay: "over all" });
  expect([await register(), await register(), await register(), await register()]).toEqual([201, 201, 201, 429]);
});

/** A world that is asked for nothing but its limits. */
function limited(change: Partial<Account>): { world: World; pass: (ms: number) => void } {
  let machine = 0;
  const options = { now: () => NOON, machine: () => machine, random: seededRandom(7), baseUrl: BASE, file: null, webhook: null };
  const world = openWorld({ ...options, send: async () => new Response() });
  changeAccount(world, change);
  return { world, pass: (ms) => void (machine += ms) };
}
const admitted = (world: World, label: Label, asked: number): number => {
  let n = 0;
  for (let i = 0; i < asked; i += 1) if (admit(world, label).refusal === null) n += 1;
  return n;
};

test.each([
  ["free", 4, 2, 1, 10],
  ["pro", 30, 20, 10, 10],
  ["business", 80, 60, 40, 20],
  ["education", 80, 60, 40, 20],
] as const)("label buckets by plan: %s lets in %i light, %i medium and %i heavy calls a second, %i resource-intensive ones a minute", (plan, ...limits) => {
  const { world, pass } = limited({ plan });
  const labels: Label[] = ["Light", "Medium", "Heavy", "Resource-intensive"];
  expect(labels.map((label) => admitted(world, label, 100))).toEqual(limits);
  pass(1000);
  expect(labels.map((label) => admitted(world, label, 100))).toEqual([...limits.slice(0, 3), 0]);
  pass(59_000);
  expect(admitted(world, "Resource-intensive", 100)).toBe(limits[3]);
});

test("label buckets with daily caps: on paid plans heavy and resource-intensive calls share one, until midnight UTC", () => {
  const { world, pass } = limited({ plan: "pro", limitBy: "fixed window" });
  let n = admitted(world, "Resource-intensive", 10);
  while (n < 30_000) {
    pass(1000);
    n += admitted(world, "Heavy", Math.min(10, 30_000 - n));
  }
  pass(60_000);
  for (const label of ["Heavy", "Resource-intensive"] as const) {
    const { refusal } = admit(world, label);
    expect(refusal?.body).toMatchObject({ code: 429, message: expect.stringContaining("maximum daily rate limit") });
    expect(refusal?.headers).toMatchObject({ "x-ratelimit-type": "Daily-limit", "retry-after": "2027-03-02T00:00:00Z" });
  }
  expect(admitted(world, "Light", 100)).toBe(30);
  world.at = after(NOON, days(1)) as Instant;
  expect(admitted(world, "Heavy", 1)).toBe(1);
});

test("label buckets with daily caps: a free account has one for each label", () => {
  const { world, pass } = limited({ plan: "free" });
  let n = 0;
  for (let i = 0; i < 1100; i += 1) {
    pass(1000);
    n += admitted(world, "Heavy", 1);
  }
  expect(n).toBe(1000);
  expect([admitted(world, "Medium", 9), admitted(world, "Light", 9)]).toEqual([2, 4]);
});

test("a call under way whose caller gives up is not counted", async () => {
  const b = await bench();
  const token = (await askToken(b.sandbox)).body["access_token"];
  await b.control("POST", "/account", { jitterMs: 10_000_000 });
  const init = { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(20) };
  await expect(b.sandbox.fetch(new Request(`${BASE}/v2/users`, init))).rejects.toThrow();
  expect((await b.control("GET", "/state")).body["calls"]["byOperation"]).not.toHaveProperty("GET /users");
});

test("a knob that makes no sense is refused in a sentence", async () => {
  const b = await bench();
  for (const body of [{ limitBy: "luck" }, { jitterMs: -1 }, { hostDayCounts: ["end"] }, { speed: 1 }])
    expect((await b.control("POST", "/account", body)).status).toBe(400);
  expect((await b.control("GET", "/account")).body).toMatchObject({ limitBy: "sliding log", hostDayCounts: ["create", "update"] });
});
