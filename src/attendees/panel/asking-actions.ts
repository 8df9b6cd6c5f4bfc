import { mayTry } from "../../people/signing-in/trying-actions.ts";
import { hasVerified } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import type { World } from "../../world.ts";
import { mailPanel, pageOf, panelAddress, panelOf } from "./actions.ts";
import type { Attending } from "./contract.ts";
import { plainEmail } from "./panel.ts";
import { institutionsOf } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke">;

/**
 * Mails the way to the panel to whoever is in a list under this address: each institution its own, which names no other. Nobody is told whether anybody is;
 * one mailbox gets only so many.
 */
export async function askForPanels(world: Needs, email: string): Promise<void> {
  const plain = plainEmail(email);
  if (!(await mayTry(world.db, "mail to", `panel ${plain}`))) return;
  await world.db.transaction(async (tx) => {
    for (const { institutionId, name } of await institutionsOf(tx, plain)) await mailPanel(tx, world, await panelOf(tx, world, institutionId, plain), name);
  });
  world.poke(["mails"]);
}

/** The panel of a member, by account: only where the e-mail address is proven to be the person's. */
export async function panelOfMember(world: Needs & Pick<World, "origin">, who: Member): Promise<Attending> {
  const email = plainEmail(who.email);
  const isThere = (await institutionsOf(world.db, email)).some(({ institutionId }) => institutionId === who.institutionId);
  if (!isThere || !(await hasVerified(world.db, who.personId, email))) return { panel: null, coming: 0 };
  const panel = await panelOf(world.db, world, who.institutionId, email);
  const { sessions } = await pageOf(world, panel);
  return { panel: new URL(panelAddress(world, panel)).pathname, coming: sessions.filter(({ isComing, state }) => isComing && state !== "cancelled").length };
}
