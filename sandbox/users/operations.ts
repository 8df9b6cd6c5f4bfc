import { op, type Operation } from "../operations.ts";
import { getAccountSettings } from "./account-settings.ts";
import { addAssistants, dropAssistants, dropSchedulers, listAssistants, listSchedulers } from "./assistants.ts";
import { patchUser, putUserStatus } from "./change.ts";
import { createUser } from "./create.ts";
import { changePassword } from "./passwords.ts";
import { deleteUser } from "./remove.ts";
import { getUserSettings, patchUserSettings } from "./settings.ts";
import { deleteUserToken, getMyZak, getUserToken } from "./tokens.ts";
import { checkEmail, getSummary, getUser, listUsers } from "./users.ts";

const READ = "user:read:admin";
const WRITE = "user:write:admin";

/** A fixed path stands before the one that would take it for a user's id. */
export const USER_OPERATIONS: Operation[] = [
  op("GET", "/users", "Medium", "User:Read", "user:read:list_users", READ, listUsers),
  op("POST", "/users", "Light", "User:Edit", "user:write:user", WRITE, createUser),
  op("GET", "/users/email", "Light", "User:Read", "user:read:email", READ, checkEmail),
  op("GET", "/users/summary", "Medium", "User:Read", "user:read:summary", READ, getSummary),
  op("GET", "/users/me/zak", "Light", "User:Read", "user:read:zak", "user_zak:read", getMyZak),
  op("GET", "/users/:userId", "Light", "User:Read", "user:read:user", READ, getUser),
  op("PATCH", "/users/:userId", "Light", "User:Edit", "user:update:user", WRITE, patchUser),
  op("DELETE", "/users/:userId", "Light", "User:Edit", "user:delete:user", WRITE, deleteUser),
  op("GET", "/users/:userId/settings", "Medium", "User:Read", "user:read:settings", READ, getUserSettings),
  op("PATCH", "/users/:userId/settings", "Medium", "User:Edit", "user:update:settings", WRITE, patchUserSettings),
  op("PUT", "/users/:userId/password", "Medium", "User:Edit", "user:update:password", WRITE, changePassword),
  op("PUT", "/users/:userId/status", "Light", "User:Edit", "user:update:status", WRITE, putUserStatus),
  op("GET", "/users/:userId/token", "Light", "User:Read", "user:read:token", READ, getUserToken),
  op("DELETE", "/users/:userId/token", "Light", "User:Edit", "user:delete:token", WRITE, deleteUserToken),
  op("GET", "/users/:userId/assistants", "Medium", "User:Read", "user:read:list_assistants", READ, listAssistants),
  op("POST", "/users/:userId/assistants", "Medium", "User:Edit", "user:write:assistant", WRITE, addAssistants),
  op("DELETE", "/users/:userId/assistants", "Light", "User:Edit", "user:delete:assistant", WRITE, dropAssistants),
  op("DELETE", "/users/:userId/assistants/:assistantId", "Light", "User:Edit", "user:delete:assistant", WRITE, dropAssistants),
  op("GET", "/users/:userId/schedulers", "Medium", "User:Read", "user:read:list_schedulers", READ, listSchedulers),
  op("DELETE", "/users/:userId/schedulers", "Light", "User:Edit", "user:delete:scheduler", WRITE, dropSchedulers),
  op("DELETE", "/users/:userId/schedulers/:schedulerId", "Light", "User:Edit", "user:delete:scheduler", WRITE, dropSchedulers),
  op("GET", "/accounts/:accountId/settings", "Medium", "AccountSetting:Read", "account:read:settings", "account:read:admin", getAccountSettings),
];
