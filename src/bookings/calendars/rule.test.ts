import fc from "fast-check";
import { RRuleTemporal } from "rrule-temporal";
import { expect, test } from "vitest";
import { instant, iso } from "../../lib/time.ts";
import { ruleIn } from "./reading.ts";
import { startsOf, WEEKDAYS, type Rule } from "./rule.ts";
import type { Wall } from "./wall.ts";
import { UTC } from "./zones.ts";

const wall = (text: string): Wall => instant(`${text}Z`) as number as Wall;
const FROM = wall("2027-03-01T00:00:00");
const TO = wall("2028-04-04T00:00:00");
const none = (): void => undefined;

const some = <T>(of: readonly T[], most: number) => fc.option(fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: most }), { nil: undefined });
const near = (most: number) => fc.integer({ min: -most, max: most }).filter((n) => n !== 0);

type Written = Record<string, unknown>;
const days = fc.option(fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 3 }), { nil: undefined });
/** The library reads `2SU,SU` of a year as the second only. */
const nthDays = fc.oneof(
  days,
  fc.uniqueArray(
    fc.tuple(fc.constantFrom("1", "2", "4", "5", "-1", "-2"), fc.constantFrom(...WEEKDAYS)).map((parts) => parts.join("")),
    { minLength: 1, maxLength: 3 },
  ),
);
const common = { interval: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }), bymonth: some([1, 2, 3, 6, 9, 12], 3) };
const anyRule: fc.Arbitrary<Written> = fc
  .oneof(
    fc.record({
      freq: fc.constant("DAILY"),
      ...common,
      byday: days,
      bymonthday: fc.option(fc.array(near(31), { minLength: 1, maxLength: 3 }), { nil: undefined }),
    }),
    fc.record({ freq: fc.constant("WEEKLY"), ...common, byday: days, wkst: fc.option(fc.constantFrom("SU", "MO", "WE"), { nil: undefined }) }),
    fc.record({ freq: fc.constant("MONTHLY"), ...common, byday: nthDays, bysetpos: fc.option(fc.constantFrom([1], [-1], [1, -1]), { nil: undefined }) }),
    fc.record({ freq: fc.constant("MONTHLY"), ...common, bymonthday: fc.option(fc.array(near(31), { minLength: 1, maxLength: 3 }), { nil: undefined }) }),
    fc.record({ freq: fc.constant("YEARLY"), interval: common.interval, bymonth: some([1, 2, 3, 11], 2), byday: nthDays }),
    fc.record({ freq: fc.constant("YEARLY"), interval: common.interval, byyearday: fc.array(near(366), { minLength: 1, maxLength: 3 }) }),
    fc.record({
      freq: fc.constant("YEARLY"),
      interval: common.interval,
      byweekno: fc.array(near(52), { minLength: 1, maxLength: 2 }),
      byday: days.map((some) => some ?? ["TH"]),
    }),
  )
  .map((rule) => ((rule as Written)["byday"] === undefined && (rule as Written)["bymonthday"] === undefined ? { ...rule, bysetpos: undefined } : rule));
const anyEnd = fc.oneof(fc.constant({}), fc.record({ count: fc.integer({ min: 1, max: 60 }) }), fc.constant({ until: "2027-09-15T12:00:00Z" }));
const anyFirst = fc
  .tuple(fc.integer({ min: 2020, max: 2027 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([y, m, d]) => `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}T09:30:00`);

const basic = (text: string): string => text.replaceAll(/[-:]/g, "").replace(/Z?$/, "Z");
const listed = (value: unknown): string => (Array.isArray(value) ? value.join(",") : String(value));

/** By another library, in a zone without changes of clocks. */
function expected(rule: Written, first: string): string[] {
  const parts = Object.entries(rule).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name.toUpperCase()}=${name === "until" ? basic(String(value)) : listed(value)}`],
  );
  const it = new RRuleTemporal({ rruleString: `DTSTART:${basic(first)}\nRRULE:${parts.join(";")}`, maxIterations: 20_000 });
  return it.between(new Date(FROM), new Date(TO), true).map((one) => iso(one.epochMilliseconds as never));
}

const read = (rule: Written): Rule => ruleIn({ ...rule, ...(rule["wkst"] === undefined ? {} : { wkst: WEEKDAYS.indexOf(String(rule["wkst"])) + 1 }) }, { zone: UTC }); // prettier-ignore

test("what comes back comes back when another library says so", () => {
  fc.assert(
    fc.property(anyRule, anyEnd, anyFirst, (rule, end, first) => {
      const whole = { ...rule, ...end };
      const found = startsOf(read(whole), wall(first), { from: FROM, to: TO }, none).map((one) => iso(one as never));
      expect(found).toEqual(expected(whole, first));
    }),
    { numRuns: 400 },
  );
});
