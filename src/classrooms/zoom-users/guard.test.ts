import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { userChanges } from "./guard-actions.ts";

const ROOT = join(import.meta.dirname, "../../..");
const CALLS = /(\S+)\.(makeUser|changeUser|setUserActive|unlinkUser)\(/g;
const GUARDED = /(^|\W)(userChanges\(.*\)|changes|institutionId\))$/;

test("nobody makes, changes or lets go of a Zoom user but by the guard", () => {
  const files = globSync("src/**/*.ts", { cwd: ROOT }).filter((path) => !/\.test\.ts$|^src\/zoom\/|guard-actions\.ts$/.test(path));
  const found = files.flatMap((path) => [...readFileSync(join(ROOT, path), "utf8").matchAll(CALLS)].map(([, by]) => ({ path, by: by! })));
  expect(found.length).toBeGreaterThan(4);
  expect(found.filter(({ by }) => !GUARDED.test(by))).toEqual([]);
});

test("past the switch go names only: whoever else is changed may be given or lose a licence", async () => {
  const asked: unknown[] = [];
  const changeUser = (...how: unknown[]) => Promise.resolve(void asked.push(how));
  const names = { displayName: "Aula Borges", licensed: false };
  await userChanges({ zoomOf: () => ({ changeUser }) } as never, "i").nameClassroom("h", names);
  expect(JSON.stringify(asked)).toBe('[["h",{"displayName":"Aula Borges"}]]');
});
