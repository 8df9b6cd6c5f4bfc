import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

const run = promisify(execFile);
const MAIN = new URL("main.ts", import.meta.url).pathname;

/** Enough for every promise, fault and crash point to have been at stake; ten thousand are lived through by hand. */
const SEEDS = 60;

test("sixty institutions keep every promise through storm and calm, and the same seed tells the same story", { timeout: 40 * 60_000 }, async () => {
  const told = await run(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN, "--seeds", String(SEEDS), "--json"], { maxBuffer: 64e6 }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  expect(told.stdout, told.stderr).toMatch(/^\{/);
  const { seeds, sessions, crashes, faults, broken } = JSON.parse(told.stdout) as Record<string, number> & { broken: string[] };
  expect(broken).toEqual([]);
  expect([seeds, sessions! >= 10 * SEEDS, crashes! >= SEEDS, faults! >= SEEDS]).toEqual([SEEDS, true, true, true]);
});

test("what can't be read is said, and nothing is lived through", () => {
  for (const given of [["--seeds", "0"], ["--seed", "x"], ["--minutes", "-1"], ["--unknown"], ["stray"]]) expect(readOptions(given)).toMatch(/^Usage/);
  expect(readOptions(["--seed", "7", "--json"])).toMatchObject({ seed: 7, json: true });
});
