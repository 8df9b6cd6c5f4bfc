import { expect, test } from "vitest";
import { after, hours, instant, iso, minutes } from "../../lib/time.ts";
import type { Compared } from "./kept.ts";
import { howFar } from "./shown.ts";

const NOW = instant("2027-03-01T12:00:00Z");
const LAST = instant("2027-03-01T03:00:00Z");
const one = (name: string, comparedAt: Compared["comparedAt"], nextAt: Compared["nextAt"]): Compared => ({ id: name, name, comparedAt, nextAt, unread: [] });
const fine = (name: string) => one(name, LAST, after(NOW, hours(15)));

test("when all are compared, the first of them says when", () => {
  expect(howFar([fine("A"), one("B", NOW, after(NOW, hours(15)))], NOW)).toEqual({
    ...{ compared: 2, isComparing: false, notYet: { n: 0, classrooms: [] }, comparedAt: iso(LAST) },
  });
});

test("from when somebody asks until the last is compared, it is said how many are by now", () => {
  const asked = ["A", "B", "C", "D"].map((name) => one(name, LAST, NOW));
  expect(howFar(asked, NOW)).toEqual({ compared: 0, isComparing: true, notYet: { n: 4, classrooms: ["A", "B", "C"] }, comparedAt: iso(LAST) });
  expect(howFar([one("A", NOW, after(NOW, hours(15))), ...asked.slice(1)], NOW)).toMatchObject({ compared: 1, isComparing: true, comparedAt: iso(NOW) });
});

test("one that a run is at, or that never was compared, takes nothing from the others", () => {
  const busy = one("Aula ocupada", LAST, after(NOW, minutes(2)));
  expect(howFar([fine("A"), busy], NOW)).toMatchObject({
    compared: 1,
    isComparing: false,
    notYet: { n: 1, classrooms: ["Aula ocupada"] },
    comparedAt: iso(LAST),
  });
  const never = one("Aula nueva", null, after(NOW, hours(1)));
  expect(howFar([fine("A"), never], NOW)).toMatchObject({ compared: 1, notYet: { n: 1, classrooms: ["Aula nueva"] }, comparedAt: iso(LAST) });
  expect(howFar([never], NOW)).toMatchObject({ compared: 0, comparedAt: null });
});
