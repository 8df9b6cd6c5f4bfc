import { expect, test } from "vitest";
import { groupsOf, type Alarm } from "./alarm-groups.ts";

const anAlarm = (key: string, sessionId: string | null, because: string): Alarm => ({
  key,
  sessionId,
  title: "Óptica cuántica",
  step: "watch",
  attempts: 3,
  because,
  detail: "",
  nextAt: null,
  dead: false,
  again: true,
});

test("alarms with one cause are told together, and within it those of one session", () => {
  const all = [anAlarm("1", "a", "unreachable"), anAlarm("2", "b", "unreachable"), anAlarm("3", "b", "plan"), anAlarm("4", "a", "unreachable")];

  expect(groupsOf(all).map(({ because, subjects }) => [because, subjects.map(({ alarms }) => alarms.map(({ key }) => key))])).toEqual([
    ["unreachable", [["1", "4"], ["2"]]],
    ["plan", [["3"]]],
  ]);
});

test("a room's alarms, which belong to no session, are kept apart from each other", () => {
  expect(groupsOf([anAlarm("1", null, "spent"), anAlarm("2", null, "spent")])[0]!.subjects).toHaveLength(2);
});
