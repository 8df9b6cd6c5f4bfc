import { expect, test } from "vitest";
import { losing, lostWith, teamsAfter, teamsMaking } from "./teams-making.ts";

const team = (id: string, makesZoomUsers: boolean, givesLicence: boolean) => ({
  ...{ id, name: `Team ${id}`, makesZoomUsers, givesLicence },
  ...{ people: 0, withoutUser: 0, withoutLicence: 0, stillUser: 0, stillLicence: 0 },
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

test("who is in no team any more that makes users, or gives licences, has lost that", () => {
  expect(lostWith({ on: true, teams }, ["a", "b"], ["a"])).toBe("licence");
  expect(lostWith({ on: true, teams }, ["a", "c"], ["c"])).toBe("user");
  expect(lostWith({ on: true, teams }, ["b"], ["b", "c"])).toBeNull();
  expect(lostWith({ on: false, teams }, ["a"], [])).toBeNull();
});

test("the teams of whoever joins and leaves some are those they are in by then, with and without these", () => {
  const after = teamsAfter(["a", "b"], { joining: ["c"], leaving: ["b", "d"] }); // put into "a" while the dialog was open
  expect(after).toEqual(["a", "c"]);
  expect(lostWith({ on: true, teams }, ["a", "b"], after)).toBe("licence");
  expect(teamsAfter(["c"], { joining: ["c"], leaving: [] })).toEqual(["c"]);
});

test("of a team that is no more those are asked about whom no other team gives the same", () => {
  const [ana, bo, cy] = [{ teams: ["b"] }, { teams: ["a", "b"] }, { teams: ["c"] }];
  expect(losing({ on: true, teams }, [ana, bo, cy], "b")).toEqual({ people: [ana, bo], lost: "user" });
  expect(losing({ on: true, teams }, [bo, cy], "b")).toEqual({ people: [bo], lost: "licence" });
  expect(losing({ on: true, teams }, [bo, cy], "a")).toBeNull();
});

test("of a team that makes users no more, or gives no licences, its people are asked about who are in no other", () => {
  const [ana, bo] = [{ teams: ["b"] }, { teams: ["a", "b"] }];
  expect(losing({ on: true, teams }, [ana, bo], team("b", true, false))).toEqual({ people: [ana, bo], lost: "licence" });
  expect(losing({ on: true, teams }, [ana, bo], team("b", false, false))).toEqual({ people: [ana, bo], lost: "user" });
});
