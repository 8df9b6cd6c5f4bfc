import { insertConnection } from "../../connections/actions.ts";
import { WrongConfiguration, type Config } from "../../platform/config.ts";
import type { World } from "../../world.ts";
import { DEFAULT_SETTINGS } from "../institution.ts";
import type { SignIn } from "../signing-in/actions.ts";
import { allInstitutions, insertInstitution, insertMember } from "../store.ts";

/** The first start with a real Zoom: one institution and its owner, as the settings name them. Later starts change nothing. */
export async function foundFor(world: Pick<World, "db" | "random" | "clock">, signIn: SignIn, config: Pick<Config, "owner" | "zoom">): Promise<void> {
  const { db, random, clock } = world;
  if ((await allInstitutions(db)).length > 0) return;
  if (config.owner === null)
    throw new WrongConfiguration(["BEDEL_OWNER_EMAIL and BEDEL_OWNER_PASSWORD are missing: the first start makes the owner's account from them."]);
  const { email, password } = config.owner;
  const personId = await signIn.addPerson({ name: email, email, password });
  const institutionId = random.uuid();
  await db.transaction(async (tx) => {
    await insertInstitution(tx, institutionId, DEFAULT_SETTINGS);
    await insertMember(tx, { institutionId, id: random.uuid(), personId, name: email, email, role: "owner", language: "en", zone: DEFAULT_SETTINGS.zone });
    await insertConnection(tx, { id: random.uuid(), institutionId, accountId: config.zoom!.accountId, now: clock.now() });
  });
}
