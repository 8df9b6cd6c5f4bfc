import { expect, test } from "vitest";
import { aDelivery, HALLS } from "./fixtures.ts";
import { checkWebhook } from "./webhook.ts";

const schema = HALLS.events.get("hall.opened")!;
const WHOLE = { event: "hall.opened", payload: { id: "1", by: "a" } };

test("a delivery as the contract has it passes", () => {
  expect(checkWebhook(schema, aDelivery(WHOLE))).toEqual({ wrong: [], missing: [] });
});

test("a missing property, an unknown one and a wrong type are each found", () => {
  expect(checkWebhook(schema, aDelivery({ ...WHOLE, payload: { id: 1, colour: "red" } }))).toEqual({
    wrong: ["payload.id must be string", "payload.colour is not in the contract"],
    missing: ["payload.by"],
  });
});

test("headers that Zoom does not send and answers that it does not take are found", () => {
  expect(checkWebhook(schema, aDelivery(WHOLE, { "x-zm-signature": "v1=abc" }, 302)).wrong).toEqual([
    "header: x-zm-signature is v1=abc",
    "answer: 302 is neither 200 nor 204",
  ]);
});
