/** What is left of a schema in the published documents once it can be relied on. */
export type Schema = {
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  required?: string[];
  [limit: string]: unknown;
};
type Loose = Record<string, unknown>;

const KEPT: Record<string, string> = { enum: "object", format: "string", pattern: "string", uniqueItems: "boolean" };
for (const limit of ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"]) KEPT[limit] = "number";

/**
 * A published schema without its quirks. `allOf` becomes one object, as it stands for a list with its paging. Of `oneOf` one must fit, not
 * exactly one: where all properties are optional several do. What can't be, such as a text among the properties or a text for a maximum, is passed over.
 */
export function plain(published: unknown): Schema {
  const loose = isLoose(published) ? published : {};
  const own: Schema = {};
  for (const [limit, type] of Object.entries(KEPT)) if (typeof loose[limit] === type) own[limit] = loose[limit];
  const told = own["enum"];
  if (Array.isArray(told) && told.some(isSentence)) [own["enum"], own["pattern"]] = [undefined, `^(${told.map(patternOf).join("|")})$`];
  if (isTypeName(loose["type"])) own.type = loose["type"];
  if (isLoose(loose["properties"])) own.properties = mapped(loose["properties"]);
  if (isLoose(loose["items"])) own.items = plain(loose["items"]);
  if (Array.isArray(loose["required"])) own.required = loose["required"].filter((name) => typeof name === "string");
  const branches = loose["oneOf"] ?? loose["anyOf"];
  if (Array.isArray(branches)) own.anyOf = branches.map(plain);
  if (own.properties !== undefined) own.type ??= "object";
  const parts = Array.isArray(loose["allOf"]) ? loose["allOf"].map(plain) : [];
  return orNull([...parts, own].reduce(merged), loose["nullable"] === true);
}

/** `$name left the meeting.` */
const isSentence = (value: unknown): boolean => typeof value === "string" && value.includes("$name");
const patternOf = (value: unknown): string =>
  String(value)
    .replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("\\$name", ".*");

const isLoose = (value: unknown): value is Loose => typeof value === "object" && value !== null && !Array.isArray(value);
const TYPES = new Set(["string", "integer", "number", "boolean", "object", "array", "null"]);
const isTypeName = (type: unknown): type is string | string[] => [type].flat().every((one) => TYPES.has(String(one)));

function mapped(properties: Loose): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, value]) => isLoose(value))
      .map(([name, value]) => [name, plain(value)]),
  );
}

function merged(one: Schema, other: Schema): Schema {
  const both = { ...one, ...other };
  if (one.properties !== undefined || other.properties !== undefined) both.properties = { ...one.properties, ...other.properties };
  if (one.required !== undefined || other.required !== undefined) both.required = [...(one.required ?? []), ...(other.required ?? [])];
  return both;
}

function orNull(schema: Schema, nullable: boolean): Schema {
  if (!nullable || schema.type === undefined) return schema;
  const values = schema["enum"];
  return { ...schema, type: [schema.type, "null"].flat(), ...(Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {}) };
}
