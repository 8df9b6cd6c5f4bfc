import type { Language, Role } from "./contract.ts";

/** A person with an account in Bedel, in one institution. */
export type Member = { institutionId: string; id: string; personId: string; name: string; email: string; role: Role; language: Language; zone: string };

export const isAdmin = (member: Pick<Member, "role">): boolean => member.role !== "organizer";
