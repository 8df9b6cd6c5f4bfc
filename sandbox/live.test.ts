import { expect, test } from "vitest";
import { hours, minutes } from "../src/lib/time.ts";
import { bench, meetingOf, ROOM, startByAddress } from "./testing.ts";
import { FIRST_PASSWORD } from "./university.ts";

test("a start address makes its bearer the host, and a person with the personal address is known in the report", async () => {
  const b = await bench();
  const meeting = await meetingOf(b, { settings: { approval_type: 0 } });
  const ana = await b.api("POST", `/meetings/${meeting["id"]}/registrants`, { email: "ana@fuera.example", first_name: "Ana" });
  expect(ana.status).toBe(201);
  expect((await startByAddress(b, meeting["id"])).body).toMatchObject({ ok: true, where: "in" });
  expect((await b.api("GET", `/meetings/${meeting["id"]}`)).body["status"]).toBe("started");
  const joined = await b.control("POST", "/join", { meetingId: meeting["id"], joinUrl: ana.body["join_url"] });
  expect(joined.body).toMatchObject({ ok: true, where: "in" });
  await b.pass(minutes(30));
  expect((await b.api("PUT", `/meetings/${meeting["id"]}/status`, { action: "end" })).status).toBe(204);
  expect((await b.api("GET", `/meetings/${meeting["id"]}`)).body["status"]).toBe("waiting");
  await b.pass(minutes(20));
  const report = await b.api("GET", `/report/meetings/${meeting["id"]}/participants?include_fields=registrant_id`);
  expect(report.body["participants"]).toMatchObject([
    { user_email: ROOM, duration: 1800 },
    { user_email: "ana@fuera.example", duration: 1800, registrant_id: ana.body["registrant_id"] },
  ]);
});

test("a start address opens nothing after two hours", async () => {
  const b = await bench();
  const meeting = await meetingOf(b);
  await b.pass(hours(2));
  const started = await b.control("POST", "/start", { meetingId: meeting["id"], by: { startUrl: meeting["start_url"] } });
  expect(started.body).toEqual({ ok: false, because: "sign_in_refused" });
});

test("the room's e-mail and password start its meeting, and an old password does not", async () => {
  const b = await bench();
  const meeting = await meetingOf(b);
  expect((await b.api("PUT", `/users/${ROOM}/password`, { password: "Nuevo-Secreto-93" })).status).toBe(204);
  const start = (password: string) => b.control("POST", "/start", { meetingId: meeting["id"], by: { email: ROOM, password } });
  expect((await start(FIRST_PASSWORD)).body["ok"]).toBe(false);
  expect((await start("Nuevo-Secreto-93")).body["ok"]).toBe(true);
});
