import { expect, test } from "vitest";
import { checkAnswer, type Findings } from "./answer.ts";
import { operation, said } from "./fixtures.ts";

const read = (status: number, body: unknown): Findings => checkAnswer(operation("GET", "/v2/halls/1"), { status, ...said(body) });
const WHOLE = { next_page_token: "", seats: [{ row: 1, taken_at: "2027-03-01T12:00:00Z" }] };

test("an answer with all that is listed passes", () => {
  expect(read(200, WHOLE)).toEqual({ wrong: [], missing: [] });
});

test("a missing property, an unknown one and a wrong type are each found", () => {
  expect(read(200, { seats: WHOLE.seats })).toEqual({ wrong: [], missing: ["next_page_token"] });
  expect(read(200, { ...WHOLE, colour: "red" })).toEqual({ wrong: ["colour is not in the contract"], missing: [] });
  expect(read(200, { ...WHOLE, seats: [{ row: "1", taken_at: "noon" }] }).wrong).toEqual([
    "seats[].row must be integer",
    'seats[].taken_at must match format "date-time"',
  ]);
});

test("a status that is not documented is found, and a body where there is to be none", () => {
  expect(read(204, "").wrong).toEqual(["status: 204 is not documented, but 200", "body: there is none"]);
  expect(checkAnswer(operation("PATCH", "/v2/halls/1"), { status: 204, ...said({}) }).wrong).toEqual(["body: the contract has none"]);
});

test("an answer that is no JSON is found", () => {
  expect(checkAnswer(operation("GET", "/v2/halls/1"), { status: 200, headers: { "content-type": "text/html" }, body: "<p>" }).wrong).toEqual([
    "content-type: text/html is not application/json",
  ]);
});

test("an error is documented with the operation or may happen to any; another, or one without its code, is found", () => {
  expect(read(404, { code: 3001, message: "Hall does not exist." }).wrong).toEqual([]);
  expect(read(429, { code: 429, message: "Too many." }).wrong).toEqual([]);
  expect(read(400, { code: 3001, message: "Hall does not exist." }).wrong).toEqual(["error: 400/3001 is not documented"]);
  expect(read(400, { message: "No." }).wrong).toEqual(["must have required property 'code'"]);
});

test("of a broken server nothing is expected", () => {
  expect(read(503, "")).toEqual({ wrong: [], missing: [] });
});
