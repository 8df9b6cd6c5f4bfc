import fc from "fast-check";

/** The parts of an RFC 5545 rule, as they are written but for the lists. `UNTIL` is added apart. */
export type Parts = {
  FREQ: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
  INTERVAL?: number;
  COUNT?: number;
  BYMONTH?: number[];
  BYWEEKNO?: number[];
  BYYEARDAY?: number[];
  BYMONTHDAY?: number[];
  BYDAY?: string[];
  BYSETPOS?: number[];
  WKST?: Weekday;
};
export type Weekday = (typeof WEEKDAYS)[number];
export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

/** `until`: so many days after the start, written as a day, a local time or one in UTC. `without`: which of the rule's dates are left out. `extra`: days after the start. */
export type AnyCourse = {
  start: string;
  zone: string;
  parts: Parts;
  until: { days: number; clock: string; as: "day" | "local" | "UTC" } | null;
  without: number[];
  extra: { days: number; clock: string }[];
};

/** The clocks change at two, at midnight, by half an hour, twice more for Ramadan, and never. */
export const ZONES = [
  "Europe/Madrid",
  "America/New_York",
  "America/Santiago",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Asia/Beirut",
  "Asia/Kolkata",
  "UTC",
] as const;

export const textOf = (parts: Parts): string =>
  Object.entries(parts)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(",") : value}`)
    .join(";");

const oneIn = <T>(n: number, what: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 1, arbitrary: what }, { weight: n - 1, arbitrary: fc.constant(undefined) });
const some = <T>(one: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> => fc.uniqueArray(one, { minLength: 1, maxLength: most });
/** From either end, never 0. */
const fromEitherEnd = (most: number): fc.Arbitrary<number> => fc.integer({ min: -most, max: most }).filter((n) => n !== 0);

const weekday = fc.constantFrom(...WEEKDAYS);
const ordinalDay = fc.tuple(fromEitherEnd(5), weekday).map(([n, day]) => `${n}${day}`);
const clock = fc.oneof(
  fc.constantFrom("00:00", "00:30", "02:00", "02:30", "09:00", "23:30"),
  fc.integer({ min: 0, max: 95 }).map((quarter) => clockAt(15 * quarter)),
);
const two = (n: number): string => String(n).padStart(2, "0");
const clockAt = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** Ends of months and of years, the leap day, and any other day. */
const day = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 9 * 365 }).map((n) => dayAfter("2024-01-01", n)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("2024-02-29", "2028-02-29", "2027-02-28", "2027-01-31", "2027-03-31", "2026-12-31", "2027-01-01", "2026-12-28", "2027-04-30"),
  },
);

export const dayAfter = (first: string, n: number): string => new Date(Date.parse(`${first}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);

const interval = oneIn(3, fc.integer({ min: 1, max: 6 }));
const wkst = oneIn(4, weekday);
const months = some(fc.integer({ min: 1, max: 12 }), 6);
const monthDay = fc.integer({ min: 1, max: 31 });
const weekdays = some(weekday, 5);
const positions = some(fc.oneof({ weight: 3, arbitrary: fromEitherEnd(3) }, { weight: 1, arbitrary: fromEitherEnd(12) }), 2);

const BY = ["BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY"] as const;

/** `BYSETPOS` only beside another `BY…`, and no ordinals beside numbers of weeks, as RFC 5545 has it. */
const rule = (FREQ: Parts["FREQ"], further: { [K in keyof Parts]?: fc.Arbitrary<Parts[K] | undefined> }): fc.Arbitrary<Parts> =>
  fc
    .record({ FREQ: fc.constant(FREQ), INTERVAL: interval, WKST: wkst, ...further })
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Parts)
    .map(({ BYSETPOS, ...parts }) => (BYSETPOS !== undefined && BY.some((name) => name in parts) ? { ...parts, BYSETPOS } : parts))
    .filter(({ BYWEEKNO, BYDAY }) => BYWEEKNO === undefined || (BYDAY ?? []).every((one) => one.length === 2));

