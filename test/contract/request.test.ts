import { expect, test } from "vitest";
import { operation, said } from "./fixtures.ts";
import { checkRequest } from "./request.ts";

const reading = (path: string): string[] => checkRequest(operation("GET", "/v2/halls/1"), { path, asked: said("") });
const changing = (sent: unknown, headers?: Record<string, string>): string[] =>
  checkRequest(operation("PATCH", "/v2/halls/1"), { path: "/v2/halls/1", asked: said(sent, headers) });

test("a word in its own place is no parameter", () => {
  expect([operation("GET", "/v2/halls/mine").name, operation("GET", "/v2/halls/2").name]).toEqual(["GET /halls/mine", "GET /halls/{hallId}"]);
});

test("a call as the contract wants it passes", () => {
  expect(reading("/v2/halls/1?fields=all&page_size=300")).toEqual([]);
  expect(changing({ name: "Aula", light: { on: true } })).toEqual([]);
});

test("a query that is unknown, of a wrong type or too great is found", () => {
  expect(reading("/v2/halls/1?colour=red&page_size=many")).toEqual(["query: colour is not in the contract", "query: page_size must be integer"]);
  expect(reading("/v2/halls/1?fields=some&page_size=301")).toEqual([
    'query: fields must be equal to one of the allowed values ["all","few"]',
    "query: page_size must be <= 300",
  ]);
});

test("a word in the path where a number belongs is found, and what is encoded twice is read", () => {
  expect(reading("/v2/halls/great")).toEqual(["path: {hallId} must be integer"]);
  expect(reading("/v2/halls/%2531")).toEqual([]);
});

test("a body with a wrong type, an unknown property or without its duty is found", () => {
  expect(changing({ name: 7, light: { on: true, colour: "red" } })).toEqual(["body: name must be string", "body: light.colour is not in the contract"]);
  expect(changing({})).toEqual(["body: must have required property 'name'"]);
  expect(changing("")).toEqual(["body: there is none"]);
});

test("a body where there is to be none, or of another kind, is found", () => {
  expect(checkRequest(operation("GET", "/v2/halls/1"), { path: "/v2/halls/1", asked: said({}) })).toEqual(["body: the contract has none"]);
  expect(changing({ name: "Aula" }, { "content-type": "text/plain" })).toEqual(["content-type: text/plain is not application/json"]);
});
