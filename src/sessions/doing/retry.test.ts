import fc from "fast-check";
import { expect, test } from "vitest";
import { aCommand, NOON } from "../../../test/builders.ts";
import { after, hours, minutes, seconds } from "../../lib/time.ts";
import { ZoomError, type ZoomErrorKind } from "../../zoom/port.ts";
import { isAlarming, retryAt } from "./retry.ts";

const error = (kind: ZoomErrorKind, at: number | null = null) => new ZoomError(kind, "", { retryAt: at === null ? null : after(NOON, at) });

test("pauses grow, never beyond a minute while Zoom is away, and half a minute for ending and closing", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempts, unit) => {
      const pause = retryAt(aCommand({ attempts }), error("unreachable"), NOON, unit)! - NOON;
      expect(pause >= 1500 && pause <= minutes(1)).toBe(true);
      expect(retryAt(aCommand({ attempts, does: "ensureClosed" }), error("unreachable"), NOON, unit)! - NOON).toBeLessThanOrEqual(seconds(25));
    }),
  );
  expect(retryAt(aCommand({ attempts: 1 }), error("unreachable"), NOON, 1)).toBe(after(NOON, seconds(2)));
});

test("where Zoom says when, it is asked then and not before", () => {
  expect(retryAt(aCommand(), error("spent", hours(3)), NOON, 0)).toBe(after(NOON, hours(3)));
  expect(retryAt(aCommand({ does: "ensureClosed" }), error("too_often"), NOON, 0)).toBe(after(NOON, hours(1)));
});

test("after an unanswered creation we look again in five seconds", () => {
  expect(retryAt(aCommand(), error("unanswered"), NOON, 0)).toBe(after(NOON, seconds(5)));
});

test("what no longer helps is given up; ending and closing never is", () => {
  expect(retryAt(aCommand({ usefulUntil: after(NOON, seconds(1)) }), error("unreachable"), NOON, 0)).toBeNull();
  expect(retryAt(aCommand({ attempts: 8 }), error("permission"), NOON, 0)).toBeNull();
  expect(retryAt(aCommand({ attempts: 7 }), error("permission"), NOON, 0)).not.toBeNull();
  expect(retryAt(aCommand({ attempts: 900, does: "ensureEnded" }), error("permission"), NOON, 0)).not.toBeNull();
  expect(retryAt(aCommand({ attempts: 8 }), new Error("a bug"), NOON, 0)).toBeNull();
});

test("a report that Zoom refuses is asked for a day long, ever more rarely", () => {
  const nextAt = (attempts: number, at: number) =>
    retryAt(aCommand({ attempts, does: "readReport", madeAt: NOON }), error("missing_scope"), after(NOON, at), 1);
  expect(nextAt(8, minutes(5))).not.toBeNull();
  expect(nextAt(30, hours(24) - 1)).toBe(after(NOON, hours(25) - 1));
  expect(nextAt(8, hours(24))).toBeNull();
});

test("what is never given up is asked ever more rarely while only a person can mend it", () => {
  const pauseAt = (attempts: number): number => retryAt(aCommand({ attempts, does: "secureRoom" }), error("refused"), NOON, 1)! - NOON;
  expect(pauseAt(1)).toBe(seconds(2));
  expect(pauseAt(9)).toBeGreaterThan(minutes(5));
  expect(pauseAt(300)).toBe(hours(1));
});

test("a minute of trouble is ordinary life; trouble that lasts alarms", () => {
  const away = error("unreachable");
  expect(isAlarming(aCommand({ attempts: 1 }), away, after(NOON, minutes(1)), NOON)).toBe(false);
  expect(isAlarming(aCommand({ attempts: 1 }), away, after(NOON, minutes(3)), NOON)).toBe(true);
  expect(isAlarming(aCommand({ attempts: 4 }), away, after(NOON, 1), NOON)).toBe(true);
  expect(isAlarming(aCommand({ attempts: 1 }), away, null, NOON)).toBe(true);
});

test("looking for a create whose answer was lost takes minutes, and is no alarm before five", () => {
  expect(isAlarming(aCommand({ attempts: 4 }), error("unanswered"), after(NOON, minutes(3)), NOON)).toBe(false);
  expect(isAlarming(aCommand({ attempts: 9 }), error("unanswered"), after(NOON, minutes(6)), NOON)).toBe(true);
});

test("what was wished long after its time has its own minute", () => {
  expect(isAlarming(aCommand({ attempts: 1, madeAt: after(NOON, hours(9)) }), error("busy"), after(NOON, hours(9) + minutes(1)), NOON)).toBe(false);
});
