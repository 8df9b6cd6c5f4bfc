import { expect, test } from "vitest";
import { days, minutes, seconds } from "../../src/lib/time.ts";
import { bench, meetingOf, ROOM, type Bench, type Reply } from "../testing.ts";

const EVA = "eva.nueva@otra.example";
const PASSWORD = "Clave-Nueva-83";
const HOOK = { webhook: { url: "http://bedel.example/zoom", secret: "s" } };

const make = (b: Bench, action: string, more: Record<string, unknown> = {}): Promise<Reply> =>
  b.api("POST", "/users", { action, user_info: { email: EVA, type: 1, first_name: "Eva", last_name: "Nueva", ...more } });
const knobs = (b: Bench, change: Record<string, unknown>): Promise<Reply> => b.control("POST", "/account", change);
const accept = (b: Bench, password = PASSWORD): Promise<Reply> => b.control("POST", "/accept-invitation", { email: EVA, password });
const listed = async (b: Bench, status: string): Promise<Record<string, unknown>[]> => {
  await b.pass(seconds(2)); // lists lag
  const { users } = (await b.api("GET", `/users?status=${status}&page_size=300`)).body;
  return users.filter((user: { email: string }) => user.email === EVA);
};
const eventsOf = async (b: Bench): Promise<Record<string, any>[]> => {
  const { deliveries } = (await b.control("GET", "/webhooks")).body;
  return deliveries.map((d: { body: string }) => JSON.parse(d.body)).filter((e: { event: string }) => e.event.startsWith("user."));
};

test("pending users without id: who is invited has none in the list and alone, is told by mail, and gets an id by accepting", async () => {
  const b = await bench(HOOK);
  const made = await make(b, "create");
  expect(made).toMatchObject({ status: 201, body: { email: EVA, first_name: "Eva", last_name: "Nueva", type: 1 } });
  expect(await listed(b, "active")).toEqual([]);
  const [pending] = await listed(b, "pending");
  expect(pending).toMatchObject({ email: EVA, status: "pending", verified: 0 });
  expect(pending).not.toHaveProperty("id");
  await b.pass(days(2));
  expect((await b.api("GET", `/users/${EVA}`)).body).toMatchObject({ status: "pending", created_at: "2027-03-03T12:00:04Z" });
  expect((await b.control("GET", "/state")).body["mails"]).toMatchObject([{ to: EVA, about: "activation" }]);

  expect((await accept(b, "corta")).body).toEqual({ ok: false, because: "password_refused" });
  expect((await accept(b)).body).toEqual({ ok: true, userId: made.body["id"] });
  const accepted = { created_at: "2027-03-03T12:00:04Z", user_created_at: "2027-03-01T12:00:00Z" };
  expect(await listed(b, "active")).toMatchObject([{ id: made.body["id"], status: "active", ...accepted }]);
  expect((await b.control("POST", "/sign-in", { email: EVA, password: PASSWORD })).body).toEqual({ ok: true });
  const [created, arrived] = await eventsOf(b);
  expect(created).toMatchObject({ event: "user.created", payload: { creation_type: "create", operator: "direccion.tic@universidad.example" } });
  expect(arrived!["payload"]).toEqual({
    account_id: "sandbox-account",
    object: { id: made.body["id"], email: EVA, first_name: "Eva", last_name: "Nueva", type: 1 },
  });
});

test("an invitation dies after thirty days with its id, and inviting anew gives thirty more", async () => {
  const b = await bench();
  const first = (await make(b, "create")).body["id"];
  await b.pass(days(29));
  expect((await make(b, "create")).body["id"]).toBe(first);
  await b.pass(days(29));
  expect((await b.api("GET", `/users/${first}`)).status).toBe(200);
  await b.pass(days(1));
  const code = async (method: string, path = ""): Promise<unknown> => (await b.api(method, `/users/${EVA}${path}`)).body["code"];
  expect([await code("GET"), await code("PATCH"), await code("DELETE"), await code("GET", "/settings")].join()).toBe("1120,1120,1120,1120");
  expect(await listed(b, "pending")).toEqual([]);
  expect((await accept(b)).body).toEqual({ ok: false, because: "invitation_expired" });
  const second = (await make(b, "create")).body["id"];
  expect(second).not.toBe(first);
  expect((await b.api("GET", `/users/${first}`)).body["code"]).toBe(1001);
  expect((await accept(b)).body).toEqual({ ok: true, userId: second });
});

test("changing who is invited answers yes and does nothing, and only letting go removes them", async () => {
  const b = await bench();
  await make(b, "create");
  expect((await b.api("PATCH", `/users/${EVA}`, { type: 2, dept: "Física" })).status).toBe(204);
  expect((await b.api("GET", `/users/${EVA}`)).body).toMatchObject({ type: 1, dept: "" });
  expect((await b.api("PUT", `/users/${EVA}/status`, { action: "deactivate" })).status).toBe(400);
  expect((await b.api("DELETE", `/users/${EVA}?action=delete`)).status).toBe(400);
  expect((await b.api("DELETE", `/users/${EVA}?action=disassociate`)).status).toBe(204);
  expect(await listed(b, "pending")).toEqual([]);
});

