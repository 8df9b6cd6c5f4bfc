import { op, type Operation } from "../operations.ts";
import { addRoleMembers, createRole, deleteRole, getRole, getUserPermissions, listRoleMembers, listRoles, patchRole, removeRoleMember } from "./roles.ts";

const READ = "role:read:admin";
const WRITE = "role:write:admin";
const one = "/roles/:roleId";

/** The contract names no permission for roles; that there is one shows in its texts (*You do not have the permission to create a role*). */
export const ROLE_OPERATIONS: Operation[] = [
  op("GET", "/roles", "Medium", "Role:Read", "role:read:list_roles", READ, listRoles),
  op("POST", "/roles", "Light", "Role:Edit", "role:write:role", WRITE, createRole),
  op("GET", one, "Light", "Role:Read", "role:read:role", READ, getRole),
  op("PATCH", one, "Light", "Role:Edit", "role:update:role", WRITE, patchRole),
  op("DELETE", one, "Light", "Role:Edit", "role:delete:role", WRITE, deleteRole),
  op("GET", `${one}/members`, "Medium", "Role:Read", "role:read:list_members", READ, listRoleMembers),
  op("POST", `${one}/members`, "Medium", "Role:Edit", "role:write:member", WRITE, addRoleMembers),
  op("DELETE", `${one}/members/:memberId`, "Light", "Role:Edit", "role:delete:member", WRITE, removeRoleMember),
  op("GET", "/users/:userId/permissions", "Light", "User:Read", "user:read:list_permissions", "user:read:admin", getUserPermissions),
];
