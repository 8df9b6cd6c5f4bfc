import { parseArgs } from "node:util";
import { findPostgres } from "../support/templates.ts";
import { rush } from "./rush.ts";

/** `npm run check:strangers`: strangers book at once over HTTP. Prints what was measured as JSON; ends with 1 where a promise is broken. */
const { values } = parseArgs({
  options: { json: { type: "boolean" }, strangers: { type: "string", default: "1000" }, processes: { type: "string", default: "4" } }, // it never says anything but JSON
});
/** A server that breaks one promise often breaks it a thousand times. */
const SHOWN = 20;
const postgres = await findPostgres();
try {
  const told = await rush({ strangers: Number(values.strangers), processes: Number(values.processes), databaseUrl: postgres.url });
  console.log(JSON.stringify({ ...told, broken: told.broken.length, first: told.broken.slice(0, SHOWN) }, null, 2));
  process.exitCode = told.broken.length === 0 ? 0 : 1;
} finally {
  await postgres.stop();
}
