import { addDays, after, dayOf, seconds, startOfDay, type Instant } from "../../../lib/time.ts";

/** How many people Zoom invites a day for an account (`POST /users`, limits of the action `create`; read 2026-11). */
const A_DAY = { free: 50, pro: 1500, business: 10_000 } as const;
export type AccountPlan = keyof typeof A_DAY;

/** So long one takes, with looking before and after; several go beside each other. */
const EACH = seconds(1);

/** When the last of so many is made, as far as Zoom's limits tell. `madeToday`: since Zoom's midnight, which is UTC's. */
export function expectedMadeAt(many: number, plan: AccountPlan, madeToday: number, now: Instant): Instant | null {
  if (many === 0) return null;
  const today = Math.max(0, A_DAY[plan] - madeToday);
  if (many <= today) return after(now, many * EACH);
  const days = Math.ceil((many - today) / A_DAY[plan]);
  const left = many - today - (days - 1) * A_DAY[plan];
  return after(startOfDay(addDays(dayOf(now, "UTC"), days), "UTC"), left * EACH);
}