test("where the account has it so, who is invited is active at once", async () => {
  const b = await bench();
  await knobs(b, { invitedAreActive: true });
  await make(b, "create");
  expect(await listed(b, "active")).toHaveLength(1);
  expect((await b.control("GET", "/state")).body["mails"]).toMatchObject([{ about: "activation" }]);
});

test.each<[string, Record<string, unknown>, Record<string, unknown>, number, string]>([
  ["autoCreate", {}, {}, 200, "the account has it not switched on"],
  ["autoCreate", { autoCreate: true }, { password: PASSWORD }, 200, "the domain is not the account's"],
  ["autoCreate", { autoCreate: true, managedDomains: ["otra.example"] }, { password: "corta" }, 300, "the password is weak"],
  ["ssoCreate", { sso: false }, {}, 2002, "there is no SSO"],
  ["ssoCreate", {}, {}, 2032, "there is no pre-provisioning"],
  ["ssoCreate", { preProvisionSso: true }, {}, 1116, "the domain is not the account's"],
  ["custCreate", {}, {}, 200, "there is no ISV contract"],
  ["create", { plan: "free" }, {}, 200, "the plan is free"],
  ["create", { elsewhere: { [EVA]: "paid" } }, {}, 1009, "the person pays for an account elsewhere"],
  ["create", { blockedDomains: ["otra.example"] }, {}, 1107, "the domain is blocked"],
  ["create", { limitedDomains: ["universidad.example"] }, {}, 1116, "only other domains are let in"],
  ["create", {}, { type: 3 }, 300, "on-prem is not to be had"],
  ["create", {}, { type: 99 }, 1108, "that type is not to be had"],
  ["create", {}, { email: ROOM }, 1005, "the address is used here"],
  ["create", {}, { email: "eva" }, 300, "it is no address"],
  ["invite", {}, {}, 300, "there is no such action"],
])("%s with %j and %j is refused with %i: %s", async (action, account, more, code) => {
  const b = await bench();
  await knobs(b, account);
  const { status, body } = await make(b, action, more);
  expect([status, body["code"]]).toEqual([code === 1005 ? 409 : 400, code]);
});

test("with the account's own domain users are made active at once, by password, by SSO or for programs", async () => {
  const open = { autoCreate: true, preProvisionSso: true, isv: true, managedDomains: ["otra.example"] };
  const made = async (action: string, more: Record<string, unknown> = {}, elsewhere = {}): Promise<Record<string, unknown>> => {
    const b = await bench();
    await knobs(b, { ...open, elsewhere });
    await make(b, action, more);
    return (await b.api("GET", `/users/${EVA}`)).body;
  };
  expect(await made("autoCreate", { password: PASSWORD })).toMatchObject({ status: "active", login_types: [100] });
  expect(await made("ssoCreate", { type: 2 })).toMatchObject({ status: "active", login_types: [101], vanity_url: "http://sandbox.example/zoom/my/eva.nueva" });
  expect(await made("custCreate")).toMatchObject({ status: "active", login_types: [99] });
  expect(await made("ssoCreate", {}, { [EVA]: "free" })).toMatchObject({ status: "pending" });
});

test("the start address of a user whom only programs use is good for ninety days", async () => {
  const b = await bench();
  await knobs(b, { isv: true });
  await make(b, "custCreate", { type: 2 });
  const { id, start_url: startUrl } = await meetingOf(b, { start_time: "2027-05-20T12:00:00Z" }, EVA);
  const start = async (): Promise<unknown> => (await b.control("POST", "/start", { meetingId: id, by: { startUrl } })).body["ok"];
  await b.pass(days(89));
  expect(await start()).toBe(true);
  await b.control("POST", "/end", { meetingId: id });
  await b.pass(days(1));
  expect(await start()).toBe(false);
});

test("a new user is in no list until the lists have caught up", async () => {
  const b = await bench();
  await knobs(b, { listLagSeconds: 60 });
  await make(b, "create");
  expect(await listed(b, "pending")).toEqual([]);
  await b.pass(minutes(1));
  expect(await listed(b, "pending")).toHaveLength(1);
});

test("invitations have a limit a day that begins again at midnight UTC", async () => {
  const b = await bench();
  await knobs(b, { plan: "pro", seats: { basic: 9999 } });
  let last = await make(b, "create");
  for (let i = 1; i <= 1500; i += 1) last = await make(b, "create");
  expect(last).toMatchObject({ status: 429, body: { code: 429 } });
  await b.pass(days(1));
  expect((await make(b, "create")).status).toBe(201);
});

test("a name that is no text is refused", async () => {
  const b = await bench();
  const user_info = { email: "eva@otra.example", type: 1, first_name: 5 };
  expect((await b.api("POST", "/users", { action: "create", user_info })).body).toMatchObject({ code: 300, errors: [{ field: "user_info.first_name" }] });
});
