import { insertConnection } from "../../connections/actions.ts";
import { WrongConfiguration, type Config } from "../../platform/config.ts";
import { sql } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { DEFAULT_SETTINGS } from "../institution.ts";
import type { SignIn } from "../signing-in/actions.ts";
import { allInstitutions, insertInstitution, insertMember, membersOf } from "../store.ts";

/** The first start with a real Zoom: one institution and its owner, as the settings name them. Later starts change nothing. */
export async function foundFor(world: Pick<World, "db" | "random" | "clock">, signIn: SignIn, config: Pick<Config, "owner" | "zoom">): Promise<void> {
  const { db, random, clock } = world;
  const [known] = await allInstitutions(db);
  if (known !== undefined && (await membersOf(db, known.id)).length > 0) return;
  if (config.owner === null)
    throw new WrongConfiguration(["BEDEL_OWNER_EMAIL and BEDEL_OWNER_PASSWORD are missing: the first start makes the owner's account from them."]);
  const { email, password } = config.owner;
  const institutionId = known?.id ?? (await foundOnce(db, random.uuid()));
  if (institutionId === null) return;
  const personId = await signIn.addPerson({ name: email, email, password });
  await db.transaction(async (tx) => {
    await insertMember(tx, { institutionId, id: random.uuid(), personId, name: email, email, role: "owner", language: "en", zone: DEFAULT_SETTINGS.zone });
    await insertConnection(tx, { id: random.uuid(), institutionId, accountId: config.zoom!.accountId, now: clock.now() });
  });
}

/** Two first starts at once found one institution: null for whoever came second. A start that was killed before it had an owner is taken up by the next. */
const foundOnce = (db: World["db"], id: string): Promise<string | null> =>
  db.transaction(async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(7245)`);
    if ((await allInstitutions(tx)).length > 0) return null;
    await insertInstitution(tx, id, DEFAULT_SETTINGS);
    return id;
  });
