import { created, invalid, noContent, ok, refuse, type Answer } from "../answer.ts";
import { list, record, text, type Call } from "../call.ts";
import type { Role, User } from "../account.ts";
import { secret } from "../ids.ts";
import { page } from "../paging.ts";
import { findUser, noSuchUser } from "../users/users.ts";
import { zoomTime, type World } from "../world.ts";
import { ADMINISTRATORS, PRIVILEGES } from "./privileges.ts";

export const [OWNER, ADMIN, MEMBER] = ["0", "1", "2"] as const;
const MOST_MEMBERS = 30;

/** Those that every account has; nobody changes them. */
const GIVEN: Role[] = [
  { id: OWNER, name: "Owner", description: "The account owner has full privileges to access and manage the account.", type: "common", privileges: PRIVILEGES },
  { id: ADMIN, name: "Admin", description: "Admins have wide range privileges to access and manage the account.", type: "common", privileges: ADMINISTRATORS },
  { id: MEMBER, name: "Member", description: "Members have access to basic Zoom features.", type: "common", privileges: [] },
];

const allRoles = (world: World): Role[] => [...GIVEN, ...world.roles.all()];
const findRole = (world: World, id: string): Role | null => allRoles(world).find((role) => role.id === id) ?? null;
/** Who has a role that is gone is a member. */
export const roleOf = (world: World, user: User): Role => findRole(world, user.role_id) ?? GIVEN[2]!;
export const mayDo = (world: World, user: User, permission: string): boolean => roleOf(world, user).privileges.includes(permission);

const membersOf = (world: World, roleId: string): User[] =>
  [...world.users.all()].filter((user) => user.status !== "pending" && roleOf(world, user).id === roleId);

export const noPermission = (what: string): Answer => refuse(400, 200, `No permission. ${what}`);
const noSuchRole = refuse(400, 1034, "Provided `role_id` does not exist.");
const notForGiven = refuse(400, 300, "RoleId required. Can't delete or add members for Normal/Owner roles.");
const nameTaken = (name: string): Answer => refuse(400, 1224, `Role name ${name} has already been used.`);

const summary = (world: World, { id, name, description, type }: Role): Record<string, unknown> => ({
  id,
  name,
  description,
  type,
  total_members: membersOf(world, id).length,
});

export function listRoles({ world, query }: Call): Answer {
  const type = query.get("type") ?? "common";
  if (type !== "common" && type !== "iq") return invalid([{ field: "type", message: "Invalid field." }]);
  const roles = allRoles(world).filter((role) => role.type === type);
  return ok({ total_records: roles.length, roles: roles.map((role) => summary(world, role)) });
}

export function getRole({ world, params }: Call): Answer {
  const role = findRole(world, params["roleId"]!);
  return role === null ? noSuchRole : ok({ ...summary(world, role), privileges: role.privileges, privilege_scopes: [] });
}

type Wanted = { ok: true; role: Omit<Role, "id"> } | { ok: false; answer: Answer };

/** What a body makes of a role. Nobody hands out what their own role does not have. */
function readRole({ world, body, by }: Call, before: Role | null): Wanted {
  const no = (answer: Answer): Wanted => ({ ok: false, answer });
  const name = text(body["name"] ?? before?.name)?.trim() ?? "";
  if (name === "") return no(invalid([{ field: "name", message: "Role name is required." }]));
  const privileges = (body["privileges"] === undefined ? (before?.privileges ?? []) : list(body["privileges"])).map(String);
  const unknown = privileges.find((one) => !PRIVILEGES.includes(one));
  if (unknown !== undefined) return no(invalid([{ field: "privileges", message: `Invalid field: ${unknown}.` }]));
  if (allRoles(world).some((role) => role.id !== before?.id && role.name.toLowerCase() === name.toLowerCase())) return no(nameTaken(name));
  const excess = whyNotGrant(world, by, privileges);
  if (excess !== null) return no(excess);
  const type = body["type"] === "iq" ? "iq" : (before?.type ?? "common");
  return { ok: true, role: { name, description: text(body["description"]) ?? before?.description ?? "", type, privileges } };
}

