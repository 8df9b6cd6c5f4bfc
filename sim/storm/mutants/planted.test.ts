import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "../../..");

/** What git says against planting it; empty: it fits. */
function whyNot(patch: string): string {
  try {
    execFileSync("git", ["apply", "--check", join(HERE, patch)], { cwd: ROOT, stdio: "pipe" });
    return "";
  } catch (error) {
    return String((error as { stderr?: Buffer }).stderr);
  }
}

test("every planted bug fits the code that it is planted in", () => {
  const patches = readdirSync(HERE).filter((file) => file.endsWith(".patch"));
  expect(patches.length).toBeGreaterThanOrEqual(15);
  expect(patches.map(whyNot).filter((why) => why !== "")).toEqual([]);
});
