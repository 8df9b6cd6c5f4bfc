import type { Role } from "../contract.ts";
import { hasLeft, type Member } from "../member.ts";

type Who = Pick<Member, "id" | "role" | "leftAt">;

/** Only owners make owners and administrators; whoever invites is one of the two already. */
export const whyNotGive = (by: Pick<Member, "role">, role: Role): "owners_only" | null => (role !== "organizer" && by.role !== "owner" ? "owners_only" : null);

/** Why this member's role can't become that one. `owners`: how many the institution has. An administrator changes no owner, and the last owner stays one. */
export function whyNotChangeRole(by: Who, of: Who, role: Role, owners: number): "member_has_left" | "owners_only" | "last_owner" | null {
  if (hasLeft(of)) return "member_has_left";
  if (role === of.role) return null;
  if (of.role === "owner" && by.role !== "owner") return "owners_only";
  if (of.role === "owner" && owners <= 1) return "last_owner";
  return whyNotGive(by, role);
}

/** Nobody removes themselves by mistake, nor the last owner at all. */
export function whyNotRemove(by: Who, of: Who, owners: number): "member_has_left" | "owners_only" | "last_owner" | "not_yourself" | null {
  if (hasLeft(of)) return "member_has_left";
  if (of.role === "owner" && by.role !== "owner") return "owners_only";
  if (of.role === "owner" && owners <= 1) return "last_owner";
  return of.id === by.id ? "not_yourself" : null;
}

export const ownersAmong = (members: readonly Who[]): number => members.filter((m) => m.role === "owner" && !hasLeft(m)).length;
