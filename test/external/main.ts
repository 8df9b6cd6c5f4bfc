import { parseArgs } from "node:util";
import { tryHostile } from "./trial.ts";

/** `node test/external/main.ts [--json] [--cases 100000] [--seed 1]`: ends with 1 when anything came to PostgreSQL that should not have. */
const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, cases: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const verdict = await tryHostile(Number(values.cases), Number(values.seed), (done) => say(`${done} tried`));
const shown = { ...verdict, misses: verdict.misses.length, first: verdict.misses.slice(0, 10) };
if (values.json) process.stdout.write(`${JSON.stringify(shown)}\n`);
else {
  say(
    `${verdict.cases} hostile mappings and values: ${verdict.statements} statements came to PostgreSQL, ${verdict.updates} of them updates of one mapped row.`,
  );
  for (const miss of shown.first) say(`MISS ${miss}`);
}
process.exitCode = verdict.misses.length === 0 ? 0 : 1;
