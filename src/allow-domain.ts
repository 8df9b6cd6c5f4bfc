import { z } from "zod";
import { systemRandom } from "./lib/random.ts";
import { domain } from "./people/single-sign-on/contract.ts";
import { allowDomain as allow } from "./people/single-sign-on/proving-actions.ts";
import { applicationClock } from "./platform/clock.ts";
import { WrongConfiguration, type Config } from "./platform/config.ts";
import { folderBeside, secretBeside } from "./platform/data-folder.ts";
import { readClock } from "./platform/due.ts";
import { assureDatabaseIsOurs, openReadyDatabase } from "./platform/ready-database.ts";
import { keyring } from "./platform/secrets.ts";

const USAGE = 'Usage: allow-domain "Name or id of the institution" example.edu [--instead]';

/** The operator's yes to a domain of an institution's single sign-on, where no name server can prove it. */
export async function allowDomain(config: Config, args: readonly string[], say: (line: string) => void): Promise<void> {
  const asked = askedIn(args);
  const folder = folderBeside(config);
  try {
    const keys = keyring(secretBeside(config, folder), config.formerSecrets, systemRandom);
    await assureDatabaseIsOurs(config, keys);
    const { db } = await openReadyDatabase(config, { folder, keys, random: systemRandom, say });
    const clock = applicationClock();
    await readClock(db, clock);
    const allowed = await allow({ db, clock, random: systemRandom }, asked).finally(() => db.close());
    if (allowed.is !== "allowed") throw new WrongConfiguration([sentenceOf(allowed, asked)]);
    say(`Whoever has an address at ${asked.domain} comes into ${allowed.institution} by its single sign-on.`);
    if (allowed.before !== null) say(`Nobody comes into ${allowed.before} by it any more; who had is signed out there.`);
  } finally {
    folder.release();
  }
}

type Asked = { institution: string; domain: string; instead: boolean };

function askedIn(args: readonly string[]): Asked {
  const read = z.tuple([z.string().trim().min(1), domain]).safeParse(args.filter((arg) => arg !== "--instead"));
  if (!read.success) throw new WrongConfiguration([USAGE]);
  const [institution, named] = read.data;
  return { institution, domain: named, instead: args.includes("--instead") };
}

type NotAllowed = Exclude<Awaited<ReturnType<typeof allow>>, { is: "allowed" }>;

function sentenceOf(why: NotAllowed, { institution, domain: named }: Asked): string {
  switch (why.is) {
    case "no such institution":
      return `There is no institution called ${institution} here.`;
    case "several institutions":
      return `Several institutions are called ${institution}; name one by its id: ${why.ids.join(", ")}.`;
    case "another's":
      return `${named} is proven for ${why.holder}. With --instead it is taken from there.`;
    case "not entered there":
      return `${institution} has not entered ${named}: its administrators do that first, at Settings, Single sign-on.`;
  }
}
