import { Temporal } from "temporal-polyfill";
import { before, days, type Instant } from "../../lib/time.ts";
import { Malformed, propertiesOf, textIn, type Part, type Property } from "./parts.ts";
import { WEEKDAYS, startsOf, type Rule, type Spend } from "./rule.ts";
import { dayAt, readWall, wallAt, type Wall } from "./wall.ts";
import { changingZone, placeIn, placeZone, UTC, type Change, type Zone } from "./zones.ts";

/** When something is: a whole day, or what the clock shows in a zone. */
export type When = { at: Wall; zone: Zone; isDay: boolean };

/** An event that takes time. `length`: of whole days in days of the calendar, otherwise in milliseconds. */
export type Event = {
  uid: string;
  start: When;
  length: number;
  rule: Rule | null;
  more: { when: When; length: number }[];
  without: When[];
};
/** Which date of which event another one stands in for, or takes away. */
export type Replacing = { uid: string; instead: When };
export type Read = { event: Event | null; replacing: Replacing | null };

export type Zones = { named(tzid: string): Zone; own: Zone };

const OF_EVENTS = new Set(
  "uid dtstart dtend duration rrule rdate exdate recurrence-id status transp x-microsoft-cdo-busystatus x-microsoft-cdo-alldayevent".split(" "),
);

/** What an event says of time. Cancelled ones, and those that leave their time free, take none, but may stand in for a date that would. */
export function eventIn(part: Part, zones: Zones): Read {
  const all = propertiesOf(part, OF_EVENTS);
  const of = (name: string): Property[] => all.filter((one) => one.name === name);
  const uid = textIn(all, "uid");
  const isWhole = textIn(all, "x-microsoft-cdo-alldayevent").toUpperCase() === "TRUE";
  const whens = (name: string): When[] => of(name).flatMap((one) => whensIn(one, zones, isWhole));
  const replaced = whens("recurrence-id")[0];
  const replacing = replaced === undefined ? null : { uid, instead: replaced };
  const start = whens("dtstart")[0];
  const takesNone =
    textIn(all, "status").toUpperCase() === "CANCELLED" ||
    textIn(all, "transp").toUpperCase() === "TRANSPARENT" ||
    textIn(all, "x-microsoft-cdo-busystatus").toUpperCase() === "FREE";
  if (start === undefined || takesNone) return { event: null, replacing };
  const length = lengthOf(start, whens("dtend")[0] ?? null, textIn(all, "duration"));
  const rrule = of("rrule")[0];
  const rule = rrule === undefined || replacing !== null ? null : ruleIn(rrule.values[0], start);
  const more = replacing === null ? of("rdate").flatMap((one) => moreIn(one, zones, isWhole, length)) : [];
  return { event: { uid, start, length, rule, more, without: whens("exdate") }, replacing };
}

function whensIn({ parameters, values }: Property, zones: Zones, isWhole: boolean): When[] {
  return values.flatMap((value) => whenOf(Array.isArray(value) ? value[0] : value, parameters["tzid"], zones, isWhole) ?? []);
}

/** Outlook writes whole days as midnights, with a word beside. */
function whenOf(written: unknown, tzid: unknown, zones: Zones, isWhole: boolean): When | null {
  const text = String(written).replace(/T::$/, "");
  const at = readWall(text);
  if (at === null) return null;
  if (!text.includes("T") || (isWhole && text.endsWith("T00:00:00"))) return { at, zone: zones.own, isDay: true };
  return { at, zone: text.endsWith("Z") ? UTC : typeof tzid === "string" ? zones.named(tzid) : zones.own, isDay: false };
}

export const momentIn = ({ at, zone }: When): Instant => zone(at);

/** Without an end a day lasts for a day, and anything else for no time (RFC 5545, 3.6.1). */
function lengthOf(start: When, end: When | null, duration: string): number {
  if (start.isDay) return Math.max(1, end !== null ? dayAt(end.at) - dayAt(start.at) : Math.round(spanOf(duration) / days(1)));
  return Math.max(0, end !== null ? momentIn(end) - momentIn(start) : spanOf(duration));
}

/** `P1DT2H`, `P2W`; none where it says something else. */
function spanOf(written: string): number {
  try {
    return Math.max(0, Temporal.Duration.from(written).total({ unit: "milliseconds", relativeTo: "2000-01-01" }));
  } catch {
    return 0;
  }
}

/** Further dates; of periods each has its own length. */
function moreIn({ parameters, values }: Property, zones: Zones, isWhole: boolean, length: number): Event["more"] {
  return values.flatMap((value) => {
    const [from, to] = Array.isArray(value) ? value : [value, null];
    const when = whenOf(from, parameters["tzid"], zones, isWhole);
    if (when === null) return [];
    if (to === null) return [{ when, length }];
    const end = whenOf(to, parameters["tzid"], zones, false);
    return [{ when, length: Math.max(0, end === null ? spanOf(String(to)) : momentIn(end) - momentIn(when)) }];
  });
}

