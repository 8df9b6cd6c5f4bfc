import { expect, test } from "vitest";
import { bench, ROOM, type Bench } from "../testing.ts";
import { ADMINISTRATORS, PRIVILEGES } from "./privileges.ts";

const OWNER = "direccion.tic@universidad.example";
const roles = async (b: Bench): Promise<{ id: string; name: string; total_members: number }[]> => (await b.api("GET", "/roles")).body["roles"];
const newRole = async (b: Bench, name = "Salas", privileges = ["User:Read"]): Promise<string> => {
  await b.api("POST", "/roles", { name, description: "Quien cuida las salas", privileges });
  return (await roles(b)).find((role) => role.name === name)!.id;
};

test("every account has an owner, administrators and members", async () => {
  const b = await bench();
  const listed = await roles(b);
  expect(listed.map(({ id, name }) => [id, name])).toEqual([["0", "Owner"], ["1", "Admin"], ["2", "Member"]]); // prettier-ignore
  expect([listed[0]!.total_members, listed[1]!.total_members]).toEqual([1, 2]);
  expect((await b.api("GET", "/roles/0")).body["privileges"]).toEqual(PRIVILEGES);
  expect(PRIVILEGES.filter((one) => !ADMINISTRATORS.includes(one))).toEqual(["BillingInformation:Edit", "BillingSubscription:Edit", "Role:Edit"]);
  expect((await b.api("GET", "/roles/2")).body["privileges"]).toEqual([]);
  expect((await b.api("GET", "/roles?type=iq")).body).toEqual({ total_records: 0, roles: [] });
});

test("a role is made, changed, given, taken and removed", async () => {
  const b = await bench();
  const id = await newRole(b);
  expect((await b.api("GET", `/roles/${id}`)).body).toEqual({
    id, name: "Salas", description: "Quien cuida las salas", type: "common", privileges: ["User:Read"], privilege_scopes: [], total_members: 0,
  }); // prettier-ignore
  await b.api("PATCH", `/roles/${id}`, { privileges: ["User:Edit", "User:Read"] });
  const added = await b.api("POST", `/roles/${id}/members`, { members: [{ email: ROOM }, { id: "uMember01000000000000A" }] });
  expect([added.status, added.body["add_at"], added.body["ids"].split(",").length]).toEqual([201, "2027-03-01T12:00:00Z", 2]);
  const { body } = await b.api("GET", `/roles/${id}/members`);
  expect(body).toMatchObject({ total_records: 2, page_number: 1, next_page_token: "" });
  expect(Object.keys(body["members"][0]).toSorted()).toEqual(["department", "email", "first_name", "id", "last_name", "type"]);
  expect((await b.api("GET", `/users/${ROOM}/permissions`)).body).toEqual({ permissions: ["User:Edit", "User:Read"] });
  expect((await b.api("DELETE", `/roles/${id}/members/${ROOM}`)).status).toBe(204);
  expect((await b.api("GET", `/users/${ROOM}/permissions`)).body).toEqual({ permissions: [] });
  expect((await b.api("DELETE", `/roles/${id}`)).status).toBe(204);
  expect((await b.api("GET", "/users/uMember01000000000000A")).body["role_id"]).toBe("2");
});

test.each([
  ["GET", "/roles/nope", undefined, 1034],
  ["PATCH", "/roles/nope", { name: "x" }, 1034],
  ["DELETE", "/roles/nope", undefined, 1034],
  ["GET", "/roles/nope/members", undefined, 1034],
  ["POST", "/roles/nope/members", { members: [{ email: ROOM }] }, 1034],
  ["DELETE", `/roles/nope/members/${ROOM}`, undefined, 1034],
  ["POST", "/roles", { name: "admin" }, 1224],
  ["POST", "/roles", {}, 300],
  ["POST", "/roles", { name: "x", privileges: ["User:Eat"] }, 300],
  ["PATCH", "/roles/1", { name: "x" }, 300],
  ["DELETE", "/roles/2", undefined, 300],
  ["POST", "/roles/0/members", { members: [{ email: ROOM }] }, 300],
  ["POST", "/roles/2/members", { members: [{ email: ROOM }] }, 300],
  ["POST", "/roles/1/members", { members: [{ email: OWNER }] }, 300],
  ["POST", "/roles/1/members", { members: [] }, 300],
  ["POST", "/roles/1/members", { members: Array.from({ length: 31 }, () => ({ email: ROOM })) }, 300],
  ["POST", "/roles/1/members", { members: [{ email: ROOM }, { email: "nobody@x.example" }] }, 1001],
  ["DELETE", `/roles/0/members/${OWNER}`, undefined, 300],
  ["DELETE", `/roles/1/members/${ROOM}`, undefined, 1001],
  ["GET", "/users/nobody@x.example/permissions", undefined, 1001],
])("%s %s with %j is refused with %i and changes nothing", async (method, path, body, code) => {
  const b = await bench();
  const before = await roles(b);
  expect((await b.api(method, path, body)).body["code"]).toBe(code);
  expect(await roles(b)).toEqual(before);
});

test("a name belongs to one role, however it is written", async () => {
  const b = await bench();
  const id = await newRole(b);
  await newRole(b, "Aulas");
  expect((await b.api("PATCH", `/roles/${id}`, { name: "aulas" })).body).toEqual({ code: 1224, message: "Role name aulas has already been used." });
  expect((await b.api("PATCH", `/roles/${id}`, { name: "SALAS" })).status).toBe(200);
});
