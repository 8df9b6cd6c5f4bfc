import type { Label } from "./limits.ts";

/** What can be asked: each row is a method, a path, its limit label and the scopes either of which opens it (new family first). */
export type Operation = { method: string; path: string; label: Label; scopes: [granular: string, classic: string] };

const op = (method: string, path: string, label: Label, granular: string, classic: string): Operation => ({
  method,
  path,
  label,
  scopes: [`${granular}:admin`, classic],
});

/** Meetings and webinars answer to the same questions under different names. */
function scheduled(kind: "meeting" | "webinar", id: string): Record<string, Operation> {
  const read = `${kind}:read:admin`;
  const write = `${kind}:write:admin`;
  const one = `/${kind}s/:${id}`;
  return {
    [`list ${kind}s`]: op("GET", `/users/:userId/${kind}s`, "Medium", `${kind}:read:list_${kind}s`, read),
    [`create ${kind}`]: op("POST", `/users/:userId/${kind}s`, "Light", `${kind}:write:${kind}`, write),
    [`get ${kind}`]: op("GET", one, "Light", `${kind}:read:${kind}`, read),
    [`update ${kind}`]: op("PATCH", one, "Light", `${kind}:update:${kind}`, write),
    [`delete ${kind}`]: op("DELETE", one, "Light", `${kind}:delete:${kind}`, write),
    [`${kind} status`]: op("PUT", `${one}/status`, "Light", `${kind}:update:status`, write),
    [`list ${kind} registrants`]: op("GET", `${one}/registrants`, "Medium", `${kind}:read:list_registrants`, read),
    [`add ${kind} registrant`]: op("POST", `${one}/registrants`, "Light", `${kind}:write:registrant`, write),
    [`add ${kind} registrants`]: op("POST", `${one}/batch_registrants`, "Heavy", `${kind}:write:batch_registrants`, write),
    [`delete ${kind} registrant`]: op("DELETE", `${one}/registrants/:registrantId`, "Light", `${kind}:delete:registrant`, write),
    [`${kind} registrants status`]: op("PUT", `${one}/registrants/status`, "Medium", `${kind}:update:registrant_status`, write),
    [`past ${kind} instances`]: op("GET", `/past_${kind}s/:${id}/instances`, kind === "meeting" ? "Medium" : "Light", `${kind}:read:list_past_instances`, read),
    [`past ${kind} participants`]: op("GET", `/past_${kind}s/:uuid/participants`, "Medium", `${kind}:read:list_past_participants`, read),
    [`${kind} dashboard`]: op("GET", `/metrics/${kind}s/:uuid`, "Heavy", `dashboard:read:${kind}`, `dashboard_${kind}s:read:admin`),
    [`report ${kind} participants`]: op("GET", `/report/${kind}s/:uuid/participants`, "Heavy", `report:read:list_${kind}_participants`, "report:read:admin"),
  };
}

export const OPERATIONS: Record<string, Operation> = {
  "list users": op("GET", "/users", "Medium", "user:read:list_users", "user:read:admin"),
  "get user": op("GET", "/users/:userId", "Light", "user:read:user", "user:read:admin"),
  "update user": op("PATCH", "/users/:userId", "Light", "user:update:user", "user:write:admin"),
  "get user settings": op("GET", "/users/:userId/settings", "Medium", "user:read:settings", "user:read:admin"),
  "update user settings": op("PATCH", "/users/:userId/settings", "Medium", "user:update:settings", "user:write:admin"),
  "change password": op("PUT", "/users/:userId/password", "Medium", "user:update:password", "user:write:admin"),
  "user status": op("PUT", "/users/:userId/status", "Light", "user:update:status", "user:write:admin"),
  "sign user out": op("DELETE", "/users/:userId/token", "Light", "user:delete:token", "user:write:admin"),
  "account settings": op("GET", "/accounts/:accountId/settings", "Medium", "account:read:settings", "account:read:admin"),
  "past meeting": op("GET", "/past_meetings/:uuid", "Light", "meeting:read:past_meeting", "meeting:read:admin"),
  ...scheduled("meeting", "meetingId"),
  ...scheduled("webinar", "webinarId"),
};

export const ALL_SCOPES: string[] = [...new Set(Object.values(OPERATIONS).map((operation) => operation.scopes[0]))].toSorted();
