import { endDemo, previewOf, removeRows } from "./example/removing/actions.ts";
import { MAILBOX } from "./example/mailing.ts";
import { systemRandom } from "./lib/random.ts";
import { wallClock } from "./platform/clock.ts";
import { WrongConfiguration, type Config } from "./platform/config.ts";
import { lockDataFolder, secretIn } from "./platform/data-folder.ts";
import { assureDatabaseIsOurs, openReadyDatabase } from "./platform/ready-database.ts";
import { keyring } from "./platform/secrets.ts";
import { ZOOM } from "./zooms.ts";

const USAGE = "Usage: remove-demo, to be told what would go, or remove-demo --yes";

/** Removes the demo institution, while no server runs on this data folder. Without `--yes` it only says what would go. */
export async function removeDemo(config: Config, args: readonly string[], say: (line: string) => void): Promise<void> {
  if (args.length > 1 || (args.length === 1 && args[0] !== "--yes")) throw new WrongConfiguration([USAGE]);
  const folder = lockDataFolder(config.dataFolder);
  try {
    const keys = keyring(config.secret ?? secretIn(folder), config.formerSecrets, systemRandom);
    await assureDatabaseIsOurs(config, keys);
    const { db } = await openReadyDatabase(config, { folder, keys, random: systemRandom, say });
    try {
      const demo = await previewOf(db);
      if (demo === null) return say("There is no demo institution in this database.");
      const { name, sessions, people, rooms, attendees, reports, mails } = demo;
      say(
        `${name}: ${sessions} sessions, ${attendees} attendees, ${reports} reports, ${mails} mails, ${people} people, ${rooms} rooms, and what the sandbox kept.`,
      );
      if (args.length === 0) return say("All of that goes with remove-demo --yes. Other institutions keep everything.");
      const gone = await db.transaction((tx) => removeRows(tx, wallClock()));
      const end = async (): Promise<void> => [ZOOM, MAILBOX].forEach(folder.remove);
      await endDemo(db, { isThere: () => false, end, rest: async () => undefined }, gone!);
      say("It is removed. The next start serves no sandbox.");
    } finally {
      await db.close();
    }
  } finally {
    folder.release();
  }
}
