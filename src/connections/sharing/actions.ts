import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { Token } from "../../zoom/client/oauth.ts";
import type { Connection } from "../connection.ts";
import { readToken, zoomKindOf, type ConnectionKey } from "../store.ts";
import { openedToken, sealedToken } from "../tokens/seal-actions.ts";
import { livingBy, lockGrant, saveShared, type GrantAt } from "./store.ts";

export { livingBy, lockGrant, type GrantAt } from "./store.ts";

type Whose = Pick<Connection, "institutionId" | "app" | "accountId"> & { hostId: string | null };

/** Null where no person stands behind it: a Server-to-Server app has tokens of its own making. */
export async function grantOf(tx: Tx, c: Whose): Promise<GrantAt | null> {
  if (c.app === "account" || c.hostId === null) return null;
  return { app: c.app, accountId: c.accountId, hostId: c.hostId, zoom: (await zoomKindOf(tx, c.institutionId)) ?? "real" };
}

export const grantBehind = (tx: Tx, c: Connection): Promise<GrantAt | null> => grantOf(tx, { ...c, hostId: c.authorizedBy?.hostId ?? null });

/** Others that live by the same: what ends it at Zoom ends them. Who is about to end it as well is none. */
export async function othersBy(tx: Tx, grant: GrantAt | null, except: ConnectionKey | null): Promise<Connection[]> {
  const all = grant === null ? [] : await livingBy(tx, grant);
  return all.filter((c) => c.id !== except?.id && c.leavingAt === null);
}

/**
 * Each keeps a copy of the one living token, so that whichever is disconnected leaves the others theirs: a new authorization by the same Zoom user, and every
 * exchange of the refresh token, has ended at Zoom what they had. Returns the token that lives: this one, or a later one that another institution got meanwhile.
 */
export async function shareToken(tx: Tx, { secrets }: Pick<World, "secrets">, grant: GrantAt, except: ConnectionKey | null, token: Token): Promise<Token> {
  await lockGrant(tx, grant);
  let latest = token;
  const others = (await livingBy(tx, grant)).filter((c) => c.id !== except?.id);
  for (const c of others) {
    const kept = await readToken(tx, c);
    const its = kept === null ? null : openedToken(secrets, c, kept);
    if (its !== null && its.expiresAt > latest.expiresAt) latest = its;
  }
  for (const c of others) await saveShared(tx, c, sealedToken(secrets, c, latest));
  return latest;
}

/**
 * A token that is not put in place, or not yet. False: nobody lives by the same authorization, so it may be given back. True: others do, whose own Zoom has
 * ended when it gave this one; so they have it now.
 */
export async function leftToOthers(tx: Tx, world: Pick<World, "secrets">, whose: Whose, token: Token): Promise<boolean> {
  const grant = await grantOf(tx, whose);
  if (grant === null || (await livingBy(tx, grant)).length === 0) return false;
  await shareToken(tx, world, grant, null, token);
  return true;
}
