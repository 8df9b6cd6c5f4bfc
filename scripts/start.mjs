/** `npm start`: brings what is missing, then serves; or runs another command, as in `npm start -- doctor`. Runs on any Node from 20 with nothing installed. */
import { place } from "./lib/places.mjs";
import { installPackages } from "./lib/packages.mjs";
import { become } from "./lib/processes.mjs";
import { environmentFor, findNode, FLAGS } from "./lib/runtime.mjs";
import { orSayWhy } from "./lib/say.mjs";
import { buildScreens } from "./lib/screens.mjs";

const [command = "serve", ...options] = process.argv.slice(2);

const node = await orSayWhy(async () => {
  const found = await findNode();
  await installPackages(found, "prod");
  if (command === "serve") await buildScreens(found);
  return found;
});

const program = [...FLAGS, place("src/main.ts"), command, ...options];
process.exit(await become(node, program, { cwd: place(), env: environmentFor(node) }));
