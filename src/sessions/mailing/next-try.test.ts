import { expect, test } from "vitest";
import { after, hours, instant, minutes, seconds, type Instant } from "../../lib/time.ts";
import { nextTry } from "./next-try.ts";

const NOW = instant("2037-03-02T09:00:00Z");

/** When it is tried while nothing helps. */
function tries(usefulUntil: Instant | null, unanswered: boolean, until: Instant): Instant[] {
  const all: Instant[] = [NOW];
  for (let attempts = 1; ; attempts += 1) {
    const next = nextTry({ attempts, usefulUntil }, all.at(-1)!, 0.5, unanswered);
    if (next === null || next > until) return all;
    all.push(next);
  }
}

test("a server that is away is asked again within two minutes", () => {
  const all = tries(null, false, after(NOW, hours(1)));
  expect(all.slice(1).every((at, i) => at - all[i]! <= minutes(2))).toBe(true);
  expect(all[1]! - NOW).toBeGreaterThanOrEqual(seconds(2));
});

test("what may have arrived lies in the mailbox a few times at most, and is still tried while it helps", () => {
  const all = tries(after(NOW, minutes(75)), true, after(NOW, minutes(75)));
  expect(all.length).toBeGreaterThan(2);
  expect(all.length).toBeLessThanOrEqual(8);
  expect(all.slice(1).every((at, i) => at - all[i]! >= minutes(4))).toBe(true);
});

test("nothing is tried that would come too late", () => {
  expect(nextTry({ attempts: 1, usefulUntil: after(NOW, minutes(3)) }, NOW, 0.5, true)).toBeNull();
  expect(nextTry({ attempts: 201, usefulUntil: null }, NOW, 0.5)).toBeNull();
});
