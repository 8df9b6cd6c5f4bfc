import { expect, test } from "vitest";
import { itsRoom } from "./farewell-choice.tsx";

test("of a classroom in use that is a room it is said that the room is turned off, though its Zoom user stays as it is; of none other", () => {
  expect(itsRoom({ state: "in use", roomId: "r1" })).toBe("turnedOff");
  expect(itsRoom({ state: "in use", roomId: null })).toBeNull();
  expect(itsRoom({ state: "replaced", roomId: "r1" })).toBeNull();
});
