import type { ZoomError } from "../../zoom/port.ts";
import type { OutcomeKey } from "./contract.ts";
import type { Verdict } from "./verdict.ts";

export const OUTCOME_OF_VERDICT: Record<Verdict | "link gone", OutcomeKey> = {
  connect: "connected",
  reconnect: "reconnected",
  renew: "reconnected",
  overtaken: "already_connected",
  "already connected": "already_connected",
  "another account": "different_account",
  "to confirm": "to_confirm",
  "link gone": "link_gone",
};

/** Zoom's codes of its token endpoint (developers.zoom.us/docs/integrations/oauth, read 2026-11), as far as somebody can do something about them. */
const BY_CODE: Readonly<Record<number, OutcomeKey>> = {
  4702: "app_unknown",
  4704: "app_unknown",
  4709: "wrong_address",
  4717: "app_switched_off",
  4733: "code_dead",
  4734: "code_dead",
  4738: "disabled_by_admin",
};

/** Why it came to nothing. `exchanged`: there was a token already, and the trouble was to learn whose it is. */
export function outcomeOf({ kind, code }: Pick<ZoomError, "kind" | "code">, exchanged: boolean): OutcomeKey {
  if (["unreachable", "unanswered", "busy", "spent"].includes(kind)) return "zoom_away";
  if (exchanged && kind === "permission") return "role_unknown";
  if (exchanged && kind === "missing_scope") return "scope_missing";
  if (exchanged && kind === "reconnect") return "overtaken";
  return BY_CODE[code ?? 0] ?? "zoom_refused";
}
