import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lockDataFolder, secretIn } from "./data-folder.ts";

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
function somewhere(): string {
  const folder = mkdtempSync(join(tmpdir(), "bedel-folder-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("a new data folder and its secret are for their owner alone", () => {
  const folder = lockDataFolder(join(somewhere(), "deep", "data"));
  onTestFinished(() => folder.release());
  secretIn(folder);
  expect([modeOf(folder.path(".")), modeOf(folder.path("secret.key"))]).toEqual(["700", "600"]);
});

test("one that was open to others is closed to them", () => {
  const at = join(somewhere(), "data");
  mkdirSync(at);
  chmodSync(at, 0o755);
  writeFileSync(join(at, "secret.key"), "x".repeat(48), { mode: 0o644 });
  chmodSync(join(at, "secret.key"), 0o644);
  const folder = lockDataFolder(at);
  onTestFinished(() => folder.release());
  secretIn(folder);
  expect([modeOf(at), modeOf(join(at, "secret.key"))]).toEqual(["700", "600"]);
});
