import { expect, test } from "vitest";
import { minutes } from "../../src/lib/time.ts";
import { bench, meetingOf, ROOM, startByAddress } from "../testing.ts";

test("what runs in the whole account can be listed, meetings and webinars apart", async () => {
  const b = await bench();
  const [one, two] = [await meetingOf(b), await meetingOf(b, {}, "sala.cajal@universidad.example")];
  const webinar = (await b.api("POST", "/users/sala.paraninfo@universidad.example/webinars", { topic: "Acto" })).body;
  for (const { id } of [one, two]) await startByAddress(b, id as number);
  await b.control("POST", "/start", { meetingId: webinar["id"], by: { startUrl: webinar["start_url"] } });
  const ids = async (kind: string): Promise<number[]> => (await b.api("GET", `/metrics/${kind}`)).body[kind].map((row: { id: number }) => row.id);
  expect(await ids("meetings")).toEqual([one["id"], two["id"]]);
  expect(await ids("webinars")).toEqual([webinar["id"]]);
  await b.control("POST", "/end", { meetingId: one["id"] });
  expect(await ids("meetings")).toEqual([two["id"]]);
});

test("the dashboard knows who is inside now, and afterwards also a meeting of one", async () => {
  const b = await bench();
  const { id, join_url } = await meetingOf(b);
  await startByAddress(b, id);
  const eva = await b.control("POST", "/join", { joinUrl: join_url, name: "Eva" });
  const roster = async (type: string) => (await b.api("GET", `/metrics/meetings/${id}/participants?type=${type}`)).body;
  expect((await roster("live"))["participants"]).toMatchObject([{ role: "host" }, { user_name: "Eva", email: "", role: "attendee" }]);
  await b.control("POST", "/leave", { participantId: eva.body["participantId"] });
  expect((await roster("live"))["participants"]).toMatchObject([{ role: "host" }]);
  await b.control("POST", "/end", { meetingId: id });
  expect((await roster("past"))["code"]).toBe(3001);
  await b.pass(minutes(20));
  expect((await roster("past"))["participants"]).toMatchObject([{ leave_reason: "Host ended the meeting." }, { leave_reason: "Eva left the meeting." }]);
  const alone = await meetingOf(b);
  await startByAddress(b, alone["id"]);
  await b.control("POST", "/end", { meetingId: alone["id"] });
  await b.pass(minutes(20));
  expect((await b.api("GET", `/metrics/meetings/${alone["id"]}/participants?type=pastOne`)).body["participants"]).toMatchObject([{ email: ROOM }]);
});

test("below Business there is no dashboard", async () => {
  const b = await bench();
  await b.control("POST", "/account", { plan: "pro" });
  const refused = await b.api("GET", "/metrics/meetings");
  expect([refused.status, refused.body["code"]]).toEqual([400, 400]);
});
