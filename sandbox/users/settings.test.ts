import { expect, test } from "vitest";
import { bench, ROOM, type Bench, type Reply } from "../testing.ts";

const SPARE = "sala.repuesto@universidad.example";
const CAJAL = "sala.cajal@universidad.example";
const ZAMBRANO = "sala.zambrano@universidad.example";

const give = (b: Bench, user: string, feature: Record<string, unknown>): Promise<Reply> => b.api("PATCH", `/users/${user}/settings`, { feature });
const featureOf = async (b: Bench, user: string): Promise<Record<string, unknown>> => (await b.api("GET", `/users/${user}/settings`)).body["feature"];
const knobs = (b: Bench, change: Record<string, unknown>): Promise<Reply> => b.control("POST", "/account", change);

test("capacities and add-ons are read from the settings, and a changed feature is kept", async () => {
  const b = await bench();
  expect(await featureOf(b, ROOM)).toMatchObject({ meeting_capacity: 500, large_meeting_capacity: 500, webinar: true, webinar_capacity: 1000 });
  expect((await give(b, ROOM, { webinar_capacity: 500 })).status).toBe(204);
  expect(await featureOf(b, ROOM)).toMatchObject({ webinar: true, webinar_capacity: 500 });
  expect((await give(b, ROOM, { webinar: false, large_meeting: false })).status).toBe(204);
  expect(await featureOf(b, ROOM)).toMatchObject({ webinar: false, webinar_capacity: 0, large_meeting: false, meeting_capacity: 300 });
});

test.each([
  [SPARE, { webinar: true }, 1122],
  [SPARE, { large_meeting: true }, 1108],
  [SPARE, { zoom_events: true }, 1206],
  [SPARE, { concurrent_meeting: "Plus" }, 1207],
  [CAJAL, { concurrent_meeting: "Basic" }, 1208],
  [CAJAL, { concurrent_meeting: "Plus" }, 1210],
  [ROOM, { zoom_events: true }, 1205],
  [CAJAL, { zoom_whiteboard: true }, 1228],
  [CAJAL, { webinar: "yes" }, 300],
  [CAJAL, { webinar: true, webinar_capacity: 700 }, 300],
  [CAJAL, { webinar: true, webinar_capacity: 501 }, 200],
])("%s does not get %j: %i", async (user, feature, code) => {
  const b = await bench();
  const before = await featureOf(b, user);
  expect((await give(b, user, feature)).body["code"]).toBe(code);
  expect(await featureOf(b, user)).toEqual(before);
});

test("webinars and Zoom Events exclude each other in both directions", async () => {
  const b = await bench();
  expect((await give(b, CAJAL, { zoom_events: true })).status).toBe(204);
  expect((await give(b, CAJAL, { webinar: true })).body["code"]).toBe(1204);
  expect((await give(b, CAJAL, { webinar: true, zoom_events: false })).status).toBe(204);
});

test("an add-on wants a seat of its own, which a user that gives it back leaves to the next", async () => {
  const b = await bench();
  await knobs(b, { seats: { webinar: { "500": 7 }, large: { "500": 4 }, concurrent: { Basic: 1, Plus: 0 } } });
  expect((await give(b, CAJAL, { webinar: true })).status).toBe(204);
  expect(await featureOf(b, CAJAL)).toMatchObject({ webinar: true, webinar_capacity: 500 });
  expect((await give(b, ZAMBRANO, { webinar: true })).body).toEqual({ code: 200, message: "You can add max 7 Webinar 500 users." });
  expect((await give(b, CAJAL, { large_meeting: true, large_meeting_capacity: 500 })).status).toBe(204);
  expect((await give(b, ZAMBRANO, { large_meeting: true })).body["message"]).toBe("You can add max 4 Large 500 users.");
  expect((await give(b, CAJAL, { concurrent_meeting: "Basic" })).status).toBe(204);
  expect((await give(b, ZAMBRANO, { concurrent_meeting: "Basic" })).body["code"]).toBe(1209);
  expect((await give(b, ZAMBRANO, { concurrent_meeting: "Plus" })).body["code"]).toBe(1211);
  await b.api("PUT", `/users/${CAJAL}/status`, { action: "deactivate" });
  expect((await give(b, ZAMBRANO, { webinar: true, large_meeting: true, concurrent_meeting: "Basic" })).status).toBe(204);
  expect(await featureOf(b, ZAMBRANO)).toMatchObject({ webinar_capacity: 500, meeting_capacity: 500, concurrent_meeting: "Basic" });
});

test("a known setting is kept, one of the wrong kind is refused, and one that Zoom doesn't know is forgotten with 204", async () => {
  const b = await bench({ webhook: { url: "http://bedel.example/zoom", secret: "s" } });
  const patch = (body: Record<string, unknown>, query = "") => b.api("PATCH", `/users/${ROOM}/settings${query}`, body);
  const settings = async (query = "") => (await b.api("GET", `/users/${ROOM}/settings${query}`)).body;
  expect((await patch({ in_meeting: { waiting_room: true, teleport: true }, space: { moon: 1 } })).status).toBe(204);
  expect((await settings())["in_meeting"]).toMatchObject({ waiting_room: true, chat: true });
  expect((await settings())["in_meeting"]).not.toHaveProperty("teleport");
  expect((await patch({ in_meeting: { chat: "no" } })).body["errors"]).toEqual([{ field: "in_meeting.chat", message: "Invalid field." }]);
  expect((await patch({ meeting_security: { waiting_room: true } }, "?option=meeting_security")).status).toBe(204);
  expect((await settings("?option=meeting_security"))["meeting_security"]).toMatchObject({ waiting_room: true, meeting_password: true });
  expect((await settings("?option=meeting_authentication"))["meeting_authentication"]).toBe(false);
  expect(await settings("?custom_query_fields=waiting_room,host_video")).toEqual({
    in_meeting: { waiting_room: true },
    schedule_meeting: { host_video: true },
  });
  expect((await b.api("GET", `/users/${ROOM}/settings?option=everything`)).status).toBe(400);
  const told = (await b.control("GET", "/webhooks")).body["deliveries"].map((d: { body: string }) => JSON.parse(d.body));
  expect(told[0]).toMatchObject({
    event: "user.settings_updated",
    payload: { object: { settings: { in_meeting: { waiting_room: true } } }, old_object: { settings: { in_meeting: { waiting_room: false } } } },
  });
  expect(told).toHaveLength(2);
});

test("the account's settings are the account's alone", async () => {
  const b = await bench();
  expect((await b.api("GET", "/accounts/sandbox-account/settings")).body).toMatchObject({ feature: { meeting_capacity: 300 }, in_meeting: { chat: true } });
  expect((await b.api("GET", "/accounts/somebody/settings")).body["code"]).toBe(2001);
  const { security } = (await b.api("GET", "/accounts/me/settings?option=security")).body;
  expect(security.signin_with_sso).toMatchObject({ enable: true, domains: ["universidad.example"] });
});