const several = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** Each number once, as far as it can mean anything: a list may be long. */
function numbers(value: unknown, least: number, most: number): number[] {
  const read = [...new Set(several(value).map(Number))];
  if (!read.every((one) => Number.isInteger(one) && one >= least && one <= most)) throw new Malformed();
  return read;
}

/** Throws what can't be understood: a rule that was left out would leave time free that is taken. */
export function ruleIn(value: unknown, start: Pick<When, "zone">): Rule {
  const parts = value as Record<string, unknown>;
  const until = parts["until"] === undefined ? null : String(parts["until"]);
  const [interval = 1, count = null, wkst = 2] = [numbers(parts["interval"], 1, 1e6)[0], numbers(parts["count"], 1, 1e6)[0], numbers(parts["wkst"], 1, 7)[0]];
  const byday = [...new Set(several(parts["byday"]).map((one) => String(one).toUpperCase()))];
  return {
    freq: String(parts["freq"]) as Rule["freq"],
    interval,
    count,
    isOver: until === null ? () => false : overAfter(until, start.zone),
    byday: byday.map(weekdayIn),
    bymonthday: numbers(parts["bymonthday"], -31, 31),
    byyearday: numbers(parts["byyearday"], -366, 366),
    byweekno: numbers(parts["byweekno"], -53, 53),
    bymonth: numbers(parts["bymonth"], 1, 12),
    bysetpos: numbers(parts["bysetpos"], -366, 366),
    byhour: numbers(parts["byhour"], 0, 23),
    byminute: numbers(parts["byminute"], 0, 59),
    bysecond: numbers(parts["bysecond"], 0, 60),
    wkst: wkst - 1,
  };
}

function weekdayIn(written: string): Rule["byday"][number] {
  const [, nth, name] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(written) ?? [];
  const weekday = WEEKDAYS.indexOf(name ?? "");
  if (weekday < 0) throw new Malformed();
  return { weekday, nth: Number(nth ?? 0) };
}

/** Its last day counts wholly; a moment is one of Greenwich where it ends in `Z`, and of the event's own zone otherwise. */
function overAfter(until: string, zone: Zone): Rule["isOver"] {
  const at = readWall(until);
  if (at === null) throw new Malformed();
  if (!until.includes("T")) return (start) => dayAt(start) > dayAt(at);
  if (!until.endsWith("Z")) return (start) => start > at;
  return (start) => zone(start) > UTC(at);
}

const OF_ZONES = new Set(["tzid", "x-lic-location"]);
const OF_CHANGES = new Set(["dtstart", "tzoffsetfrom", "tzoffsetto", "rrule", "rdate"]);
const CHANGES = /^BEGIN:(STANDARD|DAYLIGHT)[ \t]*\r?$[^]*?^END:\1[ \t]*\r?$/gim;
const LOOKED_BACK = days(800);

/** A zone that the calendar describes, by its name; of a place that is known its own clocks count. */
export function zoneIn(part: Part, window: { from: Instant; to: Instant }, spend: Spend): { tzid: string; zone: Zone } | null {
  const named = propertiesOf(part, OF_ZONES);
  const tzid = textIn(named, "tzid");
  const place = placeIn(tzid) ?? placeIn(textIn(named, "x-lic-location"));
  if (place !== null) return { tzid, zone: placeZone(place) };
  const [changes, froms]: [Change[], Change[]] = [[], []];
  const within = { from: before(window.from, LOOKED_BACK) as number as Wall, to: window.to as number as Wall };
  for (const [text] of part.text.matchAll(CHANGES)) {
    const all = propertiesOf({ is: "vtimezone", text }, OF_CHANGES);
    const [first, from, to] = [readWall(textIn(all, "dtstart")), offsetIn(textIn(all, "tzoffsetfrom")), offsetIn(textIn(all, "tzoffsetto"))];
    if (first === null || to === null) continue;
    const written = all.find((one) => one.name === "rrule");
    const byRule = written === undefined ? [] : startsOf(ruleIn(written.values[0], { zone: (at) => UTC(at - (from ?? to) as Wall) }), first, within, spend); // prettier-ignore
    const byDate = all.filter((one) => one.name === "rdate").flatMap((one) => one.values.flatMap((value) => readWall(String(value)) ?? []));
    spend(byDate.length);
    for (const onset of [first, ...byRule, ...byDate]) changes.push({ onset, to });
    froms.push({ onset: first, to: from ?? to });
  }
  const earliest = froms.toSorted((a, b) => a.onset - b.onset)[0];
  return earliest === undefined ? null : { tzid, zone: changingZone(earliest.to, changes) };
}

/** `+01:00`, `-03:30:00`. */
function offsetIn(written: string): number | null {
  const [, sign, hour, minute, second = "0"] = /^([+-])(\d\d):?(\d\d):?(\d\d)?$/.exec(written) ?? [];
  if (hour === undefined) return null;
  return (sign === "-" ? -1 : 1) * ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
}

/** Ends of whole days are reckoned on the calendar, of all else on the clock. */
export const endOf = ({ at, zone, isDay }: When, length: number): Instant => (isDay ? zone(wallAt(dayAt(at) + length, 0)) : ((zone(at) + length) as Instant));
