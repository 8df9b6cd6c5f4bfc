import { expect, test } from "vitest";
import { dayPotOf, quotaOf } from "./quota.ts";

test("a Business account allows 80 light calls a second, of which a fifth is left to others", () => {
  expect(quotaOf("business", 0)).toMatchObject({
    light: { calls: 80, perMs: 1000 },
    medium: { calls: 60 },
    heavy: { calls: 40 },
    resource: { calls: 20, perMs: 60_000 },
  });
  expect(quotaOf("business", 0.2)).toMatchObject({ light: { calls: 64 }, medium: { calls: 48 }, heavy: { calls: 32 }, resource: { calls: 16 } });
});

test("one call is always ours, however little there is", () => {
  expect(quotaOf("free", 0.9)).toMatchObject({ light: { calls: 1 }, heavy: { calls: 1 } });
});

test("heavy and resource-intensive calls of a paid plan share one number a day", () => {
  expect(dayPotOf("business", "heavy", 0.2)).toEqual({ pot: "heavy and resource", calls: 48_000 });
  expect(dayPotOf("pro", "resource", 0)).toEqual({ pot: "heavy and resource", calls: 30_000 });
  expect(dayPotOf("business", "light", 0)).toBeNull();
  expect(dayPotOf("free", "light", 0)).toEqual({ pot: "light", calls: 6000 });
});
