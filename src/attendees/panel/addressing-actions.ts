import type { Tx } from "../../platform/database.ts";
import type { Addresses } from "../../sessions/neighbours.ts";
import type { World } from "../../world.ts";
import { joinAddress } from "../actions.ts";
import { panelAddress } from "./actions.ts";
import { ensurePanels } from "./making-actions.ts";
import { addresseesOf, type Addressee } from "./store.ts";

type Whose = { institutionId: string; attendeeId: string };

/**
 * What a mail to these attendees may lead to, by attendee: the person's address of the session, and of the panel. Made at the last moment and kept nowhere;
 * one question for many. Who is in no list any more has none.
 */
export async function addressesOf(
  tx: Tx,
  world: Pick<World, "origin" | "secrets" | "random" | "clock">,
  attendees: readonly Whose[],
): Promise<ReadonlyMap<string, Addresses>> {
  if (attendees.length === 0) return new Map();
  const found = await addresseesOf(tx, attendees);
  const without = new Map(found.filter(({ panel }) => panel === null).map((one) => [personIn(one), one]));
  if (without.size === 0) return all(world, found);
  const made = new Map((await ensurePanels(tx, world, [...without.values()])).map((panel) => [personIn(panel), panel]));
  // Another server may have made some of them meanwhile: then they are read again.
  if (made.size < without.size) return all(world, await addresseesOf(tx, attendees));
  return all(
    world,
    found.map((one) => ({ ...one, panel: one.panel ?? made.get(personIn(one)) ?? null })),
  );
}

const personIn = ({ institutionId, email }: Pick<Addressee, "institutionId" | "email">): string => `${institutionId} ${email}`;

const all = (world: Pick<World, "origin" | "secrets">, found: readonly Addressee[]): ReadonlyMap<string, Addresses> =>
  new Map(found.map((one) => [one.attendeeId, addresses(world, one)]));

const addresses = (world: Pick<World, "origin" | "secrets">, { attendeeId, generation, panel }: Addressee): Addresses => ({
  joinAddress: joinAddress(world, { id: attendeeId, generation }),
  ...(panel === null ? {} : { panelAddress: panelAddress(world, panel) }),
});
