import { expect, test } from "vitest";
import { hours, minutes, seconds } from "../../src/lib/time.ts";
import { bench, meetingOf, ROOM, type Bench, type Reply } from "../testing.ts";

const CAJAL = "sala.cajal@universidad.example";
const HIPATIA = "sala.hipatia@universidad.example";
const SPARE = "sala.repuesto@universidad.example";

const add = (b: Bench, ...emails: string[]): Promise<Reply> => b.api("POST", `/users/${ROOM}/assistants`, { assistants: emails.map((email) => ({ email })) });
const assistants = async (b: Bench): Promise<string[]> =>
  (await b.api("GET", `/users/${ROOM}/assistants`)).body["assistants"].map((one: { email: string }) => one.email);
const schedulers = async (b: Bench, user: string): Promise<string[]> =>
  (await b.api("GET", `/users/${user}/schedulers`)).body["schedulers"].map((one: { email: string }) => one.email);

test("who may schedule for a host is seen from both sides, and either side can end it", async () => {
  const b = await bench();
  const added = await add(b, CAJAL, HIPATIA);
  expect(added).toMatchObject({ status: 201, body: { add_at: "2027-03-01T12:00:00Z" } });
  expect(added.body["ids"].split(",")).toHaveLength(2);
  expect([await assistants(b), await schedulers(b, CAJAL)]).toEqual([[CAJAL, HIPATIA], [ROOM]]);
  expect((await b.api("DELETE", `/users/${ROOM}/assistants/${CAJAL}`)).status).toBe(204);
  expect([await assistants(b), await schedulers(b, CAJAL)]).toEqual([[HIPATIA], []]);
  expect((await b.api("DELETE", `/users/${HIPATIA}/schedulers`)).status).toBe(204);
  expect(await assistants(b)).toEqual([]);
});

test.each([
  [[ROOM], "Can't assign scheduling privilege to yourself."],
  [["nadie@x.example"], "Can't find user nadie@x.example."],
  [[CAJAL, SPARE], `The user must either be a Licensed user or an On-prem user : ${SPARE}.`],
  [[CAJAL, CAJAL], `User ${CAJAL} has already granted scheduling privilege.`],
])("%j is refused whole: %s", async (emails, message) => {
  const b = await bench();
  expect((await add(b, ...emails)).body).toEqual({ code: 200, message });
  expect(await assistants(b)).toEqual([]);
});

test("more than thirty at once are refused, and none at all", async () => {
  const b = await bench();
  expect((await add(b, ...Array.from({ length: 31 }, () => CAJAL))).body["code"]).toBe(300);
  expect((await add(b)).body["code"]).toBe(300);
});

test("without a licence nobody schedules for anybody", async () => {
  const b = await bench();
  await add(b, CAJAL, HIPATIA);
  await b.api("PATCH", `/users/${CAJAL}`, { type: 1 });
  expect(await assistants(b)).toEqual([HIPATIA]);
  await b.api("PUT", `/users/${ROOM}/status`, { action: "deactivate" });
  expect(await schedulers(b, HIPATIA)).toEqual([]);
});

test("a key to start meetings lives two hours, or as long as it is asked to", async () => {
  const b = await bench();
  const { id } = await meetingOf(b);
  const key = async (query: string): Promise<string> => (await b.api("GET", `/users/${ROOM}/token?type=zak${query}`)).body["token"];
  const opens = async (zak: string): Promise<boolean> => {
    const { ok } = (await b.control("POST", "/start", { meetingId: id, by: { zak } })).body;
    await b.control("POST", "/end", { meetingId: id });
    return ok;
  };
  const [usual, short, long] = [await key(""), await key("&ttl=60"), await key("&ttl=86400")];
  expect([await opens(usual), await opens(short), await opens(long)]).toEqual([true, true, true]);
  await b.pass(seconds(60));
  expect([await opens(usual), await opens(short)]).toEqual([true, false]);
  await b.pass(hours(2) - minutes(1));
  await b.api("GET", `/meetings/${id}`);
  expect([await opens(usual), await opens(long)]).toEqual([false, true]);
});

test("the old kind of token is refused with a sentence, and a life of more than a year with 300", async () => {
  const b = await bench();
  await expect(b.api("GET", `/users/${ROOM}/token`)).rejects.toThrow(SyntaxError);
  expect((await b.api("GET", `/users/${ROOM}/token?type=zak&ttl=31536001`)).body["code"]).toBe(300);
  expect((await b.api("GET", `/users/${ROOM}/token?type=onbehalf`)).body["code"]).toBe(300);
  expect((await b.api("GET", `/users/${ROOM}/token?type=onbehalf&meeting_id=1`)).status).toBe(200);
  expect((await b.api("GET", "/users/me/zak")).body["token"]).toMatch(/.{40}/);
});
