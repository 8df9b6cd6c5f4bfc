/** `node scripts/with-runtime.mjs FILE …`: runs a TypeScript file of the project; stdout belongs to that file alone. */
import { place } from "./lib/places.mjs";
import { installPackages } from "./lib/packages.mjs";
import { become } from "./lib/processes.mjs";
import { environmentFor, findNode } from "./lib/runtime.mjs";
import { Trouble, orSayWhy } from "./lib/say.mjs";

const [file, ...rest] = process.argv.slice(2);

const node = await orSayWhy(async () => {
  if (file === undefined) throw new Trouble("Usage: node scripts/with-runtime.mjs FILE [ARGUMENTS]");
  const found = await findNode();
  await installPackages(found, "prod");
  return found;
});

process.exit(await become(node, ["--disable-warning=ExperimentalWarning", place(file), ...rest], { cwd: place(), env: environmentFor(node) }));
