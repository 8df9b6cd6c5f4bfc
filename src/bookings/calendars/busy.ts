import { merged, type Interval } from "../../lib/interval.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { before, days, type Instant } from "../../lib/time.ts";
import { Malformed, partsOf, propertiesOf, TooLarge, type Part } from "./parts.ts";
import { endOf, eventIn, momentIn, zoneIn, type Event, type When, type Zones } from "./reading.ts";
import { dense, isDense, startsOf, type Spend } from "./rule.ts";
import { dayAt, readWall, type Wall } from "./wall.ts";
import { placeIn, placeZone, UTC, type Zone } from "./zones.ts";

/** What is read at most. */
export const MOST_BYTES = 10_000_000;
/** So many steps of reckoning cost some seconds, those of one event some tenths. */
const MOST_STEPS = 10_000_000;
const MOST_STEPS_OF_ONE = 300_000;
/** More than somebody lives through within the time that matters. */
const MOST_TIMES = 10_000;
const MOST_ZONES = 100;
/** Whoever reads for others too lets them have their turn so often. */
const STEPS_AT_ONCE = 10_000;
/** A wall is never further from Greenwich. */
const ELSEWHERE = days(2);

export type Asked = { /** Of whoever's calendar it is: whole days, and times without a zone, are there. */ zone: string; from: Instant; to: Instant };

/**
 * When an iCalendar text (RFC 5545) says that somebody has no time, from `from` to `to`, without overlaps. Reckons a little at each step of the generator.
 * Refuses what is no calendar or was cut off, what can't be understood where it would take time, and what holds more than any calendar does.
 */
export function* busyTimes(text: string, asked: Asked): Generator<void, Outcome<Interval[]>> {
  try {
    return fine(yield* timesOf(text.replace(/^\uFEFF/, ""), asked));
  } catch (error) {
    if (error instanceof TooLarge) return refused("member_calendar_too_large");
    if (error instanceof Malformed) return refused("calendar_malformed");
    throw error;
  }
}

/** The same at once. */
export function busyIn(text: string, asked: Asked): Outcome<Interval[]> {
  const reckoning = busyTimes(text, asked);
  for (;;) {
    const step = reckoning.next();
    if (step.done === true) return step.value;
  }
}

const atMost = (most: number, spend: Spend): Spend => {
  let spent = 0;
  return (steps) => {
    if ((spent += steps) > most) throw new TooLarge();
    spend(steps);
  };
};

function* timesOf(text: string, asked: Asked): Generator<void, Interval[]> {
  if (!/^BEGIN:VCALENDAR/im.test(text.slice(0, 10_000))) throw new Malformed();
  let sinceTurn = 0;
  const spend = atMost(MOST_STEPS, (steps) => (sinceTurn += steps));
  const isTurnOver = (): boolean => sinceTurn > STEPS_AT_ONCE && ((sinceTurn = 0), true);
  const read: Part[] = [];
  const described = new Map<string, Zone>();
  for (const part of partsOf(text)) {
    spend(20);
    if (part.is === "vtimezone" && described.size < MOST_ZONES) {
      const found = zoneIn(part, asked, spend);
      if (found !== null) described.set(found.tzid, found.zone);
    } else if (part.is !== "vtimezone" && !isOver(part, asked.from)) read.push(part);
    if (isTurnOver()) yield;
  }
  const zones = zonesBy(described, asked.zone);
  const [events, replaced] = [[] as Event[], new Map<string, Dates>()];
  const times: Interval[] = [];
  for (const part of read) {
    spend(50 + part.text.length / 50);
    if (part.is === "vfreebusy") for (const time of takenIn(part, zones)) times.push(time);
    else {
      const { event, replacing } = eventIn(part, zones);
      if (event !== null) events.push(event);
      if (replacing !== null) replaced.set(replacing.uid, noted(replaced.get(replacing.uid) ?? new Set(), replacing.instead));
    }
    if (isTurnOver()) yield;
  }
  for (const event of events) {
    for (const time of timesOfEvent(event, replaced.get(event.uid) ?? NONE, asked, spend)) if (isWithin(time, asked)) times.push(time);
    spend(1);
    if (isTurnOver()) yield;
  }
  const whole = merged(times.map((time) => within(time, asked)));
  if (whole.length > MOST_TIMES) throw new TooLarge();
  return whole;
}

/** What happens once and is behind us need not be read further. */
function isOver({ is, text }: Part, from: Instant): boolean {
  if (is !== "vevent" || /^(RRULE|RDATE|RECURRENCE-ID|DURATION)/im.test(text)) return false;
  const written = text.match(/^DT(?:START|END)/gim) ?? [];
  const days = [...text.matchAll(/^DT(?:START|END)[^:\r\n]*:(\d{4})(\d\d)(\d\d)/gim)];
  if (days.length === 0 || days.length !== written.length) return false;
  const last = days.map(([, year, month, day]) => `${year}-${month}-${day}`).toSorted().at(-1)!; // prettier-ignore
  const at = readWall(last);
  return at !== null && at < before(from, ELSEWHERE);
}

