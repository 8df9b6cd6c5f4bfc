import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Exchange } from "../../sandbox/recording.ts";
import { OPERATIONS } from "../../src/zoom/client/operations.ts";
import { OMITTED } from "./omitted.ts";
import { OWN_EVENTS, OWN_OPERATIONS } from "./own.ts";
import { readPublished } from "./published.ts";
import { inWords } from "./summary.ts";
import { isKept, tally } from "./tally.ts";
import { WAIVERS } from "./waivers.ts";

/** Holds recorded exchanges against Zoom's published contract: `main.ts --specs FOLDER [--json] FILE …`. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { specs: { type: "string", default: "" }, json: { type: "boolean", default: false } },
});
const published = readPublished(values.specs);
if (published === null) {
  process.stderr.write(`contract: Zoom's published contract is not in ${values.specs}.\n`);
  process.exit(78);
}
const lines = positionals.flatMap((file) => readFileSync(file, "utf8").split("\n"));
const exchanges = lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Exchange);
const own = { operations: OWN_OPERATIONS, events: OWN_EVENTS };
const report = tally(exchanges, { published, own }, { omitted: OMITTED, waivers: WAIVERS }, Object.values(OPERATIONS));
process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : inWords(report));
process.exitCode = isKept(report) ? 0 : 1;
