import { after, hours, type Duration, type Instant } from "../../lib/time.ts";

export const HOLDS_FOR: Duration = hours(24);

/** A one-time address for whoever founds an institution. `first`: of a server that nobody owns yet, where whoever comes first says what it is called and whose it is. */
export type Beginning = { id: string; madeAt: Instant; expiresAt: Instant; usedAt: Instant | null } & (
  { first: true; institution: null; email: null } | { first: false; institution: string; email: string }
);

export const expiryFrom = (madeAt: Instant): Instant => after(madeAt, HOLDS_FOR);
export const tokenName = ({ id }: Pick<Beginning, "id">): string => `beginning ${id}`;

/** `owned`: somebody is member of something. What only the first may use is used up by then, whichever of several addresses it was. */
export function standingOf(one: Beginning, owned: boolean, now: Instant): "open" | "used" | "expired" {
  if (one.usedAt !== null || (one.first && owned)) return "used";
  return one.expiresAt <= now ? "expired" : "open";
}
