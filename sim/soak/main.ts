import { iso } from "../../src/lib/time.ts";
import { wallClock } from "../../src/platform/clock.ts";
import { readOptions } from "./options.ts";
import { soak } from "./story.ts";
import type { Postgres } from "./troubles.ts";

/**
 * `npm run soak -- [--minutes M] [--seed S] [--json]`: four real processes over one throw-away PostgreSQL, killed, cut off and restarted while people come and go.
 * Prints what was measured as JSON; without `--json` also what happens, on standard error. Ends with 1 when something is broken, or nothing was at stake.
 */
const options = readOptions(process.argv.slice(2));
if (typeof options === "string") {
  console.error(options);
  process.exitCode = 78;
} else {
  const module = (await import(new URL("../../scripts/lib/postgres.mjs", import.meta.url).href)) as { ownPostgres(settings: string[]): Promise<Postgres> };
  const postgres = await module.ownPostgres(["synchronous_commit=on"]); // what was committed outlives a restart, as people's own does
  const tell = (line: string): void => (options.json ? undefined : console.error(`${iso(wallClock()).slice(11, 19)} ${line}`));
  try {
    const told = await soak(postgres, { forMs: options.minutes * 60_000, seed: options.seed, tell });
    console.log(JSON.stringify(told, null, options.json ? 0 : 2));
    process.exitCode = told.broken.length === 0 ? 0 : 1;
  } finally {
    await postgres.stop();
  }
}
