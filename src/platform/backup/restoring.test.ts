import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lockDataFolder, type DataFolder } from "../data-folder.ts";
import { finishRestoring } from "./restoring.ts";

/** A data folder in which the new database is whole, and has not taken its place yet. */
function cutOff(): { folder: DataFolder; holds: (name: string) => string[] } {
  const data = mkdtempSync(join(tmpdir(), "bedel-cut-off-"));
  const folder = lockDataFolder(data);
  onTestFinished(() => {
    folder.release();
    rmSync(data, { recursive: true });
  });
  for (const name of ["database/before", "snapshots/before", "database.restoring/after"]) mkdirSync(folder.path(name), { recursive: true });
  return { folder, holds: (name) => readdirSync(folder.path(name)) };
}

test("a restoring that was cut off is finished by whoever comes next: the new database takes its place, the former is kept with its copies", () => {
  const { folder, holds } = cutOff();
  expect(finishRestoring(folder)).toBe(folder.path("before-restore-1"));
  expect([holds("database"), holds("before-restore-1/database"), holds("before-restore-1/snapshots")]).toEqual([["after"], ["before"], ["before"]]);
  expect(finishRestoring(folder)).toBe(null);
  expect(holds("database")).toEqual(["after"]);
});

test("cut off again between its two halves, none of them is lost", () => {
  const { folder, holds } = cutOff();
  mkdirSync(folder.path("before-restore-1"));
  renameSync(folder.path("snapshots"), folder.path("before-restore-1/snapshots"));
  expect(finishRestoring(folder)).toBe(folder.path("before-restore-2"));
  expect([holds("database"), holds("before-restore-2/database"), holds("before-restore-1/snapshots")]).toEqual([["after"], ["before"], ["before"]]);
});
