import { iso } from "../../src/lib/time.ts";
import type { Authorization } from "../account.ts";
import { secret } from "../ids.ts";
import { emitToApp } from "../webhooks/events.ts";
import { account, type World } from "../world.ts";
import { findApp } from "./apps.ts";
import { endAuthorization } from "./authorizations.ts";

/** A person removes an app. Only a published app is told, at the address that it gave for this. */
export function removeApp(world: World, authorization: Authorization): void {
  endAuthorization(world, authorization);
  const app = findApp(world, authorization.clientId);
  if (app === null || !app.published || app.deauthorizationUrl === null) return;
  emitToApp(world, app.clientId, "app_deauthorized", {
    account_id: account(world).id,
    user_id: authorization.userId,
    client_id: app.clientId,
    deauthorization_time: iso(world.at),
    signature: Buffer.from(secret(world, 32), "base64url").toString("hex"),
    event_ts: world.at,
  });
}
