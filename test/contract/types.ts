import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import type { Schema } from "./schema.ts";

const open = (options: { coerceTypes: boolean }): Ajv => formats.default(new Ajv({ allErrors: true, strict: false, logger: false, ...options }));
const asGiven = { ajv: open({ coerceTypes: false }), known: new WeakMap<Schema, ValidateFunction>() };
/** What stands in an address is text, and means a number. */
const asText = { ajv: open({ coerceTypes: true }), known: new WeakMap<Schema, ValidateFunction>() };

/** What is wrong with types, formats, limits and required properties, in words; nothing when all is well. */
export const wrongTypes = (schema: Schema, value: unknown): string[] => wrong(asGiven, schema, value);
export const wrongTypesOfText = (schema: Schema, text: string): string[] =>
  wrong(asText, { properties: { value: schema } }, { value: text }).map((each) => each.replace(/^value /, ""));

function wrong({ ajv, known }: typeof asGiven, schema: Schema, value: unknown): string[] {
  let validate = known.get(schema);
  if (validate === undefined) known.set(schema, (validate = ajv.compile(schema)));
  return validate(value) ? [] : [...new Set((validate.errors ?? []).map(inWords))];
}

function inWords({ instancePath, keyword, message, params }: ErrorObject): string {
  const path = instancePath
    .slice(1)
    .replaceAll(/(^|\/)\d+(?=\/|$)/g, "[]")
    .replaceAll("/", ".");
  const values = keyword === "enum" ? ` ${JSON.stringify(params["allowedValues"])}` : "";
  return `${path} ${message}${values}`.trim();
}
