import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { meaningOf } from "./codes.ts";
import { OPERATIONS } from "./operations.ts";

type Documented = { method: string; path: string; errors: { http: number; code: number; message: string }[] };

/** What Zoom documents, where its description lies beside the project. */
const FACTS = new URL("../../../../shared/zoom/endpoint-facts.json", import.meta.url);
const shapeOf = (path: string): string => path.replaceAll(/\{\w+\}/g, "{}");

test("every error that Zoom documents for a call of ours has been thought about", () => {
  const documented = JSON.parse(readFileSync(FACTS, "utf8")) as Documented[];
  const found = Object.values(OPERATIONS).map((call) => documented.find((one) => one.method === call.method && shapeOf(one.path) === shapeOf(call.path)));

  expect(found).not.toContain(undefined);
  const errors = found.flatMap((one) => one!.errors);
  expect(errors.length).toBeGreaterThan(100);
  expect(errors.filter(({ code, message }) => code !== 429 && meaningOf(code, message) === null)).toEqual([]);
});
