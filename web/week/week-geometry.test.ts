import { expect, test } from "vitest";
import type { Week } from "../../src/courses/contract.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { columnsOf, hoursOf, inLanes, isCrowded, mondayOf, type WeekSession } from "./week-geometry.ts";

const aSession = (start: string, end: string, title = "Algebra"): WeekSession => ({
  id: `${title} ${start}`,
  courseId: null,
  title,
  start,
  end,
  teacher: "Ada",
  room: "Sala 1",
  waiting: false,
  cancelled: false,
});
const aWeek = (sessions: WeekSession[], monday = "2027-03-01", more: Partial<Week> = {}): Week => ({
  name: "Ada",
  zone: "Europe/Madrid",
  monday,
  sessions,
  holidays: [],
  ...more,
});
const boxesOf = (week: Week) => columnsOf(week).map(({ day, boxes }) => [day, boxes.map(({ top, bottom }) => [top / 60, bottom / 60])]);

test("a week begins on Monday", () => {
  expect(["2027-03-01", "2027-03-03", "2027-03-07"].map(mondayOf)).toEqual(["2027-03-01", "2027-03-01", "2027-03-01"]);
});

test("nine o'clock lies in the same row on both sides of the change of clocks", () => {
  const before = aSession("2027-03-26T08:00:00Z", "2027-03-26T09:30:00Z");
  const after = aSession("2027-03-29T07:00:00Z", "2027-03-29T08:30:00Z");
  expect(boxesOf(aWeek([before], "2027-03-22"))[4]).toEqual(["2027-03-26", [[9, 10.5]]]);
  expect(boxesOf(aWeek([after], "2027-03-29"))[0]).toEqual(["2027-03-29", [[9, 10.5]]]);
});

test("what lies in the hour that comes twice or is skipped is drawn, and after it the clock counts again", () => {
  const twice = [aSession("2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z"), aSession("2027-10-31T00:30:00Z", "2027-10-31T01:15:00Z")];
  expect(boxesOf(aWeek(twice, "2027-10-25"))[6]).toEqual([
    "2027-10-31",
    [
      [2.5, 3.5], // from 2:30 to 2:30, an hour later
      [2.5, 3.25],
    ],
  ]);
  expect(boxesOf(aWeek([aSession("2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z")], "2027-03-22"))[6]).toEqual(["2027-03-28", [[1.5, 3.5]]]);
});

test("over midnight it lies on both days, and one that ends at midnight on the first only", () => {
  const night = aSession("2027-03-02T22:00:00Z", "2027-03-03T00:30:00Z");
  const evening = aSession("2027-03-04T21:00:00Z", "2027-03-04T23:00:00Z");
  const days = boxesOf(aWeek([night, evening]));
  expect(days[1]).toEqual(["2027-03-02", [[23, 24]]]);
  expect(days[2]).toEqual(["2027-03-03", [[0, 1.5]]]);
  expect(days.slice(3)).toEqual([
    ["2027-03-04", [[22, 24]]],
    ["2027-03-05", []],
  ]);
});

test("the weekend is there as far as something is on it", () => {
  expect(columnsOf(aWeek([]))).toHaveLength(5);
  expect(columnsOf(aWeek([aSession("2027-03-07T09:00:00Z", "2027-03-07T10:00:00Z")]))).toHaveLength(7);
  expect(
    columnsOf(aWeek([aSession("2027-03-06T09:00:00Z", "2027-03-06T10:00:00Z")]))
      .map(({ day }) => day)
      .at(-1),
  ).toBe("2027-03-06");
});

test("a day tells its holidays", () => {
  const columns = columnsOf(aWeek([], "2027-03-15", { holidays: [{ day: "2027-03-19", name: "San José" }] }));
  expect(columns.map(({ holidays }) => holidays)).toEqual([[], [], [], [], ["San José"]]);
});

test("the usual hours are stretched by what lies outside", () => {
  expect(hoursOf(columnsOf(aWeek([])))).toEqual({ from: 8, to: 18 });
  expect(hoursOf(columnsOf(aWeek([aSession("2027-03-02T06:30:00Z", "2027-03-02T19:15:00Z")])))).toEqual({ from: 7, to: 21 });
});

test("what overlaps lies side by side, and what doesn't takes the whole width", () => {
  const part = (top: number, bottom: number) => ({ session: aSession("2027-03-02T06:30:00Z", "2027-03-02T07:00:00Z"), top, bottom });
  const lanes = inLanes([part(600, 700), part(540, 660), part(670, 760), part(760, 800)]).map(({ top, lane, lanes: of }) => [top, lane, of]);
  expect(lanes).toEqual([
    [540, 0, 2],
    [600, 1, 2],
    [670, 0, 2],
    [760, 0, 1],
  ]);
});

test("of any week no two boxes lie over each other", () => {
  const random = seededRandom(7);
  for (let n = 0; n < 200; n++) {
    const parts = Array.from({ length: 12 }, (_, i) => {
      const top = Math.floor(random.unit() * 1300);
      return { session: aSession("2027-03-02T06:30:00Z", "2027-03-02T07:00:00Z", `s${i}`), top, bottom: top + 25 + Math.floor(random.unit() * 100) };
    });
    const boxes = inLanes(parts);
    expect(boxes).toHaveLength(parts.length);
    for (const a of boxes)
      for (const b of boxes) {
        const over = a !== b && a.top < b.bottom && b.top < a.bottom;
        if (over) expect([a.lanes, a.lane !== b.lane]).toEqual([b.lanes, true]);
        expect(a.lane).toBeLessThan(a.lanes);
      }
  }
});

test("more beside each other than a page can hold is a crowd, the sooner the more days there are", () => {
  const many = (n: number, day = "2027-03-02") => Array.from({ length: n }, (_, i) => aSession(`${day}T09:00:00Z`, `${day}T10:00:00Z`, `s${i}`));
  const sunday = many(1, "2027-03-07");
  const crowded = (...sessions: WeekSession[]): boolean => isCrowded(columnsOf(aWeek(sessions)));
  expect([crowded(...many(3)), crowded(...many(4))]).toEqual([false, true]);
  expect([crowded(...many(2), ...sunday), crowded(...many(3), ...sunday)]).toEqual([false, true]);
});
