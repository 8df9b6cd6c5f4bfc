import { expect, test } from "vitest";
import { minutes } from "../../src/lib/time.ts";
import { bench, ROOM } from "../testing.ts";

test("users come in pages, and a page's token dies after a quarter of an hour", async () => {
  const b = await bench();
  const first = await b.api("GET", "/users?page_size=30&status=active");
  expect(first.body["users"]).toHaveLength(30);
  expect(first.body["total_records"]).toBeGreaterThan(30);
  const next = `/users?page_size=30&status=active&next_page_token=${first.body["next_page_token"]}`;
  const second = await b.api("GET", next);
  expect(second.body["next_page_token"]).toBe("");
  const ids = [...first.body["users"], ...second.body["users"]].map((user: { id: string }) => user.id);
  expect(new Set(ids).size).toBe(first.body["total_records"]);
  await b.pass(minutes(15));
  expect((await b.api("GET", next)).body).toMatchObject({ code: 300, message: "The next page token is invalid or expired." });
});

test("a page's token belongs to its question", async () => {
  const b = await bench();
  const first = await b.api("GET", "/users?page_size=30");
  expect((await b.api("GET", `/users?page_size=20&next_page_token=${first.body["next_page_token"]}`)).status).toBe(400);
});

test("more than 300 a page is refused", async () => {
  const b = await bench();
  expect((await b.api("GET", "/users?page_size=301")).status).toBe(400);
});

test("a user is found by id and by e-mail, and a stranger is 1001", async () => {
  const b = await bench();
  const byEmail = await b.api("GET", `/users/${encodeURIComponent(ROOM)}`);
  expect(byEmail.body).toMatchObject({ email: ROOM, type: 2, login_types: [100], role_id: "2" });
  expect((await b.api("GET", `/users/${byEmail.body["id"]}`)).body["email"]).toBe(ROOM);
  expect((await b.api("GET", "/users/nobody@x.example")).body["code"]).toBe(1001);
});

test("capacities and add-ons are read from the settings, and a changed feature is kept", async () => {
  const b = await bench();
  expect((await b.api("GET", `/users/${ROOM}/settings`)).body["feature"]).toMatchObject({ meeting_capacity: 500, webinar: true, webinar_capacity: 1000 });
  expect((await b.api("PATCH", `/users/${ROOM}/settings`, { feature: { webinar_capacity: 500 } })).status).toBe(204);
  expect((await b.api("GET", `/users/${ROOM}/settings`)).body["feature"]).toMatchObject({ webinar_capacity: 500 });
  expect((await b.api("PATCH", "/users/sala.repuesto@universidad.example/settings", { feature: { webinar: true } })).body["code"]).toBe(1122);
});

test("deactivating takes the licence away and activating does not give it back", async () => {
  const b = await bench();
  await b.api("PUT", `/users/${ROOM}/status`, { action: "deactivate" });
  await b.api("PUT", `/users/${ROOM}/status`, { action: "activate" });
  expect((await b.api("GET", `/users/${ROOM}`)).body).toMatchObject({ status: "active", type: 1 });
});

test("signing an SSO user out answers 204, for others too", async () => {
  const b = await bench();
  expect((await b.api("DELETE", "/users/sala.vitoria@universidad.example/token")).status).toBe(204);
  expect((await b.api("DELETE", `/users/${ROOM}/token`)).status).toBe(204);
});
