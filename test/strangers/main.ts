import { parseArgs } from "node:util";
import { findPostgres } from "../support/templates.ts";
import { rush } from "./rush.ts";

/** `npm run check:strangers`: strangers book at once over HTTP. Prints what was measured as JSON; ends with 1 where a promise is broken. */
const { values } = parseArgs({ options: { strangers: { type: "string", default: "1000" }, processes: { type: "string", default: "4" } } });
const postgres = await findPostgres();
const told = await rush({ strangers: Number(values.strangers), processes: Number(values.processes), databaseUrl: postgres.url });
await postgres.stop();
console.log(JSON.stringify(told, null, 2));
process.exit(told.broken.length === 0 ? 0 : 1);
