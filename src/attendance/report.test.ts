import { expect, test } from "vitest";
import { reportSummary, reportView } from "./contract.ts";
import { ANA, anAttendance, aStay, at, HUGO, ROOM, span } from "./attendance.fixtures.ts";
import { reportOf, summaryOf, viewOf, type About, type Facts } from "./report.ts";
import type { Reading } from "./readings.ts";
import type { Stay } from "./stay.ts";

const reading = (stays: readonly Stay[], known = ["i1"]): Reading => ({ at: at(80), stays, known, read: known });
const facts = (stays: readonly Stay[], more: Partial<Facts> = {}): Facts => ({
  ...anAttendance([]),
  reading: reading(stays),
  seen: [],
  verdict: { is: "final" },
  readAt: [at(65), at(80)],
  ...more,
});
const ABOUT: About = {
  sessionId: "s1",
  title: "Doctoral seminar",
  organizer: "Inés",
  room: "Room 4",
  zone: "Europe/Madrid",
  planned: span(0, 60),
  registered: 2,
  threshold: 75,
};

test("the totals tell who came, who did not, who came unasked, and how long they stayed", () => {
  const report = reportOf(facts([aStay(0, 60, { registrantId: "r-ana" }), aStay(0, 20), aStay(0, 60, { zoomUserId: ROOM.hostId })]));
  const { shares: _, ...totals } = report.totals;
  expect(totals).toEqual({ people: 2, registered: 2, came: 1, didNotCome: 1, unregistered: 1, peak: 2, averageMinutes: 40 });
  expect(viewOf(ABOUT, report).totals.stayed).toBe(50);
  expect(report).toMatchObject({ source: "zoom", standing: { is: "final", doubt: null }, real: span(0, 60) });
});

test("who stayed as long as the threshold asks, by the share on the screen, is counted as such", () => {
  const stayed = (minute: number, threshold = 75): number =>
    viewOf({ ...ABOUT, threshold }, reportOf(facts([aStay(0, minute, { registrantId: "r-ana" })]))).totals.stayed;
  expect([stayed(45), stayed(44)]).toEqual([100, 0]);
  expect([stayed(30, 50), stayed(29, 50), stayed(59, 100), stayed(60, 100)]).toEqual([100, 0, 0, 100]);
});

test("a meeting that nobody started has an empty report that says so", () => {
  const report = reportOf(facts([], { reading: reading([], []), real: [] }));
  expect(report).toMatchObject({ source: "nobody started", real: null, presence: [], organizers: [] });
  expect(report.totals).toMatchObject({ people: 0, registered: 2, didNotCome: 2, peak: 0, averageMinutes: 0 });
  expect(viewOf(ABOUT, report).totals.stayed).toBe(0);
  expect(reportOf(facts([])).source).toBe("zoom");
});

test("somebody who was alone is reported from the webhooks, and the report says so", () => {
  const report = reportOf(facts([], { seen: [aStay(5, null, { email: ANA.email, key: "k1" })] }));
  expect(report).toMatchObject({ source: "webhooks", totals: { people: 1, came: 1, averageMinutes: 55 } });
});

test("somebody whom Zoom's list leaves out is told by the webhooks, once, on however many devices; nobody whom it has is told twice", () => {
  const listed = [aStay(0, 60, { email: "else@y.example", key: "k0" }), aStay(0, 40, { registrantId: "r-hugo", email: HUGO.email })];
  const seen = [
    aStay(0, 20, { email: ANA.email, key: "k1" }),
    aStay(10, 30, { email: ANA.email, key: "k2" }),
    aStay(0, 41, { email: HUGO.email, key: "k3" }),
    aStay(0, 59, { key: "k0" }),
    aStay(0, 60, { name: "may be anybody's row", key: "k4" }),
  ];
  const report = reportOf(facts(listed, { seen }));
  expect(report.totals).toMatchObject({ people: 3, came: 2, didNotCome: 0, unregistered: 1 });
  expect(report.rows.find((row) => row.attendeeId === ANA.attendeeId)).toMatchObject({ attended: true, stays: [span(0, 30)] });
  expect(report.rows.find((row) => row.attendeeId === HUGO.attendeeId)).toMatchObject({ stays: [span(0, 40)] });
});

test("an instance that Zoom does not report is told by the webhooks, one that it reports is not told twice", () => {
  const seen = [aStay(0, 5, { email: HUGO.email, key: "k1" }), aStay(20, null, { email: ANA.email, instance: "i2", key: "k2" })];
  const report = reportOf(facts([aStay(20, 50, { email: ANA.email, instance: "i2" }), aStay(20, 30, { instance: "i2" })], { seen }));
  expect(report.source).toBe("zoom");
  expect(report.rows.map((row) => [row.key, row.stays])).toEqual([
    ["attendee:hugo", [span(0, 5)]],
    ["attendee:ana", [span(20, 50)]],
    [`stay:i2/${at(20)}/Zofia`, [span(20, 30)]],
  ]);
});

test("a report is provisional until its readings settle, and one that was given up says why", () => {
  const again = reportOf(facts([], { verdict: { is: "read again", at: at(95), because: "rows unprocessed" } }));
  expect(viewOf(ABOUT, again)).toMatchObject({
    state: "provisional",
    doubt: "rows unprocessed",
    readAgainAt: "2037-03-10T10:35:00.000Z",
    readAt: "2037-03-10T10:20:00.000Z",
  });
  const givenUp = reportOf(facts([], { verdict: { is: "given up", because: "somebody missing" } }));
  expect(viewOf(ABOUT, givenUp)).toMatchObject({ state: "final", doubt: "somebody missing", readAgainAt: null });
});

test("what the page and the list are given is what the contract promises, before a report too", () => {
  const report = reportOf(facts([aStay(0, 60, { registrantId: "r-ana" }), aStay(0, 20), aStay(0, 60, { zoomUserId: ROOM.hostId })]));
  const stored = JSON.parse(JSON.stringify(report)) as typeof report;
  const view = viewOf(ABOUT, stored);
  expect(reportView.strict().parse(view)).toEqual(viewOf(ABOUT, report));
  expect(view.rows[0]).toMatchObject({ key: "attendee:ana", minutes: 60, share: 100, firstJoin: "2037-03-10T09:00:00.000Z" });
  expect(view.organizers).toHaveLength(1);
  expect(reportView.strict().parse(viewOf(ABOUT, null))).toMatchObject({ state: "none yet", source: null, totals: { people: 0, registered: 2 } });
  expect(reportSummary.strict().parse(summaryOf(ABOUT, { ...report, state: report.standing.is }))).toMatchObject({ people: 2, registered: 2, state: "final" });
  expect(reportSummary.strict().parse(summaryOf(ABOUT, null))).toMatchObject({ people: 0, registered: 2, state: "none yet" });
});

test("a guest with a long name is told apart by no half of a character, which no database keeps", () => {
  const report = reportOf(facts([aStay(0, 30, { name: `${"a".repeat(59)}🦉` })]));
  expect(report.rows.map(({ key }) => key.isWellFormed())).toContain(true);
  expect(report.rows.every(({ key }) => key.isWellFormed())).toBe(true);
});
