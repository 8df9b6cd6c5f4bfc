import type { Token } from "../../zoom/client/oauth.ts";
import type { Myself, Zoom } from "../../zoom/port.ts";
import type { AppKeys, ZoomApps } from "../apps.ts";
import { replaceCandidate, takeCandidate } from "../personal/candidate-store.ts";
import { putOwn, userBehind, type BroughtOwn } from "../personal/placing-actions.ts";
import { memberWithZoomUser } from "../personal/store.ts";
import { personalConnectionOf } from "../store.ts";
import { sealedToken } from "../tokens/actions.ts";
import { giveBack } from "./asking-actions.ts";
import type { OutcomeKey } from "./contract.ts";
import { lockConnecting } from "./grant-store.ts";
import type { Needs } from "./placing-actions.ts";
import type { Authorization } from "./store.ts";

type Arrived = { zoom: ZoomApps; keys: AppKeys; client: Zoom; name: string; who: Myself; token: Token; number: number };

/**
 * A member's own Zoom, of which there is one at most; what the institution has connected is nothing to it. Of two authorizations by one person the later lives.
 * Refused where another member has connected the same Zoom user; another Zoom user than before waits for the member's yes.
 */
export async function placePersonal(world: Needs, a: Authorization, arrived: Arrived): Promise<OutcomeKey> {
  const { client, who: by, token, number } = arrived;
  const user = await userBehind(client, by);
  const outcome = await world.db.transaction((tx) => settle(tx, world, a, arrived.name, { by, user, token, number }));
  if (outcome === "personal_taken") await giveBack(world, arrived.zoom, arrived.keys, token.accessToken);
  world.poke();
  return outcome;
}

async function settle(tx: Parameters<typeof lockConnecting>[0], world: Needs, a: Authorization, name: string, brought: BroughtOwn): Promise<OutcomeKey> {
  const { institutionId } = a;
  const memberId = a.memberId!;
  await lockConnecting(tx, institutionId);
  const holder = await memberWithZoomUser(tx, institutionId, brought.by.hostId);
  if (holder !== null && holder !== memberId) return "personal_taken";
  const inPlace = await personalConnectionOf(tx, institutionId, memberId);
  if (inPlace !== null && inPlace.number > brought.number) return "overtaken";
  const isOther = inPlace !== null && inPlace.state !== "disconnected" && inPlace.authorizedBy?.hostId !== brought.by.hostId;
  if (isOther) {
    const key = { institutionId, id: world.random.uuid() };
    await replaceCandidate(
      tx,
      key,
      { memberId, by: brought.by, number: brought.number, token: sealedToken(world.secrets, key, brought.token) },
      world.clock.now(),
    );
    return "personal_other_user";
  }
  await takeCandidate(tx, institutionId, memberId);
  await putOwn(tx, world, { institutionId, memberId, name }, inPlace, brought);
  return "personal_connected";
}
