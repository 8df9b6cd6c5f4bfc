import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { hours, minutes } from "../../src/lib/time.ts";
import { bench, meetingOf, ROOM, startByAddress, type Bench } from "../testing.ts";

const SECRET = "clave-ñ";
type Event = { event: string; event_ts: number; payload: Record<string, any> };

const hmac = (text: string): string => createHmac("sha256", SECRET).update(text, "utf8").digest("hex");
const bodyOf = (init: RequestInit): Event => JSON.parse(String(init.body)) as Event;
const challenged = (init: RequestInit): Response | null => {
  const { event, payload } = bodyOf(init);
  if (event !== "endpoint.url_validation") return null;
  return Response.json({ plainToken: payload["plainToken"], encryptedToken: hmac(payload["plainToken"]) });
};

async function listening(answer: () => Promise<Response> = async () => new Response(null, { status: 204 })): Promise<Bench> {
  const b = await bench({ webhook: { url: "http://bedel.example/hook", secret: SECRET } });
  b.receive = async (_, init) => challenged(init) ?? (await answer());
  return b;
}
const events = (b: Bench): Event[] => b.posted.map(({ init }) => bodyOf(init)).filter(({ event }) => event !== "endpoint.url_validation");

test("events are signed over the very bytes that are sent, accents and all", async () => {
  const b = await listening();
  await meetingOf(b);
  await b.sandbox.run();
  const { init } = b.posted.at(-1)!;
  const headers = new Headers(init.headers);
  expect(String(init.body)).toContain("Óptica");
  expect(headers.get("x-zm-signature")).toBe(`v0=${hmac(`v0:${headers.get("x-zm-request-timestamp")}:${String(init.body)}`)}`);
});

test("slashes are escaped in what is sent, so that parsed and written anew it is not what was signed", async () => {
  const b = await listening();
  await meetingOf(b);
  await b.sandbox.run();
  const sent = String(b.posted.at(-1)!.init.body);
  expect(sent).toContain(String.raw`"timezone":"Europe\/Madrid"`);
  expect(JSON.stringify(JSON.parse(sent))).toBe(sent.replaceAll(String.raw`\/`, "/"));
});

test("webhooks are retried at +5, +20 and +60 minutes after silence or a 5xx, then lost", async () => {
  const silent = Promise.reject(new TypeError("fetch failed"));
  let n = 0;
  const b = await listening(() => ((n += 1) % 2 === 0 ? silent : Promise.resolve(new Response(null, { status: 503 }))));
  await meetingOf(b);
  await b.sandbox.run();
  const tries: number[] = [events(b).length];
  for (const wait of [4, 1, 19, 1, 59, 1, 600]) {
    await b.pass(minutes(wait));
    tries.push(events(b).length);
  }
  expect(tries).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  expect((await b.control("GET", "/webhooks")).body["deliveries"]).toMatchObject([{ state: "lost" }]);
});

test.each([301, 307, 400, 404, 429])("webhooks answered %i are not sent again", async (status) => {
  const b = await listening(async () => new Response(null, { status }));
  await meetingOf(b);
  await b.pass(hours(3));
  expect(events(b)).toHaveLength(1);
});

test("numbers are numbers when somebody schedules and texts when something happens; a guest has no e-mail", async () => {
  const b = await listening();
  const made = await meetingOf(b);
  await b.api("PATCH", `/meetings/${made["id"]}`, { topic: "Otra", duration: 90 });
  await startByAddress(b, made["id"]);
  const { participantId } = (await b.control("POST", "/join", { joinUrl: made["join_url"], name: "Eva", email: "eva@fuera.example" })).body;
  await b.control("POST", "/leave", { participantId });
  await b.pass(minutes(10));
  await b.api("PUT", `/meetings/${made["id"]}/status`, { action: "end" });
  await b.sandbox.run();
  const told = events(b);
  expect(told.map((e) => e.event)).toEqual([
    "meeting.created", "meeting.updated", "meeting.started", "meeting.participant_joined", "meeting.participant_joined",
    "meeting.participant_left", "meeting.participant_left", "meeting.ended",
  ]); // prettier-ignore
  expect(told[0]!.payload["object"]).toMatchObject({ id: made["id"], host_id: made["host_id"], topic: "Óptica cuántica" });
  expect(told[1]!.payload).toMatchObject({ object: { id: made["id"], topic: "Otra", duration: 90 }, old_object: { topic: "Óptica cuántica", duration: 60 } });
  expect(told[1]!.payload["object"]).not.toHaveProperty("start_time");
  expect(told[2]!.payload["object"]["id"]).toBe(String(made["id"]));
  expect(told[3]!.payload["object"]["participant"]).toMatchObject({ email: ROOM });
  expect(told[4]!.payload["object"]["participant"]).toMatchObject({ user_name: "Eva", email: "", id: "" });
  expect(told[7]!.payload["object"]).toMatchObject({ duration: 90, end_time: "2027-03-01T12:10:00Z" });
});

test("webhooks late, twice and lost, as ordered", async () => {
  const b = await listening();
  await b.control("POST", "/faults", { kind: "webhooks", drop: 1 });
  await meetingOf(b);
  await b.control("POST", "/faults", { kind: "webhooks", dup: 1, delaySeconds: 30 });
  await meetingOf(b);
  await b.sandbox.run();
  expect(events(b)).toHaveLength(0);
  expect(b.sandbox.nextAt()).toBe(b.now() + 30_000);
  await b.pass(30_000);
  expect(events(b)).toHaveLength(2);
  expect(events(b)[0]).toEqual(events(b)[1]);
});

test("webhooks out of order, as ordered", async () => {
  const b = await listening();
  await b.control("POST", "/faults", { kind: "webhooks", reorder: 0.5 });
  for (let i = 0; i < 12; i += 1) await meetingOf(b, { topic: `M${i}` });
  for (let i = 0; i < 30; i += 1) await b.pass(1000);
  const topics = events(b).map(({ payload }) => String(payload["object"]["topic"]));
  expect(topics).toHaveLength(12);
  expect(topics).not.toEqual(Array.from({ length: 12 }, (_, i) => `M${i}`));
});

test("a retry carries a fresh moment, or that of the first try, and is signed with it", async () => {
  const b = await listening(async () => new Response(null, { status: 500 }));
  await b.control("POST", "/account", { retryTimestamp: "first" });
  await meetingOf(b);
  await b.sandbox.run();
  await b.pass(minutes(5));
  await b.control("POST", "/account", { retryTimestamp: "fresh" });
  await b.pass(minutes(20));
  const told = b.posted.slice(1).map(({ init }) => Number(new Headers(init.headers).get("x-zm-request-timestamp")));
  expect(told.map((seconds) => seconds - told[0]!)).toEqual([0, 0, 1500]);
  for (const { init } of b.posted.slice(1)) {
    const headers = new Headers(init.headers);
    expect(headers.get("x-zm-signature")).toBe(`v0=${hmac(`v0:${headers.get("x-zm-request-timestamp")}:${String(init.body)}`)}`);
  }
});
