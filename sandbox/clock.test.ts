import { expect, test } from "vitest";
import { after, iso, minutes } from "../src/lib/time.ts";
import { bench, meetingOf, NOON, ROOM } from "./testing.ts";
import { FIRST_PASSWORD } from "./university.ts";

const clock = (n: number): string => iso(after(NOON, minutes(n)));

test("a clock of its own is moved forward by way of everything that is due, each at its own time", async () => {
  const b = await bench({ ownClock: true, webhook: { url: "http://bedel.example/webhooks", secret: "s3cret" } });
  const made = await meetingOf(b);
  const by = { email: ROOM, password: FIRST_PASSWORD };
  await b.control("POST", "/plan", [
    { at: clock(5), do: "start", meetingId: made["id"], by },
    { at: clock(35), do: "end", meetingId: made["id"] },
  ]);
  const early = b.posted.length;

  expect(await b.control("POST", "/clock", { minutes: 20 })).toMatchObject({ status: 200, body: { now: clock(20) } });
  expect((await b.api("GET", `/meetings/${made["id"]}`)).body["status"]).toBe("started");
  const sentAt = b.posted.slice(early).map(({ init }) => Number(new Headers(init.headers).get("x-zm-request-timestamp")) * 1000);
  expect(sentAt).toContain(after(NOON, minutes(5)));

  expect(await b.control("POST", "/clock", { to: clock(40) })).toMatchObject({ status: 200, body: { now: clock(40) } });
  const { instances } = (await b.control("GET", "/state")).body["meetings"].find((m: { id: number }) => m.id === made["id"]);
  expect(instances).toMatchObject([{ startedAt: clock(5), endedAt: clock(35) }]);
});

test("the clock goes forward only, not too far at once, and takes no nonsense", async () => {
  const b = await bench({ ownClock: true });
  for (const body of [{ to: clock(-1) }, { minutes: -5 }, { minutes: 1e9 }, { minutes: 1e300 }, { to: "soon" }, {}])
    expect((await b.control("POST", "/clock", body)).status).toBe(400);
  expect((await b.control("POST", "/clock", { minutes: 0 })).body).toEqual({ now: clock(0) });
});

test("its page shows the time and moves it", async () => {
  const b = await bench({ ownClock: true });
  expect((await b.page("/clock", { minutes: "90" })).status).toBe(303);
  expect((await b.page("/clock")).text).toContain("2027-03-01 13:30:00");
  expect((await b.page("/clock", { minutes: "-90" })).status).toBe(400);
});

test("inside a program the clock is the program's", async () => {
  const b = await bench();
  expect(await b.control("POST", "/clock", { minutes: 5 })).toMatchObject({ status: 409, body: { because: "not_its_own_clock" } });
  expect((await b.page("/clock")).text).not.toContain("<form");
});
