import type { Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { refuse } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import type { Agenda } from "../around.ts";
import { lockInvitation, powersGivenBy, saveRevoked } from "../inviting/store.ts";
import type { Member } from "../member.ts";
import type { Removal, ZoomFarewell } from "./contract.ts";

export const takesBackOf = async (tx: Tx, of: Member): Promise<Removal["takesBack"]> =>
  of.role === "owner" ? (await powersGivenBy(tx, of)).map(({ id, name, email }) => ({ id, name, email })) : [];

type Powers = { of: Member; by: Member; at: Instant; takenBack: readonly { id: string; zoomUser: ZoomFarewell }[] };

/**
 * Only owners make owners and administrators: whoever is one no more could else come back as one, by an invitation that waits. What becomes of the Zoom users is as where
 * an invitation is taken back by itself. A refusal is thrown, for it takes back the whole deed; so is what was said of an invitation that is none to take back any more, and would be done to nobody.
 */
export async function takeBackPowers(
  tx: Tx,
  { random }: Pick<World, "random">,
  agenda: Pick<Agenda, "letGo">,
  { of, by, at, takenBack }: Powers,
): Promise<void> {
  const { institutionId } = of;
  const farewells = new Map(takenBack.map(({ id, zoomUser }) => [id.toLowerCase(), zoomUser]));
  for (const { id } of await powersGivenBy(tx, of)) {
    const one = await lockInvitation(tx, institutionId, id);
    if (one === null || one.acceptedAt !== null) continue; // somebody was quicker
    const { name, email } = one;
    const letGo = await agenda.letGo?.(tx, { institutionId, name, email, id: null }, farewells.get(id) ?? "nothing", by);
    if (letGo?.ok === false) throw refuse(409, letGo.refusal.because, { field: "takenBack" });
    farewells.delete(id);
    await saveRevoked(tx, one, at);
    await note(tx, random, { institutionId, at, who: by.name, memberId: by.id, what: "invitation_revoked", details: { email } });
  }
  if ([...farewells.values()].some((zoomUser) => zoomUser !== "nothing")) throw refuse(409, "revision_conflict");
}
