import { expect, test } from "vitest";
import { cellAfter } from "./timeline-grid.ts";

const spot = (x: number) => ({ x, width: 10 });
const GRID = [[spot(0), spot(50), spot(100)], [spot(48)], [], [spot(10), spot(90)]];
const press = (key: string, row: number, cell: number, ctrl = false) => cellAfter(key, ctrl, { row, cell }, GRID);

test("arrows to the side walk through a room's sessions and stop at its ends", () => {
  expect(press("ArrowRight", 0, -1)).toEqual({ row: 0, cell: 0 });
  expect(press("ArrowRight", 0, 2)).toEqual({ row: 0, cell: 2 });
  expect(press("ArrowLeft", 0, 0)).toEqual({ row: 0, cell: -1 });
  expect(press("ArrowLeft", 0, -1)).toEqual({ row: 0, cell: -1 });
});

test("arrows up and down go to what is nearest in time in the next room", () => {
  expect(press("ArrowDown", 0, 2)).toEqual({ row: 1, cell: 0 });
  expect(press("ArrowUp", 1, 0)).toEqual({ row: 0, cell: 1 });
});

test("a room without sessions is still reached, by its name", () => {
  expect(press("ArrowDown", 1, 0)).toEqual({ row: 2, cell: -1 });
  expect(press("ArrowRight", 2, -1)).toEqual({ row: 2, cell: -1 });
});

test("the grid's corners are one key away", () => {
  expect(press("Home", 3, 1, true)).toEqual({ row: 0, cell: -1 });
  expect(press("End", 0, -1, true)).toEqual({ row: 3, cell: 1 });
  expect(press("PageDown", 0, -1)).toEqual({ row: 3, cell: -1 });
});

test("other keys mean nothing to the grid, and an empty grid goes nowhere", () => {
  expect(press("a", 0, 0)).toBeNull();
  expect(cellAfter("ArrowDown", false, { row: 0, cell: -1 }, [])).toBeNull();
});