/** What courses ask for. */
const usual: fc.Arbitrary<Parts> = fc.oneof(
  { weight: 3, arbitrary: rule("DAILY", { BYMONTH: oneIn(5, months), BYMONTHDAY: oneIn(9, some(monthDay, 8)), BYDAY: oneIn(3, weekdays) }) },
  { weight: 6, arbitrary: rule("WEEKLY", { BYMONTH: oneIn(6, months), BYDAY: oneIn(2, weekdays) }) },
  { weight: 2, arbitrary: rule("MONTHLY", { BYMONTHDAY: oneIn(2, some(monthDay, 4)), BYDAY: oneIn(3, weekdays) }) },
  { weight: 2, arbitrary: rule("MONTHLY", { BYMONTHDAY: some(fc.integer({ min: -31, max: -1 }), 3) }) },
  { weight: 3, arbitrary: rule("MONTHLY", { BYDAY: some(ordinalDay, 3) }) },
  { weight: 2, arbitrary: rule("MONTHLY", { BYDAY: weekdays, BYSETPOS: positions }) },
  { weight: 2, arbitrary: rule("YEARLY", { BYMONTH: months, BYMONTHDAY: some(fc.integer({ min: 1, max: 28 }), 4), BYDAY: oneIn(3, weekdays) }) },
  { weight: 2, arbitrary: rule("YEARLY", { BYMONTH: months, BYDAY: fc.oneof(weekdays, some(ordinalDay, 1)) }) },
  { weight: 1, arbitrary: rule("YEARLY", { BYDAY: some(ordinalDay, 2) }) },
  { weight: 1, arbitrary: rule("YEARLY", { BYYEARDAY: some(fc.integer({ min: 1, max: 365 }), 4) }) },
  { weight: 1, arbitrary: rule("YEARLY", {}) },
); // prettier-ignore

const monthDays = oneIn(3, some(fromEitherEnd(31), 4));
const anyDays = oneIn(2, some(fc.oneof(weekday, ordinalDay), 3));
/** Whatever RFC 5545 allows, also what nobody asks for. */
const whatever: fc.Arbitrary<Parts> = fc.oneof(
  rule("DAILY", { BYMONTH: oneIn(3, months), BYMONTHDAY: monthDays, BYDAY: oneIn(2, weekdays), BYSETPOS: oneIn(3, positions) }),
  rule("WEEKLY", { BYMONTH: oneIn(3, months), BYDAY: oneIn(2, weekdays), BYSETPOS: oneIn(3, positions) }),
  rule("MONTHLY", { BYMONTH: oneIn(3, months), BYMONTHDAY: monthDays, BYDAY: anyDays, BYSETPOS: oneIn(3, positions) }),
  rule("YEARLY", { BYMONTH: oneIn(2, months), BYMONTHDAY: monthDays, BYDAY: anyDays, BYSETPOS: oneIn(3, positions) }),
  rule("YEARLY", { BYMONTH: oneIn(3, months), BYYEARDAY: oneIn(2, some(fromEitherEnd(366), 4)), BYWEEKNO: oneIn(2, some(fromEitherEnd(53), 4)), BYMONTHDAY: monthDays, BYDAY: anyDays, BYSETPOS: oneIn(5, positions) }),
); // prettier-ignore

const end = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 30 }).map((COUNT) => ({ COUNT, until: null })) },
  {
    weight: 2,
    arbitrary: fc
      .record({ days: fc.integer({ min: 0, max: 400 }), clock, as: fc.constantFrom("day", "local", "UTC") })
      .map((until) => ({ COUNT: undefined, until })),
  },
);

const courseOf = (parts: fc.Arbitrary<Parts>): fc.Arbitrary<AnyCourse> =>
  fc
    .record({
      day,
      clock,
      zone: fc.constantFrom(...ZONES),
      parts,
      end,
      without: fc.array(fc.nat(20), { maxLength: 3 }),
      extra: fc.array(fc.record({ days: fc.nat(300), clock }), { maxLength: 2 }),
    }) // prettier-ignore
    .map(({ day: first, clock: time, parts: { ...rest }, end: { COUNT, until }, ...more }) => ({
      start: `${first}T${time}`,
      parts: COUNT === undefined ? rest : { ...rest, COUNT },
      until,
      ...more,
    }));

/** Of a hundred rules four are of any kind. */
export const usualCourse = courseOf(fc.oneof({ weight: 96, arbitrary: usual }, { weight: 4, arbitrary: whatever }));
export const anyCourse = courseOf(whatever);
