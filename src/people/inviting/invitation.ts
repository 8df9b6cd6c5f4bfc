import { after, days, iso, type Duration, type Instant } from "../../lib/time.ts";
import type { Role } from "../contract.ts";
import type { InvitationView } from "../members/contract.ts";

export const HOLDS_FOR: Duration = days(14);

/** Somebody asked by mail to become a member. `generation` grows with each mail, and only the last one's address works. */
export type Invitation = {
  institutionId: string;
  id: string;
  /** In small letters. */
  email: string;
  name: string;
  role: Role;
  teamIds: readonly string[];
  generation: number;
  invitedBy: string;
  sentAt: Instant;
  expiresAt: Instant;
  acceptedAt: Instant | null;
  revokedAt: Instant | null;
};

export const expiryFrom = (sentAt: Instant): Instant => after(sentAt, HOLDS_FOR);

/** What its mailed address is made from. */
export const tokenName = ({ id, generation }: Pick<Invitation, "id" | "generation">): string => `invitation ${id} ${generation}`;

export type Standing = "open" | "used" | "revoked" | "expired";

export function standingOf(one: Pick<Invitation, "acceptedAt" | "revokedAt" | "expiresAt">, now: Instant): Standing {
  if (one.acceptedAt !== null) return "used";
  if (one.revokedAt !== null) return "revoked";
  return one.expiresAt <= now ? "expired" : "open";
}

export function invitationViewOf(one: Invitation, now: Instant): Omit<InvitationView, "by" | "teams" | "whyNot"> {
  const { id, name, email, role, sentAt, expiresAt, generation } = one;
  const state = standingOf(one, now) === "expired" ? "expired" : "invited";
  return { id, name, email, role, state, sentAt: iso(sentAt), expiresAt: iso(expiresAt), sent: generation };
}