function whyNotGrant(world: World, by: string | null, privileges: string[]): Answer | null {
  const granter = by === null ? undefined : world.users.get(by);
  const missing = granter === undefined ? undefined : privileges.find((one) => !mayDo(world, granter, one));
  return missing === undefined ? null : noPermission(`You can not grant ${missing}, which your own role does not have.`);
}

/** POST /roles. The contract's answer is empty: the new number is found in the list. */
export function createRole(call: Call): Answer {
  const wanted = readRole(call, null);
  if (!wanted.ok) return wanted.answer;
  const id = secret(call.world, 16);
  call.world.roles.put(id, { id, ...wanted.role });
  return ok({});
}

export function patchRole(call: Call): Answer {
  const role = findRole(call.world, call.params["roleId"]!);
  if (role === null) return noSuchRole;
  if (GIVEN.includes(role)) return notForGiven;
  const wanted = readRole(call, role);
  if (!wanted.ok) return wanted.answer;
  call.world.roles.put(role.id, { id: role.id, ...wanted.role });
  return ok({});
}

/** Its members become ordinary ones. */
export function deleteRole({ world, params }: Call): Answer {
  const role = findRole(world, params["roleId"]!);
  if (role === null) return noSuchRole;
  if (GIVEN.includes(role)) return notForGiven;
  for (const user of membersOf(world, role.id)) world.users.put(user.id, { ...user, role_id: MEMBER });
  world.roles.drop(role.id);
  return noContent;
}

export function listRoleMembers(call: Call): Answer {
  const role = findRole(call.world, call.params["roleId"]!);
  if (role === null) return noSuchRole;
  const members = membersOf(call.world, role.id).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return page(call, "members", members, memberView, { page_number: 1 });
}

const memberView = ({ id, email, first_name, last_name, dept, type }: User): Record<string, unknown> => ({
  id,
  email,
  first_name,
  last_name,
  department: dept,
  type,
});

/** Everybody or nobody: one unknown person and no role is given. */
export function addRoleMembers({ world, params, body, by }: Call): Answer {
  const role = findRole(world, params["roleId"]!);
  if (role === null) return noSuchRole;
  if (role.id === OWNER || role.id === MEMBER) return notForGiven;
  const given = list(body["members"]).map(record);
  if (given.length === 0 || given.length > MOST_MEMBERS) return invalid([{ field: "members", message: `From 1 to ${MOST_MEMBERS} members at a time.` }]);
  const excess = whyNotGrant(world, by, role.privileges);
  if (excess !== null) return excess;
  const users: User[] = [];
  for (const { id, email } of given) {
    const user = findUser(world, text(id) ?? text(email) ?? "");
    if (user === null || user.status === "pending") return noSuchUser(text(id) ?? text(email) ?? "");
    if (user.role_id === OWNER) return notForGiven;
    users.push(user);
  }
  for (const user of users) world.users.put(user.id, { ...user, role_id: role.id });
  return created({ ids: users.map((user) => user.id).join(","), add_at: zoomTime(world.at) });
}

export function removeRoleMember({ world, params }: Call): Answer {
  const role = findRole(world, params["roleId"]!);
  if (role === null) return noSuchRole;
  if (role.id === OWNER || role.id === MEMBER) return notForGiven;
  const user = findUser(world, params["memberId"]!);
  if (user === null || user.role_id !== role.id) return noSuchUser(params["memberId"]!);
  world.users.put(user.id, { ...user, role_id: MEMBER });
  return noContent;
}

export function getUserPermissions({ world, params }: Call): Answer {
  const user = findUser(world, params["userId"]!);
  return user === null ? noSuchUser(params["userId"]!) : ok({ permissions: roleOf(world, user).privileges });
}
