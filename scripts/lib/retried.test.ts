import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const VITEST = resolve(import.meta.dirname, "../../node_modules/vitest/vitest.mjs");

test("a test that passed only when it was tried again is written down, and no other", () => {
  const folder = mkdtempSync(join(tmpdir(), "retried-"));
  const retried = join(folder, "retried");
  writeFileSync(
    join(folder, "some.test.js"),
    `let tries = 0;
     test("is late once", () => expect((tries += 1)).toBe(2));
     test("is always well", () => expect(1).toBe(1));
     test("is broken", () => expect(1).toBe(2));`,
  );
  const options = ["run", "--root", folder, "--globals", "--retry=1", `--reporter=${join(import.meta.dirname, "retried.mjs")}`];
  const { status } = spawnSync(process.execPath, [VITEST, ...options], { env: { PATH: process.env["PATH"], RETRIED: retried }, timeout: 18_000 });
  const written = readFileSync(retried, "utf8");
  rmSync(folder, { recursive: true });
  expect([status, written]).toEqual([1, "some.test.js: is late once\n"]);
});
