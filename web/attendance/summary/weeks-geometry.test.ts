import { expect, test } from "vitest";
import { barsOf, named } from "./weeks-geometry.ts";

const week = (registered: number, came: number) => ({ from: "2027-03-01", sessions: 1, registered, came, people: came });

test("the fullest week fills the picture, and the bars keep within it", () => {
  const { bars, most } = barsOf([week(10, 5), week(0, 0), week(40, 40)]);
  expect(most).toBe(40);
  expect(bars.map((bar) => [bar.registered, bar.came])).toEqual([
    [25, 12.5],
    [0, 0],
    [100, 100],
  ]);
  for (const bar of bars) expect(bar.x + bar.width).toBeLessThanOrEqual(100);
});

test("weeks in which nobody was registered draw nothing, and no weeks are no picture", () => {
  expect(barsOf([week(0, 0)]).bars).toMatchObject([{ registered: 0, came: 0 }]);
  expect(barsOf([])).toEqual({ bars: [], most: 0 });
});

test("so many weeks are named as have room", () => {
  const weeks = Array.from({ length: 10 }, () => week(1, 1));
  expect(named(weeks, 4)).toEqual([0, 3, 6, 9]);
  expect(named(weeks, 20)).toHaveLength(10);
  expect(named(weeks, 0)).toEqual([0]);
});
