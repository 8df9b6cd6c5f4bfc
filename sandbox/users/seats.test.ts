import { expect, test } from "vitest";
import { bench, ROOM, type Bench, type Reply } from "../testing.ts";

const SPARE = "sala.repuesto@universidad.example";
const OWNER = "direccion.tic@universidad.example";
const ADMIN = "zoom.admin@universidad.example";
const CAJAL = "sala.cajal@universidad.example";

const seats = (b: Bench, change: Record<string, unknown>): Promise<Reply> => b.control("POST", "/account", { seats: change });
const invite = (b: Bench, email: string, type: number): Promise<Reply> => b.api("POST", "/users", { action: "create", user_info: { email, type } });
const patch = (b: Bench, user: string, change: Record<string, unknown>): Promise<Reply> => b.api("PATCH", `/users/${user}`, change);
const status = (b: Bench, user: string, action: string): Promise<Reply> => b.api("PUT", `/users/${user}/status`, { action });
const code = async (reply: Promise<Reply>): Promise<unknown> => (await reply).body["code"] ?? (await reply).status;

/** Fifteen of the university's users are licensed and forty are Basic. */
test("seats: who is invited sits already: with the seats full the answer is 2034 or 2033, with only invitations in the way 3412", async () => {
  const b = await bench();
  await seats(b, { paid: 15, basic: 40 });
  expect(await code(invite(b, "a@otra.example", 2))).toBe(2034);
  expect(await code(invite(b, "a@otra.example", 1))).toBe(2033);
  await seats(b, { paid: 16, basic: 41 });
  expect(await code(invite(b, "a@otra.example", 2))).toBe(201);
  expect(await code(invite(b, "b@otra.example", 1))).toBe(201);
  const paid = await invite(b, "c@otra.example", 2);
  expect(paid.body).toMatchObject({ code: 3412, message: expect.stringContaining(`permitted maximum number of "16" paying users`) });
  expect(await code(invite(b, "c@otra.example", 1))).toBe(3412);
  expect(await code(invite(b, "a@otra.example", 2))).toBe(201);
  expect(await code(invite(b, "c@otra.example", 4))).toBe(201);
});

test("another type wants a seat of that type", async () => {
  const b = await bench();
  await seats(b, { paid: 15, basic: 40 });
  expect(await code(patch(b, SPARE, { type: 2 }))).toBe(2034);
  expect(await code(patch(b, ROOM, { type: 1 }))).toBe(2033);
  await seats(b, { paid: 16 });
  expect(await code(patch(b, SPARE, { type: 2 }))).toBe(204);
  expect((await b.api("GET", `/users/${SPARE}/settings`)).body["feature"]).toMatchObject({ meeting_capacity: 300 });
  expect(await code(patch(b, ROOM, { type: 1 }))).toBe(204);
  expect((await b.api("GET", `/users/${ROOM}/settings`)).body["feature"]).toMatchObject({ webinar: false, large_meeting: false, meeting_capacity: 100 });
  await seats(b, { paid: 15 });
  await invite(b, "a@otra.example", 1);
  expect(await code(patch(b, CAJAL, { type: 1 }))).toBe(2033);
});

test.each<[string, Record<string, unknown>, number, string]>([
  [OWNER, { type: 1 }, 1108, "the owner is licensed"],
  [CAJAL, { type: 3 }, 300, "on-prem is not to be had"],
  [CAJAL, { type: 99 }, 1108, "that type is not to be had"],
  [CAJAL, { type: 1, zoom_one_type: 16 }, 300, "two kinds of licence at once"],
  [CAJAL, { plan_united_type: "1" }, 300, "there are no bundles"],
  [CAJAL, { zoom_one_type: 16 }, 2038, "there are no bundles"],
  [SPARE, { vanity_name: "repuesto" }, 1109, "only licensed users have a personal link"],
  [SPARE, { pmi: 4_123_456_789 }, 1109, "only licensed users choose their number"],
  [CAJAL, { first_name: "x".repeat(65) }, 300, "the name is too long"],
  [CAJAL, { about_me: "http://mi.example" }, 300, "there is an address in it"],
  [CAJAL, { linkedin_url: "https://mi.example" }, 300, "it is another house"],
])("changing %s to %j is refused with %i: %s", async (user, change, expected) => {
  expect(await code(patch(await bench(), user, change))).toBe(expected);
});

test("a personal link belongs to one user, and an event tells what changed and what it was", async () => {
  const b = await bench({ webhook: { url: "http://bedel.example/zoom", secret: "s" } });
  await patch(b, CAJAL, { vanity_name: "cajal", dept: "Medicina", job_title: "Sala", timezone: "Europe/Madrid" });
  expect(await code(patch(b, ROOM, { vanity_name: "Cajal" }))).toBe(4100);
  expect((await b.api("GET", `/users/${CAJAL}`)).body).toMatchObject({
    dept: "Medicina",
    job_title: "Sala",
    vanity_url: "http://sandbox.example/zoom/my/cajal",
  });
  const { deliveries } = (await b.control("GET", "/webhooks")).body;
  expect(deliveries).toHaveLength(1);
  const { object, old_object } = JSON.parse(deliveries[0].body).payload;
  expect(object).toEqual({ id: object.id, dept: "Medicina", vanity_name: "cajal" });
  expect(old_object).toEqual({ id: object.id, dept: "Salas compartidas" });
});

test("seats: deactivating takes every licence away, activating wants a Basic seat and gives nothing back", async () => {
  const b = await bench();
  expect((await status(b, ROOM, "deactivate")).status).toBe(200);
  expect((await b.api("GET", `/users/${ROOM}`)).body).toMatchObject({ status: "inactive", type: 1 });
  await seats(b, { basic: 40 });
  expect(await code(status(b, ROOM, "activate"))).toBe(2033);
  await seats(b, { basic: 41 });
  await status(b, ROOM, "activate");
  expect((await b.api("GET", `/users/${ROOM}`)).body).toMatchObject({ status: "active", type: 1 });
  expect((await b.api("GET", `/users/${ROOM}/settings`)).body["feature"]).toMatchObject({ webinar: false, meeting_capacity: 100 });
});

test.each([OWNER, ADMIN, "sala.decanato@universidad.example"])("%s is not deactivated", async (user) => {
  expect(await code(status(await bench(), user, "deactivate"))).toBe(200);
  const { body } = await status(await bench(), user, "deactivate");
  expect(body["message"]).toBe("Zoom Room and Admin users' status cannot be activated or deactivated.");
});
