import { expect, test } from "vitest";
import { minutes, seconds } from "../src/lib/time.ts";
import { bench, meetingOf, ROOM, type Bench } from "./testing.ts";

const DEAD = { code: 300, message: "The next page token is invalid or expired." };

async function threeMeetings(): Promise<{ b: Bench; list: string; token: string }> {
  const b = await bench();
  for (let i = 0; i < 3; i += 1) await meetingOf(b);
  await b.pass(seconds(2));
  const list = `/users/${ROOM}/meetings?page_size=2`;
  return { b, list, token: (await b.api("GET", list)).body["next_page_token"] };
}

test("page tokens die after a quarter of an hour", async () => {
  const { b, list, token } = await threeMeetings();
  await b.pass(minutes(15) - 1);
  const { body } = await b.api("GET", `${list}&next_page_token=${token}`);
  expect([body["meetings"].length, body["next_page_token"]]).toEqual([1, ""]);
  await b.pass(1);
  const late = await b.api("GET", `${list}&next_page_token=${token}`);
  expect([late.status, late.body]).toEqual([400, DEAD]);
});

test("a page token belongs to its question", async () => {
  const { b, token } = await threeMeetings();
  for (const path of [`/users/${ROOM}/meetings?page_size=1`, "/users/sala.cajal@universidad.example/meetings?page_size=2", "/users?page_size=2"]) {
    const { status, body } = await b.api("GET", `${path}&next_page_token=${token}`);
    expect([path, status, body]).toEqual([path, 400, DEAD]);
  }
  expect((await b.api("GET", `/users/${ROOM}/meetings?next_page_token=${token}&page_size=2`)).status).toBe(200);
});

test("pages can be counted, and hold 300 rows at most", async () => {
  const { b, list } = await threeMeetings();
  expect((await b.api("GET", `${list}&page_number=2`)).body).toMatchObject({ page_number: 2, page_count: 2, meetings: [{}] });
  expect((await b.api("GET", `/users/${ROOM}/meetings?page_size=301`)).body["code"]).toBe(300);
});
