import { expect, test } from "vitest";
import { aSession, NOON } from "../../../test/builders.ts";
import { after, hours, iso } from "../../lib/time.ts";
import type { Session, StepState } from "../../sessions/session.ts";
import { hindranceOf } from "./hindrance.ts";

const withStep = (report: StepState, more: Partial<Session> = {}): Session => {
  const s = aSession({ status: "placed", ...more });
  return { ...s, steps: { ...s.steps, report } };
};
const again = after(NOON, hours(1));

test("nothing hinders a report that is only to come, and none that is final", () => {
  expect(hindranceOf(withStep({ is: "pending" }), null)).toBeNull();
  expect(hindranceOf(withStep({ is: "started", at: NOON }), "provisional")).toBeNull();
  expect(hindranceOf(withStep({ is: "failed", at: NOON, because: "refused", retryAt: null }), "final")).toBeNull();
});

test("what Zoom refuses is asked again, or not any more", () => {
  const failed = (retryAt: typeof again | null): StepState => ({ is: "failed", at: NOON, because: "refused", retryAt });
  expect(hindranceOf(withStep(failed(again)), null)).toEqual({ by: "trouble", againAt: iso(again) });
  expect(hindranceOf(withStep(failed(null)), "provisional")).toEqual({ by: "trouble", againAt: null });
});

test("it waits for a connection, came too late, or is of a session that was called off", () => {
  expect(hindranceOf(withStep({ is: "held", at: NOON, until: "connected" }), null)).toMatchObject({ by: "connection" });
  expect(hindranceOf(withStep({ is: "skipped", at: NOON, because: "too_late" }), null)).toMatchObject({ by: "too late" });
  for (const status of ["cancelled", "declined"] as const)
    expect(hindranceOf(withStep({ is: "pending" }, { status }), null)).toMatchObject({ by: "called off" });
});
