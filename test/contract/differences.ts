import type { Schema } from "./schema.ts";

/** Paths such as `users[].pmi`, each once. */
export type Differences = { missing: string[]; unknown: string[] };

/**
 * Which properties the contract lists and a value has not, and which it has that the contract does not know; of what is missing, nothing below.
 * An object of which the contract names no property may hold anything. Of several shapes, the one counts that is nearest.
 */
export function differences(schema: Schema, value: unknown, at = ""): Differences {
  if (schema.anyOf !== undefined) return nearest(schema, schema.anyOf, value, at);
  if (Array.isArray(value)) return together(value.map((item) => differences(schema.items ?? {}, item, `${at}[]`)));
  if (typeof value !== "object" || value === null || schema.properties === undefined) return NONE;
  const { properties } = schema;
  const has = Object.entries(value);
  const below = has.flatMap(([name, inner]) => (Object.hasOwn(properties, name) ? [differences(properties[name]!, inner, under(at, name))] : []));
  return together([
    {
      missing: Object.keys(properties)
        .filter((name) => !Object.hasOwn(value, name))
        .map((name) => under(at, name)),
      unknown: has.filter(([name]) => !Object.hasOwn(properties, name)).map(([name]) => under(at, name)),
    },
    ...below,
  ]);
}

const NONE: Differences = { missing: [], unknown: [] };
const under = (at: string, name: string): string => (at === "" ? name : `${at}.${name}`);

function nearest({ anyOf: _, ...common }: Schema, shapes: Schema[], value: unknown, at: string): Differences {
  const each = shapes.map((shape) => differences(withCommon(common, shape), value, at));
  const [first] = each.toSorted((a, b) => a.unknown.length - b.unknown.length || a.missing.length - b.missing.length);
  return first ?? NONE;
}

const withCommon = (common: Schema, shape: Schema): Schema =>
  common.properties === undefined ? shape : { ...shape, properties: { ...common.properties, ...shape.properties } };

const together = (all: Differences[]): Differences => ({
  missing: [...new Set(all.flatMap(({ missing }) => missing))],
  unknown: [...new Set(all.flatMap(({ unknown }) => unknown))],
});
