import { expect, test } from "vitest";
import type { StepView } from "../../src/sessions/contract.ts";
import { goesOn, toldOf } from "./step-word.ts";

const [ASKED, DUE, AT] = ["2026-11-20T09:00:00Z", "2026-11-24T22:30:00Z", "2026-11-24T22:31:00Z"];
const step: StepView = { name: "generate", is: "pending", dueAt: DUE, at: null, retryAt: null, note: null, values: {} };

test("what is under way or done is told with its own moment, everything else with the one at which it is due", () => {
  expect(toldOf(step, ASKED)).toEqual({ word: "pending", moment: DUE });
  expect(toldOf({ ...step, is: "started", at: AT }, ASKED)).toEqual({ word: "started", moment: AT });
  expect(toldOf({ ...step, is: "done", at: AT }, ASKED)).toEqual({ word: "done", moment: AT });
  expect(toldOf({ ...step, is: "held", at: AT }, ASKED)).toEqual({ word: "held", moment: DUE });
  expect(toldOf({ ...step, is: "failed", at: AT }, ASKED)).toEqual({ word: "failed", moment: DUE });
});

test("a step that was due before its session was asked for has not failed before there was a session", () => {
  const [asked, at] = ["2026-11-25T10:00:00Z", "2026-11-25T10:01:00Z"];
  expect(toldOf({ ...step, is: "held", at }, asked)).toEqual({ word: "heldSince", moment: at });
  expect(toldOf({ ...step, is: "failed", at }, asked)).toEqual({ word: "failedAt", moment: at });
  expect(toldOf(step, asked)).toEqual({ word: "pending", moment: DUE });
});

test("what was given up is not said to be tried on", () => {
  const failed: StepView = { ...step, is: "failed", at: AT };
  expect(goesOn([{ ...step, is: "done", at: AT }, failed])).toBe(false);
  expect(goesOn([failed, { ...failed, retryAt: AT }])).toBe(true);
  expect(goesOn([failed, { ...step, is: "held", at: AT }])).toBe(true);
});
