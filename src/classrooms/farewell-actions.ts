import type { Tx } from "../platform/database.ts";
import { hostsInUse } from "../sessions/hosting/actions.ts";
import type { World } from "../world.ts";
import { ZoomError } from "../zoom/port.ts";
import type { Classroom } from "./classroom.ts";
import type { Farewell } from "./runs/facts.ts";
import { whyNotAsk, whyNotFarewell } from "./zoom-users/leaving/farewell.ts";
import { knownUsersAmong } from "./zoom-users/listing/store.ts";
import { provisioningOf } from "./zoom-users/settings/actions.ts";
import { lookFor } from "./zoom-users/steps/looking-actions.ts";

type Whose = Pick<Classroom, "institutionId" | "hostId" | "email">;

/**
 * Message keys under `refusals` why each of these can't be done with the Zoom user of a classroom that is retired or replaced, read in Zoom now; where Zoom can't be
 * asked, as it was read last. Null: it can.
 */
export async function whyNotFarewellOf(
  world: Pick<World, "db" | "zoomOf" | "clock">,
  { institutionId, hostId, email }: Whose,
): Promise<Record<Farewell, string | null>> {
  const { isOn, hosts } = await aroundOf(world.db, world, institutionId);
  const asRead = async () => (await knownUsersAmong(world.db, institutionId, [email]))[0] ?? null;
  const user = isOn
    ? await lookFor(world.zoomOf(institutionId, 0), hostId ?? email)
        .then((there) => there.user)
        .catch((error: unknown) => (error instanceof ZoomError ? asRead() : Promise.reject(error)))
    : null;
  return whyNotFarewell(user, { isOn, hostsForOthers: hosts.has(user?.hostId ?? hostId ?? "") });
}

/** Message key under `refusals` why this is not even asked for, as far as Bedel knows without asking Zoom; null: it may be. */
export async function whyNotAskFarewell(
  tx: Tx,
  world: Pick<World, "clock">,
  { institutionId, hostId, email }: Whose,
  farewell: Farewell,
): Promise<string | null> {
  if (farewell === "nothing") return null;
  const { isOn, hosts } = await aroundOf(tx, world, institutionId);
  const [user = null] = await knownUsersAmong(tx, institutionId, [email]);
  return whyNotAsk(whyNotFarewell(user, { isOn, hostsForOthers: hosts.has(user?.hostId ?? hostId ?? "") }), farewell);
}

async function aroundOf(tx: Tx, { clock }: Pick<World, "clock">, institutionId: string): Promise<{ isOn: boolean; hosts: ReadonlySet<string> }> {
  const { on: isOn } = await provisioningOf(tx, institutionId);
  return { isOn, hosts: new Set((await hostsInUse(tx, institutionId, clock.now())).map(({ hostId }) => hostId)) };
}
