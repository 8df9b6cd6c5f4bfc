import * as fc from "fast-check";
import { expect, test } from "vitest";
import { interval, merged } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";
import { countedByDay, freeStarts, hostsFreeAt, whyNotAt, type Rules } from "./free.ts";
import { freeMinuteByMinute, type PlainWorld } from "./minute-by-minute.fixtures.ts";
import type { Times } from "./times.ts";
import { anyWorld, CHANGES } from "./worlds.fixtures.ts";

const told = (times: readonly { start: number; end: number }[]) => merged(times.map(({ start, end }) => interval(start as Instant, end as Instant)));

function asked({ type, holidays, hosts, seat, length }: PlainWorld): { rules: Rules; times: Times } {
  const known = hosts.map(({ busy, booked, away }, n) => ({
    memberId: `m${n}`,
    busy: told(busy),
    booked: countedByDay(type.zone, booked as Instant[]),
    lately: 0,
    given: null,
    whyNot: away ? "booking_zoom_unread" : null,
    readAt: null,
  }));
  const rooms = seat === null ? null : { before: seat.before, after: seat.after, busy: seat.rooms.map(told), whyNot: null, readAt: null };
  return { rules: { ...type, lengths: [length], active: true }, times: { hosts: known, holidays: new Set(holidays), seat: rooms } };
}

test("the starts shown are those that a definition minute by minute gives, in ten thousand worlds with changes of clocks", () => {
  const seen = { none: 0, some: 0, both: new Set<string>() };
  fc.assert(
    fc.property(anyWorld, (world) => {
      const { rules, times } = asked(world);
      const within = interval(world.within.start as Instant, world.within.end as Instant);
      const starts = freeStarts(rules, times, world.length, within, world.now as Instant);
      expect(starts).toEqual(freeMinuteByMinute(world));
      seen[starts.length === 0 ? "none" : "some"] += 1;
      for (const { zone, around } of CHANGES)
        if (zone === rules.zone && starts.some((start) => Math.abs(start - around) <= 3_600_000)) seen.both.add(`${zone} ${around}`);
    }),
    { numRuns: 10_000 },
  );
  expect(Math.min(seen.none, seen.some)).toBeGreaterThan(1000);
  expect(seen.both.size, "starts within an hour of each change, in every zone").toBe(CHANGES.length);
}, 120_000);

test("a start can be booked when it is shown, and only then, with hosts who are free at it", () => {
  fc.assert(
    fc.property(anyWorld, fc.integer({ min: 0, max: 430 }), (world, pick) => {
      const { rules, times } = asked(world);
      const now = world.now as Instant;
      const all = freeStarts(rules, times, world.length, interval(world.within.start as Instant, world.within.end as Instant), now);
      const start = all[pick] ?? ((Math.ceil(world.within.start / 300_000 + pick) * 300_000) as Instant);
      const isShown = freeStarts(rules, times, world.length, interval(start, (start + 1) as Instant), now).length === 1;
      const alone = (n: number): PlainWorld => ({
        ...world,
        type: { ...world.type, hosting: "one" },
        hosts: [world.hosts[n]!],
        within: { start, end: start + 1 },
      });
      const able = world.hosts.flatMap((_, n) => (freeMinuteByMinute(alone(n)).length === 1 ? [`m${n}`] : []));
      expect(whyNotAt(rules, times, start, world.length, now) === null).toBe(isShown);
      expect(hostsFreeAt(rules, times, start, world.length, now)).toEqual(isShown ? able : []);
    }),
    { numRuns: 3000 },
  );
});
