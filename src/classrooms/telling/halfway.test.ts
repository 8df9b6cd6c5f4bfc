import { expect, test } from "vitest";
import { aRun, NOW } from "../runs/run.fixtures.ts";
import { begun, ended, retried, type RunKind, type RunStep, type StepEnd } from "../runs/run.ts";
import { metBy, metNow, type Met } from "./halfway.ts";

const BOTH = { link: { tableId: "t", key: "1" }, passcode: { tableId: "u", key: "1" } };

test.each<[string, RunKind, RunStep, Parameters<typeof metBy>[0]["facts"], Met]>([
  ["the rows of a passcode that Zoom has are not written", "change passcode", "write_rows", {}, "zoom_ahead"],
  ["that of the link is, and that of the passcode is not", "change passcode", "write_rows", { written: ["t/1"] }, "passcode_behind"],
  ["that of the passcode is, and that of the link is not", "change passcode", "write_rows", { written: ["u/1"] }, "link_behind"],
  ["the passcode stays, and the link of a meeting made anew is not written", "new meeting", "write_rows", { written: ["u/1"] }, "link_behind"],
  [
    "where a meeting was made anew and its link is written, people come in by the passcode they know",
    "new meeting",
    "write_rows",
    { written: ["t/1"] },
    "row_behind",
  ],
  ["Zoom's answer was lost", "change passcode", "set_passcode", {}, "zoom_unknown"],
  ["sessions stay where a published classroom is replaced", "replace classroom", "move_sessions", { isPublished: true }, "zoom_ahead"],
  ["one of two rows of a new classroom is written", "new classroom", "write_rows", { written: ["t/1"] }, "row_behind"],
  ["one of two rows of a published one", "new classroom", "write_rows", { written: ["t/1"], isPublished: true }, "row_behind"],
  ["one of two rows has its former link back", "undo replacing", "write_rows", { written: ["t/1"] }, "row_behind"],
  ["one of two rows has the new name", "rename classroom", "write_rows", { written: ["t/1"] }, "name_behind"],
  ["one of two rows is emptied", "retire classroom", "write_rows", { written: ["t/1"] }, "row_full"],
])("%s", (_what, kind, step, facts, met) => {
  expect(metBy({ kind, step, asked: BOTH, facts })).toBe(met);
});

test("a passcode that is changed as it should be is not said to be half changed on its way; from the first try that fails it is, until it is done", () => {
  const facts = { passcodeSince: NOW };
  const now = (run: ReturnType<typeof aRun>): string | null => metNow({ ...run, asked: BOTH, facts })?.met ?? null;
  const set = ended(begun(aRun(), "set_passcode", NOW), "set_passcode", { is: "done" }, facts, NOW);
  expect([now(begun(aRun(), "set_passcode", NOW)), now(set), now(begun(set, "write_rows", NOW))]).toEqual([null, null, null]);
  const refused: StepEnd = { is: "failed", because: "row_refused", retryAt: NOW };
  const failed = ended(begun(set, "write_rows", NOW), "write_rows", refused, facts, NOW);
  expect([now(failed), now(begun(failed, "write_rows", NOW)), now(retried(failed, "Eva", NOW))]).toEqual(["zoom_ahead", "zoom_ahead", "zoom_ahead"]);
  expect(now(ended(failed, "write_rows", { is: "done" }, facts, NOW))).toBeNull();
});

test("whether somebody has to say yes first is told with it", () => {
  const facts = { passcodeSince: NOW };
  const half = (because: string) =>
    ended(ended(aRun(), "set_passcode", { is: "done" }, facts, NOW), "write_rows", { is: "failed", because, retryAt: NOW }, facts, NOW);
  expect(["row_changed", "row_refused"].map((because) => metNow({ ...half(because), asked: BOTH, facts })?.isHeld)).toEqual([true, false]);
});
