import { days, type Instant } from "../../lib/time.ts";

/** What an administrator of the institution sends to the administrator of its Zoom account, who needs no account here. */
export type Link = {
  institutionId: string;
  id: string;
  madeBy: string;
  /** Null: copied, and sent in another way. */
  email: string | null;
  language: "en" | "es";
  madeAt: Instant;
  expiresAt: Instant;
  openedAt: Instant | null;
  authorizedAt: Instant | null;
  revokedAt: Instant | null;
};

export const LINK_LIVES = days(7);

type State = "sent" | "opened" | "authorized" | "expired" | "revoked";

/** What was authorized stays so; what was revoked can't expire any more. */
export function stateOf(link: Pick<Link, "expiresAt" | "openedAt" | "authorizedAt" | "revokedAt">, now: Instant): State {
  if (link.authorizedAt !== null) return "authorized";
  if (link.revokedAt !== null) return "revoked";
  if (link.expiresAt <= now) return "expired";
  return link.openedAt === null ? "sent" : "opened";
}

/** Works once: until it was authorized with, and only while it is neither too old nor revoked. */
export const isOpen = (link: Parameters<typeof stateOf>[0], now: Instant): boolean => ["sent", "opened"].includes(stateOf(link, now));
