import { describe, expect, test } from "vitest";
import { holds, overlaps } from "../../src/lib/interval.ts";
import { after, before, dayOf, hours, minutes, type Instant } from "../../src/lib/time.ts";
import { allocate, type Placed, type RoomForAllocation } from "../../src/rooms/allocate.ts";
import type { Day, Planned } from "./day.ts";
import { dayFrom, endOf, WEBINAR_ROOMS, ZONE } from "./programme.ts";
import { ROOMS } from "./slots.ts";

const SEEDS = Array.from({ length: 300 }, (_, i) => i + 1);
const DAYS = SEEDS.map(dayFrom);

const reservedFor = (s: Planned) => ({ start: before(s.start, minutes(15)), end: after(endOf(s), minutes(15)) });
const opensAt = (s: Planned): Instant => before(s.start, minutes(15));
const is = (day: Day, fate: Planned["fate"]["is"]): Planned[] => day.sessions.filter((s) => s.fate.is === fate);

describe("the demo's day, for any seed", () => {
  test("is the same again for the same seed, and another for another", () => {
    expect(dayFrom(7)).toEqual(dayFrom(7));
    expect(dayFrom(7)).not.toEqual(dayFrom(8));
  });

  test("has forty sessions, at least ten of them webinars, and four hundred people", () => {
    for (const day of DAYS) {
      expect(day.sessions).toHaveLength(40);
      expect(day.sessions.filter((s) => s.kind === "webinar" && s.fate.is !== "cancelled").length).toBeGreaterThanOrEqual(10);
      expect(new Set(day.sessions.flatMap((s) => s.attendees.map((a) => a.email))).size).toBe(400);
      expect(new Set(day.sessions.map((s) => s.title)).size).toBe(40);
      expect(day.sessions.every((s) => s.attendees.length >= 2 && dayOf(endOf(s), ZONE) === day.date)).toBe(true);
    }
  });

  test("has an overrun, a forgotten end, an early end, an extension, a change, and a cancellation taken back", () => {
    for (const day of DAYS) {
      for (const fate of ["overrun", "forgotten", "early", "ended on the page", "nobody starts", "extended", "cancelled"] as const)
        expect(is(day, fate).length).toBeGreaterThan(0);
      expect(day.sessions.flatMap((s) => s.wishes.filter((w) => w.is === "cancel and take back"))).toHaveLength(1);
    }
  });

  test("has Zoom away for twenty minutes, while a session is opened and another is asked for", () => {
    for (const { sessions, outage } of DAYS) {
      expect(outage.end - outage.start).toBe(minutes(20));
      expect(sessions.some((s) => holds(outage, opensAt(s)) && s.fate.is !== "cancelled")).toBe(true);
      expect(sessions.some((s) => holds(outage, s.askedAt) && opensAt(s) > outage.end)).toBe(true);
    }
  });

  test("has people who register after the links went out", () => {
    for (const day of DAYS) expect(day.sessions.flatMap((s) => s.attendees.filter((a) => a.addedAt !== null)).length).toBeGreaterThan(0);
  });

  test("has a webinar made shorter that Zoom has already, and somebody removed from a meeting and from a webinar who has a link by then and does not come", () => {
    for (const { sessions, outage } of DAYS) {
      const shortened = sessions.filter((s) => s.kind === "webinar" && s.wishes.some((w) => w.is === "shorten" && w.at >= before(s.start, hours(24))));
      expect(shortened.length).toBeGreaterThan(0);
      const removed = sessions.flatMap((s) =>
        s.wishes.flatMap((w) => (w.is === "remove" ? [{ s, w, who: s.attendees.filter((a) => a.email === w.email) }] : [])),
      );
      expect(removed.map(({ s }) => s.kind).toSorted()).toEqual(["meeting", "webinar"]);
      for (const { s, w, who } of removed) {
        expect(who).toMatchObject([{ comes: null, addedAt: null }]);
        expect(opensAt(s) < w.at && w.at < s.start && !holds(outage, opensAt(s)) && !holds(outage, w.at)).toBe(true);
      }
    }
  });

  test("makes exactly one request wait, gives it a room after the cancellation, and can't do without rearranging", () => {
    for (const day of DAYS) {
      const { waited, moved, placed } = asked(day);
      expect(waited.map((s) => s.waits)).toEqual([true]);
      expect(moved).toBeGreaterThan(0);
      const cancelled = is(day, "cancelled")[0]!;
      expect(cancelled.fate.is === "cancelled" && opensAt(cancelled) - cancelled.fate.at).toBeGreaterThan(minutes(30));
      const without = placed.filter((p) => p.sessionId !== cancelled.id).map((p) => ({ ...p, movable: true }));
      const waiting = waited[0]!;
      expect(allocate(rooms, without, { kind: waiting.kind, expected: waiting.expected, reserved: reservedFor(waiting) }).is).not.toBe("none");
    }
  });

  test("extends a session after which nobody needs a room", () => {
    for (const day of DAYS) {
      const [extended] = is(day, "extended");
      expect(day.sessions.every((s) => endOf(s) <= endOf(extended!))).toBe(true);
    }
  });
});

const rooms: RoomForAllocation[] = Array.from({ length: ROOMS }, (_, i) => ({
  id: `r${i}`,
  order: i,
  automatic: true,
  meetingCapacity: 300,
  webinarCapacity: i < WEBINAR_ROOMS ? 500 : 0,
  blocked: [],
}));

/** What the allocator makes of the requests in their order; nothing that is open by then is moved. */
function asked(day: Day): { placed: Placed[]; waited: Planned[]; moved: number } {
  let placed: Placed[] = [];
  const waited: Planned[] = [];
  let moved = 0;
  for (const s of day.sessions) {
    const need = { kind: s.kind, expected: s.expected };
    const reserved = reservedFor(s);
    const opened = new Set(day.sessions.filter((other) => opensAt(other) <= s.askedAt).map((other) => other.id));
    const verdict = allocate(rooms, placed.map((p) => ({ ...p, movable: !opened.has(p.sessionId) })), { ...need, reserved }); // prettier-ignore
    if (verdict.is === "none") {
      waited.push(s);
      continue;
    }
    const moves = verdict.is === "rearranged" ? verdict.moves : [];
    moved += moves.length;
    placed = placed.map((p) => ({ ...p, roomId: moves.find((m) => m.sessionId === p.sessionId)?.to ?? p.roomId }));
    placed.push({ sessionId: s.id, roomId: verdict.roomId, reserved, need, movable: true, generated: false });
  }
  expect(placed.some((a) => placed.some((b) => a !== b && a.roomId === b.roomId && overlaps(a.reserved, b.reserved)))).toBe(false);
  return { placed, waited, moved };
}
