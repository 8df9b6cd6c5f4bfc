import fc from "fast-check";
import { expect, test } from "vitest";
import { total } from "../../lib/interval.ts";
import { minutes } from "../../lib/time.ts";
import { ANA, anAttendance, aStay, at, HUGO, span } from "../attendance.fixtures.ts";
import { reportOf, viewOf, type Report } from "../report.ts";
import type { Stay } from "../stay.ts";
import { matchingOf, withSaid, type Said } from "./by-hand.ts";

const reported = (stays: readonly Stay[], real = [span(0, 60)]): Report =>
  reportOf({
    ...anAttendance([], { real }),
    reading: { at: at(80), stays, known: ["i1"], read: ["i1"] },
    seen: [],
    verdict: { is: "final" },
    readAt: [at(80)],
  });
const guestsOf = (report: Report) => report.rows.filter((row) => row.attended && !row.registered);
const says = (report: Report, guest: number, attendeeId: string | null): Said => ({ guest: guestsOf(report)[guest]!.key, attendeeId, by: "Marta", at: at(90) });
const rowOf = (report: Report, attendeeId: string) => report.rows.find((row) => row.attendeeId === attendeeId)!;
const phone = (from: number, to: number) => aStay(from, to, { name: "iPhone" });

test("a guest who was an attendee is counted with that attendee, and is no guest any more", () => {
  const read = reported([phone(10, 40)]);
  const report = withSaid(read, [says(read, 0, "ana")]);
  expect(rowOf(report, "ana")).toMatchObject({ name: ANA.name, attended: true, firstJoin: at(10), lastLeave: at(40), present: minutes(30), share: 50 });
  expect(guestsOf(report)).toEqual([]);
  expect(report.totals).toMatchObject({ people: 1, came: 1, didNotCome: 1, unregistered: 0, peak: 1, averageMinutes: 30 });
  expect(withSaid(read, [])).toBe(read);
});

test("two devices of one person count once, at once and after another", () => {
  const read = reported([aStay(0, 30, { registrantId: ANA.registrantId }), phone(20, 50), phone(55, 60)]);
  expect(read.totals).toMatchObject({ people: 3, peak: 2 });
  const report = withSaid(read, [says(read, 0, "ana"), says(read, 1, "ana")]);
  expect(rowOf(report, "ana")).toMatchObject({ present: minutes(55), share: 92, stays: [span(0, 50), span(55, 60)] });
  expect(report.totals).toMatchObject({ people: 1, peak: 1, averageMinutes: 55 });
  expect(report.presence.map((count) => count.count)).toEqual([1, 0, 1, 0]);
});

test("who was nobody registered stays a guest, and is asked about no more", () => {
  const read = reported([phone(10, 40), phone(20, 30)]);
  const said = [says(read, 0, null)];
  expect(withSaid(read, said).totals).toEqual(read.totals);
  const { open, said: told } = matchingOf(read, said);
  expect(open.map((guest) => guest.key)).toEqual([guestsOf(read)[1]!.key]);
  expect(told).toMatchObject([{ name: "iPhone", attendeeId: null, attendee: null, by: "Marta", minutes: 30 }]);
});

test("what was said holds over re-readings, and is left aside once a reading knows the guest by itself", () => {
  const first = reported([phone(10, 40)]);
  const said = [says(first, 0, "ana")];
  const again = reported([phone(10, 40), aStay(0, 60, { email: HUGO.email })]);
  expect(withSaid(again, said).totals).toMatchObject({ came: 2, unregistered: 0 });
  const known = reported([aStay(10, 40, { name: "iPhone", email: HUGO.email })]);
  expect(withSaid(known, said)).toBe(known);
  expect(matchingOf(known, said)).toEqual({ open: [], said: [] });
});

test("what was said of somebody whom webhooks saw holds when Zoom's report tells more of the same joining", () => {
  const first = reported([{ ...phone(10, 40), key: "k1" }]);
  const more = reported([{ ...phone(10, 41), key: "k1", email: "x@y.example", zoomUserId: "z9" }]);
  expect(withSaid(more, [says(first, 0, "ana")]).totals).toMatchObject({ came: 1, unregistered: 0 });
});

test("somebody likely is offered and never taken: the report stands as it was read", () => {
  const read = reported([aStay(0, 60, { name: "Kowalska Ana" })]);
  const view = viewOf({ sessionId: "s1", title: "", organizer: "", room: null, zone: "UTC", planned: span(0, 60), registered: 2, threshold: 75 }, read);
  expect(view.matching.open).toMatchObject([{ name: "Kowalska Ana", likely: { attendeeId: "ana", name: ANA.name, because: "same name" } }]);
  expect(view.totals).toMatchObject({ came: 0, unregistered: 1 });
});

test("the row says by whom it was matched, and by nobody when nothing was", () => {
  const about = { sessionId: "s1", title: "", organizer: "", room: null, zone: "UTC", planned: span(0, 60), registered: 2, threshold: 75 };
  const read = reported([phone(10, 40), phone(0, 5)]);
  const rows = viewOf(about, read, [says(read, 0, "ana"), says(read, 1, null)]).rows;
  expect(rows.map((row) => [row.key, row.matchedBy])).toEqual(
    expect.arrayContaining([
      ["attendee:ana", "Marta"],
      ["attendee:hugo", null],
    ]),
  );
});

const anyStay = fc
  .record({ from: fc.integer({ min: -10, max: 60 }), length: fc.integer({ min: 0, max: 40 }), registrantId: fc.constantFrom(null, null, "r-ana", "r-hugo") })
  .map(({ from, length, registrantId }) => aStay(from, from + length, { registrantId }));

test("whatever is said, nobody is there longer than the session, time is only joined, and everybody is somebody", () => {
  fc.assert(
    fc.property(fc.array(anyStay, { maxLength: 8 }), fc.array(fc.constantFrom("ana", "hugo", null), { maxLength: 8 }), (stays, whom) => {
      const read = reported(stays);
      const said = whom.flatMap((attendeeId, i) => (guestsOf(read)[i] === undefined ? [] : [says(read, i, attendeeId)]));
      const report = withSaid(read, said);
      expect(withSaid(read, said.toReversed())).toEqual(report);
      for (const row of report.rows) {
        expect(row.present).toBe(total(row.stays));
        expect(row.present).toBeLessThanOrEqual(minutes(60));
        expect(row.share).toBeLessThanOrEqual(100);
      }
      const sum = (of: Report): number => of.rows.reduce((all, row) => all + row.present, 0);
      expect(sum(report)).toBeLessThanOrEqual(sum(read));
      expect(report.rows).toHaveLength(read.rows.length - said.filter((one) => one.attendeeId !== null).length);
      expect(report.totals.people + report.totals.didNotCome).toBe(report.rows.length);
      expect(report.totals.peak).toBeLessThanOrEqual(read.totals.peak);
    }),
  );
});
