import type { Label } from "./operations.ts";

export const PLANS = ["free", "pro", "business"] as const;
/** Business stands for Business, Education, Enterprise and Partner alike. */
export type Plan = (typeof PLANS)[number];

export type Rate = { calls: number; perMs: number };
/** How many calls of a label may reach Zoom in any such time. */
export type Quota = Record<Label, Rate>;

/** Zoom's figures (Zoom API rate limits): calls a second, of `resource` calls a minute. */
const ALLOWED: Record<Plan, Record<Label, number>> = {
  free: { light: 4, medium: 2, heavy: 1, resource: 10 },
  pro: { light: 30, medium: 20, heavy: 10, resource: 10 },
  business: { light: 80, medium: 60, heavy: 40, resource: 20 },
};

/** What is counted together over a UTC day. On paid plans heavy and resource-intensive calls share one number. */
export type DayPot = "light" | "medium" | "heavy" | "heavy and resource" | "resource";
const A_DAY: Record<Plan, Partial<Record<Label, { pot: DayPot; calls: number }>>> = {
  free: {
    light: { pot: "light", calls: 6000 },
    medium: { pot: "medium", calls: 2000 },
    heavy: { pot: "heavy", calls: 1000 },
    resource: { pot: "resource", calls: 30_000 },
  },
  pro: shared(30_000),
  business: shared(60_000),
};

function shared(calls: number): (typeof A_DAY)[Plan] {
  return { heavy: { pot: "heavy and resource", calls }, resource: { pot: "heavy and resource", calls } };
}

/** Zoom counts all apps of an account together, so `leftToOthers` (0 to 1) of it is not ours. One call always is. */
const ours = (calls: number, leftToOthers: number): number => Math.max(1, Math.floor(calls * (1 - leftToOthers)));

export function quotaOf(plan: Plan, leftToOthers: number): Quota {
  const rate = (label: Label): Rate => ({ calls: ours(ALLOWED[plan][label], leftToOthers), perMs: label === "resource" ? 60_000 : 1000 });
  return { light: rate("light"), medium: rate("medium"), heavy: rate("heavy"), resource: rate("resource") };
}

/** Over the day, for all processes. */
export type Days = {
  /** Takes one call; false when the day's are used up. */
  take(of: { pot: DayPot; calls: number }): Promise<boolean>;
};

/** What a label may use up of a day, or null where Zoom sets no such limit. */
export function dayPotOf(plan: Plan, label: Label, leftToOthers: number): { pot: DayPot; calls: number } | null {
  const day = A_DAY[plan][label];
  return day === undefined ? null : { pot: day.pot, calls: ours(day.calls, leftToOthers) };
}
