import { op, type Operation } from "../operations.ts";
import { changePassword } from "./passwords.ts";
import { deleteUserToken, getAccountSettings, getUser, getUserSettings, listUsers, patchUser, patchUserSettings, putUserStatus } from "./users.ts";

const READ = "user:read:admin";
const WRITE = "user:write:admin";

export const USER_OPERATIONS: Operation[] = [
  op("GET", "/users", "Medium", "User:Read", "user:read:list_users", READ, listUsers),
  op("GET", "/users/:userId", "Light", "User:Read", "user:read:user", READ, getUser),
  op("PATCH", "/users/:userId", "Light", "User:Edit", "user:update:user", WRITE, patchUser),
  op("GET", "/users/:userId/settings", "Medium", "User:Read", "user:read:settings", READ, getUserSettings),
  op("PATCH", "/users/:userId/settings", "Medium", "User:Edit", "user:update:settings", WRITE, patchUserSettings),
  op("PUT", "/users/:userId/password", "Medium", "User:Edit", "user:update:password", WRITE, changePassword),
  op("PUT", "/users/:userId/status", "Light", "User:Edit", "user:update:status", WRITE, putUserStatus),
  op("DELETE", "/users/:userId/token", "Light", "User:Edit", "user:delete:token", WRITE, deleteUserToken),
  op("GET", "/accounts/:accountId/settings", "Medium", "AccountSetting:Read", "account:read:settings", "account:read:admin", getAccountSettings),
];
