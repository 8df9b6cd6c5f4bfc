import type { Instant } from "../../lib/time.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import type { Role } from "../../people/contract.ts";

/** People who are registered as one: a class, a year, a department. */
export type Group = { institutionId: string; id: string; name: string; ownerId: string; madeAt: Instant };

export type GroupPerson = { institutionId: string; id: string; groupId: string; name: string; email: string; addedAt: Instant };

export const whyNotManageGroup = (group: Pick<Group, "ownerId">, who: Member): "group_not_yours" | null =>
  isAdmin(who) || group.ownerId === who.id ? null : "group_not_yours";

/** Why somebody can't register it with a list of theirs: a group that an administrator made is there for every organizer. `ownerRole`: of whoever made it, now. */
export const whyNotRegister = (group: Pick<Group, "ownerId">, ownerRole: Role, who: Member): "group_not_yours" | null =>
  isAdmin({ role: ownerRole }) ? null : whyNotManageGroup(group, who);
