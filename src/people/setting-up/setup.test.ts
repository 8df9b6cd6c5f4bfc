import { expect, test } from "vitest";
import { after, instant, minutes } from "../../lib/time.ts";
import { addressOf, testMailOf } from "./setup.ts";

const NOON = instant("2027-03-01T12:00:00Z");
const SENT = { state: "queued", to: "ana@south.example", madeAt: NOON, sentAt: null, trouble: null };

test.each([
  ["http://localhost:3000", "local"],
  ["https://bedel.localhost", "local"],
  ["http://127.0.0.1:3000", "local"],
  ["http://[::1]:3000", "local"],
  ["http://rooms.example.edu", "open"],
  ["https://rooms.example.edu", "secure"],
  ["https://localhost.example.edu", "secure"],
])("%s is %s", (origin, is) => expect(addressOf(origin)).toEqual({ is, origin }));

test("a test mail waits until the server has said something, and the server's words are kept", () => {
  expect(testMailOf(SENT)).toMatchObject({ state: "waiting", answer: null });
  expect(testMailOf({ ...SENT, trouble: "ECONNREFUSED CONN" })).toMatchObject({ state: "trouble", answer: "ECONNREFUSED CONN" });
  expect(testMailOf({ ...SENT, state: "failed", trouble: "550 no such mailbox" })).toMatchObject({ state: "refused", answer: "550 no such mailbox" });
});

test("a test mail that may have come twice has come", () => {
  const sentAt = after(NOON, minutes(1));
  for (const state of ["sent", "ambiguous"])
    expect(testMailOf({ ...SENT, state, sentAt, trouble: "x" })).toMatchObject({ state: "sent", at: "2027-03-01T12:01:00.000Z" });
});
