/** Days and months as the clock on somebody's wall shows them: `2027-03-28`, `2027-03`. */
export type Day = string;
export type Month = string;

const DAY = 86_400_000;
const HOUR = 3_600_000;

const readers = new Map<string, Intl.DateTimeFormat>();

function readerOf(zone: string): Intl.DateTimeFormat {
  const known = readers.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  readers.set(zone, made);
  return made;
}

export function dayOf(at: number, zone: string): Day {
  const part = Object.fromEntries(
    readerOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${part["year"]!.padStart(4, "0")}-${part["month"]}-${part["day"]}`;
}

export const monthOf = (day: Day): Month => day.slice(0, 7);
const noon = (day: Day): number => Date.parse(`${day}T12:00Z`);
export const dayAfter = (day: Day, days: number): Day => new Date(noon(day) + days * DAY).toISOString().slice(0, 10);
export const daysIn = (month: Month): number => Number(dayAfter(`${monthAfter(month, 1)}-01`, -1).slice(8));

export function monthAfter(month: Month, months: number): Month {
  const [year, at] = month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, at - 1 + months, 1)).toISOString().slice(0, 7);
}

/** The same day of another month, or its last one. */
export function dayInMonth(day: Day, month: Month): Day {
  return `${month}-${String(Math.min(Number(day.slice(8)), daysIn(month))).padStart(2, "0")}`;
}

/** Monday is 0. */
export const weekdayOf = (day: Day): number => (new Date(noon(day)).getUTCDay() + 6) % 7;

/** Weeks from Monday to Sunday; null: a day of another month. */
export function weeksOf(month: Month): (Day | null)[][] {
  const days: (Day | null)[] = Array.from({ length: weekdayOf(`${month}-01`) }, () => null);
  for (let n = 1; n <= daysIn(month); n += 1) days.push(`${month}-${String(n).padStart(2, "0")}`);
  while (days.length % 7 > 0) days.push(null);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/** From before the month begins anywhere to after it has ended everywhere: zones lie up to 14 hours before and 12 behind the world's time. */
export const aroundMonth = (month: Month): { from: string; to: string } => ({
  from: new Date(Date.parse(`${month}-01T00:00Z`) - 14 * HOUR).toISOString(),
  to: new Date(Date.parse(`${monthAfter(month, 1)}-01T00:00Z`) + 12 * HOUR).toISOString(),
});

/** The moments on each day of a zone, in their order. */
export function byDay(starts: readonly string[], zone: string): Map<Day, string[]> {
  const days = new Map<Day, string[]>();
  for (const start of starts.toSorted((a, b) => Date.parse(a) - Date.parse(b))) {
    const day = dayOf(Date.parse(start), zone);
    days.set(day, [...(days.get(day) ?? []), start]);
  }
  return days;
}

/** Where a key of the keyboard leads in a grid of days (the pattern of WAI-ARIA); null: nowhere. */
export function dayByKey(day: Day, key: string, shift: boolean): Day | null {
  switch (key) {
    case "ArrowLeft":
      return dayAfter(day, -1);
    case "ArrowRight":
      return dayAfter(day, 1);
    case "ArrowUp":
      return dayAfter(day, -7);
    case "ArrowDown":
      return dayAfter(day, 7);
    case "Home":
      return dayAfter(day, -weekdayOf(day));
    case "End":
      return dayAfter(day, 6 - weekdayOf(day));
    case "PageUp":
      return dayInMonth(day, monthAfter(monthOf(day), shift ? -12 : -1));
    case "PageDown":
      return dayInMonth(day, monthAfter(monthOf(day), shift ? 12 : 1));
    default:
      return null;
  }
}
