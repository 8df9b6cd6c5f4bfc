import { expect, test } from "vitest";
import { at } from "./attendance.fixtures.ts";
import { joinsIn, sightingsIn, staysToldBy, type Told } from "./seen.ts";

const told = (is: Told["is"], minute: number, key = "k1", email: string | null = null): Told => ({
  is,
  instanceId: "i1",
  at: at(minute),
  who: { key, name: "Ana", email, registrantId: null, zoomUserId: null },
});

test("joins and leaves become stays, however late, often or disordered they are told", () => {
  const both = [told("left", 30, "k1", "Ana@x.example"), told("joined", 0), told("joined", 0), told("left", 30)];
  expect(staysToldBy(both)).toMatchObject([{ start: at(0), end: at(30), email: "ana@x.example", key: "k1", instance: "i1" }]);
  expect(staysToldBy(both.toReversed())).toEqual(staysToldBy(both));
});

test("a join without its leave is open, a leave without its join is a moment", () => {
  expect(staysToldBy([told("joined", 5)])).toMatchObject([{ start: at(5), end: null }]);
  expect(staysToldBy([told("left", 5)])).toMatchObject([{ start: at(5), end: at(5) }]);
});

test("a re-join is a stay of its own, and each join was seen", () => {
  const stays = staysToldBy([told("joined", 0, "k1"), told("left", 5, "k1"), told("joined", 10, "k2")]);
  expect(joinsIn(stays).map((who) => who.key)).toEqual(["k1", "k2"]);
});

test("one id of a join in two runs, or at the door and inside, is each time another joining", () => {
  const facts = [told("waits", 0), told("waits no more", 2), told("joined", 2), told("left", 20), { ...told("joined", 30), instanceId: "i2" }];
  const kept = [["i1", true, at(0), at(2)], ["i1", false, at(2), at(20)], ["i2", false, at(30), null]]; // prettier-ignore
  expect(sightingsIn(facts).map((one) => [one.instanceId, one.waiting, one.joinedAt, one.leftAt])).toEqual(kept);
});

test("of many facts each join is kept once, from its first coming to its last leaving, with what was told last", () => {
  const facts = [told("left", 50), told("joined", 3), { is: "ended" }, told("joined", 2, "k1", "ada@uni.example"), told("left", 40), told("joined", 9, "k2")];

  expect(sightingsIn(facts)).toMatchObject([
    { key: "k1", email: "ada@uni.example", joinedAt: told("joined", 2).at, leftAt: told("left", 50).at },
    { key: "k2", email: null, joinedAt: told("joined", 9).at, leftAt: null },
  ]);
  expect(sightingsIn([{ is: "started" }])).toEqual([]);
});

test("whoever changes the own name is called by the latest, in whatever order it is told", () => {
  const named = (is: Told["is"], minute: number, name: string): Told => ({ ...told(is, minute), who: { ...told(is, minute).who, name } });
  const facts = [named("joined", 0, "iPhone"), named("joined", 4, "Ana Ruiz"), named("left", 30, "")];
  for (const order of [facts, facts.toReversed(), [facts[1]!, facts[0]!, facts[2]!]]) expect(sightingsIn(order)).toMatchObject([{ name: "Ana Ruiz" }]);
});
