import { askForUpkeep, institutionById, membersOf } from "../../people/actions.ts";
import { sendLetter } from "../../people/letters/actions.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { World } from "../../world.ts";
import type { Connection, Service } from "../connection.ts";
import { finishDue } from "../authorizing/finishing-actions.ts";
import { eraseDue, stopErasure } from "../erasing/actions.ts";
import { giveBackDue } from "../giving-back/actions.ts";
import { closeDue, revokeDue } from "../leaving/actions.ts";
import type { Prober } from "../probing/actions.ts";
import { connectionOf } from "../store.ts";
import type { Above, Upstairs } from "../upstairs.ts";
import { isAnythingDue, savePaused, saveTold, untold } from "./store.ts";

const MOST_AT_ONCE = 10;

type Around = { upstairs: Upstairs; above: Above };

/**
 * Tells sessions and people what has become of a connection since they were last told, whoever found it out: a call, a webhook, a
 * person or another process. Once for each change, also after a crash.
 */
export async function tellConnections(world: Pick<World, "db" | "clock" | "random" | "origin" | "poke">, upstairs: Above): Promise<number> {
  const told = await world.db.transaction(async (tx) => {
    const changed = await untold(tx, MOST_AT_ONCE);
    for (const { connection, knownAs, service } of changed) {
      await saveTold(tx, connection, service);
      if (service === "reconnect needed" && connection.kind === "institution") await writeToAdmins(tx, world, connection);
      if (serves(service) && knownAs !== service) await goOn(tx, world, upstairs, connection, knownAs);
    }
    return changed.length;
  });
  if (told > 0) world.poke();
  return told;
}

const serves = (service: Service): boolean => service === "connected" || service === "paused";

async function goOn(tx: Tx, world: Pick<World, "clock" | "random">, upstairs: Above, c: Connection, from: Service): Promise<void> {
  const now = world.clock.now();
  await upstairs.served(tx, c, now);
  if (serves(from)) return;
  await stopErasure(tx, world, c, now);
  await askForUpkeep(tx, c.institutionId);
}

/** One for each administrator and each time that it has to be reconnected. */
async function writeToAdmins(tx: Tx, world: Pick<World, "clock" | "random" | "origin">, c: Connection): Promise<void> {
  const institution = (await institutionById(tx, c.institutionId))!.settings.name;
  for (const { id, name, email, language, zone } of (await membersOf(tx, c.institutionId)).filter(isAdmin)) {
    await sendLetter(tx, world, {
      institutionId: c.institutionId,
      key: `connection ${c.id}/reconnect/${c.since}/${id}`,
      kind: "zoom_reconnect",
      to: { name, email, language, zone },
      facts: { values: { institution }, words: { because: `common.zoom.because.${c.because ?? "refused"}` }, page: `${world.origin}/connection` },
    });
  }
}

/** What is due with connections, whoever found it out. Says how much that was. */
export async function lookAfterConnections(world: World, around: Around, prober: Pick<Prober, "run">): Promise<number> {
  const isDue = await isAnythingDue(world.db, world.clock.now());
  const asked = await prober.run(isDue);
  return asked + (isDue || asked > 0 ? await followUp(world, around) : 0);
}

const followUp = async (world: World, { above, upstairs }: Around): Promise<number> =>
  (await finishDue(world, upstairs)) +
  (await tellConnections(world, above)) +
  (await closeDue(world, above)) +
  (await revokeDue(world)) +
  (await eraseDue(world, above)) +
  (await giveBackDue(world));

/** Nothing new is generated until it is resumed. Refuses where there is nothing to pause; twice is once. */
export const pause = (world: Pick<World, "db" | "clock" | "random" | "poke">, who: Member): Promise<Outcome<null>> => setPaused(world, who, true);

/** What is overdue and still useful is generated, in order of start. */
export const resume = (world: Pick<World, "db" | "clock" | "random" | "poke">, who: Member): Promise<Outcome<null>> => setPaused(world, who, false);

async function setPaused(world: Pick<World, "db" | "clock" | "random" | "poke">, who: Member, on: boolean): Promise<Outcome<null>> {
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const c = await connectionOf(tx, who.institutionId);
    if (c === null || c.state === "disconnected" || c.leavingAt !== null) return refused("zoom_not_connected");
    if ((await savePaused(tx, c, on ? now : null)) === 1) {
      await note(tx, world.random, {
        institutionId: c.institutionId,
        at: now,
        who: who.name,
        memberId: who.id,
        what: on ? "connection_paused" : "connection_resumed",
      });
    }
    return fine(null);
  });
  world.poke();
  return outcome;
}
