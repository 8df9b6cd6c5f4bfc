import { expect, test } from "vitest";
import { bench, meetingOf, NOON, ROOM, type Bench } from "../testing.ts";

/** What Zoom has told since, in its own words. */
async function told(b: Bench): Promise<{ event: string; payload: Record<string, any> }[]> {
  const { deliveries } = (await b.control("GET", "/webhooks")).body as { deliveries: { body: string }[] };
  return deliveries.map(({ body }) => JSON.parse(body) as { event: string; payload: Record<string, any> }).slice(1);
}

const fields = { topic: "Álgebra <b>", date: "2027-03-02", time: "18:30", duration: "45", waitingRoom: "yes" };

async function scheduled(): Promise<{ b: Bench; id: string }> {
  const b = await bench({ webhook: { url: "http://listens.example/hook", secret: "s" } });
  return { b, id: String((await meetingOf(b, { timezone: "Europe/Madrid" }))["id"]) };
}

test("its host changes time, title and waiting room: the meeting and its settings are told one after the other, in the host's name", async () => {
  const { b, id } = await scheduled();
  expect((await b.page("/meetings")).text).toContain(`/meetings/${id}"`);
  expect((await b.page(`/meetings/${id}`)).text).toContain(ROOM);
  expect((await b.page(`/meetings/${id}`, { ...fields, by: ROOM, do: "save" })).status).toBe(303);

  const { body } = await b.api("GET", `/meetings/${id}`);
  expect(body).toMatchObject({ topic: "Álgebra <b>", start_time: "2027-03-02T17:30:00Z", duration: 45, settings: { waiting_room: true } });
  const [first, second, ...more] = await told(b);
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    event: "meeting.updated",
    payload: { operator: ROOM, object: { id: Number(id), start_time: "2027-03-02T17:30:00Z", duration: 45 } },
  });
  expect(first!.payload["object"]).not.toHaveProperty("settings");
  expect(second!.payload).toMatchObject({ operator: ROOM, object: { settings: { waiting_room: true } }, old_object: { settings: { waiting_room: false } } });
});

test("who looks after the account may delete it, others may not, and what runs nobody", async () => {
  const { b, id } = await scheduled();
  const { users } = (await b.api("GET", "/users?page_size=300")).body as { users: { email: string; role_id: string }[] };
  const [owner, other] = [users.find((user) => user.role_id === "0")!.email, users.find((user) => user.role_id === "2" && user.email !== ROOM)!.email];
  expect((await b.page(`/meetings/${id}`, { ...fields, by: other, do: "delete" })).text).toContain("may not edit");
  await b.page("/meetings", { do: "start", meetingId: id });
  expect((await b.page(`/meetings/${id}`, { ...fields, by: owner, do: "delete" })).status).toBe(409);
  await b.page("/live", { do: "end", meetingId: id });
  expect((await b.page(`/meetings/${id}`, { ...fields, by: owner, do: "delete" })).status).toBe(303);
  expect((await told(b)).at(-1)).toMatchObject({ event: "meeting.deleted", payload: { operator: owner } });
  expect((await b.page(`/meetings/${id}`)).status).toBe(404);
});

test("by program too, and what Zoom does not understand changes nothing", async () => {
  const { b, id } = await scheduled();
  expect((await b.control("POST", "/edit", { meetingId: Number(id), set: { duration: 0 } })).body).toEqual({ ok: false, because: "not_understood" });
  expect((await b.control("POST", "/edit", { meetingId: 1, set: {} })).body).toEqual({ ok: false, because: "no_such_meeting" });
  expect((await b.control("POST", "/edit", { meetingId: Number(id), set: { duration: 20 } })).body).toEqual({ ok: true });
  expect((await b.api("GET", `/meetings/${id}`)).body["duration"]).toBe(20);
  expect(b.now()).toBe(NOON);
});
