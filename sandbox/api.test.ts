import { expect, test } from "vitest";
import { BASE, bench, meetingOf, ROOM, type Bench } from "./testing.ts";

const post = async (b: Bench, path: string, body: string): Promise<number> =>
  (await b.sandbox.fetch(new Request(`${BASE}${path}`, { method: "POST", body }))).status;

test("a body that nests deeper than the stack is refused, and nothing is the worse for it", async () => {
  const b = await bench();
  const nest = `{"kind": "next", "match": "PUT /nowhere", "do": "refuse", "body": ${"[".repeat(60_000)}${"]".repeat(60_000)}}`;
  expect(await post(b, "/control/faults", nest)).toBe(400);
  const deep = JSON.parse(`{"custom_attributes": ${"[".repeat(200)}${"]".repeat(200)}}`) as unknown;
  expect(await b.api("PATCH", `/users/${ROOM}`, deep)).toMatchObject({ status: 400, body: { code: 300 } });
  expect(await meetingOf(b)).toMatchObject({ topic: "Óptica cuántica" });
});
