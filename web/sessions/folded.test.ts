import { expect, test } from "vitest";
import type { SessionView } from "../../src/sessions/contract.ts";
import { folded } from "./folded.ts";

const session = (id: string, courseId: string | null, state = "confirmed"): SessionView =>
  ({ id, course: courseId === null ? null : { id: courseId, title: courseId }, state, undoUntil: null }) as SessionView;

test("of a course its next date leads, the further ones are counted, and what waits for a room is always seen", () => {
  const coming = [session("1", "a"), session("2", null), session("3", "a"), session("4", "a", "waiting"), session("5", "b"), session("6", "a")];
  expect(folded(coming, null).map((line) => [line.session.id, line.further])).toEqual([["1", 2], ["2", 0], ["4", 0], ["5", 0]]); // prettier-ignore
});

test("a course whose next date stands above is not begun a second time", () => {
  expect(folded([session("3", "a"), session("2", null)], session("1", "a")).map(({ session: s }) => s.id)).toEqual(["2"]);
});
