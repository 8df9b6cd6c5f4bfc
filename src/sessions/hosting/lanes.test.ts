import fc from "fast-check";
import { expect, test } from "vitest";
import { NOON } from "../../../test/builders.ts";
import { interval, overlaps, type Interval } from "../../lib/interval.ts";
import { after, hours, minutes } from "../../lib/time.ts";
import type { MeetingKind } from "../../zoom/port.ts";
import { fitIn, lanesOf, nearestStarts, whyNotHost, type Held } from "./lanes.ts";

const from = (start: number, end: number): Interval => interval(after(NOON, hours(start)), after(NOON, hours(end)));
const held = (id: string, start: number, end: number, lane: number, kind: MeetingKind = "meeting"): Held => ({
  id,
  kind,
  reserved: from(start, end),
  lanes: kind === "webinar" ? { from: 1, to: 3 } : { from: lane, to: lane + 1 },
});
const aMeeting = (start: number, end: number) => ({ kind: "meeting" as const, reserved: from(start, end) });
const aWebinar = (start: number, end: number) => ({ kind: "webinar" as const, reserved: from(start, end) });

test.each([
  ["licensed on Business, Education or Enterprise", { licensed: true, ofAnotherAccount: false }, "business", 2],
  ["licensed on Pro", { licensed: true, ofAnotherAccount: false }, "pro", 1],
  ["Basic", { licensed: false, ofAnotherAccount: false }, "business", 1],
  ["of another account, whose plan nobody knows", { licensed: true, ofAnotherAccount: true }, "business", 1],
] as const)("a host who is %s may have so many meetings at once", (_, host, plan, lanes) => {
  expect(lanesOf(host, plan)).toBe(lanes);
});

test("a second meeting stands beside the first, a third does not", () => {
  expect(fitIn([held("a", 0, 1, 1)], aMeeting(0, 1), 2)).toEqual({ lanes: { from: 2, to: 3 }, changed: [] });
  expect(fitIn([held("a", 0, 1, 1), held("b", 0, 1, 2)], aMeeting(0.5, 1), 2)).toBeNull();
  expect(fitIn([held("a", 0, 1, 1)], aMeeting(0, 1), 1)).toBeNull();
});

test("never two webinars, never a webinar beside a meeting", () => {
  expect(fitIn([held("a", 0, 1, 1)], aWebinar(0, 1), 2)).toBeNull();
  expect(fitIn([held("a", 0, 1, 1, "webinar")], aWebinar(0.5, 2), 2)).toBeNull();
  expect(fitIn([held("a", 0, 1, 1, "webinar")], aMeeting(0.5, 2), 2)).toBeNull();
  expect(fitIn([held("a", 0, 1, 1, "webinar")], aWebinar(1, 2), 2)).toEqual({ lanes: { from: 1, to: 3 }, changed: [] });
});

test("somebody changes lane where that makes room", () => {
  const both = [held("a", 0, 1, 1), held("b", 1, 2, 2)];
  const fit = fitIn(both, aMeeting(0.5, 1.5), 2);
  expect(fit).not.toBeNull();
  expect(fit!.changed).toHaveLength(1);
});

test("whatever was asked for before, a meeting is refused only when too many would run at once, and none ever do", () => {
  const anAsk = fc.record({ start: fc.nat(12), length: fc.integer({ min: 1, max: 4 }), kind: fc.constantFrom<MeetingKind>("meeting", "meeting", "webinar") });
  fc.assert(
    fc.property(fc.array(anAsk, { maxLength: 14 }), fc.constantFrom(1, 2), (asks, lanes) => {
      let all: Held[] = [];
      for (const [i, { start, length, kind }] of asks.entries()) {
        const wanted = { kind, reserved: from(start, start + length) };
        const fit = fitIn(all, wanted, lanes);
        const weight = (one: { kind: MeetingKind }): number => (one.kind === "webinar" ? lanes : 1);
        const most = Math.max(
          ...Array.from({ length }, (_, h) =>
            all.filter((one) => overlaps(one.reserved, from(start + h, start + h + 1))).reduce((sum, one) => sum + weight(one), 0),
          ),
        );
        expect(fit === null).toBe(most + weight(wanted) > lanes);
        if (fit === null) continue;
        all = [...all.map((one) => fit.changed.find((changed) => changed.id === one.id) ?? one), { id: `s${i}`, ...wanted, lanes: fit.lanes }];
        for (const a of all)
          for (const b of all) if (a.id < b.id && overlaps(a.reserved, b.reserved)) expect(a.lanes.from < b.lanes.to && b.lanes.from < a.lanes.to).toBe(false);
      }
    }),
  );
});

test("the nearest free starts are offered, the earlier first, none in the past and none over what is planned in Zoom", () => {
  const starts = nearestStarts([held("a", 0, 1, 1)], [from(1, 2)], aMeeting(0, 1), 1, after(NOON, -minutes(60)));
  expect(starts).toEqual([after(NOON, -hours(1)), after(NOON, hours(2)), after(NOON, hours(2) + minutes(15))]);
});

test("a host without webinars, or for fewer people, is refused; what nobody read is no reason", () => {
  const host = { meetingCapacity: 100, webinarCapacity: 0 };
  expect(whyNotHost(host, { kind: "webinar", expected: null })).toEqual({ because: "host_has_no_webinars" });
  expect(whyNotHost(host, { kind: "meeting", expected: 101 })).toEqual({ because: "host_too_small", values: { most: 100 } });
  expect(whyNotHost(host, { kind: "meeting", expected: 100 })).toBeNull();
  expect(whyNotHost({ meetingCapacity: 0, webinarCapacity: 0 }, { kind: "meeting", expected: 5000 })).toBeNull();
});
