import type { World } from "./world.ts";

/** One request to the API, read. */
export type Call = {
  world: World;
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, unknown>;
  /** Who authorized the app that asks; null for server-to-server, where nobody did. */
  by: string | null;
};

export const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** What was given, but of another kind than it must be. */
export function isWrong(value: unknown, kind: "string" | "number" | "boolean" | "object"): boolean {
  if (value === undefined || value === null) return false;
  return kind === "object" && Array.isArray(value) ? true : typeof value !== kind;
}

/** The row of a table that somebody named; what every object has is no row. */
export const rowOf = <T>(table: Record<string, T>, name: string): T | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);

/** Deeper than anything that Zoom knows, and far from where reading, keeping and telling it would run out of stack. */
const DEEPEST = 64;

/** What a body holds. Throws for what is no JSON, or a nest of it. */
export function readJson(text: string): unknown {
  const read: unknown = JSON.parse(text);
  let level = [read];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw new SyntaxError("too deep");
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
  return read;
}
