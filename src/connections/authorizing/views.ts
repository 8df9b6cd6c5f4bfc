import { iso } from "../../lib/time.ts";
import type { Myself } from "../../zoom/port.ts";
import type { AppKind, Connection } from "../connection.ts";
import { granularName, missingScopes, scopesFor } from "../scopes.ts";
import type { CandidateView, ScopeView } from "./contract.ts";

/** What a connection of this kind asks for, and what of it the token in force has not. */
export function scopeViews(app: AppKind, granted: readonly string[] | null): ScopeView[] {
  const missing = new Set(missingScopes(app, granted));
  return scopesFor(app).map((scope) => ({ name: granularName(scope, app), reason: scope.reason, missing: missing.has(scope) }));
}

type Waiting = Pick<Connection, "id" | "app" | "accountId" | "scopes"> & { by: Myself | null; byLink: boolean; madeAt: Connection["since"] };

/** Beside the account in use, where that is another one. */
export function candidateView(c: Waiting, inPlace: Connection | null): CandidateView {
  const { accountId, authorizedBy = null } = inPlace ?? {};
  return {
    id: c.id,
    byLink: c.byLink,
    madeAt: iso(c.madeAt),
    account: { id: c.accountId, by: c.by?.email ?? null, role: c.by?.role.name ?? null },
    name: c.by?.name ?? null,
    missing: scopeViews(c.app, c.scopes).filter(({ missing }) => missing),
    instead: accountId === undefined || accountId === c.accountId ? null : { id: accountId, by: authorizedBy?.email ?? null, role: authorizedBy?.role ?? null },
  };
}
