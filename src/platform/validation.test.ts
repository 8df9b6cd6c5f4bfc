import { validatorCompiler } from "fastify-type-provider-zod";
import { expect, test } from "vitest";
import { z } from "zod";
import { fieldErrors } from "./validation.ts";

/** As the routes have it: the type provider's own validator. */
function found(schema: z.ZodType, value: unknown): readonly unknown[] {
  const validate = validatorCompiler({ schema, method: "POST", url: "/", httpPart: "body" } as never);
  return ((validate(value) as { error?: unknown }).error ?? []) as readonly unknown[];
}
const shape = z.object({
  title: z.string().trim().min(1).max(5),
  minutes: z.number().int().min(5).max(60),
  contact: z.object({ email: z.union([z.literal(""), z.email()]) }),
  email: z.email(),
});
const good = { title: "abc", minutes: 30, contact: { email: "" }, email: "ana@example.org" };

test.each([
  [{ title: "  " }, { field: "title", because: "required" }],
  [{ title: undefined }, { field: "title", because: "required" }],
  [{ title: "abcdef" }, { field: "title", because: "too_long", values: { max: 5 } }],
  [{ minutes: 4 }, { field: "minutes", because: "below_minimum_minutes", values: { min: 5 } }],
  [{ minutes: 61 }, { field: "minutes", because: "above_maximum_minutes", values: { max: 60 } }],
  [{ email: "ana" }, { field: "email", because: "not_an_email" }],
  [{ contact: { email: "ana" } }, { field: "contact.email", because: "not_an_email" }],
  [{ minutes: "thirty" }, { field: "minutes", because: "not_a_number" }],
  [{ minutes: 30.5 }, { field: "minutes", because: "not_a_number" }],
  [{ minutes: null }, { field: "minutes", because: "required" }],
  [{ title: 7 }, { field: "title", because: "malformed" }],
])("%o is refused at its field, with a key that has words", (change, error) => {
  expect(fieldErrors(found(shape, { ...good, ...change }))).toMatchObject([error]);
});

test("each field is told its first trouble only, and what belongs to none is the body's", () => {
  expect(fieldErrors([...found(shape, { ...good, title: "" }), ...found(shape, { ...good, title: "abcdef" })])).toHaveLength(1);
  expect(fieldErrors(found(shape, "no object"))).toMatchObject([{ field: "body" }]);
});
