import { expect, test } from "vitest";
import { at, span } from "../../attendance.fixtures.ts";
import { barOf, curveOf } from "./curve.ts";

test("a column shows the most who were there at once within it, and who came for a moment is seen", () => {
  const presence = [{ at: at(0), count: 2 }, { at: at(14), count: 9 }, { at: at(15), count: 3 }, { at: at(45), count: 0 }]; // prettier-ignore
  expect(curveOf(presence, span(0, 60), 4)).toEqual([9, 3, 3, 0]);
  expect(curveOf([], span(0, 60), 3)).toEqual([0, 0, 0]);
});

test("a stay is drawn where it was, never beyond the bar and never so narrow that it is not seen", () => {
  expect(barOf(span(15, 30), span(0, 60), 100)).toEqual({ x: 25, width: 25 });
  expect(barOf(span(-15, 90), span(0, 60), 100)).toEqual({ x: 0, width: 100 });
  expect(barOf(span(59.999, 60), span(0, 60), 100)).toMatchObject({ width: 0.6 });
  expect(barOf(span(60, 70), span(0, 60), 100)).toBeNull();
});
