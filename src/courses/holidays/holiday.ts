import ICAL from "ical.js";
import { RRuleTemporal } from "rrule-temporal";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { plainText } from "../../lib/text.ts";
import { addDays, startOfDay, weekdayOf } from "../../lib/time.ts";

/** `2027-03-19`, and what it is called; "" where its calendar doesn't say. */
export type Holiday = { day: string; name: string };

/** What a calendar says. `timed`: events with times, `otherwise`: those that come back in another way than every year on a date: both are no holidays. */
export type ReadCalendar = { name: string; days: Holiday[]; timed: number; otherwise: number };

/** Larger than any list of holidays. */
export const MOST_TEXT = 2_000_000;
const MOST_EVENTS = 5000;
/** What is written as a date, of whatever kind. */
const MOST_DATES = 8 * MOST_EVENTS;
/** Events that come back: each costs as much as hundreds that don't. */
const MOST_RULES = 200;
/** How far ahead what comes back every year is written out: no course goes further. */
const YEARS_AHEAD = 5;
/** So many days may all events of a calendar cover, counted as often as they do, and so often may they come back: more is no list of holidays but a bomb. */
const MOST_DAYS = 5000;
const LONGEST_NAME = 120;

type Window = { from: string; to: string };
const windowOf = (today: string): Window => ({ from: `${today.slice(0, 4)}-01-01`, to: `${Number(today.slice(0, 4)) + YEARS_AHEAD}-12-31` });

/**
 * The days off in an iCalendar text (RFC 5545): its all-day events from this year on until five years ahead.
 * Refuses what is no calendar, what holds more than any list of holidays does, and one without a single day.
 */
export function readCalendar(text: string, today: string): Outcome<ReadCalendar> {
  if (text.length > MOST_TEXT || (text.match(/\d{8}/g) ?? []).length > MOST_DATES) return refused("calendar_too_large");
  let calendar: ICAL.Component;
  try {
    calendar = new ICAL.Component(firstOf(ICAL.parse(text.replace(/^\uFEFF/, "").trimStart())));
  } catch {
    return refused("calendar_malformed");
  }
  if (calendar.name !== "vcalendar") return refused("calendar_malformed");
  const events = calendar.getAllSubcomponents("vevent");
  if (events.length > MOST_EVENTS || events.filter((one) => one.hasProperty("rrule")).length > MOST_RULES) return refused("calendar_too_large");
  try {
    return collected(events, nameOf(calendar, "x-wr-calname"), windowOf(today));
  } catch {
    return refused("calendar_malformed"); // a date or rule that can't be
  }
}

/** Several calendars in one text come as a list of them. */
const firstOf = (parsed: unknown[]): ConstructorParameters<typeof ICAL.Component>[0] =>
  (Array.isArray(parsed[0]) ? parsed[0] : parsed) as ConstructorParameters<typeof ICAL.Component>[0];

function collected(events: readonly ICAL.Component[], name: string, window: Window): Outcome<ReadCalendar> {
  const days = new Map<string, string>();
  const replaced = replacedDates(events);
  let [covered, timed, otherwise] = [0, 0, 0];
  for (const event of events.filter(isOn)) {
    const length = daysOf(event);
    const starts = length === null ? "timed" : startsOf(event, replaced, { from: addDays(window.from, -Math.min(length, MOST_DAYS)), to: window.to });
    if (starts === "timed") timed += 1;
    else if (starts === "otherwise") otherwise += 1;
    else
      for (const start of starts)
        for (let n = 0; n < length!; n += 1) {
          const day = addDays(start, n);
          if (day > window.to) break;
          if ((covered += 1) > MOST_DAYS) return refused("calendar_too_large");
          if (day >= window.from && !days.has(day)) days.set(day, nameOf(event, "summary"));
        }
  }
  if (days.size === 0) return refused(timed > 0 ? "calendar_timed_only" : "calendar_without_days");
  const sorted = [...days].map(([day, called]) => ({ day, name: called })).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return fine({ name, days: sorted, timed, otherwise });
}

const isOn = (event: ICAL.Component): boolean => String(event.getFirstPropertyValue("status") ?? "").toUpperCase() !== "CANCELLED";

const nameOf = (of: ICAL.Component, property: string): string => {
  const text = String(of.getFirstPropertyValue(property) ?? "");
  return plainText(text.slice(0, 1000).toWellFormed()).slice(0, LONGEST_NAME).toWellFormed();
};

