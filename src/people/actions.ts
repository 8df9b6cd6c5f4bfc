import type { FastifyRequest } from "fastify";
import { refuse } from "../platform/http.ts";
import { isAdmin, type Member } from "./member.ts";

export { foundInstitutionWithOwner } from "./founding/actions.ts";
export { emailInvited } from "./inviting/store.ts";
export {
  allInstitutions,
  insertInstitution as foundInstitution,
  insertMember as addMember,
  demoInstitution,
  institutionById,
  lockMembers,
  memberById,
  membersAmong,
  membersConcerned,
  membersOf,
  hasVerified,
  askForUpkeep,
  takeUpkeep,
} from "./store.ts";

/** Who asks; throws "sign in first". */
export function memberOf(request: FastifyRequest): Member {
  if (request.member == null) throw refuse(401, "not_signed_in");
  return request.member;
}

/** An admin or owner; throws otherwise. */
export function adminOf(request: FastifyRequest): Member {
  const member = memberOf(request);
  if (!isAdmin(member)) throw refuse(403, "admins_only");
  return member;
}
