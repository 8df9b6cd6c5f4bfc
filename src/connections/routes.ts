import { iso, type Instant } from "../lib/time.ts";
import { memberOf } from "../people/actions.ts";
import type { App } from "../platform/http.ts";
import type { World } from "../world.ts";
import { connectionOf, zoomKindOf } from "./actions.ts";
import { authorizingRoutes } from "./authorizing/routes.ts";
import { linkRoutes } from "./links/routes.ts";
import type { WebhookSecrets } from "./own-app/actions.ts";
import { leavingView } from "./leaving/actions.ts";
import { lifeRoutes } from "./life/routes.ts";
import type { Above, Upstairs } from "./upstairs.ts";
import type { ZoomApps } from "./apps.ts";
import { standingOf, type Connection } from "./connection.ts";
import * as contract from "./contract.ts";

/** The institution's Zoom, as its administrators see it. */
export function connectionRoutes(app: App, world: World, { upstairs, above }: { upstairs: Upstairs; above: Above }, webhookSecrets: WebhookSecrets): void {
  app.get("/api/connection", { schema: { response: { 200: contract.connectionView } } }, (request) => viewOf(world, memberOf(request).institutionId));
  authorizingRoutes(app, world, upstairs, webhookSecrets);
  linkRoutes(app, world);
  lifeRoutes(app, world, above);
}

export async function viewOf({ db, zooms }: Pick<World, "db" | "zooms">, institutionId: string): Promise<contract.ConnectionView> {
  const c = await connectionOf(db, institutionId);
  const zoom = zooms[(await zoomKindOf(db, institutionId)) ?? "real"];
  return {
    standing: standingOf(c),
    since: isoOrNull(c?.since ?? null),
    because: c?.because ?? null,
    app: c === null || c.app === "personal" ? null : c.app,
    account: c === null ? null : { id: c.accountId, name: c.accountName },
    authorizedBy: authorizedBy(c),
    authorizedAt: isoOrNull(c?.authorizedAt ?? null),
    pausedAt: isoOrNull(c?.pausedAt ?? null),
    leaving: c === null ? null : await leavingView(db, c),
    lastOkAt: isoOrNull(c?.lastOkAt ?? null),
    ways: waysOf(zoom),
  };
}

function authorizedBy(c: Connection | null): contract.ConnectionView["authorizedBy"] {
  if (c === null || c.authorizedBy === null) return null;
  const { name, email, role } = c.authorizedBy;
  return { name, email, role };
}

/** Server-to-Server needs nothing of this server: the institution brings its own app. */
function waysOf(zoom: ZoomApps | null): contract.ConnectionView["ways"] {
  const admin = zoom?.admin == null ? "no_admin_app" : null;
  return { admin, link: admin, account: null };
}

const isoOrNull = (moment: Instant | null): string | null => (moment === null ? null : iso(moment));