/** How many days it covers; null: it has times. Its end is the first day after it (RFC 5545, 3.6.1); without one it is one day, and so is what ends before it begins. */
function daysOf(event: ICAL.Component): number | null {
  const [[start], [end]] = [daysIn(event, "dtstart"), daysIn(event, "dtend")];
  if (start === undefined) return null;
  if (end !== undefined) return Math.max(1, between(start, end));
  const length = event.getFirstPropertyValue("duration");
  return length instanceof ICAL.Duration ? Math.max(1, length.weeks * 7 + length.days) : 1;
}

/** The days that a property names as days. Outlook writes whole days as midnights, with a word beside; others forget to say that a day is one. */
function daysIn(event: ICAL.Component, property: string): string[] {
  const isWhole = String(event.getFirstPropertyValue("x-microsoft-cdo-alldayevent")).toUpperCase() === "TRUE";
  return event
    .getAllProperties(property)
    .flatMap((one) => (one.toJSON() as unknown[]).slice(3))
    .flatMap((written) => {
      const [, day, time = ""] = /^(\d{4}-\d\d-\d\d)(?:T(.*))?$/.exec(String(written)) ?? [];
      if (day === undefined || !(time === "" || time === "::" || (isWhole && /^00:00:00Z?$/.test(time)))) return [];
      weekdayOf(day); // throws for 30 February
      return [day];
    });
}

const between = (from: string, to: string): number => Math.round((startOfDay(to, "UTC") - startOfDay(from, "UTC")) / 86_400_000);

/** The days on which it begins, as far as they matter. One that replaces a single date of another event is an event of its own, and takes that date from the other. */
function startsOf(event: ICAL.Component, replaced: Replaced, window: Window): string[] | "otherwise" {
  const [first] = daysIn(event, "dtstart");
  const rule = (event.getFirstProperty("rrule")?.toJSON() as unknown[] | undefined)?.[3];
  const within = (day: string): boolean => day >= window.from && day <= window.to;
  const more = daysIn(event, "rdate");
  if (rule === undefined) return [first!, ...more].filter(within);
  const days = yearly(rule as Record<string, unknown>, first!, window);
  if (days === null) return "otherwise";
  const without = new Set([...daysIn(event, "exdate"), ...(replaced.get(idOf(event)) ?? [])]);
  return [...new Set([...days, ...more])].filter((day) => within(day) && !without.has(day));
}

/** By event, which of its dates another one stands in for. */
type Replaced = ReadonlyMap<string, readonly string[]>;
const idOf = (event: ICAL.Component): string => String(event.getFirstPropertyValue("uid"));

function replacedDates(events: readonly ICAL.Component[]): Replaced {
  const replaced = new Map<string, string[]>();
  for (const event of events)
    for (const day of daysIn(event, "recurrence-id")) replaced.set(idOf(event), [...(replaced.get(idOf(event)) ?? []), day].slice(0, MOST_DAYS));
  return replaced;
}

/** Parts of a rule that say on which date of the year: what is left has no bounds that we could tell beforehand. */
const UNDERSTOOD = new Set(["freq", "interval", "count", "until", "wkst", "bymonth", "bymonthday", "byday"]);

/** Null: it comes back in another way. Nothing that recurs since before 1900 counts its dates. */
function yearly(rule: Record<string, unknown>, first: string, { from, to }: Window): string[] | null {
  if (rule["freq"] !== "YEARLY" || Object.keys(rule).some((part) => !UNDERSTOOD.has(part)) || first < "1900") return null;
  const written = Object.entries(rule).map(([part, value]) => `${part.toUpperCase()}=${part === "until" ? basic(String(value)) : String(value)}`);
  const dates = new RRuleTemporal({ rruleString: `DTSTART;TZID=UTC:${basic(first)}\nRRULE:${written.join(";")}`, maxIterations: 200 });
  const days = dates.between(new Date(startOfDay(from, "UTC")), new Date(startOfDay(to, "UTC")), true);
  return days.map((day) => day.toPlainDate().toString());
}

/** `20270319T000000Z`; its last day counts wholly. */
const basic = (written: string): string => `${written.slice(0, 10).replaceAll("-", "")}T000000Z`;
