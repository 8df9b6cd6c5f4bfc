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

test("the address must prove itself before the first event, and again after three days", async () => {
  const b = await listening();
  await meetingOf(b);
  await b.sandbox.run();
  expect(b.posted.map(({ init }) => bodyOf(init).event)).toEqual(["endpoint.url_validation", "meeting.created"]);
  await b.pass(hours(73));
  await meetingOf(b);
  await b.sandbox.run();
  expect(b.posted.map(({ init }) => bodyOf(init).event).slice(2)).toEqual(["endpoint.url_validation", "meeting.created"]);
});

test("six failed proofs disable the subscription until somebody saves it anew", async () => {
  const b = await bench({ webhook: { url: "http://bedel.example/hook", secret: SECRET } });
  b.receive = async () => new Response("no", { status: 500 });
  await meetingOf(b);
  for (let i = 0; i < 8; i += 1) await b.pass(minutes(5));
  expect((await b.control("GET", "/webhooks")).body["subscription"]).toMatchObject({ disabled: true, failures: 6 });
  expect(b.posted).toHaveLength(6);
  b.receive = async (_, init) => challenged(init) ?? new Response(null, { status: 200 });
  await b.control("POST", "/webhooks", {});
  await b.sandbox.run();
  expect(events(b)).toHaveLength(1);
});

test("a failing address is tried again after 5, 20 and 60 minutes, then the event is lost", async () => {
  const b = await listening(async () => new Response(null, { status: 503 }));
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

test("an address that says no is not asked twice", async () => {
  const b = await listening(async () => new Response(null, { status: 404 }));
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

test("on request events are dropped, doubled and delayed", async () => {
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
