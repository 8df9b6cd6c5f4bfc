import { expect, test } from "vitest";
import { after, days, hours, instant, minutes, type Instant } from "../../lib/time.ts";
import { broughtForward, leadOf, type Ahead } from "./forward.ts";

const NOW = instant("2027-03-01T08:00:00Z");
const many = (n: number, first: Instant, more: Partial<Ahead> = {}): Ahead[] =>
  Array.from({ length: n }, (_, i) => ({ hostId: "dean", start: after(first, minutes(5 * i)), lead: hours(24), hasMeeting: false, ...more }));
/** How many on which day. */
const forward = (...sessions: Ahead[][]): Record<string, number> => {
  const found = [...broughtForward(sessions.flat(), NOW).values()].toSorted();
  return Object.fromEntries([...Map.groupBy(found, (day) => day)].map(([day, those]) => [day, those.length]));
};

const FRIDAY = instant("2027-03-05T05:00:00Z");

test("what the usual day and the day itself can take is brought forward nowhere", () => {
  expect(forward(many(130, FRIDAY))).toEqual({});
  expect(forward(many(160, FRIDAY))).toEqual({});
});

test("what exceeds both is made a day sooner, and what exceeds that another: those that begin first", () => {
  expect(forward(many(200, FRIDAY))).toEqual({ "2027-03-03": 40 });
  const sessions = many(250, instant("2027-03-05T03:00:00Z"));
  const found = broughtForward(sessions, NOW);
  expect([...found].filter(([, day]) => day === "2027-03-02")).toHaveLength(10);
  expect(sessions.slice(0, 90).every((one) => found.has(one))).toBe(true);
});

test("two such days after each other share the days before them", () => {
  expect(forward(many(130, after(FRIDAY, -days(1))), many(130, FRIDAY))).toEqual({ "2027-03-02": 50 });
});

test("a day that is full of its own takes none, and each host has its own days", () => {
  expect(forward(many(90, after(FRIDAY, -days(1)), { hasMeeting: true }), many(130, FRIDAY))).toEqual({ "2027-03-03": 50 });
  expect(forward(many(100, FRIDAY), many(100, FRIDAY, { hostId: "rector" }))).toEqual({});
});

test("what begins early can't wait for its day", () => {
  expect(forward(many(30, instant("2027-03-05T00:00:00Z")), many(80, instant("2027-03-04T12:00:00Z")))).toEqual({});
  expect(forward(many(36, instant("2027-03-05T00:00:00Z")), many(144, instant("2027-03-04T12:00:00Z")))).toEqual({ "2027-03-02": 20 });
});

test("no day before today, and what none can take stays where it is", () => {
  expect(forward(many(288, instant("2027-03-02T03:00:00Z")))).toEqual({});
  expect(broughtForward([], NOW).size).toBe(0);
});

test("it is due as its day begins, and asked again with that it stays there", () => {
  const sessions = many(200, FRIDAY);
  const found = broughtForward(sessions, NOW);
  const again = sessions.map((one) => (found.has(one) ? { ...one, lead: leadOf(one, found.get(one)!) } : one));
  expect(leadOf(sessions[0]!, "2027-03-03")).toBe(hours(53));
  expect(broughtForward(again, NOW).size).toBe(0);
});
