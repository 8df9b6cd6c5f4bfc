/** `npm run contract -- [--json]`: lives through the demo's day and the journeys on the screens, and holds every exchange with Zoom against what Zoom publishes. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { findChromium } from "./lib/chromium.mjs";
import { installPackages } from "./lib/packages.mjs";
import { PARTS } from "./lib/parts.mjs";
import { place } from "./lib/places.mjs";
import { become, collect, endAll } from "./lib/processes.mjs";
import { environmentFor, findNode } from "./lib/runtime.mjs";
import { Trouble, orSayWhy, say } from "./lib/say.mjs";
import { buildScreens } from "./lib/screens.mjs";

/** What `sysexits.h` calls EX_CONFIG: whoever started it must change something first. */
const WRONG_CONFIGURATION = 78;
const SPECS = resolve(process.env.ZOOM_SPECS || place("../shared/zoom/specs"));
const RECORDS = place(".cache/contract");
const LONGEST = 5 * 60_000;

const asked = process.argv.slice(2);
const unknown = asked.find((option) => option !== "--json");
if (unknown !== undefined) giveUp(`There is no option ${unknown}; there is --json.`);
if (!existsSync(SPECS)) giveUp(`Zoom's published contract is not in ${SPECS}: name its folder in ZOOM_SPECS. Nothing was checked.`);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => (endAll(), process.exit(1)));

const node = await orSayWhy(async () => {
  const found = await findNode();
  await installPackages(found, "full");
  await buildScreens(found);
  rmSync(RECORDS, { recursive: true, force: true });
  mkdirSync(RECORDS, { recursive: true });
  say("Living through the demo's day…");
  const demo = await collect(found, [place("sim/demo.ts"), "--json"], {
    cwd: place(),
    env: { ...environmentFor(found), BEDEL_RECORD: recordOf("demo") },
    timeout: LONGEST,
  });
  const lived = /^\{/m.test(demo.output); // a promise that it did not keep, such as its minute on a busy machine, is told by `npm run demo`
  if (!lived) throw new Trouble("The demo's day was not lived to its end, so its exchanges prove nothing.", demo.output);
  say("Going through the screens…");
  const screens = await PARTS.screens.run(found, { CHROMIUM_PATH: await findChromium(found), BEDEL_RECORD: recordOf("screens") });
  if (screens.failed > 0 || screens.passed === 0) throw new Trouble("A journey on the screens failed, so its exchanges prove nothing.", screens.output);
  return found;
});

const check = [place("test/contract/main.ts"), "--specs", SPECS, ...asked, recordOf("demo"), recordOf("screens")];
process.exit(await become(node, ["--disable-warning=ExperimentalWarning", ...check], { cwd: place(), env: environmentFor(node) }));

function recordOf(name) {
  return place(`.cache/contract/${name}.jsonl`);
}

function giveUp(sentence) {
  say(sentence);
  process.exit(WRONG_CONFIGURATION);
}
