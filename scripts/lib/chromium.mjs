import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { aptInstall, canInstall } from "./apt.mjs";
import { place } from "./places.mjs";
import { collect } from "./processes.mjs";
import { environmentFor } from "./runtime.mjs";
import { Trouble, say } from "./say.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The path of a Chromium that runs here: the one named, the system's, Playwright's, or one installed now. */
export async function findChromium(node) {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await runs(named)) return named;
    throw new Trouble(`CHROMIUM_PATH is ${named}, and no Chromium runs from there.`);
  }
  return (await firstThatRuns()) ?? (await installed(node));
}

async function installed(node) {
  if (canInstall())
    await aptInstall(["chromium", "fonts-liberation"]); // brings the libraries too, which Playwright's does not
  else await download(node);
  const found = await firstThatRuns();
  if (found === null) throw new Trouble("No Chromium was found, nor could one be installed: please install it, or name one in CHROMIUM_PATH.");
  return found;
}

async function download(node) {
  say("Fetching Chromium…");
  const cli = place("node_modules/playwright-core/cli.js");
  const { code, output } = await collect(node, [cli, "install", "chromium"], { env: environmentFor(node), timeout: 180_000 });
  if (code !== 0) throw new Trouble("Chromium could not be fetched: please install it, or name one in CHROMIUM_PATH.", output);
}

async function firstThatRuns() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const { chromium } = await import("playwright-core");
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), chromium.executablePath()];
  for (const path of candidates) if (await runs(path)) return path;
  return null;
}

async function runs(path) {
  return existsSync(path) && (await collect(path, ["--version", "--no-sandbox"], { timeout: 20_000 })).code === 0;
}
