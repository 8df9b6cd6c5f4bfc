import { parseArgs } from "node:util";
import { checkAccess, type Wrong } from "./check.ts";

/** Tries every route as everybody: `main.ts [--json]`. */
const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const report = await checkAccess(null);
const inWords = ({ route, what, who, wrong }: Wrong): string => `${route}${what === "" ? "" : ` (${what})`}${who === "" ? "" : `, ${who}`}: ${wrong}\n`;
process.stdout.write(
  values.json
    ? `${JSON.stringify(report)}\n`
    : `${report.wrong.map(inWords).join("")}${report.routes} routes, ${report.cases} cases, ${report.wrong.length} wrong\n`,
);
process.exitCode = report.wrong.length === 0 && report.cases > 0 ? 0 : 1;
