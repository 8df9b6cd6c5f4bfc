import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { WEEKDAYS } from "../contract.ts";
import type { PlainWorld } from "./minute-by-minute.fixtures.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** By an hour, by half an hour, by two; at midnight, a minute after it, and a whole day that never was. */
const ZONES = [
  ["Europe/Madrid", "2027-01-01"],
  ["America/Santiago", "2027-01-01"],
  ["Australia/Lord_Howe", "2027-01-01"],
  ["Africa/Casablanca", "2026-01-01"],
  ["America/Havana", "2027-01-01"],
  ["Africa/Cairo", "2027-01-01"],
  ["Asia/Beirut", "2027-01-01"],
  ["Antarctica/Troll", "2027-01-01"],
  ["America/St_Johns", "2010-01-01"],
  ["Pacific/Apia", "2011-06-01"],
  ["Atlantic/Azores", "2027-01-01"],
] as const;

type Place = { zone: string; around: number };

/** The next two changes of the clocks: one each way. */
function changesIn(zone: string, from: string): Place[] {
  let at = Temporal.PlainDate.from(from).toZonedDateTime(zone);
  return [1, 2].map(() => {
    at = at.getTimeZoneTransition("next")!;
    return { zone, around: at.epochMilliseconds };
  });
}
export const CHANGES: readonly Place[] = [
  ...ZONES.flatMap(([zone, from]) => changesIn(zone, from)),
  { zone: "UTC", around: Date.UTC(2027, 2, 28) },
  { zone: "Asia/Kathmandu", around: Date.UTC(2027, 11, 31, 18, 15) },
];

const dateIn = ({ zone, around }: Place, plusDays: number): string =>
  Temporal.Instant.fromEpochMilliseconds(around).toZonedDateTimeISO(zone).toPlainDate().add({ days: plusDays }).toString();

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
/** Clocks change in the small hours or around midnight, so that is where most spans lie. */
const anyMinute = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: 61, max: 250 }) },
  { weight: 2, arbitrary: fc.integer({ min: 251, max: 288 }) },
);
const anySpan = fc
  .tuple(anyMinute, anyMinute)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ from: clock(5 * Math.min(a, b)), to: clock(5 * Math.max(a, b)) }));
const anySpans = fc.oneof(fc.array(anySpan, { maxLength: 3 }), fc.constant([{ from: "00:00", to: "24:00" }]));

const anyTime = (around: number): fc.Arbitrary<{ start: number; end: number }> =>
  fc
    .tuple(fc.integer({ min: -20 * 60, max: 20 * 60 }), fc.integer({ min: 1, max: 150 }), fc.constantFrom(0, 0, 0, 1000, 30_000))
    .map(([at, length, more]) => ({ start: around + at * MINUTE + more, end: around + (at + length) * MINUTE + more }));
const anyTimes = (around: number, most: number) => fc.array(anyTime(around), { maxLength: most });
const anyMost = fc.option(fc.integer({ min: 1, max: 3 }), { freq: 2 });

const anyType = (place: Place): fc.Arbitrary<PlainWorld["type"]> =>
  fc.record({
    hosting: fc.constantFrom("one" as const, "round robin" as const, "together" as const),
    zone: fc.constant(place.zone),
    weekly: fc.array(anySpans, { minLength: 7, maxLength: 7 }).map((all) => Object.fromEntries(WEEKDAYS.map((day, n) => [day, all[n]!]))),
    days: fc.uniqueArray(fc.record({ day: fc.integer({ min: -1, max: 1 }).map((n) => dateIn(place, n)), spans: anySpans }), {
      maxLength: 2,
      selector: ({ day }) => day,
    }),
    bufferBefore: fc.constantFrom(0, 0, 5, 30),
    bufferAfter: fc.constantFrom(0, 0, 10, 45),
    noticeMinutes: fc.constantFrom(0, 60, 600),
    horizonDays: fc.integer({ min: 0, max: 3 }),
    mostADay: anyMost,
    mostAWeek: anyMost,
    gridMinutes: fc.constantFrom(5, 15, 20, 30, 45, 60, 90),
    skipsHolidays: fc.boolean(),
  });

/** A day or so around a change of clocks, with everything that takes time away. */
export const anyWorld: fc.Arbitrary<PlainWorld> = fc.constantFrom(...CHANGES).chain((place) =>
  fc.record({
    type: anyType(place),
    holidays: fc.array(
      fc.integer({ min: -1, max: 1 }).map((n) => dateIn(place, n)),
      { maxLength: 1 },
    ),
    hosts: fc.array(
      fc.record({
        busy: anyTimes(place.around, 8),
        booked: fc.array(
          fc.integer({ min: -60, max: 60 }).map((n) => place.around + n * HOUR),
          { maxLength: 3 },
        ),
        away: fc.constantFrom(false, false, false, true),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    seat: fc.option(
      fc.record({
        before: fc.constantFrom(0, 15 * MINUTE),
        after: fc.constantFrom(0, 15 * MINUTE),
        rooms: fc.array(anyTimes(place.around, 6), { maxLength: 2 }),
      }),
      {
        freq: 2,
      },
    ),
    length: fc.constantFrom(5, 20, 30, 45, 60, 120),
    within: fc
      .tuple(fc.integer({ min: -18 * 60, max: 0 }), fc.integer({ min: 1, max: 18 * 60 }))
      .map(([from, to]) => ({ start: place.around + from * MINUTE, end: place.around + to * MINUTE })),
    now: fc.integer({ min: -70 * 60, max: 5 * 60 }).map((n) => place.around + n * MINUTE),
  }),
);
