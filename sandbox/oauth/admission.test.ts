import { describe, expect, test } from "vitest";
import { seededRandom } from "../../src/lib/random.ts";
import { noContent } from "../answer.ts";
import { op } from "../operations.ts";
import { BASE, bench, meetingOf, ROOM, startByAddress, type Bench, type Reply } from "../testing.ts";
import { FIRST_PASSWORD } from "../university.ts";
import { openWorld } from "../world.ts";
import { whyNotAllowed } from "./admission.ts";
import { ADMIN_APP, ADMINISTRATOR, call, OWNER, TEACHER, tokensFor, USER_APP, type Client } from "./testing.ts";

const missing = (...names: string[]): unknown => ({ code: 4711, message: `Invalid access token, does not contain scopes:[${names.join(", ")}].` });
const withScopes = async (b: Bench, client: Client, email: string, scopes: string[]): Promise<string> => {
  await b.control("POST", "/apps", { clientId: client.id, scopes });
  return (await tokensFor(b, client, email)).access;
};
const said = ({ status, body }: Reply): unknown => [status, body];
const idOf = async (b: Bench, email: string): Promise<string> => (await b.api("GET", `/users/${email}`)).body["id"];

describe("scopes are refused with the exact text", () => {
  test("the names of the new family are listed, a person's own first", async () => {
    const b = await bench();
    const access = await withScopes(b, ADMIN_APP, ADMINISTRATOR, ["group:read:admin"]);
    const made = await meetingOf(b);
    expect(said(await call(b, access, "GET", "/users"))).toEqual([400, missing("user:read:list_users:admin")]);
    expect(said(await call(b, access, "GET", `/users/${ROOM}`))).toEqual([400, missing("user:read:user", "user:read:user:admin")]);
    expect(said(await call(b, access, "DELETE", `/meetings/${made["id"]}`))).toEqual([400, missing("meeting:delete:meeting", "meeting:delete:meeting:admin")]);
    expect(said(await call(b, access, "GET", "/report/meetings/1/participants"))).toEqual([400, missing("report:read:list_meeting_participants:admin")]);
    expect(said(await call(b, access, "GET", "/roles"))).toEqual([400, missing("role:read:list_roles", "role:read:list_roles:admin")]);
  });

  test.each([
    [["user:read:list_users:admin"], 200],
    [["user:read:admin"], 200],
    [["user:write:admin"], 200],
    [["user:read:user:admin"], 400],
    [["user:read"], 400],
  ])("an app of the account with %j reads the list of users: %i", async (scopes, status) => {
    const b = await bench();
    expect((await call(b, await withScopes(b, ADMIN_APP, ADMINISTRATOR, scopes), "GET", "/users")).status).toBe(status);
  });

  test.each([[["meeting:write:meeting", "meeting:read:meeting"]], [["meeting:write", "meeting:read"]]])(
    "with %j a person's app makes and reads the person's own meetings, and those of nobody else",
    async (scopes) => {
      const b = await bench();
      const access = await withScopes(b, USER_APP, TEACHER, scopes);
      const [topic, id] = ["Óptica", await idOf(b, TEACHER)];
      for (const who of ["me", id, TEACHER]) expect((await call(b, access, "POST", `/users/${who}/meetings`, { topic })).status).toBe(201);
      const own = await call(b, access, "POST", "/users/me/meetings", { topic });
      expect((await call(b, access, "GET", `/meetings/${own.body["id"]}`)).body["host_id"]).toBe(id);
      const another = await meetingOf(b);
      const theirs = await call(b, access, "GET", `/meetings/${another["id"]}`);
      expect(said(theirs)).toEqual([400, missing("meeting:read:meeting", "meeting:read:meeting:admin")]);
      const forRoom = await call(b, access, "POST", `/users/${ROOM}/meetings`, { topic });
      expect(said(forRoom)).toEqual([400, missing("meeting:write:meeting", "meeting:write:meeting:admin")]);
      expect((await call(b, access, "GET", "/meetings/89999999999")).body["code"]).toBe(3001);
    },
  );

  test("`me` is who authorized the app, and the owner for a server-to-server app", async () => {
    const b = await bench();
    const { access } = await tokensFor(b, ADMIN_APP, ADMINISTRATOR);
    expect((await call(b, access, "GET", "/users/me")).body["email"]).toBe(ADMINISTRATOR);
    expect((await b.api("GET", "/users/me")).body["email"]).toBe(OWNER);
  });

  test("what was held is the host's, also under its uuid, and what stands under `/users/me` is one's own", async () => {
    const b = await bench();
    const made = await meetingOf(b);
    await startByAddress(b, made["id"]);
    const { uuid } = (await b.api("GET", `/meetings/${made["id"]}`)).body;
    await b.control("POST", "/end", { meetingId: made["id"] });
    const access = await withScopes(b, USER_APP, TEACHER, ["meeting:read:past_meeting"]);
    const refused = await call(b, access, "GET", `/past_meetings/${encodeURIComponent(encodeURIComponent(uuid))}`);
    expect(said(refused)).toEqual([400, missing("meeting:read:past_meeting", "meeting:read:past_meeting:admin")]);
    const world = openWorld({ now: b.now, machine: () => 0, random: seededRandom(1), baseUrl: BASE, file: null, webhook: null, send: fetch });
    const token = { value: "t", clientId: USER_APP.id, scopes: ["user_zak:read"], madeAt: b.now(), expiresAt: b.now() };
    const operation = op("GET", "/users/me/zak", "Light", "User:Read", "user:read:zak", "user_zak:read", () => noContent);
    expect(whyNotAllowed(world, token, "uMember02000000000000A", { operation, params: {} })).toBeNull();
    expect(whyNotAllowed(world, { ...token, scopes: ["user:read:zak:admin"] }, "uMember02000000000000A", { operation, params: {} })?.status).toBe(400);
  });

  test("a scope added to an app waits for the next consent", async () => {
    const b = await bench();
    const access = await withScopes(b, USER_APP, TEACHER, ["user:read:user"]);
    await b.control("POST", "/apps", { clientId: USER_APP.id, scopes: ["user:read:user", "user:read:settings"] });
    expect((await call(b, access, "GET", "/users/me/settings")).body["code"]).toBe(4711);
    expect((await call(b, (await tokensFor(b, USER_APP, TEACHER)).access, "GET", "/users/me/settings")).status).toBe(200);
  });
});

