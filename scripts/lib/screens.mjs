import { renameSync, rmSync, writeFileSync } from "node:fs";
import { alone, holdsLock } from "./alone.mjs";
import { filesUnder, fingerprint, place, textOf } from "./places.mjs";
import { collect } from "./processes.mjs";
import { environmentFor } from "./runtime.mjs";
import { Trouble, say } from "./say.mjs";

const BUILT = place("dist/web");
const STAMP = place("dist/web/.made-of");
const UNDER_WAY = place("dist/web-under-way");

/** Builds the screens into dist/web, unless nothing that they are made of has changed. */
export async function buildScreens(node) {
  const wanted = fingerprint(["package-lock.json", "vite.config.ts", ...filesUnder("web"), ...filesUnder("src").filter(isSharedWithScreens)]);
  const done = () => textOf(STAMP) === wanted;
  if (!done()) await alone(async () => done() || (await build(node, wanted)));
}

async function build(node, wanted) {
  say("Building the screens… (3 of 3)");
  const vite = [place("node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn", "--outDir", UNDER_WAY, "--emptyOutDir"];
  const env = { ...environmentFor(node), NODE_ENV: "production" };
  const { code, output } = await collect(node, vite, { cwd: place(), env, onStart: holdsLock });
  if (code !== 0) throw new Trouble("The screens could not be built.", output);
  rmSync(BUILT, { recursive: true, force: true });
  renameSync(UNDER_WAY, BUILT);
  writeFileSync(STAMP, wanted);
}

const isSharedWithScreens = (file) => /\/contract\.ts$|^src\/notices\/messages\/|^src\/lib\//.test(file);
