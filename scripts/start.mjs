/** `npm start`: brings what is missing, then serves; or runs another command, as in `npm start -- new-institution …`. Runs on any Node from 20 with nothing installed. */
import { place } from "./lib/places.mjs";
import { installPackages } from "./lib/packages.mjs";
import { become } from "./lib/processes.mjs";
import { environmentFor, findNode } from "./lib/runtime.mjs";
import { orSayWhy } from "./lib/say.mjs";
import { buildScreens } from "./lib/screens.mjs";

const node = await orSayWhy(async () => {
  const found = await findNode();
  await installPackages(found, "prod");
  await buildScreens(found);
  return found;
});

// A smaller nursery: pages are asked for a few times a second, and an idle server should be small.
const program = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=4", place("src/main.ts"), ...process.argv.slice(2)];
process.exit(await become(node, program, { cwd: place(), env: environmentFor(node) }));
