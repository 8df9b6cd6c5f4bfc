import { expect, test } from "vitest";
import type { RunKind, RunStep } from "../runs/run.ts";
import { metBy, type Met } from "./halfway.ts";

test.each<[string, RunKind, RunStep, Parameters<typeof metBy>[0]["facts"], Met]>([
  ["the rows of a passcode that Zoom has are not written", "change passcode", "write_rows", {}, "zoom_ahead"],
  ["one of them is, and the other is not", "change passcode", "write_rows", { written: ["t/1"] }, "zoom_ahead"],
  ["Zoom's answer was lost", "change passcode", "set_passcode", {}, "zoom_unknown"],
  ["sessions stay where a published classroom is replaced", "replace classroom", "move_sessions", { isPublished: true }, "zoom_ahead"],
  ["one of two rows of a new classroom is written", "new classroom", "write_rows", { written: ["t/1"] }, "row_behind"],
  ["one of two rows of a published one", "new classroom", "write_rows", { written: ["t/1"], isPublished: true }, "row_behind"],
  ["one of two rows has its former link back", "undo replacing", "write_rows", { written: ["t/1"] }, "row_behind"],
  ["one of two rows has the new name", "rename classroom", "write_rows", { written: ["t/1"] }, "name_behind"],
  ["one of two rows is emptied", "retire classroom", "write_rows", { written: ["t/1"] }, "row_full"],
])("%s", (_what, kind, step, facts, met) => {
  expect(metBy({ kind, step, facts })).toBe(met);
});
