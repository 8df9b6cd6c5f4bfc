import type { Messages } from "../notices/messages/en.ts";

type Stops = Extract<keyof Messages["doctor"]["stops"], string>;
/** `granular` without `:admin`, `classic` as apps of before March 2024 have it; either will do. */
type Row = { granular: string; classic: string; stops: Stops; alsoPersonal?: true };

const row = (stops: Stops, granular: string, classic: string): Row => ({ granular, classic, stops });
const own = (stops: Stops, granular: string, classic: string): Row => ({ ...row(stops, granular, classic), alsoPersonal: true });

const ofKind = (kind: "meeting" | "webinar"): Row[] => [
  own(`${kind}s`, `${kind}:read:list_${kind}s`, `${kind}:read`),
  own(`${kind}s`, `${kind}:read:${kind}`, `${kind}:read`),
  own(`${kind}s`, `${kind}:write:${kind}`, `${kind}:write`),
  own(`${kind}s`, `${kind}:update:${kind}`, `${kind}:write`),
  own(`${kind}s`, `${kind}:delete:${kind}`, `${kind}:write`),
  own(`${kind}s`, `${kind}:update:status`, `${kind}:write`),
  row("registrants", `${kind}:read:list_registrants`, `${kind}:read`),
  row("registrants", `${kind}:write:batch_registrants`, `${kind}:write`),
  row("registrants", `${kind}:delete:registrant`, `${kind}:write`),
  row("reports", `${kind}:read:list_past_instances`, `${kind}:read`),
  row("reports", `report:read:list_${kind}_participants`, "report:read"),
];

/** By the calls that Bedel makes (`zoom/client/operations.ts`), each with the scope that its page in Zoom's API reference asks for (read 2026-11). */
const NEEDED: readonly Row[] = [
  row("people", "user:read:list_users", "user:read"),
  own("people", "user:read:user", "user:read"),
  own("people", "user:read:settings", "user:read"),
  row("passwords", "user:update:password", "user:write"),
  row("sign_out", "user:delete:token", "user:write"),
  ...ofKind("meeting"),
  ...ofKind("webinar"),
  row("dashboard", "dashboard:read:webinar", "dashboard_webinars:read"),
];

/** A personal connection makes meetings only, and its scopes have no `:admin`. Whoever may write may read as well in the classic family. */
export function missingScopes(kind: "institution" | "personal", granted: readonly string[]): { count: number; scopes: string[]; stops: Stops[] } {
  const ending = kind === "institution" ? ":admin" : "";
  const rows = NEEDED.filter(({ alsoPersonal, stops }) => kind === "institution" || (alsoPersonal === true && stops !== "webinars"));
  const has = (name: string): boolean => granted.includes(name) || granted.includes(`${name}:admin`) || granted.includes(`${name}:master`);
  const missing = rows.filter(({ granular, classic }) => !(ending === "" ? has(granular) || has(classic) : hasForAll(granted, granular, classic)));
  return { count: rows.length, scopes: missing.map(({ granular }) => granular + ending), stops: [...new Set(missing.map(({ stops }) => stops))] };
}

/** What a person may do with the person's own things is not what an institution needs. */
function hasForAll(granted: readonly string[], granular: string, classic: string): boolean {
  const names = [
    granular,
    classic,
    ...(classic.endsWith(":read") ? [classic.replace(/read$/, "write")] : []),
    ...(granular.startsWith("dashboard") ? ["dashboard:read"] : []),
  ];
  return names.some((name) => granted.includes(`${name}:admin`) || granted.includes(`${name}:master`));
}
