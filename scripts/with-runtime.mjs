/**
 * `node scripts/with-runtime.mjs [--screens] [--tools] FILE …`: runs a TypeScript file of the project, with the screens built if it serves them, and with the packages that only tests
 * and benches need if it uses them; stdout belongs to that file alone.
 */
import { place } from "./lib/places.mjs";
import { installPackages } from "./lib/packages.mjs";
import { become } from "./lib/processes.mjs";
import { environmentFor, findNode } from "./lib/runtime.mjs";
import { buildScreens } from "./lib/screens.mjs";
import { Trouble, orSayWhy } from "./lib/say.mjs";

const given = process.argv.slice(2);
const named = given.findIndex((each) => !["--screens", "--tools"].includes(each));
const [options, [file, ...rest]] = [given.slice(0, named), given.slice(named)];
const screens = options.includes("--screens");

const node = await orSayWhy(async () => {
  if (file === undefined) throw new Trouble("Usage: node scripts/with-runtime.mjs FILE [ARGUMENTS]");
  const found = await findNode();
  await installPackages(found, options.includes("--tools") ? "full" : "prod");
  if (screens) await buildScreens(found);
  return found;
});

process.exit(await become(node, ["--disable-warning=ExperimentalWarning", place(file), ...rest], { cwd: place(), env: environmentFor(node) }));
