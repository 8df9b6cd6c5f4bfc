import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { OPERATIONS } from "./routes.ts";

type Published = {
  method: string;
  path: string;
  rateLimit: string | null;
  classicScopes: string[] | null;
  granularScopes: string[] | null;
  rolePermissions: string[] | null;
};

/** Zoom's contract as it is published. It is Zoom's, lies beside the project where somebody has it, and is no part of it. */
const FACTS = join(import.meta.dirname, "../../shared/zoom/endpoint-facts.json");
const shape = (method: string, path: string): string => `${method} ${path.replaceAll(/:\w+|\{\w+\}/g, "{}")}`;

/** Where the contract names no permission, its texts do (*You do not have the permission to create a role*), or its neighbours. */
const UNNAMED = /^(Role|DashboardMeetings|DashboardWebinars):/;

test("labels, scopes and permissions of every operation are the published ones", () => {
  const published = JSON.parse(readFileSync(FACTS, "utf8")) as Published[];
  const wrong: string[] = [];
  for (const { method, path, label, permission, scopes } of OPERATIONS) {
    const name = shape(method, path);
    const fact = published.find((one) => shape(one.method, one.path) === name);
    if (fact === undefined) {
      wrong.push(`${name}: not published`);
      continue;
    }
    const first = (text: string): string => text.toUpperCase().split(/[- ]/)[0]!;
    if (fact.rateLimit !== null && first(fact.rateLimit) !== first(label)) wrong.push(`${name}: ${label}, published ${fact.rateLimit}`);
    const names = [...(fact.classicScopes ?? []), ...(fact.granularScopes ?? [])];
    const ours = [...scopes.account, ...scopes.own];
    const unknown = ours.filter((scope) => !names.includes(scope));
    if (unknown.length > 0) wrong.push(`${name}: opened by ${unknown.join(", ")}, which is not published`);
    // What a person's app may do with everybody's things is published for a few, and refused by Zoom.
    const lacking = names.filter((scope) => !ours.includes(scope) && (scopes.own.length > 0 || /:(admin|master)$/.test(scope)));
    if (lacking.length > 0) wrong.push(`${name}: also opened by ${lacking.join(", ")}`);
    const permissions = fact.rolePermissions ?? [];
    const isRight = permissions.length === 0 ? permission === null || UNNAMED.test(permission) : permission !== null && permissions.includes(permission);
    if (!isRight) wrong.push(`${name}: permission ${permission}, published ${permissions.join(", ")}`);
  }
  expect(wrong).toEqual([]);
});

test("no two operations answer to the same call", () => {
  const names = OPERATIONS.map(({ method, path }) => shape(method, path));
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});
