import { expect, test } from "vitest";
import { bench, meetingOf, startByAddress, type Bench } from "../testing.ts";

const people = (n: number): { email: string; first_name: string }[] =>
  Array.from({ length: n }, (_, i) => ({ email: `p${i}@fuera.example`, first_name: `P${i}` }));
const codes = async (b: Bench, path: string, body: unknown): Promise<[number, unknown]> => {
  const reply = await b.api("POST", path, body);
  return [reply.status, reply.body["code"]];
};

test("without registration nobody can be registered", async () => {
  const b = await bench();
  const { id } = await meetingOf(b);
  expect(await codes(b, `/meetings/${id}/registrants`, people(1)[0])).toEqual([400, 300]);
  expect(await codes(b, `/meetings/${id}/batch_registrants`, { registrants: people(1) })).toEqual([400, 404]);
});

test("thirty at once get an address each, thirty-one are refused", async () => {
  const b = await bench();
  const { id } = await meetingOf(b, { settings: { approval_type: 0 } });
  expect(await codes(b, `/meetings/${id}/batch_registrants`, { registrants: people(31) })).toEqual([400, 300]);
  const { body } = await b.api("POST", `/meetings/${id}/batch_registrants`, { registrants: people(30) });
  expect(new Set(body["registrants"].map((r: { join_url: string }) => new URL(r.join_url).searchParams.get("tk"))).size).toBe(30);
  expect((await b.api("GET", `/meetings/${id}/registrants?page_size=20`)).body["registrants"]).toHaveLength(20);
});

test("the same person can be registered three times a day and stays one registrant", async () => {
  const b = await bench();
  const { id } = await meetingOf(b, { settings: { approval_type: 0 } });
  const once = await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  const twice = await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  expect(twice.body["registrant_id"]).toBe(once.body["registrant_id"]);
  await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  const over = await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  expect(over.status).toBe(429);
  expect(over.body["message"]).toContain("daily rate limit of (3)");
});

test("with manual approval the address comes with the approval", async () => {
  const b = await bench();
  const { id } = await meetingOf(b, { settings: { approval_type: 1 } });
  const asked = await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  expect(asked.body["join_url"]).toBeUndefined();
  expect((await b.api("GET", `/meetings/${id}/registrants?status=pending`)).body["registrants"]).toHaveLength(1);
  await b.api("PUT", `/meetings/${id}/registrants/status`, { action: "approve", registrants: [{ id: asked.body["registrant_id"] }] });
  const [approved] = (await b.api("GET", `/meetings/${id}/registrants`)).body["registrants"];
  await startByAddress(b, id);
  expect((await b.control("POST", "/join", { joinUrl: approved.join_url })).body["ok"]).toBe(true);
});

test("who is deleted gets in by no address any more", async () => {
  const b = await bench();
  const { id } = await meetingOf(b, { settings: { approval_type: 0 } });
  const { body } = await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  await startByAddress(b, id);
  expect((await b.api("DELETE", `/meetings/${id}/registrants/${body["registrant_id"]}`)).status).toBe(204);
  expect((await b.control("POST", "/join", { joinUrl: body["join_url"] })).body["because"]).toBe("address_not_valid");
  expect((await b.api("GET", `/meetings/${id}/registrants`)).body["registrants"]).toEqual([]);
  expect((await b.api("DELETE", `/meetings/${id}/registrants/${body["registrant_id"]}`)).status).toBe(400);
});

test("who has no personal address must register, unless they dial in", async () => {
  const b = await bench();
  const made = await meetingOf(b, { settings: { approval_type: 0 } });
  await startByAddress(b, made["id"]);
  expect((await b.control("POST", "/join", { joinUrl: made["join_url"], name: "Eva" })).body["because"]).toBe("registration_required");
  expect((await b.control("POST", "/join", { joinUrl: made["join_url"], name: "600 000 000", dialIn: true })).body["ok"]).toBe(true);
});

test("a host without licence gets no registration and is not told", async () => {
  const b = await bench();
  const { settings } = await meetingOf(b, { settings: { approval_type: 0 } }, "sala.repuesto@universidad.example");
  expect(settings["approval_type"]).toBe(2);
});

test("a cancelled registrant's address no longer opens", async () => {
  const b = await bench();
  const { id } = await meetingOf(b, { settings: { approval_type: 0 } });
  const one = await b.api("POST", `/meetings/${id}/registrants`, people(1)[0]);
  await b.api("PUT", `/meetings/${id}/registrants/status`, { action: "cancel", registrants: [{ email: "p0@fuera.example" }] });
  expect((await b.control("POST", "/join", { joinUrl: one.body["join_url"] })).body["because"]).toBe("address_not_valid");
});
