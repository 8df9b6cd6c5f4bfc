import { expect, test } from "vitest";
import { roleLacks } from "./role.ts";

const NEEDED = ["User:Read", "User:Edit", "UsageReport:Read", "DashboardWebinars:Read"];
const custom = { role: { id: "R7hq", name: "Salas" } };

test("the owner and an administrator may authorize, whatever Zoom lists", () => {
  expect(roleLacks({ role: { id: "0", name: "Owner" } }, [])).toEqual([]);
  expect(roleLacks({ role: { id: "1", name: "Admin" } }, null)).toEqual([]);
});

test("another role will do when it allows everything that the scopes need", () => {
  expect(roleLacks(custom, [...NEEDED, "Recording:Read"])).toEqual([]);
});

test("what another role lacks is named", () => {
  expect(roleLacks(custom, ["User:Read"])).toEqual(["User:Edit", "UsageReport:Read", "DashboardWebinars:Read"]);
});

test("a role that may not even read its own permissions lacks them all", () => {
  expect(roleLacks({ role: { id: "2", name: "Member" } }, null).toSorted()).toEqual(NEEDED.toSorted());
});
