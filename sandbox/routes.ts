import { MEETING_OPERATIONS } from "./meetings/operations.ts";
import type { Operation } from "./operations.ts";
import { REPORT_OPERATIONS } from "./reports/operations.ts";
import { ROLE_OPERATIONS } from "./roles/operations.ts";
import { USER_OPERATIONS } from "./users/operations.ts";

export const OPERATIONS: Operation[] = [...USER_OPERATIONS, ...MEETING_OPERATIONS, ...REPORT_OPERATIONS, ...ROLE_OPERATIONS];

export type Match = { operation: Operation; params: Record<string, string> };

const ROUTES = OPERATIONS.map((operation) => ({ operation, parts: operation.path.split("/").slice(1) }));

/**
 * The gateway decodes the path once and only then cuts it at the slashes, so a uuid with a slash in it must come encoded twice:
 * encoded once it falls apart here, as it does at Zoom.
 */
export function match(method: string, path: string): Match | null {
  const parts = decoded(path).split("/").slice(1);
  for (const route of ROUTES) {
    if (route.operation.method !== method || route.parts.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = route.parts.every((part, i) => {
      if (part.startsWith(":")) params[part.slice(1)] = decoded(parts[i]!);
      return part.startsWith(":") ? parts[i] !== "" : part === parts[i];
    });
    if (fits) return { operation: route.operation, params };
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
