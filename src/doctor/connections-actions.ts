import { connectionsOf, keysOf, zoomKindOf, type AppKeys, type Connection } from "../connections/actions.ts";
import { standingOf } from "../connections/connection.ts";
import { storedToken } from "../connections/tokens/actions.ts";
import { allInstitutions } from "../people/actions.ts";
import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import type { Secrets } from "../platform/secrets.ts";
import { ZoomError } from "../zoom/port.ts";
import { fault, unknown, well, type Finding } from "./finding.ts";
import { dayOf, judgeHeard } from "./webhooks.ts";
import { accountBehind, lookAtAccountApp, type AtZoom } from "./zoom-actions.ts";
import { judgeScopes, judgeTrouble } from "./zoom.ts";

type Needs = AtZoom & { db: Database; clock: Clock; secrets: Secrets | null; origin: string };

/** Every institution's connections to a real Zoom, as they are kept, and as Zoom says. */
export async function lookAtConnections(needs: Needs): Promise<Finding[]> {
  const all: Finding[] = [];
  let [played, seen] = [0, 0];
  for (const { id, settings } of await allInstitutions(needs.db)) {
    if ((await zoomKindOf(needs.db, id)) === "sandbox") {
      played += 1;
      continue;
    }
    for (const c of await connectionsOf(needs.db, id)) {
      seen += 1;
      all.push(...(await lookAtOne(needs, c, nameOf(c, settings.name))));
    }
  }
  if (seen > 0) return all;
  return played > 0 ? (["zoom", "scopes", "webhooks"] as const).map((check) => well(check, "sandbox")) : [well("zoom", "no_connection")];
}

const nameOf = (c: Connection, institution: string): string => (c.kind === "institution" ? institution : `${institution}, ${c.authorizedBy?.email ?? c.id}`);

async function lookAtOne(needs: Needs, c: Connection, of: string): Promise<Finding[]> {
  const webhooks = c.kind === "institution" && c.state !== "disconnected" ? [judgeHeard(c, { now: needs.now(), address: needs.origin, of })] : [];
  const standing = standingOf(c);
  if (standing === "disconnected") return [well("zoom", "disconnected", { account: c.accountId }, of)];
  if (c.app === "account" && c.ownAppSealed === null) return [...ofSettings(needs, c, of), ...webhooks];
  if (needs.secrets === null) return [unknown("zoom", "not_asked", {}, of), ...webhooks];
  const keys = keysOf(needs.secrets, needs.zoom, c);
  if (keys === null) return [fault("zoom", "no_app", {}, of), ...webhooks];
  const found =
    c.app === "account" ? await lookAtAccountApp(needs, { ...keys, accountId: c.accountId }, of) : await lookAtAuthorized(needs, needs.secrets, c, of);
  return [...found, ...webhooks];
}

/** Its app is looked at with the settings; here, whether both mean the same account. */
function ofSettings({ zoom }: Needs, c: Connection, of: string): Finding[] {
  const keys: (AppKeys & { accountId: string }) | null = zoom.account;
  if (keys === null) return [fault("zoom", "no_app", {}, of)];
  return keys.accountId === c.accountId ? [] : [fault("zoom", "other_account", { account: c.accountId, expected: keys.accountId }, of)];
}

/** A token that a person gave: read as it is kept and never renewed, since a renewal that is lost ends the connection. */
async function lookAtAuthorized(needs: Needs, secrets: Secrets, c: Connection, of: string): Promise<Finding[]> {
  const values = { account: c.accountId };
  const scopes = judgeScopes(c.app, c.scopes, of);
  try {
    const token = await storedToken({ ...needs, secrets, process: null }, { institutionId: c.institutionId, id: c.id }, true).read();
    if (token !== null && token.expiresAt > needs.now()) {
      const account = await accountBehind(needs, token.accessToken);
      if (account !== null && account !== c.accountId) return [fault("zoom", "other_account", { account, expected: c.accountId }, of), scopes];
      return [well("zoom", c.pausedAt === null ? "connected" : "paused", values, of), scopes];
    }
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    return [judgeTrouble(error, { of, at: new URL(needs.zoom.apiBase).host, ...values }), scopes];
  }
  return [c.lastOkAt === null ? unknown("zoom", "not_asked", {}, of) : well("zoom", "last_ok", { ...values, day: dayOf(c.lastOkAt) }, of), scopes];
}
