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
