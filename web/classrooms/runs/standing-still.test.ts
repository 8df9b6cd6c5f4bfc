import { expect, test } from "vitest";
import type { RunStepView, RunView } from "../../../src/classrooms/runs/contract.ts";
import { isSameOfAll, shownOf, stillOf, those } from "./standing-still.ts";

type Step = Partial<Pick<RunStepView, "state" | "because" | "values" | "at">>;

function aRun(id: string, state: RunView["state"], step: Step = {}, whyNot: Partial<RunView["whyNot"]> = {}): RunView {
  const [done, now] = [
    { name: "look_up" as const, state: "done" as const, because: "user_there", values: {}, tries: 1, at: null, retryAt: null, by: null, did: null },
    { name: "write_rows" as const, state: "failed" as const, because: "row_changed", values: {}, tries: 1, at: "2027-03-01T08:00:00Z", retryAt: null, by: null, did: null, ...step },
  ];
  return {
    ...{ id, kind: "new classroom", state, about: id, email: null, classroomId: id, batchId: "b", by: "Ana", at: "2027-03-01T07:00:00Z", endedAt: null, stopped: null, undone: null, resent: 0, mailCameAt: null, asked: { replaces: null, rows: [], farewell: null, licence: null, name: null, code: null } },
    steps: [done, state === "done" ? { ...now, state: "done" } : now],
    halfway: null,
    stands: [],
    whyNot: { retry: null, stop: null, undo: null, letGo: null, otherwise: null, ...whyNot },
  };
} // prettier-ignore

test("those that stand still for one reason are one, and what needs somebody comes first", () => {
  const runs = [
    aRun("a", "stopped"),
    aRun("b", "running", { state: "waiting", because: "zoom_spent" }),
    aRun("c", "failed"),
    aRun("d", "failed", { because: "row_none" }),
    aRun("e", "failed", { because: "row_none" }),
    aRun("f", "done"),
  ];
  expect(stillOf(runs).map(({ state, because, runs: all }) => [state, because, all.map(({ id }) => id).join(" ")])).toEqual([
    ["failed", "row_none", "d e"],
    ["failed", "row_changed", "c"],
    ["running", "zoom_spent", "b"],
    ["stopped", "row_changed", "a"],
  ]);
});

test("what is being tried again stands still no more for what it did, but is sent with what is shown of it", () => {
  const again = aRun("a", "running", { state: "under way" });
  expect(stillOf([again, aRun("b", "running", { state: "to come", because: null, at: null })])).toMatchObject([{ state: "running", because: null, runs: [{ id: "a" }, { id: "b" }] }]);
  expect(shownOf(again)).toEqual({ id: "a", because: "row_changed", at: "2027-03-01T08:00:00Z" });
}); // prettier-ignore

test("only those of which it can be done are counted; the words of one are those of all only where they say the same", () => {
  const runs = [aRun("a", "failed", {}, { stop: "run_halfway" }), aRun("b", "failed", {}, { retry: "run_outdated" })];
  expect([those(runs, "retry"), those(runs, "stop")].map(([run]) => run!.id)).toEqual(["a", "b"]);
  expect(isSameOfAll(runs)).toBe(true);
  expect(isSameOfAll([...runs, aRun("c", "failed", { values: { key: "103" } })])).toBe(false);
});
