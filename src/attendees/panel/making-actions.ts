import type { Language } from "../../people/contract.ts";
import type { Tx } from "../../platform/database.ts";
import { fingerprint } from "../../platform/secrets.ts";
import type { World } from "../../world.ts";
import { feedName, panelName, type Panel } from "./panel.ts";
import * as store from "./store.ts";

/** Makes true that these people have a panel. Those of it that were made now; the others had one. */
export async function ensurePanels(
  tx: Tx,
  { random, secrets, clock }: Pick<World, "random" | "secrets" | "clock">,
  people: readonly Pick<Panel, "institutionId" | "email">[],
): Promise<Panel[]> {
  const panels = people.map(({ institutionId, email }) => {
    const id = random.uuid();
    const printOf = (name: string): Uint8Array => fingerprint(secrets.tokenFor(name));
    const named = { id, generation: 1, feedGeneration: 1 };
    return { institutionId, id, email, tokenPrint: printOf(panelName(named)), feedPrint: printOf(feedName(named)) };
  });
  return store.insertPanels(tx, panels, clock.now());
}

/** In which language and from which zone somebody asked for a place: that is how the person is written to, until the person says otherwise. */
export async function ensurePanelSpeaks(
  tx: Tx,
  world: Pick<World, "random" | "secrets" | "clock">,
  person: Pick<Panel, "institutionId" | "email"> & { language: Language; zone: string },
): Promise<void> {
  await ensurePanels(tx, world, [person]);
  await store.saveUnchosen(tx, person);
}
