/** `node scripts/with-runtime.mjs [--screens] FILE …`: runs a TypeScript file of the project, with the screens built if it serves them; stdout belongs to that file alone. */
import { place } from "./lib/places.mjs";
import { installPackages } from "./lib/packages.mjs";
import { become } from "./lib/processes.mjs";
import { environmentFor, findNode } from "./lib/runtime.mjs";
import { buildScreens } from "./lib/screens.mjs";
import { Trouble, orSayWhy } from "./lib/say.mjs";

const given = process.argv.slice(2);
const screens = given[0] === "--screens";
const [file, ...rest] = screens ? given.slice(1) : given;

const node = await orSayWhy(async () => {
  if (file === undefined) throw new Trouble("Usage: node scripts/with-runtime.mjs FILE [ARGUMENTS]");
  const found = await findNode();
  await installPackages(found, "prod");
  if (screens) await buildScreens(found);
  return found;
});

process.exit(await become(node, ["--disable-warning=ExperimentalWarning", place(file), ...rest], { cwd: place(), env: environmentFor(node) }));
