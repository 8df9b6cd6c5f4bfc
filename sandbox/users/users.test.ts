import { expect, test } from "vitest";
import { days, minutes } from "../../src/lib/time.ts";
import { bench, meetingOf, ROOM } from "../testing.ts";
import { FIRST_PASSWORD } from "../university.ts";

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

test("a page of users holds 2000, of anything else 300, and asking for more is refused", async () => {
  const b = await bench();
  expect((await b.api("GET", "/users?page_size=2000")).body).toMatchObject({ page_size: 2000, page_count: 1 });
  expect((await b.api("GET", "/users?page_size=2001")).status).toBe(400);
  expect((await b.api("GET", `/users/${ROOM}/meetings?page_size=301`)).status).toBe(400);
});

test("users are listed by state and by role, with the field that is asked for", async () => {
  const b = await bench();
  const emails = async (query: string): Promise<string[]> => (await b.api("GET", `/users?${query}`)).body["users"].map((user: { email: string }) => user.email);
  expect(await emails("role_id=0")).toEqual(["direccion.tic@universidad.example"]);
  expect(await emails("status=inactive")).toHaveLength(1);
  expect(await emails("license=zoom_workforce_management")).toEqual([]);
  expect((await b.api("GET", "/users?role_id=0&include_fields=host_key")).body["users"][0]["host_key"]).toMatch(/^\d{6}$/);
  expect((await b.api("GET", "/users?role_id=0")).body["users"][0]).not.toHaveProperty("host_key");
  expect((await b.api("GET", "/users?include_fields=password")).status).toBe(400);
});

test("an address is known whether it is used here or elsewhere, and the summary counts who is active", async () => {
  const b = await bench();
  await b.control("POST", "/account", { elsewhere: { "ana@otra.example": "free" } });
  const exists = async (email: string): Promise<unknown> => (await b.api("GET", `/users/email?email=${email}`)).body["existed_email"];
  expect([await exists(ROOM), await exists("ana@otra.example"), await exists("me"), await exists("nadie@otra.example")]).toEqual([true, true, false, false]);
  expect((await b.api("GET", "/users/email")).body).toMatchObject({ code: 300, message: "Email is required." });
  const { body } = await b.api("GET", "/users/summary");
  expect(body).toMatchObject({ licensed_users_count: 15, basic_users_count: 40, pending_users_count: 0, total_users_count: 55 });
});

test("a user is found by id and by e-mail, and a stranger is 1001", async () => {
  const b = await bench();
  const byEmail = await b.api("GET", `/users/${encodeURIComponent(ROOM)}`);
  expect(byEmail.body).toMatchObject({ email: ROOM, type: 2, login_types: [100], role_id: "2" });
  expect((await b.api("GET", `/users/${byEmail.body["id"]}`)).body["email"]).toBe(ROOM);
  expect((await b.api("GET", "/users/nobody@x.example")).body["code"]).toBe(1001);
});

test("the last sign-in that is told stays the same for three days", async () => {
  const b = await bench();
  const signIn = async (): Promise<unknown> => {
    const { id } = await meetingOf(b);
    await b.control("POST", "/start", { meetingId: id, by: { email: ROOM, password: FIRST_PASSWORD } });
    await b.control("POST", "/end", { meetingId: id });
    return (await b.api("GET", `/users/${ROOM}`)).body["last_login_time"];
  };
  expect(await signIn()).toBe("2027-03-01T12:00:00Z");
  await b.pass(days(2));
  expect(await signIn()).toBe("2027-03-01T12:00:00Z");
  await b.pass(days(1));
  expect(await signIn()).toBe("2027-03-04T12:00:00Z");
});

test("a user asked for by a way of signing in that is not theirs does not exist", async () => {
  const b = await bench();
  expect((await b.api("GET", `/users/${ROOM}?login_type=100`)).status).toBe(200);
  expect((await b.api("GET", `/users/${ROOM}?login_type=101`)).body["code"]).toBe(1001);
});

test("signing an SSO user out answers 204, for others too", async () => {
  const b = await bench();
  expect((await b.api("DELETE", "/users/sala.vitoria@universidad.example/token")).status).toBe(204);
  expect((await b.api("DELETE", `/users/${ROOM}/token`)).status).toBe(204);
});
