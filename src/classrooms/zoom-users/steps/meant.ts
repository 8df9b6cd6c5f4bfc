import type { AccountUser } from "../../../zoom/port.ts";
import type { AtWork } from "../../runs/performer.ts";
import type { StepEnd } from "../../runs/run.ts";

/** How an end names its reason where somebody has to say that a user who was found is meant. */
export const UNCONFIRMED = "user_unconfirmed";

/**
 * Why a Zoom user who is there can't become a classroom, or null. What Bedel knew of the account when it was asked for may be old by now, and from here on names,
 * licence and password change: without a yes nobody is touched, and an administrator of the account never.
 */
export function whyNotTaken({ run, asked, facts }: Pick<AtWork, "run" | "asked" | "facts">, user: Pick<AccountUser, "hostId" | "role">): StepEnd | null {
  if (run.kind === "zoom user") return null;
  if (user.role !== "member") return { is: "failed", because: "password_of_administrator", retryAt: null };
  const isMeant = (asked.confirmed === true && facts.isAskedAnew !== true) || facts.meant === (user.hostId ?? asked.email);
  return isMeant ? null : { is: "failed", because: UNCONFIRMED, values: { email: asked.email ?? "" }, retryAt: null };
}
