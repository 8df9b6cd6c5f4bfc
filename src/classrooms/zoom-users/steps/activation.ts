import { after, earliest, hours, minutes, type Duration, type Instant } from "../../../lib/time.ts";
import type { AccountUser } from "../../../zoom/port.ts";
import type { Facts } from "../../runs/facts.ts";
import type { StepEnd } from "../../runs/run.ts";

/** How somebody stands in the account. `lapsed`: was invited, and did not accept in time; Zoom knows no more than that. */
export type Found = { is: "absent" | "lapsed"; user: null } | { is: "active" | "inactive" | "pending"; user: AccountUser };

/**
 * The longer somebody takes the seldomer Zoom is asked: it tells by a webhook anyway, and this is the net beneath. Thousands who don't accept for a month
 * would otherwise use up the day's calls.
 */
export const pauseFor = (waited: number): Duration => Math.min(hours(6), Math.max(minutes(5), Math.floor(waited / 4))) as Duration;

/** Zoom's thirty days began by Zoom's clock, and after it was asked. */
const CLOCKS_APART = minutes(2);

/** What it means for the step how somebody who was made stands now. Null: has accepted. */
export function whyNotActive({ is }: Pick<Found, "is">, facts: Pick<Facts, "invitedAt" | "expiresAt">, now: Instant): StepEnd | null {
  if (is === "active") return null;
  if (is === "inactive") return { is: "failed", because: "user_deactivated", retryAt: null };
  if (is === "absent") return { is: "failed", because: "user_gone", retryAt: null };
  const expiresAt = (facts.expiresAt ?? null) as Instant | null;
  if (is === "lapsed") return { is: "failed", because: "invitation_expired", retryAt: null };
  const next = after(now, pauseFor(now - (facts.invitedAt ?? now)));
  const lapsesBy = expiresAt === null ? null : after(expiresAt, CLOCKS_APART);
  const lookAt = lapsesBy !== null && lapsesBy > now ? earliest([next, lapsesBy])! : next;
  return { is: "waits", for: "person", because: "invitation_waits", lookAt };
}
