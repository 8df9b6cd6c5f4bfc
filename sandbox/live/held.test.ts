import { expect, test } from "vitest";
import { after, iso, minutes } from "../../src/lib/time.ts";
import { bench, meetingOf } from "../testing.ts";

test("a meeting that was held in the past is reported like every other, page by page, every coming a row", async () => {
  const b = await bench();
  const made = await meetingOf(b);
  const at = (n: number): string => iso(after(b.now(), minutes(n)));
  const people = Array.from({ length: 400 }, (_, i) => ({ name: `=Person ${i}`, times: [{ in: at(-60), out: at(-50) }, { in: at(-40), out: at(-30) }] })); // prettier-ignore
  const held = await b.control("POST", "/held", { meetingId: made["id"], from: at(-60), to: at(-25), people });
  expect(held.status).toBe(201);

  const path = `/report/meetings/${made["id"]}/participants?page_size=300`;
  const rows: { name: string; duration: number }[] = [];
  for (let next = ""; ;) {
    const { body } = await b.api("GET", next === "" ? path : `${path}&next_page_token=${next}`);
    rows.push(...body["participants"]);
    next = body["next_page_token"];
    if (next === "") break;
  }
  expect(rows).toHaveLength(800);
  expect(new Set(rows.map((row) => row.name)).size).toBe(400);
  expect(rows.every((row) => row.duration === 600)).toBe(true);
});

test("what did not happen in the past was not held", async () => {
  const b = await bench();
  const made = await meetingOf(b);
  const at = (n: number): string => iso(after(b.now(), minutes(n)));
  const people = [{ name: "Eva", times: [{ in: at(-9), out: at(-8) }] }];
  expect((await b.control("POST", "/held", { meetingId: made["id"], from: at(-9), to: at(5), people })).body).toMatchObject({ because: "not_in_the_past" });
  expect((await b.control("POST", "/held", { meetingId: 5, from: at(-9), to: at(-5), people })).body).toMatchObject({ because: "no_such_meeting" });
  expect((await b.control("POST", "/held", { meetingId: made["id"], from: "soon" })).status).toBe(400);
});

test("counted by nothing, no call is one too many", async () => {
  const b = await bench();
  await b.control("POST", "/account", { limitBy: "nothing" });
  for (let i = 0; i < 100; i += 1) expect((await b.api("GET", "/users/me")).status).not.toBe(429);
});
