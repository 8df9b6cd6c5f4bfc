import { z } from "zod";

export type Read<T> = { ok: true; value: T } | { ok: false; problem: string };

/** What was given, read as `shape` says, or what is wrong with it in a sentence. */
export function read<T>(shape: z.ZodType<T>, given: unknown): Read<T> {
  const result = shape.safeParse(given);
  if (result.success) return { ok: true, value: result.data };
  const { path, message } = result.error.issues[0]!;
  return { ok: false, problem: path.length === 0 ? message : `${placeOf(path)}: ${message}` };
}

/** Any value of the kind of this one. */
export function likeOf(example: unknown): z.ZodType {
  if (Array.isArray(example)) return z.array(z.unknown());
  switch (typeof example) {
    case "string":
      return z.string();
    case "number":
      return z.number();
    case "boolean":
      return z.boolean();
    default:
      return example === null ? z.unknown() : z.record(z.string(), z.unknown());
  }
}

export const alike = (example: object): Record<string, z.ZodType> => Object.fromEntries(Object.entries(example).map(([name, value]) => [name, likeOf(value)]));

/** `users[3].email` */
const placeOf = (path: PropertyKey[]): string =>
  path.reduce<string>((place, key) => (typeof key === "number" ? `${place}[${key}]` : place === "" ? String(key) : `${place}.${String(key)}`), "");
