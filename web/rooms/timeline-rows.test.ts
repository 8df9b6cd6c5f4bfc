import { expect, test } from "vitest";
import { axisOf } from "./timeline-geometry.ts";
import { lanesOf, type TimelineSession } from "./timeline-rows.ts";

const axis = axisOf(["2027-03-02"], "UTC", { from: 0, to: 24 }, 10);
const asked = (id: string, askedAt: string, from: string, to: string) =>
  ({ id, askedAt: `2027-02-01T${askedAt}:00Z`, start: `2027-03-02T${from}:00Z`, end: `2027-03-02T${to}:00Z`, reserved: null }) as TimelineSession;

test("of two requests for one time, the one that is served first stands above", () => {
  const waiting = [asked("second", "10:00", "09:00", "11:00"), asked("first", "09:00", "10:00", "12:00"), asked("third", "11:00", "12:00", "13:00")];

  expect(lanesOf(axis, waiting).map((lane) => lane.map(({ session }) => session.id))).toEqual([["first", "third"], ["second"]]);
});
