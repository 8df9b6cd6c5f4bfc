import { expect, test } from "vitest";
import { plain } from "./schema.ts";

test("the parts of allOf become one object with the properties and the duties of all", () => {
  const list = plain({
    allOf: [
      { properties: { total: { type: "integer" } }, required: ["total"] },
      { properties: { rows: { type: "array" } }, required: ["rows"] },
    ],
  });
  expect(list).toEqual({ type: "object", properties: { total: { type: "integer" }, rows: { type: "array" } }, required: ["total", "rows"] });
});

test("what may be null may be null, also among listed values", () => {
  expect(plain({ type: "string", nullable: true, enum: ["a"] })).toEqual({ type: ["string", "null"], enum: ["a", null] });
});

test("texts among the properties, words for examples, and types and limits that can't be are passed over", () => {
  const size = { type: "Integer", maximum: "65535", exclusiveMinimum: true };
  const chat = { properties: { description: "The chat.", link: { type: "string", example: "x", "x-enum-descriptions": ["y"] }, size } };
  expect(plain(chat)).toEqual({ type: "object", properties: { link: { type: "string" }, size: {} } });
});

test("of several shapes one must fit, whichever word the document uses", () => {
  expect(plain({ oneOf: [{ type: "string" }, { type: "integer" }] })).toEqual({ anyOf: [{ type: "string" }, { type: "integer" }] });
  expect(plain({ anyOf: [{ type: "string" }] })).toEqual({ anyOf: [{ type: "string" }] });
});

test("`$name` in a listed value stands for anybody's name", () => {
  const { pattern } = plain({ type: "string", enum: ["$name left. (By $name)", "Host ended it."] });
  const fits = (said: string): boolean => new RegExp(String(pattern)).test(said);
  expect(["Ana Ruiz left. (By Ana Ruiz)", "Host ended it.", "Ana left! (By Ana)", "Host ended it. Really."].map(fits)).toEqual([true, true, false, false]);
});
