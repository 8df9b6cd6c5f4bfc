import { findPostgres } from "../support/templates.ts";
import { aHouse } from "./house.ts";
import { namedBy, PLANTED } from "./planted.ts";

/** `npm run check:doctor`: plants each fault, and counts those that the doctor names, and names alone. `--json` prints the counts only. */
const json = process.argv.includes("--json");
const postgres = await findPostgres();
const house = await aHouse(postgres.url);
const wrong: { fault: string; key: string; named: string[] }[] = [];
for (const planted of PLANTED) {
  const named = await namedBy(house, planted);
  const isNamed = String(named) === planted.key;
  if (!isNamed) wrong.push({ fault: planted.fault, key: planted.key, named });
  if (!json) console.log(`${isNamed ? "✔" : "✘"} ${planted.fault}: ${named.join(", ") || "nothing"}`);
}
await house.close();
await postgres.stop();
const counts = { planted: PLANTED.length, named: PLANTED.length - wrong.length, wrong };
console.log(json ? JSON.stringify(counts) : `${counts.named} of ${counts.planted} faults named.`);
process.exit(wrong.length === 0 ? 0 : 1);
