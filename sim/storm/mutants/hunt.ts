import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pgliteTemplate } from "../../../test/support/templates.ts";
import type { Options } from "../options.ts";

/** A planted bug, one for each protection, and the first seed that broke a promise by it; null: it got away. */
export type Hunted = { name: string; caughtAtSeed: number | null };

const ROOT = new URL("../../../", import.meta.url).pathname;
const HERE = new URL(".", import.meta.url).pathname;
/** What the storm reads of the project. */
const COPIED = ["src", "sim", "test", "sandbox", "scripts", "package.json", "package-lock.json", ".cache/test"];
export const SEEDS = 20;

/** Plants each bug in a copy of the sources and lives through storms there until one is broken. The exit code. */
export async function hunt({ json, only }: Pick<Options, "json" | "only">): Promise<number> {
  await pgliteTemplate(); // copied with the sources
  const names = readdirSync(HERE).filter((file) => file.endsWith(".patch")).map((file) => file.replace(/\.patch$/, "")).filter((name) => only === null || name === only).toSorted(); // prettier-ignore
  const mutants: Hunted[] = [];
  for (const name of names) {
    const hunted = { name, caughtAtSeed: await firstCaught(name) };
    mutants.push(hunted);
    if (!json) console.log(`${name.padEnd(36)} ${hunted.caughtAtSeed === null ? "ESCAPED" : `caught at seed ${hunted.caughtAtSeed}`}`);
  }
  const escaped = mutants.filter(({ caughtAtSeed }) => caughtAtSeed === null).map(({ name }) => name);
  if (json) console.log(JSON.stringify({ mutants, escaped }));
  return escaped.length === 0 && mutants.length > 0 ? 0 : 1;
}

async function firstCaught(name: string): Promise<number | null> {
  const copy = mkdtempSync(join(tmpdir(), "bedel-mutant-"));
  try {
    for (const part of COPIED) cpSync(join(ROOT, part), join(copy, part), { recursive: true, filter: (path) => !path.includes("node_modules") });
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    execFileSync("git", ["apply", "--unsafe-paths", `--directory=${copy}`, join(HERE, `${name}.patch`)], { cwd: copy, stdio: "pipe" });
    return await firstBroken(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Reads the storm's own report line by line, and ends it at the first broken seed. */
async function firstBroken(copy: string): Promise<number | null> {
  const child = spawn(process.execPath, [...process.execArgv, "sim/storm/main.ts", "--seeds", String(SEEDS)], {
    cwd: copy,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let caught: number | null = null;
  for await (const line of createInterface({ input: child.stderr })) {
    const seed = /^seed (\d+): /.exec(line);
    if (seed === null) continue;
    caught = Number(seed[1]);
    child.kill("SIGTERM");
    break;
  }
  const hasEnded = child.exitCode !== null || child.signalCode !== null;
  if (!hasEnded) await new Promise((resume) => child.once("exit", resume));
  if (caught === null && child.exitCode !== 0) throw new Error("the storm could not be lived through, so it proves nothing of this bug");
  return caught;
}