function zonesBy(described: ReadonlyMap<string, Zone>, own: string): Zones {
  const places = new Map<string, Zone>();
  const placed = (name: string): Zone => {
    const zone = places.get(name) ?? (/^(utc|gmt)$/i.test(name) ? UTC : placeZone(name));
    if (!places.has(name) && places.size >= MOST_ZONES) throw new TooLarge();
    places.set(name, zone);
    return zone;
  };
  return {
    own: placed(own),
    named: (tzid) => {
      const place = placeIn(tzid);
      return place === null ? (described.get(tzid) ?? placed(own)) : placed(place);
    },
  };
}

/** Dates that are left out: moments, `W…` as the wall shows them, and `D…` whole days. */
type Dates = Set<string>;
const NONE: Dates = new Set();
const keysOf = ({ at, isDay, ...when }: When): string[] => (isDay ? [`D${dayAt(at)}`] : [`${momentIn({ at, isDay, ...when })}`, `W${at}`]);
const noted = (dates: Dates, when: When): Dates => keysOf(when).reduce((all, key) => all.add(key), dates);

/** A whole day goes by the day, or by its midnight; what has times by its moment, or by the day if only that was written. */
const isLeftOut = (dates: Dates, when: When): boolean =>
  dates.size > 0 && (dates.has(`D${dayAt(when.at)}`) || dates.has(when.isDay ? `W${when.at}` : `${momentIn(when)}`));

function* timesOfEvent(event: Event, replaced: Dates, asked: Asked, all: Spend): Generator<Interval> {
  const { start, length, rule, more } = event;
  if (rule === null && more.length === 0) return yield* taken(start, length); // what stands in for a date of another is not itself replaced
  const spend = atMost(MOST_STEPS_OF_ONE, all);
  spend(more.length + event.without.length);
  const dates = event.without.reduce(noted, new Set(replaced));
  for (const one of [{ when: start, length }, ...more]) if (!isLeftOut(dates, one.when)) yield* taken(one.when, one.length);
  if (rule === null) return;
  const long = start.isDay ? length * days(1) : length;
  const window = { from: (asked.from - long - ELSEWHERE) as Wall, to: (asked.to + ELSEWHERE) as Wall };
  if (!start.isDay && isDense(rule)) {
    for (const { start: at, end } of dense(rule, start.at, length, window, spend))
      if (end > at && !isLeftOut(dates, { ...start, at })) yield { start: start.zone(at), end: start.zone(end) };
    return;
  }
  const daily = isDense(rule) ? { ...rule, freq: "DAILY" as const, interval: 1, count: null } : rule; // a whole day that comes back each hour
  for (const at of startsOf(daily, start.at, window, spend)) if (at !== start.at && !isLeftOut(dates, { ...start, at })) yield* taken({ ...start, at }, length);
}

const taken = (when: When, length: number): Interval[] => (length <= 0 ? [] : [{ start: momentIn(when), end: endOf(when, length) }]);

const isWithin = (time: Interval, { from, to }: Asked): boolean => time.end > from && time.start < to;

/** What began long ago, or lasts for ever, is cut where it does not matter. */
const LONG = days(400);
const within = ({ start, end }: Interval, { from, to }: Asked): Interval => ({
  start: Math.max(start, before(from, LONG)) as Instant,
  end: Math.min(end, to) as Instant,
});

const OF_FREE_BUSY = new Set(["freebusy"]);

/** A calendar may tell only when somebody has no time. */
function takenIn(part: Part, { own }: Zones): Interval[] {
  return propertiesOf(part, OF_FREE_BUSY).flatMap(({ parameters, values }) => {
    if (String(parameters["fbtype"] ?? "").toUpperCase() === "FREE") return [];
    return values.flatMap((value) => {
      const [from, to] = (Array.isArray(value) ? value : []).map((one) => String(one));
      const [start, end] = [readWall(from ?? ""), readWall(to ?? "")];
      if (start === null) return [];
      const begins = momentIn({ at: start, zone: from!.endsWith("Z") ? UTC : own, isDay: false });
      const ends = end === null ? endOfPeriod(begins, to ?? "") : momentIn({ at: end, zone: to!.endsWith("Z") ? UTC : own, isDay: false });
      return ends > begins ? [{ start: begins, end: ends }] : [];
    });
  });
}

/** `PT1H30M`. */
function endOfPeriod(start: Instant, written: string): Instant {
  const [, day = "0", hour = "0", minute = "0"] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?/.exec(written) ?? [];
  return (start + ((Number(day) * 24 + Number(hour)) * 60 + Number(minute)) * 60_000) as Instant;
}
