import { expect, test } from "vitest";
import { days, minutes, type Duration } from "../../src/lib/time.ts";
import { bench, meetingOf, startByAddress, type Bench } from "../testing.ts";

/** A meeting of forty minutes with a host and so many guests, just over. */
async function held(b: Bench, guests: number, lasted: Duration = minutes(40), more: Record<string, unknown> = {}): Promise<Record<string, any>> {
  const made = await meetingOf(b, more);
  await startByAddress(b, made["id"]);
  for (let i = 0; i < guests; i += 1) await b.control("POST", "/join", { joinUrl: made["join_url"], name: `Guest ${i}`, email: `g${i}@fuera.example` });
  if (more["settings"] !== undefined) await b.control("POST", "/admit", { meetingId: made["id"] });
  await b.pass(lasted);
  await b.api("PUT", `/meetings/${made["id"]}/status`, { action: "end" });
  return made;
}

const twice = (uuid: string): string => encodeURIComponent(encodeURIComponent(uuid));

test("reports come late and first wrong: 3001 while the meeting runs and for some minutes after, then unfinished, then whole", async () => {
  const b = await bench();
  const made = await held(b, 12);
  const path = `/report/meetings/${twice(made["uuid"])}/participants?page_size=300`;
  expect((await b.api("GET", path)).body["code"]).toBe(3001);
  await b.pass(minutes(6));
  const early = (await b.api("GET", path)).body["participants"];
  expect(early).toHaveLength(13);
  expect(early.filter((row: { duration: number }) => row.duration === 0).length).toBeGreaterThan(0);
  expect(early[0]).not.toHaveProperty("leave_time");
  await b.pass(minutes(10));
  const whole = (await b.api("GET", path)).body["participants"];
  expect(whole.every((row: { duration: number; leave_time: string }) => row.duration === 2400 && row.leave_time !== undefined)).toBe(true);
});

test("guests have no e-mail in the report, whatever they typed at the door", async () => {
  const b = await bench();
  const made = await held(b, 1);
  await b.pass(minutes(20));
  const { participants } = (await b.api("GET", `/report/meetings/${made["id"]}/participants`)).body;
  expect(participants.map((row: { user_email: string }) => row.user_email)).toEqual(["sala.aula-magna@universidad.example", ""]);
  expect(participants[1]).not.toHaveProperty("registrant_id");
});

test("a meeting of one has no report, and its past participants are empty", async () => {
  const b = await bench();
  const made = await held(b, 0);
  await b.pass(minutes(60));
  expect((await b.api("GET", `/report/meetings/${made["id"]}/participants`)).body["code"]).toBe(3001);
  expect((await b.api("GET", `/past_meetings/${twice(made["uuid"])}/participants`)).body["participants"]).toEqual([]);
  expect((await b.api("GET", `/past_meetings/${twice(made["uuid"])}`)).body).toMatchObject({ participants_count: 1, duration: 40, id: made["id"] });
});

test("coming back is another row, and so is the waiting room", async () => {
  const b = await bench();
  const made = await meetingOf(b, { settings: { waiting_room: true } });
  await startByAddress(b, made["id"]);
  for (let i = 0; i < 2; i += 1) {
    const { participantId } = (await b.control("POST", "/join", { joinUrl: made["join_url"], name: "Eva" })).body;
    await b.pass(minutes(1));
    await b.control("POST", "/admit", { participantId });
    await b.pass(minutes(5));
    await b.control("POST", "/leave", { participantId });
  }
  await b.control("POST", "/end", { meetingId: made["id"] });
  await b.pass(minutes(20));
  const rows = (await b.api("GET", `/report/meetings/${made["id"]}/participants`)).body["participants"].filter((row: { name: string }) => row.name === "Eva");
  expect(rows.map((row: { status: string; duration: number }) => [row.status, row.duration])).toEqual([
    ["in_waiting_room", 60],
    ["in_meeting", 300],
    ["in_waiting_room", 60],
    ["in_meeting", 300],
  ]);
  expect(new Set(rows.map((row: { user_id: string }) => row.user_id)).size).toBe(4);
});

test("UUIDs that begin with / or contain // must be encoded twice", async () => {
  const b = await bench();
  let uuid = "";
  let made: Record<string, any> = {};
  for (let i = 0; i < 60 && !/^\/|\/\//.test(uuid); i += 1) {
    made = await meetingOf(b, {}, i % 2 === 0 ? "sala.cajal@universidad.example" : "sala.hipatia@universidad.example");
    uuid = made["uuid"];
  }
  await startByAddress(b, made["id"]);
  await b.control("POST", "/end", { meetingId: made["id"] });
  await b.pass(minutes(6));
  expect((await b.api("GET", `/past_meetings/${twice(uuid)}`)).status).toBe(200);
  expect((await b.api("GET", `/past_meetings/${encodeURIComponent(uuid)}`)).status).toBe(404);
});

