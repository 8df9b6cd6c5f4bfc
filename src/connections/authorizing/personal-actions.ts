import type { Token } from "../../zoom/client/oauth.ts";
import type { Myself } from "../../zoom/port.ts";
import { personalConnectionOf } from "../store.ts";
import { sealedToken } from "../tokens/actions.ts";
import type { OutcomeKey } from "./contract.ts";
import { lockConnecting, putPersonalInPlace } from "./grant-store.ts";
import type { Needs } from "./placing-actions.ts";
import type { Authorization } from "./store.ts";

/** A member's own Zoom, of which there is one at most; what the institution has connected is nothing to it. Of two authorizations by one person the later lives. */
export async function placePersonal(
  world: Needs,
  a: Authorization,
  { who, token, number }: { who: Myself; token: Token; number: number },
): Promise<OutcomeKey> {
  const { db, random, secrets, clock } = world;
  const id = random.uuid();
  const memberId = a.memberId!;
  return db.transaction(async (tx) => {
    await lockConnecting(tx, a.institutionId);
    const inPlace = await personalConnectionOf(tx, a.institutionId, memberId);
    if (inPlace !== null && inPlace.number > number) return "overtaken";
    const key = { institutionId: a.institutionId, id: inPlace?.id ?? id };
    const grant = { app: "personal" as const, ownAppSealed: null, accountId: who.accountId, by: who, number, token: sealedToken(secrets, key, token) };
    await putPersonalInPlace(tx, key, memberId, grant, clock.now());
    return "personal_connected";
  });
}
