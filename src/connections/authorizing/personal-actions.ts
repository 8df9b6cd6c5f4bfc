import type { Token } from "../../zoom/client/oauth.ts";
import type { Myself, Zoom } from "../../zoom/port.ts";
import { giveBackDue, giveUp } from "../giving-back/actions.ts";
import { giveUpOwn } from "../personal/ending-actions.ts";
import { replaceCandidate, takeCandidate, type PersonalCandidate } from "../personal/candidate-store.ts";
import { putOwn, userBehind, type BroughtOwn } from "../personal/placing-actions.ts";
import { memberWithZoomUser } from "../personal/store.ts";
import { personalConnectionOf } from "../store.ts";
import { leftToOthers } from "../sharing/actions.ts";
import { sealedToken } from "../tokens/actions.ts";
import type { OutcomeKey } from "./contract.ts";
import { lockConnecting } from "./grant-store.ts";
import type { End } from "./outcomes.ts";
import type { Needs } from "./placing-actions.ts";
import { isUnfinished, saveOutcome, type Authorization } from "./store.ts";

type Arrived = { client: Zoom; name: string; who: Myself; token: Token; number: number };

/**
 * A member's own Zoom, of which there is one at most; what the institution has connected is nothing to it. Of two authorizations by one person the later lives.
 * Refused where another member has connected the same Zoom user; another Zoom user than before waits for the member's yes.
 */
export async function placePersonal(world: Needs, a: Authorization, arrived: Arrived): Promise<End> {
  const { client, who: by, token, number } = arrived;
  const user = await userBehind(client, by);
  const details = { email: by.email };
  const outcome = await world.db.transaction(async (tx): Promise<OutcomeKey> => {
    await lockConnecting(tx, a.institutionId);
    if (!(await isUnfinished(tx, a))) return "gone_meanwhile";
    const settled = await settle(tx, world, a, arrived.name, { by, user, token, number });
    await saveOutcome(tx, a, settled.outcome, details);
    const isOther = settled.dropped !== null && settled.dropped.by.hostId !== by.hostId; // of the same person Zoom has ended it
    if (isOther) await giveUpOwn(tx, world, settled.dropped!);
    return settled.outcome;
  });
  await giveBackDue(world);
  world.poke();
  return { outcome, details };
}

/** `dropped`: what has waited for the member's yes until now. */
type Settled = { outcome: OutcomeKey; dropped: PersonalCandidate | null };

const ofMember = ({ institutionId }: Authorization, { accountId, hostId }: Myself) => ({ institutionId, app: "personal" as const, accountId, hostId });

/** The institution is locked for connecting. */
async function settle(tx: Parameters<typeof lockConnecting>[0], world: Needs, a: Authorization, name: string, brought: BroughtOwn): Promise<Settled> {
  const { institutionId } = a;
  const memberId = a.memberId!;
  const holder = await memberWithZoomUser(tx, institutionId, brought.by.hostId);
  const leave = (): Promise<boolean> => leftToOthers(tx, world, ofMember(a, brought.by), brought.token);
  if (holder !== null && holder !== memberId) {
    if (!(await leave())) await giveUp(tx, world, { institutionId, app: "personal", by: brought.by, memberId }, brought.token);
    return { outcome: "personal_taken", dropped: null };
  }
  const inPlace = await personalConnectionOf(tx, institutionId, memberId);
  if (inPlace !== null && inPlace.number > brought.number) return { outcome: "overtaken", dropped: null };
  const isOther = inPlace !== null && inPlace.state !== "disconnected" && inPlace.authorizedBy?.hostId !== brought.by.hostId;
  if (isOther) {
    await leave();
    const key = { institutionId, id: world.random.uuid() };
    const dropped = await replaceCandidate(
      tx,
      key,
      { memberId, by: brought.by, number: brought.number, token: sealedToken(world.secrets, key, brought.token) },
      world.clock.now(),
    );
    return { outcome: "personal_other_user", dropped };
  }
  const dropped = await takeCandidate(tx, institutionId, memberId);
  await putOwn(tx, world, { institutionId, memberId, name }, inPlace, brought);
  return { outcome: "personal_connected", dropped };
}
