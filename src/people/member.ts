import type { Instant } from "../lib/time.ts";
import type { Language, Role } from "./contract.ts";

/** A person with an account in Bedel, in one institution. */
export type Member = {
  institutionId: string;
  id: string;
  personId: string;
  name: string;
  email: string;
  role: Role;
  language: Language;
  zone: string;
  /** Since when it is a member no more; absent for whoever is one. Such rows are there for their names' sake. */
  leftAt?: Instant;
};

export const hasLeft = (member: Pick<Member, "leftAt">): boolean => member.leftAt !== undefined;

export const isAdmin = (member: Pick<Member, "role" | "leftAt">): boolean => member.role !== "organizer" && !hasLeft(member);
