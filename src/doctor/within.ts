import { unknown, type Check, type Finding } from "./finding.ts";

/** So long a single check may take. Somebody waits before the terminal, and what hangs is no answer. */
export const LONGEST_MS = 9_000;

type Slow = Extract<Check, "database" | "server" | "address" | "tls" | "clock" | "mail" | "zoom" | "webhooks">;

/** What the check found; after that time, that it took too long. What it still waits for is left behind. */
export async function within(check: Slow, look: () => Promise<Finding[]>): Promise<Finding[]> {
  return (await limited(look)) ?? [unknown(check, "too_long", { seconds: LONGEST_MS / 1000 })];
}

/** Null after that time. */
export async function limited<T>(look: () => Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), LONGEST_MS)));
  try {
    return await Promise.race([look(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Node's code of what went wrong, for whoever looks it up; of several tries that of the first. Never its words: they may quote an address with a password. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  const { code, cause, name } = (error ?? {}) as { code?: unknown; cause?: unknown; name?: unknown };
  if (typeof code === "string" && code !== "") return code;
  if (cause !== undefined && cause !== null) return codeOf(cause);
  return typeof name === "string" ? name : "?";
}

/** The name in an address is known to nobody. */
export const isUnknownName = (code: string): boolean => ["ENOTFOUND", "EAI_AGAIN", "EAI_NODATA", "EAI_NONAME", "EDNS"].includes(code);
