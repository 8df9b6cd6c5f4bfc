/** `npm test`: brings what is missing, then runs every check, or only those named: `npm test -- rules doors`. */
import { findChromium } from "./lib/chromium.mjs";
import { findDovecot } from "./lib/dovecot.mjs";
import { installPackages } from "./lib/packages.mjs";
import { PARTS } from "./lib/parts.mjs";
import { findPostgres } from "./lib/postgres.mjs";
import { endAll } from "./lib/processes.mjs";
import { findNode } from "./lib/runtime.mjs";
import { Trouble, orSayWhy } from "./lib/say.mjs";
import { buildScreens } from "./lib/screens.mjs";

const SIDE_BY_SIDE = [
  ["types", "lint", "format"],
  ["rules", "published"],
]; // they leave time for what the others need
const ONE_BY_ONE = ["doors", "stories", "screens"]; // each uses all cores

const begun = performance.now();
const asked = process.argv.slice(2);
const totals = { passed: 0, failed: 0 };
const needed = {};
let stopPostgres = async () => {};

const node = await orSayWhy(async () => {
  const unknown = asked.filter((name) => !(name in PARTS));
  if (unknown.length > 0) throw new Trouble(`There is no part ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}.`);
  const found = await findNode();
  await installPackages(found, "full");
  return found;
});

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
]) {
  process.once(signal, () => {
    endAll();
    void leave(code);
  });
}

const find = {
  chromium: async () => ({ CHROMIUM_PATH: await findChromium(node) }),
  dovecot: async () => (await findDovecot(), {}),
  screens: async () => (await buildScreens(node), {}),
  postgres: async () => {
    const { url, stop } = await findPostgres();
    stopPostgres = stop;
    return { TEST_DATABASE_URL: url };
  },
};

for (const name of wanted(Object.keys(PARTS)).flatMap((part) => PARTS[part].needs)) {
  needed[name] ??= find[name]();
  needed[name].catch(() => {}); // told by the part that needs it
}

await Promise.all(SIDE_BY_SIDE.map(runInTurn));
await runInTurn(ONE_BY_ONE);
console.log(`\nAll of it took ${seconds(begun)}.`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
await leave(totals.failed === 0 && totals.passed > 0 ? 0 : 1);

async function leave(code) {
  await stopPostgres();
  process.exit(code);
}

async function runInTurn(names) {
  for (const name of wanted(names)) {
    const leftOut = PARTS[name].leftOut?.() ?? null;
    if (leftOut === null) tell(name, await outcomeOf(PARTS[name]));
    else console.log(`${name.padEnd(9)} – left out: ${leftOut}`);
  }
}

async function outcomeOf(part) {
  const start = performance.now();
  try {
    const found = await Promise.all(part.needs.map((need) => needed[need]));
    return { ...(await part.run(node, Object.assign({}, ...found))), start };
  } catch (trouble) {
    const why = trouble instanceof Trouble ? `${trouble.output}\n${trouble.message}` : String(trouble?.stack ?? trouble);
    return { passed: 0, failed: 1, output: `This part could not run.\n${why}`, start };
  }
}

function tell(name, { passed, failed, output, retried = [], start }) {
  totals.passed += passed;
  totals.failed += failed;
  if (output !== "") console.log(`\n──── ${name} ────\n${output.trimEnd()}\n`);
  console.log(`${name.padEnd(9)} ${failed === 0 ? "✓" : "✗"} ${passed} passed, ${failed} failed, ${seconds(start)}`);
  for (const test of retried) console.log(`         passed only when tried again: ${test}`); // a fault that shows only sometimes is one all the same
}

function wanted(names) {
  return asked.length === 0 ? names : names.filter((name) => asked.includes(name));
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
