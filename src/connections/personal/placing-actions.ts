import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { saveHost } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import type { Token } from "../../zoom/client/oauth.ts";
import { ZoomError, type Myself, type Zoom, type ZoomUser } from "../../zoom/port.ts";
import type { Connection } from "../connection.ts";
import { putPersonalInPlace } from "../authorizing/grant-store.ts";
import { stopErasure } from "../erasing/actions.ts";
import { grantOf, shareToken } from "../sharing/actions.ts";
import { sealedToken } from "../tokens/actions.ts";
import { formerRowOf, keepAfterAll, saveDisconnected } from "./store.ts";

/** What a member brought back of an own Zoom; `user`: what hosting needs to know of it. */
export type BroughtOwn = { by: Myself; user: ZoomUser; token: Token; number: number };

/** How many people fit and whether there is a licence, as far as Zoom tells the person's own app. */
export async function userBehind(zoom: Zoom, by: Myself): Promise<ZoomUser> {
  try {
    return await zoom.readUser(by.hostId);
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    const { hostId, email, name, licensed } = by;
    return { hostId, email, name, licensed, status: "active", role: "member", details: null };
  }
}

type Needs = Pick<World, "random" | "secrets" | "clock">;
type Whose = { institutionId: string; memberId: string; name: string };

/**
 * From now on it is the member's own. The Zoom user that was connected before is reached in the row that it had; another one gets a row of its own, and what
 * was connected is ended. The institution must be locked for connecting.
 */
export async function putOwn(tx: Tx, { random, secrets, clock }: Needs, whose: Whose, inPlace: Connection | null, brought: BroughtOwn): Promise<void> {
  const { institutionId, memberId } = whose;
  const { by, user, token, number } = brought;
  const now = clock.now();
  const isOther = inPlace !== null && inPlace.authorizedBy?.hostId !== by.hostId;
  if (isOther) await saveDisconnected(tx, inPlace, now);
  const key = { institutionId, id: (await formerRowOf(tx, institutionId, memberId, by.hostId)) ?? random.uuid() };
  const shared = await grantOf(tx, { institutionId, app: "personal", accountId: by.accountId, hostId: by.hostId });
  const lives = shared === null ? token : await shareToken(tx, { secrets }, shared, key, token);
  const grant = { app: "personal" as const, ownAppSealed: null, accountId: by.accountId, by, number, token: sealedToken(secrets, key, lives) };
  await putPersonalInPlace(tx, key, memberId, grant, now);
  await keepAfterAll(tx, key);
  await stopErasure(tx, { random }, { ...key, accountId: by.accountId }, now);
  await saveHost(tx, institutionId, user, now, key.id);
  await note(tx, random, { institutionId, at: now, who: whose.name, memberId, what: "own_zoom_connected", details: { email: by.email } });
}
