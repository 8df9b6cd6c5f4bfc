import { sqlState } from "../platform/database.ts";
import { fault, unknown, well, type Finding } from "./finding.ts";
import { codeOf, isUnknownName } from "./within.ts";

/** PostgreSQL 15 is what the migrations are written for. */
const NEEDED = 15;

/** What PostgreSQL, or the way to it, has against us. The address is told without its password. */
export function judgeDatabaseTrouble(error: unknown, databaseUrl: string): Finding {
  const { hostname, port, pathname, username } = new URL(databaseUrl);
  const values = { at: `${hostname}:${port || "5432"}`, user: decodeURIComponent(username), database: decodeURIComponent(pathname.slice(1)) };
  const code = sqlState(error) ?? codeOf(error);
  if (code === "28P01") return fault("database", "wrong_password", values);
  if (code.startsWith("28")) return fault("database", "not_let_in", { ...values, code });
  if (code === "3D000") return fault("database", "no_such_database", values);
  if (isUnknownName(code)) return fault("database", "no_such_host", { ...values, code });
  if (/^[0-9A-Z]{5}$/.test(code)) return fault("database", "trouble", { ...values, code });
  return fault("database", "unreachable", { ...values, code });
}

/** `number` as PostgreSQL writes it in `server_version_num`: 150004. */
export function judgeVersion(number: number, at: string): Finding {
  const version = `${Math.floor(number / 10_000)}.${number % 10_000}`;
  return number >= NEEDED * 10_000 ? well("database", "postgres", { version, at }) : fault("database", "too_old", { version, at });
}

/** What the database has been through, against what this version of Bedel has. */
export function judgeMigrations(done: readonly string[] | null, ours: readonly string[]): Finding {
  if (done === null) return well("migrations", "none_yet");
  const [strange] = done.filter((name) => !ours.includes(name)).toSorted();
  const missing = ours.filter((name) => !done.includes(name));
  if (strange !== undefined) return fault("migrations", "newer", { first: strange });
  return missing.length === 0
    ? well("migrations", "well", { count: ours.length })
    : fault("migrations", "behind", { count: missing.length, first: missing[0]! });
}

/** What stands on a database that could not be asked. */
export const notAsked = (): Finding[] => (["migrations", "secret", "zoom", "scopes", "webhooks"] as const).map((check) => unknown(check, "not_asked"));
