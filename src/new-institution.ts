import { z } from "zod";
import { systemRandom } from "./lib/random.ts";
import { neededLine } from "./lib/text.ts";
import { offerBeginning } from "./people/founding/actions.ts";
import { applicationClock } from "./platform/clock.ts";
import { WrongConfiguration, type Config } from "./platform/config.ts";
import { folderBeside, secretBeside } from "./platform/data-folder.ts";
import { readClock } from "./platform/due.ts";
import { assureDatabaseIsOurs, openReadyDatabase } from "./platform/ready-database.ts";
import { keyring } from "./platform/secrets.ts";

const USAGE = 'Usage: new-institution "Name of the institution" owner@example.edu';

/** Says a one-time address at which the named owner founds another institution on this server. */
export async function newInstitution(config: Config, args: readonly string[], say: (line: string) => void): Promise<void> {
  const { institution, email } = whoseIn(args);
  const folder = folderBeside(config);
  try {
    const keys = keyring(secretBeside(config, folder), config.formerSecrets, systemRandom);
    await assureDatabaseIsOurs(config, keys);
    const { db, secrets } = await openReadyDatabase(config, { folder, keys, random: systemRandom, say });
    const clock = applicationClock();
    await readClock(db, clock);
    const world = { db, clock, secrets, random: systemRandom, origin: config.origin };
    const address = await offerBeginning(world, { first: false, institution, email }).finally(() => db.close());
    say(`${email} becomes owner of ${institution} by opening this address, once, within 24 hours:`);
    say(address);
  } finally {
    folder.release();
  }
}

function whoseIn(args: readonly string[]): { institution: string; email: string } {
  const read = z.tuple([neededLine(120), z.email().max(254)]).safeParse(args);
  if (!read.success) throw new WrongConfiguration([USAGE]);
  const [institution, email] = read.data;
  return { institution, email: email.toLowerCase() };
}
