import { expect, test } from "vitest";
import type { StepView } from "../../src/sessions/contract.ts";
import { momentOf } from "./step-word.ts";

const step: StepView = { name: "generate", is: "pending", dueAt: "due", at: null, retryAt: null, note: null, values: {} };

test("what is under way or done is told with its own moment, everything else with the one at which it is due", () => {
  expect(momentOf(step)).toBe("due");
  expect(momentOf({ ...step, is: "started", at: "at" })).toBe("at");
  expect(momentOf({ ...step, is: "done", at: "at" })).toBe("at");
  expect(momentOf({ ...step, is: "held", at: "at" })).toBe("due");
  expect(momentOf({ ...step, is: "failed", at: "at" })).toBe("due");
});
