import { expect, test } from "vitest";
import { scopesOf } from "./scopes.ts";

test.each([
  ["meeting:read:meeting", "meeting:read:admin", ["meeting:read:meeting:admin", "meeting:read:admin"], ["meeting:read:meeting", "meeting:read"]],
  ["user:read:list_users", "user:read:admin", ["user:read:list_users:admin", "user:read:admin", "user:write:admin"], []],
  ["user:read:zak", "user_zak:read", ["user:read:zak:admin"], ["user:read:zak", "user_zak:read"]],
  ["account:read:settings", "account:read:admin", ["account:read:settings:admin", "account:read:admin", "account:read:settings:master"], []],
  ["account:read:managed_domains:master", "account:read:admin", ["account:read:managed_domains:master", "account:read:admin"], []],
  ["dashboard:read:meeting", "dashboard_meetings:read:admin", ["dashboard:read:meeting:admin", "dashboard_meetings:read:admin", "dashboard:read:admin"], []],
])("%s and %s open for an account's app %j, for a person's %j", (granular, classic, account, own) => {
  const scopes = scopesOf(granular, classic);
  expect(scopes.account.toSorted()).toEqual(account.toSorted());
  expect(scopes.own.toSorted()).toEqual(own.toSorted());
});
