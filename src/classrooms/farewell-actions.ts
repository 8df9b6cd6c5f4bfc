import type { Tx } from "../platform/database.ts";
import { hostsInUse } from "../sessions/hosting/actions.ts";
import type { World } from "../world.ts";
import { ZoomError } from "../zoom/port.ts";
import type { Classroom } from "./classroom.ts";
import type { Farewell } from "./runs/facts.ts";
import { belongingOf, elsewhereOf } from "./zoom-users/belonging-actions.ts";
import { whyNotAsk, whyNotFarewell } from "./zoom-users/leaving/farewell.ts";
import { isElsewhere, itsUser } from "./zoom-users/its-user-actions.ts";
import { knownUsersAmong } from "./zoom-users/listing/store.ts";
import { provisioningOf } from "./zoom-users/settings/actions.ts";
import { lookFor } from "./zoom-users/steps/looking-actions.ts";

type Whose = Pick<Classroom, "institutionId" | "id" | "hostId" | "email" | "state">;

/**
 * Message keys under `refusals` why each of these can't be done with the Zoom user of a classroom that is retired or replaced, or was, read in Zoom now; where Zoom
 * can't be asked, as it was read last. Null: it can.
 */
export async function whyNotFarewellOf(world: Pick<World, "db" | "zoomOf" | "clock">, whose: Whose): Promise<Record<Farewell, string | null>> {
  const { institutionId, hostId, email } = whose;
  const around = await aroundOf(world.db, world, whose);
  const asRead = async () => (await knownUsersAmong(world.db, institutionId, [email]))[0] ?? null;
  const user =
    around.isOn && !around.isElsewhere
      ? await lookFor(world.zoomOf(institutionId, 0), hostId ?? email)
          .then((there) => there.user)
          .catch((error: unknown) => (error instanceof ZoomError ? asRead() : Promise.reject(error)))
      : null;
  return whyNotFarewell(user, around);
}

/** Message key under `refusals` why this is not even asked for, as far as Bedel knows without asking Zoom; null: it may be. */
export async function whyNotAskFarewell(tx: Tx, world: Pick<World, "clock">, whose: Whose, farewell: Farewell): Promise<string | null> {
  if (farewell === "nothing") return null;
  const [user = null] = await knownUsersAmong(tx, whose.institutionId, [whose.email]);
  return whyNotAsk(whyNotFarewell(user, await aroundOf(tx, world, whose)), farewell);
}

/** Of a former classroom the user may be another one's by now, or its room be switched on again, and of one that never came into use it may have been somebody's all along. One in use has both still. */
async function aroundOf(tx: Tx, { clock }: Pick<World, "clock">, whose: Whose) {
  const { institutionId, id, email, state } = whose;
  const { hostId, isIts } = await itsUser(tx, whose);
  return {
    isOn: (await provisioningOf(tx, institutionId)).on,
    isIts,
    isElsewhere: await isElsewhere(tx, whose),
    belonging: state === "in use" ? await elsewhereOf(tx, institutionId, hostId) : await belongingOf(tx, institutionId, { hostId, email }, id),
    hostsForOthers: (await hostsInUse(tx, institutionId, clock.now())).some((one) => one.hostId === hostId),
  };
}
