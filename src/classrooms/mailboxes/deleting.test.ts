import { describe, expect, test } from "vitest";
import { after, days, hours, instant, minutes } from "../../lib/time.ts";
import { nextTryAt, waysToDelete } from "./deleting.ts";

const of = (...names: string[]): Map<string, boolean> => new Map(names.map((name) => [name, true]));
const NOON = instant("2027-03-01T12:00:00Z");

describe("how single mails can be deleted", () => {
  test("for good only where the server can be told which", () => expect(waysToDelete(of("UIDPLUS", "MOVE"), "Trash")).toBe("for good"));
  test("by moving them where there is somewhere to", () => {
    expect(waysToDelete(of("MOVE"), "Papelera")).toBe("to the trash");
    expect(waysToDelete(of("MOVE"), null)).toBe("only marked");
    expect(waysToDelete(of(), "Trash")).toBe("only marked");
  });
});

test("the pauses grow to half a day, and end after a month", () => {
  const nextOf = (tries: number) => nextTryAt({ tries, doneWithAt: NOON }, after(NOON, days(1)));
  expect([0, 1, 2, 30].map(nextOf)).toEqual([minutes(5), minutes(10), minutes(20), hours(12)].map((pause) => after(NOON, days(1) + pause)));
  expect(nextTryAt({ tries: 3, doneWithAt: NOON }, after(NOON, days(30)))).toBeNull();
});
