import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { after, hours, minutes } from "../../src/lib/time.ts";
import { bench, meetingOf, type Bench } from "../testing.ts";

const HOOK = { url: "http://bedel.example/hook", secret: "clave" };
type Event = { event: string; payload: Record<string, any> };

const hmac = (secret: string, text: string): string => createHmac("sha256", secret).update(text, "utf8").digest("hex");
const bodyOf = (init: RequestInit): Event => JSON.parse(String(init.body)) as Event;
const named = (b: Bench): string[] => b.posted.map(({ init }) => bodyOf(init).event);

/** An address whose owner knows this secret. */
const knowing =
  (secret: string): Bench["receive"] =>
  async (_, init) => {
    const { event, payload } = bodyOf(init);
    if (event !== "endpoint.url_validation") return new Response(null, { status: 204 });
    return Response.json({ plainToken: payload["plainToken"], encryptedToken: hmac(secret, payload["plainToken"]) });
  };
const standing = async (b: Bench): Promise<Record<string, unknown>> => (await b.control("GET", "/webhooks")).body["subscription"];

test("the address is validated on saving and every 72 hours, even when no event is due", async () => {
  const b = await bench({ webhook: HOOK });
  b.receive = knowing("clave");
  const begun = b.now();
  await b.sandbox.run();
  expect(named(b)).toEqual(["endpoint.url_validation"]);
  expect(b.sandbox.nextAt()).toBe(after(begun, hours(72)));
  await b.pass(hours(71));
  expect(named(b)).toHaveLength(1);
  await b.pass(hours(1));
  expect(named(b)).toEqual(["endpoint.url_validation", "endpoint.url_validation"]);
  await meetingOf(b);
  await b.sandbox.run();
  expect(named(b).slice(2)).toEqual(["meeting.created"]);
});

test("webhooks are switched off after six failed validations, what happens meanwhile is lost, and saving anew brings them back", async () => {
  const b = await bench({ webhook: HOOK });
  b.receive = async () => new Response("no", { status: 500 });
  for (let i = 0; i < 8; i += 1) await b.pass(minutes(5));
  expect(await standing(b)).toMatchObject({ disabled: true, failures: 6 });
  expect(b.posted).toHaveLength(6);
  expect(b.sandbox.nextAt()).toBeNull();
  expect((await b.page("/webhooks")).text).toContain("Switched off after 6 failed validations");
  await meetingOf(b, { topic: "untold" });
  b.receive = knowing("clave");
  await b.page("/webhooks", {});
  await b.sandbox.run();
  await meetingOf(b, { topic: "told" });
  await b.sandbox.run();
  expect(named(b).slice(6)).toEqual(["endpoint.url_validation", "meeting.created"]);
  expect(bodyOf(b.posted.at(-1)!.init).payload["object"]["topic"]).toBe("told");
});

test("an address that was good goes on being told while validations fail, until the sixth", async () => {
  const b = await bench({ webhook: HOOK });
  b.receive = knowing("clave");
  await b.sandbox.run();
  b.receive = knowing("another");
  await b.pass(hours(72));
  await meetingOf(b);
  await b.pass(minutes(1));
  expect(named(b).at(-1)).toBe("meeting.created");
  for (let i = 0; i < 6; i += 1) await b.pass(minutes(5));
  expect(await standing(b)).toMatchObject({ disabled: true, switchedOff: true });
});

test("a secret is exchanged: from then on events are signed with the new one, after the address proved that it knows it", async () => {
  const b = await bench({ webhook: HOOK });
  b.receive = knowing("clave");
  await b.sandbox.run();
  await meetingOf(b);
  expect((await b.control("POST", "/webhooks", { secret: "nueva" })).body).not.toHaveProperty("subscription.secret");
  b.receive = knowing("nueva");
  await b.sandbox.run();
  const { init } = b.posted.at(-1)!;
  const headers = new Headers(init.headers);
  expect(bodyOf(init).event).toBe("meeting.created");
  expect(headers.get("x-zm-signature")).toBe(`v0=${hmac("nueva", `v0:${headers.get("x-zm-request-timestamp")}:${String(init.body)}`)}`);
});

test("an address can be given while it runs, for some events only; a first one needs its secret", async () => {
  const b = await bench();
  b.receive = knowing("clave");
  expect((await b.control("POST", "/webhooks", { url: HOOK.url })).status).toBe(400);
  expect((await b.control("POST", "/webhooks", { url: "here", secret: "clave" })).body["error"]).toContain("url");
  await b.control("POST", "/webhooks", { ...HOOK, events: ["meeting.deleted"] });
  await b.sandbox.run();
  const { id } = await meetingOf(b);
  await b.api("DELETE", `/meetings/${id}`);
  await b.sandbox.run();
  expect(b.posted.map(({ url }) => url)).toEqual([HOOK.url, HOOK.url]);
  expect(named(b)).toEqual(["endpoint.url_validation", "meeting.deleted"]);
});
