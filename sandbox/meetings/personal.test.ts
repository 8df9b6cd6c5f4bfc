import { expect, test } from "vitest";
import { bench, ROOM, type Bench } from "../testing.ts";

const personal = async (b: Bench): Promise<string> => String((await b.api("GET", `/users/${ROOM}`)).body["personal_meeting_url"]);
const passcode = async (b: Bench): Promise<string> => String((await b.api("GET", `/users/${ROOM}/settings`)).body["schedule_meeting"]["pmi_password"]);
const joins = async (b: Bench, how: object): Promise<unknown> => (await b.control("POST", "/join", how)).body["because"] ?? "in";

test("everybody's own meeting opens by its address, and by its number with its passcode", async () => {
  const b = await bench();
  const joinUrl = await personal(b);
  const { pmi } = (await b.api("GET", `/users/${ROOM}`)).body;

  expect(await joins(b, { joinUrl, name: "Eva" })).toBe("in");
  expect(await joins(b, { meetingId: pmi, passcode: await passcode(b), name: "Ana" })).toBe("in");
  expect(await joins(b, { meetingId: pmi, passcode: "wrong", name: "Leo" })).toBe("passcode_wrong");
});

test("another passcode makes another address, and the one before opens nothing any more", async () => {
  const b = await bench();
  const before = await personal(b);
  expect((await b.api("PATCH", `/users/${ROOM}/settings`, { schedule_meeting: { pmi_password: "otono58" } })).status).toBe(204);

  expect(await passcode(b)).toBe("otono58");
  expect(await joins(b, { joinUrl: before })).toBe("passcode_wrong");
  expect(await joins(b, { joinUrl: await personal(b) })).toBe("in");
  expect((await b.api("PATCH", `/users/${ROOM}/settings`, { schedule_meeting: { pmi_password: "much too long" } })).body["code"]).toBe(300);
});

test("it is in no list, can't be deleted, and is gone with its user", async () => {
  const b = await bench();
  const joinUrl = await personal(b);
  const { pmi } = (await b.api("GET", `/users/${ROOM}`)).body;

  expect((await b.api("GET", `/meetings/${pmi}`)).body).toMatchObject({ id: pmi, type: 4, join_url: joinUrl });
  expect((await b.api("GET", `/users/${ROOM}/meetings`)).body["meetings"]).toEqual([]);
  expect((await b.api("DELETE", `/meetings/${pmi}`)).body["code"]).toBe(3018);
  await b.api("DELETE", `/users/${ROOM}?action=delete`);
  expect(await joins(b, { joinUrl })).toBe("no_such_meeting");
});

test("a meeting without fixed time tells no start, and is listed as long as it lives", async () => {
  const b = await bench();
  const { body } = await b.api("POST", `/users/${ROOM}/meetings`, { type: 3, topic: "Aula 12", password: "otono58" });
  await b.pass(90 * 86_400_000);

  expect((await b.api("GET", `/meetings/${body["id"]}`)).body).not.toHaveProperty("start_time");
  for (const type of ["scheduled", "upcoming"])
    expect((await b.api("GET", `/users/${ROOM}/meetings?type=${type}`)).body["meetings"]).toMatchObject([{ id: body["id"], type: 3 }]);
});
