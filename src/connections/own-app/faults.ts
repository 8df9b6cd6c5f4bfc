import type { ZoomError } from "../../zoom/port.ts";

type Fault = [because: string, more: { field?: string }];

/** Which field of the form Zoom does not take, by what it says; Zoom itself does not tell a wrong client id from a wrong secret. */
export function faultOf({ kind, code, message }: Pick<ZoomError, "kind" | "code" | "message">): Fault {
  if (["unreachable", "unanswered", "busy", "spent"].includes(kind)) return ["zoom_unreachable", {}];
  if (code === 4717 || code === 4738) return ["own_app_not_activated", {}];
  if (code === 4705 || /unsupported.?grant/i.test(message)) return ["own_app_of_another_kind", { field: "clientId" }];
  if (code === 4704) return ["own_app_wrong_secret", { field: "clientSecret" }];
  if (code === 4702 || /invalid.?client/i.test(message)) return ["own_app_unknown", { field: "clientId" }];
  if (kind === "missing_scope") return ["own_app_reads_nothing", {}];
  if (code === 4706 || (kind === "reconnect" && /bad request|account/i.test(message))) return ["own_app_wrong_account", { field: "accountId" }];
  return ["own_app_refused", {}];
}
