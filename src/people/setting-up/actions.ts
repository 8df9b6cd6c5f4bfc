import { connectionOf } from "../../connections/actions.ts";
import { standingOf } from "../../connections/connection.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { World } from "../../world.ts";
import { sendLetter } from "../letters/actions.ts";
import type { Member } from "../member.ts";
import { institutionById } from "../store.ts";
import type { Setup } from "./contract.ts";
import { addressOf, testMailOf } from "./setup.ts";
import * as store from "./store.ts";

export { isPutAway } from "./store.ts";

/** How everything stands that a real institution needs, read now. */
export async function setupOf({ db, clock, origin }: Pick<World, "db" | "clock" | "origin">, institutionId: string, mailServer: boolean): Promise<Setup> {
  const counts = await store.countsOf(db, institutionId, clock.now());
  const test = await store.lastTestMail(db, institutionId);
  return {
    putAway: await store.isPutAway(db, institutionId),
    address: addressOf(origin),
    mail: { server: mailServer, waiting: counts.mails, test: test === null ? null : testMailOf(test) },
    zoom: standingOf(await connectionOf(db, institutionId)),
    rooms: counts.rooms,
    contact: (await institutionById(db, institutionId))!.settings.contact,
    people: { members: counts.members, invited: counts.invited },
  };
}

/** One at a time: a second would tell nothing that the first does not. */
export async function sendTestMail(world: Pick<World, "db" | "clock" | "random" | "origin" | "poke">, who: Member): Promise<Outcome<null>> {
  const { institutionId, name, email, language, zone } = who;
  const key = `test_mail/${world.random.uuid()}`;
  const asked = await world.db.transaction(async (tx) => {
    const last = await store.lastTestMail(tx, institutionId);
    if (last !== null && testMailOf(last).state === "waiting") return refused("test_mail_on_its_way");
    const { settings } = (await institutionById(tx, institutionId))!;
    const facts = { values: { institution: settings.name }, page: world.origin };
    await sendLetter(tx, world, { institutionId, key, kind: "test_mail", to: { name, email, language, zone }, facts });
    return fine(null);
  });
  world.poke(["mails"]);
  return asked;
}
