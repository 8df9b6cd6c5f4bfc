import { expect, test } from "vitest";
import { after, iso, minutes } from "../../src/lib/time.ts";
import { bench, meetingOf, ROOM } from "../testing.ts";
import { FIRST_PASSWORD } from "../university.ts";

test("planned people act at their own time, even if nobody looked then", async () => {
  const b = await bench();
  const made = await meetingOf(b);
  const at = (n: number): string => iso(after(b.now(), minutes(n)));
  const by = { email: ROOM, password: FIRST_PASSWORD };
  await b.control("POST", "/plan", [
    { at: at(50), do: "end", meetingId: made["id"] },
    { at: at(5), do: "start", meetingId: made["id"], by },
    { at: at(10), do: "join", joinUrl: made["join_url"], name: "Eva" },
    { at: at(40), do: "leave", meetingId: made["id"], name: "Eva" },
    { at: at(55), do: "join", joinUrl: `${made["join_url"]}x`, name: "Eva" },
  ]);
  expect(b.sandbox.nextAt()).toBe(after(b.now(), minutes(5)));
  await b.pass(minutes(90));
  const rows = (await b.api("GET", `/report/meetings/${made["id"]}/participants`)).body["participants"];
  expect(rows).toMatchObject([{ duration: 2700 }, { name: "Eva", duration: 1800, join_time: "2027-03-01T12:10:00Z" }]);
  const { plan } = (await b.control("GET", "/plan")).body;
  expect(plan.map((p: { outcome: { ok: boolean } }) => p.outcome.ok)).toEqual([true, true, true, true, false]);
  expect(b.sandbox.nextAt()).toBeNull();
});

test("a plan that makes no sense is refused", async () => {
  const b = await bench();
  expect((await b.control("POST", "/plan", [{ at: "soon", do: "start" }])).status).toBe(400);
  expect((await b.control("POST", "/plan", [{ at: iso(b.now()), do: "dance" }])).status).toBe(400);
});

test("the state counts calls, meetings and password changes, and a sign-in probe leaves no trace", async () => {
  const b = await bench();
  await meetingOf(b);
  await b.api("PUT", `/users/${ROOM}/password`, { password: "Nuevo-Secreto-93" });
  await b.control("POST", "/sign-in", { email: ROOM, password: "Nuevo-Secreto-93" });
  const { body } = await b.control("GET", "/state");
  expect(body["calls"]["byOperation"]).toMatchObject({ "POST /users/:userId/meetings": 1, "PUT /users/:userId/password": 1, "POST /oauth/token": 1 });
  expect(body).toMatchObject({ distinctMeetings: 1, passwordChanges: [{ to: ROOM }] });
  expect(body["users"].find((u: { email: string }) => u.email === ROOM).last_login_time).toBeNull();
});

test("what is changed of a user is merged with what was, and nonsense is refused in a sentence", async () => {
  const b = await bench();
  const { id } = (await b.api("GET", `/users/${ROOM}`)).body;
  const set = (given: unknown): ReturnType<typeof b.control> => b.control("POST", "/user", { id, set: given });
  for (const nonsense of [{ feature: null }, { login_types: 5 }, { id: "other" }, { status: "asleep" }, { email: 5 }]) {
    const [name] = Object.keys(nonsense);
    expect([(await set(nonsense)).status, (await set(nonsense)).body["error"]]).toEqual([
      400,
      expect.stringContaining(`set${name === "id" ? "" : `: ${name}`}`),
    ]);
  }
  expect((await set({ feature: { webinar: false } })).body).toMatchObject({ id, feature: { webinar: false, large_meeting: true } });
  expect((await b.page("/users")).status).toBe(200);
});
