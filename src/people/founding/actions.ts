import { insertConnection } from "../../connections/actions.ts";
import { WrongConfiguration, type Config } from "../../platform/config.ts";
import { sql } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { DEFAULT_SETTINGS } from "../institution.ts";
import type { SignIn } from "../signing-in/actions.ts";
import { allInstitutions, insertInstitution, insertMember, membersOf } from "../store.ts";

type Needs = Pick<World, "db" | "random" | "clock">;

/** The first start with a real Zoom: one institution and its owner, as the settings name them. Later starts change nothing. */
export async function foundFor(world: Needs, signIn: SignIn, config: Pick<Config, "owner" | "zoom">): Promise<void> {
  const [known] = await allInstitutions(world.db);
  if (known !== undefined && (await membersOf(world.db, known.id)).length > 0) return;
  if (config.owner === null)
    throw new WrongConfiguration(["BEDEL_OWNER_EMAIL and BEDEL_OWNER_PASSWORD are missing: the first start makes the owner's account from them."]);
  const institutionId = known?.id ?? (await foundOnce(world.db, world.random.uuid()));
  if (institutionId === null) return;
  try {
    await addOwner(world, signIn, institutionId, config.owner, config.zoom?.account?.accountId ?? null);
  } catch (error) {
    if (!(await soonHasOwner(world, institutionId))) throw error;
  }
}

async function addOwner(
  { db, random, clock }: Needs,
  signIn: SignIn,
  institutionId: string,
  owner: NonNullable<Config["owner"]>,
  accountId: string | null,
): Promise<void> {
  const { email, password } = owner;
  const personId = await signIn.addPerson({ name: email, email, password });
  await db.transaction(async (tx) => {
    await insertMember(tx, { institutionId, id: random.uuid(), personId, name: email, email, role: "owner", language: "en", zone: DEFAULT_SETTINGS.zone });
    if (accountId !== null) await insertConnection(tx, { id: random.uuid(), institutionId, accountId, now: clock.now() });
  });
}

const TRIES = 100;
const PAUSE_MS = 100;

/** Another process is just founding the same: the sign-in library adds a person outside any transaction of ours, so one of the two fails. */
async function soonHasOwner({ db }: Pick<World, "db">, institutionId: string): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if ((await membersOf(db, institutionId)).length > 0) return true;
    await new Promise((resume) => setTimeout(resume, PAUSE_MS));
  }
  return false;
}

/** Two first starts at once found one institution: null for whoever came second. A start that was killed before it had an owner is taken up by the next. */
const foundOnce = (db: World["db"], id: string): Promise<string | null> =>
  db.transaction(async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(7245)`);
    if ((await allInstitutions(tx)).length > 0) return null;
    await insertInstitution(tx, id, DEFAULT_SETTINGS);
    return id;
  });
