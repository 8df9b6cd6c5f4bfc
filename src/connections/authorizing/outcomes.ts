import type { ZoomError } from "../../zoom/port.ts";
import { granularName, missingScopes } from "../scopes.ts";
import type { OutcomeKey } from "./contract.ts";
import type { Verdict } from "./verdict.ts";

const OUTCOME_OF_VERDICT: Record<Verdict | "link gone" | "settled already", OutcomeKey> = {
  connect: "connected",
  reconnect: "reconnected",
  renew: "reconnected",
  overtaken: "already_connected",
  "already connected": "already_connected",
  "another account": "different_account",
  "to confirm": "to_confirm",
  "link gone": "link_gone",
  "settled already": "gone_meanwhile",
};

/** How one ended, with the values of its words. */
export type End = { outcome: OutcomeKey; details: Readonly<Record<string, string>> };

type Brought = { accountId: string; by: { email: string } | null; token: { scopes?: readonly string[] } };

/** `instead`: who has authorized what is in place. */
export function endOf(verdict: keyof typeof OUTCOME_OF_VERDICT, { accountId, by, token }: Brought, instead: string | null): End {
  const missing = missingScopes("admin", token.scopes ?? null).map((scope) => granularName(scope, "admin"));
  return {
    outcome: OUTCOME_OF_VERDICT[verdict],
    details: { email: by?.email ?? "", name: instead ?? "none", account: accountId, missing: missing.join(", ") },
  };
}

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

/** It answers later, and then differently. */
export const isAway = ({ kind }: Pick<ZoomError, "kind">): boolean => ["unreachable", "unanswered", "busy", "spent"].includes(kind);

/** Why it came to nothing. `exchanged`: there was a token already, and the trouble was to learn whose it is. */
export function outcomeOf(error: Pick<ZoomError, "kind" | "code">, exchanged: boolean): OutcomeKey {
  const { kind, code } = error;
  if (isAway(error)) return "zoom_away";
  if (exchanged && kind === "permission") return "role_unknown";
  if (exchanged && kind === "missing_scope") return "scope_missing";
  if (exchanged && kind === "reconnect") return "overtaken";
  return BY_CODE[code ?? 0] ?? "zoom_refused";
}
