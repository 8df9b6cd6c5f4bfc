import type { Label } from "../../zoom/client/operations.ts";
import { dayPotOf, type Plan } from "../../zoom/client/quota.ts";

/** How many calls of a label Bedel may make on one of Zoom's days; null where Zoom sets no such limit, or nobody knows the plan. */
export const oursOfDay = (limits: { plan: Plan; leftToOthers: number } | null, label: Label): number | null =>
  limits === null ? null : (dayPotOf(limits.plan, label, limits.leftToOthers)?.calls ?? null);
