import { expect, test } from "vitest";
import { generalApps } from "../../sandbox/oauth/general-apps.ts";
import { OPERATIONS as AT_ZOOM } from "../../sandbox/routes.ts";
import { OPERATIONS } from "../zoom/client/operations.ts";
import { EVENTS_READ } from "../zoom/webhooks.ts";
import { catalogue } from "../notices/messages/catalogue.ts";
import {
  classicNames,
  eventsFor,
  granularName,
  missingForProvisioning,
  missingScopes,
  permissionsFor,
  provisioningScopesFor,
  SCOPES,
  scopesFor,
} from "./scopes.ts";

const asked = SCOPES.flatMap(({ asks }) => asks);
const operations = asked.filter((what) => !what.startsWith("tells "));

test("every call of the Zoom client is covered by exactly one row, and no row is without a call or an event", () => {
  expect(operations.toSorted()).toEqual(Object.keys(OPERATIONS).toSorted());
  expect(SCOPES.filter(({ asks }) => asks.length === 0)).toEqual([]);
});

test("every event that is read comes with a row, and no row asks for one that nobody reads", () => {
  const events = eventsFor("admin").map((event) => event.replace(/^webinar\./, "meeting."));
  expect([...new Set(events)].toSorted()).toEqual(EVENTS_READ.toSorted());
});

const shapeOf = (path: string): string => path.replaceAll(/[:{]\w+\}?/g, ":x");
const atZoom = (method: string, path: string) => AT_ZOOM.find((one) => one.method === method && shapeOf(one.path) === shapeOf(path));

test.each(SCOPES.flatMap((scope) => scope.asks.flatMap((what) => (what in OPERATIONS ? [[what, scope] as const] : []))))(
  "%s is opened at Zoom by what its row names, in both families, and by the permission it names",
  (name, scope) => {
    const { method, path } = OPERATIONS[name as keyof typeof OPERATIONS];
    const there = atZoom(method, path)!;
    expect(there.scopes.granular).toContain(granularName(scope, "admin"));
    expect(there.scopes.account).toEqual(expect.arrayContaining(classicNames(scope, "admin")));
    expect(there.permission).toBe(scope.permission);
    if (scope.for.includes("personal"))
      expect(there.scopes.own).toEqual(expect.arrayContaining([granularName(scope, "personal"), ...classicNames(scope, "personal")]));
  },
);

test("the sandbox's two apps that people authorize have exactly what the table asks", () => {
  const [admin, personal] = generalApps("an account");
  for (const [app, kind] of [[admin!, "admin"], [personal!, "personal"]] as const) // prettier-ignore
    expect([...(app.scopes as string[])].toSorted()).toEqual(scopesFor(kind).map((scope) => granularName(scope, kind)).toSorted()); // prettier-ignore
});

test("a personal connection never asks for anything of an administrator's", () => {
  const names = scopesFor("personal").flatMap((scope) => [granularName(scope, "personal"), ...classicNames(scope, "personal")]);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => /:(admin|master)$|^report:|^dashboard/.test(name))).toEqual([]);
});

const everything = scopesFor("admin").map((scope) => granularName(scope, "admin"));

test("what a token lacks is named; either family of names will do, and a read by who may write", () => {
  expect(missingScopes("admin", everything)).toEqual([]);
  expect(missingScopes("admin", ["user:write:admin", "meeting:read:admin", "meeting:write:admin", "webinar:read:admin", "webinar:write:admin", "report:read:admin", "dashboard:read:admin"])).toEqual([]); // prettier-ignore
  expect(missingScopes("admin", everything.filter((name) => !name.startsWith("report:"))).map(({ reason }) => reason)).toEqual(["attendance", "attendance"]); // prettier-ignore
  expect(missingScopes("personal", everything)).toHaveLength(scopesFor("personal").length);
});

test("a connection made before a scope was added lacks it; one of which nobody knows what it may do lacks nothing that we know of", () => {
  const before = everything.filter((name) => name !== "user:read:list_permissions:admin");
  expect(missingScopes("admin", before).map(({ since }) => since)).toEqual(["connecting"]);
  expect(missingScopes("admin", null)).toEqual([]);
});

test("Server-to-Server has no person, so a person's permissions are not asked for", () => {
  expect(
    missingScopes(
      "account",
      everything.filter((name) => !name.includes("list_permissions")),
    ),
  ).toEqual([]);
  expect(permissionsFor("account")).toEqual([]);
  expect(permissionsFor("admin").toSorted()).toEqual(["DashboardWebinars:Read", "UsageReport:Read", "User:Edit", "User:Read"]);
});

test("what making Zoom users needs is missing there only: a connection that was made before is as good as it was", () => {
  expect(missingScopes("admin", everything)).toEqual([]);
  expect(missingForProvisioning("admin", everything).map(({ reason }) => reason)).toEqual(["make_users", "change_users", "change_user_settings", "deactivate_users", "unlink_users"]); // prettier-ignore
  expect(missingForProvisioning("account", ["user:write:admin"])).toEqual([]);
  expect(missingForProvisioning("account", null)).toEqual([]);
  expect(provisioningScopesFor("personal")).toEqual([]);
});

const reasons = (["account", "admin", "personal"] as const).flatMap((app) => [...scopesFor(app), ...provisioningScopesFor(app)].map(({ reason }) => reason));

test("each reason is put into words in every language", () => {
  for (const { scopes } of Object.values(catalogue)) expect(Object.keys(scopes).toSorted()).toEqual([...new Set(reasons)].toSorted());
});

test("nobody is asked for an own Zoom because of rooms, which it has nothing to do with", () => {
  for (const { scopes } of Object.values(catalogue))
    for (const { reason } of scopesFor("personal")) expect(Object.values(scopes[reason]).join(" "), reason).not.toMatch(/\b(rooms?|salas?)\b/i);
});
