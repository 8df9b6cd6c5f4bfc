import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { BUSINESS_LIMITS, limiter } from "./limiter.ts";

test("a few calls go at once, the others in their turn", () => {
  const waitFor = limiter({ ...BUSINESS_LIMITS, heavy: { calls: 4, perMs: 1000 } }, () => 0);

  expect(Array.from({ length: 5 }, () => waitFor("heavy"))).toEqual([0, 0, 250, 500, 750]);
});

test("one label does not wait for another", () => {
  const waitFor = limiter({ ...BUSINESS_LIMITS, heavy: { calls: 1, perMs: 1000 } }, () => 0);
  waitFor("heavy");
  waitFor("heavy");

  expect(waitFor("light")).toBe(0);
});

test("however the calls come, no second ever sees more of them than Zoom allows a Business account", () => {
  assert(
    property(array(integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 400 }), (gaps) => {
      let now = 0;
      const waitFor = limiter(BUSINESS_LIMITS, () => now);
      const sentAt = gaps.map((gap) => {
        now += gap % 5 === 0 ? gap : 0;
        return now + waitFor("light");
      });
      for (const start of sentAt) expect(sentAt.filter((at) => at >= start && at < start + 1000).length).toBeLessThanOrEqual(81);
    }),
    { numRuns: 50 },
  );
});
