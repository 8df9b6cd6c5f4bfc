import { refuse, type Answer } from "../answer.ts";
import type { Token } from "../account.ts";
import type { Operation } from "../operations.ts";
import { mayDo, noPermission, roleOf } from "../roles/roles.ts";
import type { Match } from "../routes.ts";
import { findUser } from "../users/users.ts";
import type { World } from "../world.ts";
import { meOf } from "./me.ts";

/** Zoom lists the names of the new family, whatever family the token has. */
const missingScope = ({ scopes }: Operation): Answer => refuse(400, 4711, `Invalid access token, does not contain scopes:[${scopes.granular.join(", ")}].`);

/**
 * Why this call is refused, or null. An app needs one of the operation's scopes; the scopes of a person's own things open no one else's.
 * What is done for the whole account must be allowed by the role of whoever authorized the app; a server-to-server app has no such person.
 */
export function whyNotAllowed(world: World, token: Token, by: string | null, { operation, params }: Match): Answer | null {
  const has = (names: string[]): boolean => names.some((name) => token.scopes.includes(name));
  const person = by === null ? undefined : world.users.get(by);
  if (has(operation.scopes.account)) return person === undefined ? null : whyNotByRole(world, operation, person.id);
  if (!has(operation.scopes.own) || person === undefined) return missingScope(operation);
  const owner = operation.path.startsWith("/users/me/") ? person.id : ownerOf(world, params);
  if (owner === "nobody's") return whyNotByRole(world, operation, person.id);
  return owner === "unknown" || owner === person.id ? null : missingScope(operation);
}

function whyNotByRole(world: World, { permission }: Operation, userId: string): Answer | null {
  const user = world.users.get(userId)!;
  if (permission === null || mayDo(world, user, permission)) return null;
  return noPermission(`The role ${roleOf(world, user).name} does not have ${permission}.`);
}

/** Whose thing the address names. What does not exist is for the operation itself to say. */
function ownerOf(world: World, params: Record<string, string>): string {
  const { userId, meetingId, webinarId, uuid } = params;
  if (userId !== undefined) return findUser(world, userId)?.id ?? "another's";
  const held = uuid ?? meetingId ?? webinarId;
  if (held === undefined) return "nobody's";
  return world.instances.get(held)?.hostId ?? world.meetings.get(held)?.hostId ?? "unknown";
}

export function withMe(world: World, match: Match, by: string | null): Match {
  const me = match.params["userId"] === "me" ? meOf(world, by) : null;
  return me === null ? match : { ...match, params: { ...match.params, userId: me } };
}
