import { existsSync, rmSync } from "node:fs";
import { place, textOf } from "./places.mjs";
import { collect } from "./processes.mjs";
import { environmentFor } from "./runtime.mjs";

/** A quiet machine with two cores needs eleven minutes for the longest of them; a busy one three times that. */
const LONGEST = 40 * 60_000;

/** What `npm test` checks. `needs` names what must be found or made first; a part whose need can't be met has failed.
 * `leftOut` tells why a part can't be asked for on this machine, and is said aloud. */
export const PARTS = {
  types: { needs: [], run: tool("typescript/bin/tsc", ["-p", "."]) },
  lint: { needs: [], run: tool("oxlint/bin/oxlint", ["--quiet", "--deny-warnings"]) },
  format: { needs: [], run: tool("prettier/bin/prettier.cjs", ["--check", "--log-level=warn", "--cache", "--cache-location=.cache/prettier", "."]) },
  rules: { needs: [], run: project("rules") },
  published: { needs: [], leftOut: withoutDocuments, run: project("published") },
  doors: { needs: ["postgres", "dovecot", "screens"], run: project("doors") },
  stories: { needs: ["postgres"], run: project("stories") },
  screens: { needs: ["screens", "chromium", "postgres", "dovecot"], run: project("screens") },
};

/** Why nothing can be held against what Zoom publishes: its documents are Zoom's, and come with no clone. */
function withoutDocuments() {
  const folder = place("../shared/zoom");
  return existsSync(folder) ? null : `Zoom's documents do not lie in ${folder}`;
}

function tool(path, args) {
  return async (node, env) => {
    const { code, output } = await collect(node, [place("node_modules", path), ...args], options(node, env));
    return code === 0 ? { passed: 1, failed: 0, output: "" } : { passed: 0, failed: 1, output };
  };
}

function project(name) {
  return async (node, env) => {
    const [report, again] = [place(`.cache/test/${name}.json`), place(`.cache/test/${name}.retried`)];
    for (const file of [report, again]) rmSync(file, { force: true });
    const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`, `--reporter=${place("scripts/lib/retried.mjs")}`];
    const args = ["run", "--project", name, ...reporters, "--silent=passed-only"];
    const { code, output } = await collect(node, [place("node_modules/vitest/vitest.mjs"), ...args], options(node, { ...env, RETRIED: again }));
    const { passed, failed, skipped } = counted(textOf(report));
    const reason = skipped > 0 ? `\n${skipped} tests were skipped: a test that may not run proves nothing, so they count as failed.` : "";
    const unheard = code !== 0 && failed + skipped === 0 ? 1 : 0; // an error outside all tests, or no test at all
    const bad = failed + skipped + unheard;
    return {
      passed,
      failed: bad,
      output: bad === 0 ? "" : output + reason,
      retried: textOf(again)
        .split("\n")
        .filter((line) => line !== ""),
    };
  };
}

function counted(json) {
  if (json === "") return { passed: 0, failed: 0, skipped: 0 };
  const report = JSON.parse(json);
  const brokenFiles = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const options = (node, env) => ({ cwd: place(), env: { ...environmentFor(node), NO_COLOR: "1", ...env }, timeout: LONGEST });
