import { expect, test } from "vitest";
import { teamsMaking } from "./teams-making.ts";

const team = (id: string, makesZoomUsers: boolean, givesLicence: boolean) => ({
  ...{ id, name: `Team ${id}`, makesZoomUsers, givesLicence },
  ...{ people: 0, withoutUser: 0, withoutLicence: 0 },
});
const teams = [team("a", true, false), team("b", true, true), team("c", false, false)];

test("of the teams that are chosen those are named that make Zoom users, with a licence where one of them gives it", () => {
  expect(teamsMaking({ on: true, teams }, ["a", "c"])).toEqual({ names: ["Team a"], licence: false });
  expect(teamsMaking({ on: true, teams }, ["a", "b"])).toEqual({ names: ["Team a", "Team b"], licence: true });
  expect(teamsMaking({ on: true, teams }, ["c"])).toBeNull();
});

test("while making Zoom users is switched off nobody is made, and nothing is said", () => {
  expect(teamsMaking({ on: false, teams }, ["a", "b"])).toBeNull();
});
