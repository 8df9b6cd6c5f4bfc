import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = new URL("../../", import.meta.url).pathname;
/** All links of one moment must be out within the minute that is promised, also by the machine's own time. */
const MOST_SECONDS = 60;

/**
 * Lives through the semester of so many courses in virtual time (`sim/semester/semester.test.ts`), and prints what was counted. False: a promise was missed.
 * The story runs under vitest, which makes its databases; how far it is goes to the error output.
 */
export function livedThrough(courses: number): boolean {
  const folder = mkdtempSync(join(tmpdir(), "bedel-semester-"));
  const file = join(folder, "figures.json");
  try {
    const env = { ...process.env, BEDEL_SEMESTER: String(courses), BEDEL_SEMESTER_FIGURES: file };
    const command = [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--project", "stories", "sim/semester/semester.test.ts"];
    const { status } = spawnSync(process.execPath, command, { cwd: ROOT, env, stdio: ["ignore", process.stderr, process.stderr] });
    if (!existsSync(file)) {
      console.log(JSON.stringify({ courses, missed: ["it came to no end"], ok: false }));
      return false;
    }
    const figures = JSON.parse(readFileSync(file, "utf8")) as { busiestMinute: { seconds: number } };
    const ok = status === 0 && figures.busiestMinute.seconds <= MOST_SECONDS;
    console.log(JSON.stringify({ ...figures, mostSecondsForLinks: MOST_SECONDS, ok }));
    return ok;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
