import { scopes as words } from "../notices/messages/en/scopes.ts";
import type { AppKind } from "./connection.ts";
import { classicNames, eventsFor, granularName, provisioningScopesFor, scopesFor, type Scope } from "./scopes.ts";

/** The operator's guide to the app at Zoom, as far as the table of scopes says it (`docs/operating/zoom-app.md`). */
export const SCOPE_GUIDES: Record<string, string> = {
  "scopes of the admin-managed app": scopeTable("admin", scopesFor("admin")),
  "scopes for Zoom users": scopeTable("admin", provisioningScopesFor("admin")),
  "scopes of the personal app": scopeTable("personal", scopesFor("personal")),
  "scopes of the Server-to-Server app": `${nameList("account")}\n`,
  events: `${eventsFor("admin")
    .toSorted()
    .map((name) => `- \`${name}\``)
    .join("\n")}\n`,
};

function scopeTable(app: AppKind, scopes: readonly Scope[]): string {
  const rows = scopes.map((scope) => {
    const { why, without } = words[scope.reason];
    const classic = classicNames(scope, app).map((name) => `\`${name}\``);
    return `| \`${granularName(scope, app)}\` | ${classic.join(" or ")} | ${why} | ${without} |`;
  });
  return `| scope | or, in an older app | why | without it |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}

function nameList(app: AppKind): string {
  return ["```", ...scopesFor(app).map((scope) => granularName(scope, app)), "```"].join("\n");
}