describe("roles by permission", () => {
  test("what the authorizing person's role does not allow is refused, also when the role is lost later", async () => {
    const b = await bench();
    const { access } = await tokensFor(b, ADMIN_APP, ADMINISTRATOR);
    expect((await call(b, access, "GET", "/users")).status).toBe(200);
    await b.control("POST", "/user", { id: await idOf(b, ADMINISTRATOR), set: { role_id: "2" } });
    expect(said(await call(b, access, "GET", "/users"))).toEqual([400, { code: 200, message: "No permission. The role Member does not have User:Read." }]);
  });

  test("a custom role opens what it has and nothing else", async () => {
    const b = await bench();
    await b.api("POST", "/roles", { name: "Salas", privileges: ["User:Read"] });
    const role = (await b.api("GET", "/roles")).body["roles"].find((one: { name: string }) => one.name === "Salas");
    await b.api("POST", `/roles/${role.id}/members`, { members: [{ email: TEACHER }] });
    const access = await withScopes(b, ADMIN_APP, TEACHER, ["user:read:list_users:admin"]);
    expect((await call(b, access, "GET", "/users")).status).toBe(200);
    await b.api("PATCH", `/roles/${role.id}`, { privileges: ["Role:Read"] });
    expect((await call(b, access, "GET", "/users")).body["code"]).toBe(200);
  });

  test("administrators read roles, only the owner makes them, and a server-to-server app needs no person", async () => {
    const b = await bench();
    const scopes = ["role:read:list_roles", "role:write:role"];
    const admin = await withScopes(b, USER_APP, ADMINISTRATOR, scopes);
    const owner = await withScopes(b, USER_APP, OWNER, scopes);
    const member = await withScopes(b, USER_APP, TEACHER, scopes);
    const status = async (access: string, method: string): Promise<number> =>
      (await call(b, access, method, "/roles", method === "GET" ? undefined : { name: access })).status;
    expect([await status(member, "GET"), await status(admin, "GET"), await status(owner, "GET")]).toEqual([400, 200, 200]);
    expect([await status(member, "POST"), await status(admin, "POST"), await status(owner, "POST")]).toEqual([400, 400, 200]);
    expect((await b.api("POST", "/roles", { name: "Soporte" })).status).toBe(200);
  });

  test("nobody hands out what their own role does not have", async () => {
    const b = await bench();
    await b.api("POST", "/roles", { name: "Conserjes", privileges: ["Role:Edit", "Role:Read"] });
    const id = (await b.api("GET", "/roles")).body["roles"].at(-1).id;
    await b.api("POST", `/roles/${id}/members`, { members: [{ email: TEACHER }] });
    const access = await withScopes(b, ADMIN_APP, TEACHER, ["role:write:admin"]);
    expect((await call(b, access, "POST", "/roles", { name: "Copia", privileges: ["Role:Read"] })).status).toBe(200);
    expect((await call(b, access, "POST", "/roles", { name: "Más", privileges: ["User:Edit"] })).body["code"]).toBe(200);
    expect((await call(b, access, "POST", "/roles/1/members", { members: [{ email: TEACHER }] })).body["code"]).toBe(200);
    expect((await b.control("POST", "/sign-in", { email: TEACHER, password: FIRST_PASSWORD })).body).toEqual({ ok: true });
  });
});
