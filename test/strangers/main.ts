import { parseArgs } from "node:util";
import { findPostgres } from "../support/templates.ts";
import { SOURCES } from "./offers.ts";
import { rush } from "./rush.ts";

/** `npm run check:strangers`: strangers book at once over HTTP. Prints what was measured as JSON; ends with 1 where a promise is broken. `--source` says where the Zoom hosts come from. */
const { values } = parseArgs({
  options: {
    json: { type: "boolean" }, // it never says anything else
    strangers: { type: "string", default: "1000" },
    processes: { type: "string", default: "4" },
    source: { type: "string", default: "pool" },
  },
});
/** A server that breaks one promise often breaks it a thousand times. */
const SHOWN = 20;
const source = SOURCES.find((one) => one === values.source);
if (source === undefined) throw new Error(`--source is one of ${SOURCES.join(", ")}`);
const postgres = await findPostgres();
try {
  const told = await rush({ strangers: Number(values.strangers), processes: Number(values.processes), source, databaseUrl: postgres.url });
  console.log(JSON.stringify({ ...told, broken: told.broken.length, first: told.broken.slice(0, SHOWN) }, null, 2));
  process.exitCode = told.broken.length === 0 ? 0 : 1;
} finally {
  await postgres.stop();
}