test("after a year a report is refused", async () => {
  const b = await bench();
  const made = await held(b, 2);
  await b.pass(days(366));
  expect((await b.api("GET", `/report/meetings/${twice(made["uuid"])}/participants`)).body["code"]).toBe(12702);
});

test("webinars have their own report", async () => {
  const b = await bench();
  const made = (await b.api("POST", "/users/sala.paraninfo@universidad.example/webinars", { topic: "Acto", settings: { approval_type: 0 } })).body;
  const one = (await b.api("POST", `/webinars/${made["id"]}/registrants`, { email: "eva@fuera.example", first_name: "Eva" })).body;
  const { start_url } = (await b.api("GET", `/webinars/${made["id"]}`)).body;
  await b.control("POST", "/start", { meetingId: made["id"], by: { startUrl: start_url } });
  await b.control("POST", "/join", { joinUrl: one["join_url"] });
  await b.pass(minutes(10));
  await b.api("PUT", `/webinars/${made["id"]}/status`, { action: "end" });
  await b.pass(minutes(20));
  const { participants } = (await b.api("GET", `/report/webinars/${made["id"]}/participants?include_fields=registrant_id`)).body;
  expect(participants[1]).toMatchObject({ user_email: "eva@fuera.example", registrant_id: one["registrant_id"], duration: 600 });
  expect((await b.api("GET", `/past_webinars/${made["id"]}/instances`)).body["webinars"]).toHaveLength(1);
});

test("the summary of a report is first wrong, and says nothing of a meeting of one", async () => {
  const b = await bench();
  const [alone, made] = [await held(b, 0), await held(b, 2)];
  await b.pass(minutes(6));
  const read = async (id: unknown) => (await b.api("GET", `/report/meetings/${String(id)}`)).body;
  expect(await read(made["id"])).toMatchObject({ duration: 0, total_minutes: 0 });
  await b.pass(minutes(10));
  expect(await read(made["id"])).toMatchObject({ duration: 40, total_minutes: 120, participants_count: 3 });
  expect((await read(alone["id"]))["code"]).toBe(3001);
  expect((await read(81234567890))["message"]).toBe("Meeting 81234567890 not found or has expired.");
});

test("what a host held in a month is listed, meetings of one apart", async () => {
  const b = await bench();
  const [made, alone] = [await held(b, 2), await held(b, 0)];
  await b.pass(minutes(20));
  const list = (more: string) => b.api("GET", `/report/users/sala.aula-magna@universidad.example/meetings?from=2027-03-01&to=2027-03-31${more}`);
  const ids = async (more: string): Promise<number[]> => (await list(more)).body["meetings"].map((m: { id: number }) => m.id);
  expect(await ids("")).toEqual([made["id"]]);
  expect(await ids("&type=pastOne")).toEqual([alone["id"]]);
  const wrong = async (query: string) => (await b.api("GET", `/report/users/sala.aula-magna@universidad.example/meetings?${query}`)).body["errors"][0].field;
  expect([await wrong("to=2027-03-01"), await wrong("from=2027-01-01&to=2027-03-01"), await wrong("from=2026-08-01&to=2026-08-31")]).toEqual([
    "from",
    "to",
    "from",
  ]);
});

test("what was held is remembered for fifteen months", async () => {
  const b = await bench();
  const made = await held(b, 2);
  const instances = async (): Promise<number> => (await b.api("GET", `/past_meetings/${made["id"]}/instances`)).body["meetings"].length;
  await b.pass(days(450));
  expect(await instances()).toBe(1);
  await b.pass(days(10));
  expect(await instances()).toBe(0);
});

test("who was registered for a webinar and did not come is absent", async () => {
  const b = await bench();
  const made = (await b.api("POST", "/users/sala.paraninfo@universidad.example/webinars", { topic: "Acto", settings: { approval_type: 0 } })).body;
  const add = async (name: string) => (await b.api("POST", `/webinars/${made["id"]}/registrants`, { email: `${name}@fuera.example`, first_name: name })).body;
  const [eva, ana] = [await add("eva"), await add("ana")];
  const { start_url } = (await b.api("GET", `/webinars/${made["id"]}`)).body;
  await b.control("POST", "/start", { meetingId: made["id"], by: { startUrl: start_url } });
  await b.control("POST", "/join", { joinUrl: eva["join_url"] });
  await b.control("POST", "/end", { meetingId: made["id"] });
  await b.pass(minutes(20));
  expect((await b.api("GET", `/past_webinars/${made["id"]}/absentees`)).body["registrants"]).toMatchObject([{ id: ana["registrant_id"] }]);
});
