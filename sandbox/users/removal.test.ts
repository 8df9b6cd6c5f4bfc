import { expect, test } from "vitest";
import { minutes, seconds } from "../../src/lib/time.ts";
import { bench, meetingOf, ROOM, startByAddress, type Bench, type Reply } from "../testing.ts";

const HEIR = "sala.paraninfo@universidad.example";
const CAJAL = "sala.cajal@universidad.example";

const remove = (b: Bench, user: string, query: string): Promise<Reply> => b.api("DELETE", `/users/${user}?${query}`);
const without = (b: Bench, change: Record<string, unknown> = {}): Promise<Reply> => b.control("POST", "/account", { managedDomains: [], ...change });
const events = async (b: Bench): Promise<Record<string, any>[]> =>
  (await b.control("GET", "/webhooks")).body["deliveries"].map((d: { body: string }) => JSON.parse(d.body));

test.each([
  [CAJAL, "", 1107, "the domain is the account's"],
  [CAJAL, "action=vanish", 300, "there is no such action"],
  ["zoom.admin@universidad.example", "action=delete", 1117, "an administrator is protected"],
  ["direccion.tic@universidad.example", "action=delete", 200, "the owner is protected"],
  [CAJAL, `action=delete&transfer_email=${CAJAL}`, 300, "nobody inherits from themselves"],
  [CAJAL, "action=delete&transfer_email=nadie@x.example", 1001, "the heir is unknown"],
  [CAJAL, "action=delete&transfer_meeting=true", 300, "no heir is named"],
  [CAJAL, "action=delete&transfer_meeting=please", 300, "that is neither yes nor no"],
  [CAJAL, "action=delete&transfer_webinar=true&transfer_email=sala.hipatia@universidad.example", 300, "the heir may hold no webinars"],
  ["nadie@x.example", "action=delete", 1001, "nobody is there"],
])("%s stays when removed with %j: %i, %s", async (user, query, code) => {
  const b = await bench();
  expect((await remove(b, user, query)).body["code"]).toBe(code);
});

test("who was deactivated can be let go, not deleted", async () => {
  const b = await bench();
  await without(b);
  await b.api("PUT", `/users/${CAJAL}/status`, { action: "deactivate" });
  expect((await remove(b, CAJAL, "action=delete")).body["code"]).toBe(200);
  expect((await remove(b, CAJAL, "")).status).toBe(204);
});

test("who is deleted takes their meetings along, also a running one, and an event tells who went", async () => {
  const b = await bench({ webhook: { url: "http://bedel.example/zoom", secret: "s" } });
  const made = await meetingOf(b);
  const running = await meetingOf(b);
  await startByAddress(b, running["id"]);
  expect((await remove(b, ROOM, "action=delete")).status).toBe(204);
  await b.pass(seconds(5));
  for (const { id } of [made, running]) expect((await b.api("GET", `/meetings/${id}`)).body["code"]).toBe(3001);
  expect((await b.api("PUT", `/meetings/${made["id"]}/status`, { action: "recover" })).body["code"]).toBe(3001);
  expect((await b.api("GET", `/users/${ROOM}`)).body["code"]).toBe(1001);
  expect((await b.control("POST", "/start", { meetingId: made["id"], by: { startUrl: made["start_url"] } })).body["ok"]).toBe(false);
  const told = (await events(b)).map((e) => e["event"]);
  expect(told.slice(-2)).toEqual(["meeting.ended", "user.deleted"]);
  expect((await events(b)).at(-1)!["payload"]["object"]).toMatchObject({ email: ROOM, type: 2 });
});

test("an heir gets the meetings or the webinars that are transferred, and the rest goes", async () => {
  const b = await bench();
  const meeting = await meetingOf(b);
  const webinar = (await b.api("POST", `/users/${ROOM}/webinars`, { topic: "Lección", duration: 60 })).body;
  expect((await remove(b, ROOM, `action=delete&transfer_email=${HEIR}&transfer_meeting=true`)).status).toBe(204);
  await b.pass(minutes(1));
  const heir = (await b.api("GET", `/users/${HEIR}`)).body["id"];
  expect((await b.api("GET", `/meetings/${meeting["id"]}`)).body).toMatchObject({ host_id: heir, host_email: HEIR });
  const { meetings } = (await b.api("GET", `/users/${HEIR}/meetings`)).body;
  expect(meetings).toMatchObject([{ id: meeting["id"] }]);
  expect((await b.api("GET", `/webinars/${webinar["id"]}`)).body["code"]).toBe(3001);
});

test("while Zoom is busy with letting somebody go it refuses to begin again, and afterwards they have an account of their own", async () => {
  const b = await bench();
  await without(b);
  const { id } = (await b.api("GET", `/users/${CAJAL}`)).body;
  expect((await remove(b, id, "action=disassociate")).status).toBe(204);
  const again = await remove(b, id, "action=disassociate");
  expect(again).toMatchObject({ status: 429, body: { message: "Too many concurrent requests. A request to disassociate this user has already been made." } });
  const invite = () => b.api("POST", "/users", { action: "create", user_info: { email: CAJAL, type: 1 } });
  expect((await invite()).status).toBe(429);
  await b.pass(seconds(2));
  expect((await remove(b, id, "action=disassociate")).body["code"]).toBe(1001);
  expect((await b.api("GET", `/users/email?email=${CAJAL}`)).body).toEqual({ existed_email: true });
  expect((await invite()).status).toBe(201);
});

test("a deleted address can be used anew at once Zoom is done", async () => {
  const b = await bench();
  const [someone] = (await b.api("GET", "/users?page_size=300")).body["users"].filter((user: { type: number }) => user.type === 1);
  expect((await remove(b, someone.id, "action=delete")).status).toBe(204);
  await b.pass(seconds(2));
  expect((await b.api("GET", `/users/email?email=${someone.email}`)).body).toEqual({ existed_email: false });
});
