import { readOptions } from "./options.ts";
import { liveOne, liveThroughAll } from "./many.ts";

/**
 * `npm run storm -- [--seeds N | --seed S | --minutes M] [--json]`: whole institutions live through a storm and the calm after it, each from a seed. Ends with 1 when a
 * promise was broken, when a promise, a fault or a crash point was at stake too seldom to prove anything, or when one seed told two different stories.
 */
const options = readOptions(process.argv.slice(2));
if (typeof options === "string") {
  console.error(options);
  process.exitCode = 78;
} else if (options.mutants) {
  const { hunt } = await import("./mutants/hunt.ts");
  process.exitCode = await hunt(options);
} else process.exitCode = options.seed === null ? await liveThroughAll(options) : await liveOne(options.seed, options.json);
