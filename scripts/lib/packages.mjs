import { rmSync, writeFileSync } from "node:fs";
import { alone } from "./alone.mjs";
import { fingerprint, place, textOf } from "./places.mjs";
import { npm } from "./runtime.mjs";
import { Trouble, say } from "./say.mjs";

const STAMP = place("node_modules/.bedel-installed");

/** Installs what package-lock.json names, unless that was done: "prod" is enough to run, "full" to test, and full serves for both. */
export async function installPackages(node, mode) {
  const wanted = fingerprint(["package-lock.json"]);
  const done = () => [`${wanted} full`, `${wanted} ${mode}`].includes(textOf(STAMP));
  if (!done()) await alone(async () => done() || (await install(node, mode, wanted)));
}

async function install(node, mode, wanted) {
  say("Installing packages… (2 of 3)");
  rmSync(STAMP, { force: true }); // written last, so that a half-finished installation is done again
  const { code, output } = await npm(node, ["ci", mode === "prod" ? "--omit=dev" : "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (code !== 0) throw new Trouble("The packages could not be installed: is this machine online? The next start tries again.", output);
  writeFileSync(STAMP, `${wanted} ${mode}`);
}
