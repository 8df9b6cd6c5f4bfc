import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const CALLS = /(\S+)\.(makeUser|changeUser|setUserActive|unlinkUser)\(/g;
const GUARDED = /(^|\W)(userChanges\(.*\)|changes|institutionId\))$/;

test("nobody makes, changes or lets go of a Zoom user but by the guard", () => {
  const files = globSync("src/**/*.ts", { cwd: ROOT }).filter((path) => !/\.test\.ts$|^src\/zoom\/|guard-actions\.ts$/.test(path));
  const found = files.flatMap((path) => [...readFileSync(join(ROOT, path), "utf8").matchAll(CALLS)].map(([, by]) => ({ path, by: by! })));
  expect(found.length).toBeGreaterThan(4);
  expect(found.filter(({ by }) => !GUARDED.test(by))).toEqual([]);
});
