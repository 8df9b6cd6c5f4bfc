import { expect, test } from "vitest";
import { aSession, doneAt, NOON } from "../../test/builders.ts";
import { after, before, hours, minutes } from "../lib/time.ts";
import type { Session } from "./session.ts";
import { stepsOf } from "./view.ts";

const EARLY = before(NOON, hours(5));
const undo: Session["undo"] = { until: after(EARLY, minutes(1)), kind: "cancel", before: {} as never };
const isOf = (s: Session): Record<string, string> => Object.fromEntries(stepsOf(s).map(({ name, is }) => [name, is]));

test("nothing of a declined request is due", () => {
  expect(new Set(Object.values(isOf(aSession({ status: "declined", roomId: null, hostId: null }))))).toEqual(new Set(["skipped"]));
});

test("while a cancellation can be taken back, what was still to come is shown as not needed, and why", () => {
  const steps = stepsOf(aSession({ status: "cancelled", cancelledAt: EARLY, undo, steps: { generate: doneAt(EARLY) } }));
  expect(steps[0]).toMatchObject({ name: "generate", is: "done" });
  expect(steps.slice(1).map(({ is, note }) => [is, note])).toEqual(Array.from({ length: 6 }, () => ["skipped", "cancelled"]));
});

test("a room that was opened is closed in spite of the cancellation, and the page says when", () => {
  const opened = aSession({ status: "cancelled", cancelledAt: EARLY, undo, steps: { generate: doneAt(EARLY), handOver: doneAt(EARLY) } });
  expect(isOf(opened)).toMatchObject({ handOver: "done", sendLinks: "skipped", end: "pending", close: "pending", report: "skipped" });
});

test("without a cancellation what is to come is due", () => {
  expect(new Set(Object.values(isOf(aSession())))).toEqual(new Set(["pending"]));
});
