import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tell } from "../result.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
/** All links of one moment must be out within the minute that is promised, also by the machine's own time. */
const MOST_SECONDS = 60;

/**
 * Lives through the semester of so many courses in virtual time (`sim/semester/semester.test.ts`), and says what was counted.
 * The story runs under vitest, which makes its databases; how far it is goes to the error output.
 */
export function livedThrough(courses: number): void {
  const folder = mkdtempSync(join(tmpdir(), "bedel-semester-"));
  const file = join(folder, "figures.json");
  try {
    const env = { ...process.env, BEDEL_SEMESTER: String(courses), BEDEL_SEMESTER_FIGURES: file };
    const command = [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--project", "stories", "sim/semester/semester.test.ts"];
    const { status } = spawnSync(process.execPath, command, { cwd: ROOT, env, stdio: ["ignore", process.stderr, process.stderr] });
    const told = { name: "semester", peer: null, ratio: null, growth: null };
    if (!existsSync(file)) return tell({ ...told, figures: { courses }, missed: ["it came to no end"] });
    const figures = JSON.parse(readFileSync(file, "utf8")) as { busiestMinute: { seconds: number } };
    const missed = [...(status === 0 ? [] : ["a promise"]), ...(figures.busiestMinute.seconds <= MOST_SECONDS ? [] : ["the links of one moment"])];
    tell({ ...told, figures: { ...figures, mostSecondsForLinks: MOST_SECONDS }, missed });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
