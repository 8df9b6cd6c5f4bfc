import { describe, expect, test } from "vitest";
import { iso, instant } from "../../lib/time.ts";
import { stepsToCome, type RunStep, type StepRow } from "./run.ts";
import { expectedAt } from "./shown.ts";

const NOW = instant("2027-03-01T18:00:00Z");
const at = (name: RunStep, facts = {}) => {
  const steps = stepsToCome("new classroom");
  const until = steps.findIndex((step) => step.name === name);
  return { asked: {}, facts, steps: steps.map((step, i): StepRow => (i < until ? { ...step, state: "done" } : step)) };
};
const many = (count: number, name: RunStep = "look_up", facts = {}) => Array.from({ length: count }, () => at(name, facts));
const expected = (runs: ReturnType<typeof many>, more: Partial<Parameters<typeof expectedAt>[1]> = {}) => {
  const moment = expectedAt(runs, { madeAs: "automatic", perDay: 50, madeToday: 0, ...more }, NOW);
  return moment === null ? null : iso(moment).slice(0, 10);
};

describe("when the last of many will be done", () => {
  test("so many a day, as Zoom makes users, whose days begin at midnight in UTC", () => {
    expect([1, 50, 51, 100, 101, 500].map((count) => expected(many(count)))).toEqual(["2027-03-01", "2027-03-01", "2027-03-02", "2027-03-02", "2027-03-03", "2027-03-10"]); // prettier-ignore
    expect(expected(many(500), { perDay: 10_000 })).toBe("2027-03-01");
  });

  test("what was made today counts", () => {
    expect(expected(many(10), { madeToday: 41 })).toBe("2027-03-02");
  });

  test("who has a user needs none", () => {
    expect(expected([...many(50), ...many(400, "standing_link")])).toBe("2027-03-01");
    expect(expected(many(100, "make_user", { found: "active" }))).toBe("2027-03-01");
  });

  test("nobody knows where somebody has to accept an invitation", () => {
    expect(expected(many(1), { madeAs: "invited" })).toBeNull();
    expect(expected(many(1, "activation"))).toBeNull();
    expect(expected(many(1, "set_passcode"), { madeAs: "invited" })).toBe("2027-03-01");
  });

  test("nothing is to be done", () => {
    expect(expected([])).toBeNull();
  });
});
