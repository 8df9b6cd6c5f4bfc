import { expect, test } from "vitest";
import { capacityFor, crowdOf } from "./crowd.ts";

test("as many as the room holds are no crowd, one more is", () => {
  expect(crowdOf({ capacity: 300, expected: 300, registered: 300 })).toBeNull();
  expect(crowdOf({ capacity: 300, expected: null, registered: 301 })).toEqual({ capacity: 300, people: 301, because: "registered" });
  expect(crowdOf({ capacity: 300, expected: 301, registered: 0 })).toEqual({ capacity: 300, people: 301, because: "expected" });
});

test("who is registered is told before who is expected", () => {
  expect(crowdOf({ capacity: 300, expected: 900, registered: 400 })).toMatchObject({ people: 400, because: "registered" });
});

test("a capacity that nobody knows warns of nothing", () => {
  expect(capacityFor("webinar", { meetingCapacity: 300, webinarCapacity: 0 })).toBeNull();
  expect(capacityFor("meeting", { meetingCapacity: 300, webinarCapacity: 0 })).toBe(300);
  expect(capacityFor("meeting", null)).toBeNull();
  expect(crowdOf({ capacity: null, expected: 9000, registered: 9000 })).toBeNull();
});
