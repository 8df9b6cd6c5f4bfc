import { WEEKDAYS, type NewType } from "../../../src/bookings/contract.ts";

export type Weekday = (typeof WEEKDAYS)[number];
export type Span = NewType["days"][number]["spans"][number];
export type Weekly = Record<Weekday, Span[]>;
export type OwnHours = { day: string; spans: Span[] };

/** As many as the contract takes of a day. */
export const MOST_SPANS = 12;
export const STEP = 15;
const DAY = 24 * 60;
const WORKDAYS: readonly Weekday[] = ["MO", "TU", "WE", "TH", "FR"];

export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
export const timeOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const OFFICE: Span = { from: "09:00", to: "17:00" };

/** Every day of the week is in it, also those without hours, so that nobody has to ask twice. */
export const wholeWeek = (some: Partial<Record<Weekday, readonly Span[]>>): Weekly =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, (some[day] ?? []).map((span) => ({ ...span }))])) as Weekly;

export const officeHours = (): Weekly => wholeWeek(Object.fromEntries(WORKDAYS.map((day) => [day, [OFFICE]])));

/** Hours of this day on Monday to Friday; the weekend stays as it is. */
export const onAllWorkdays = (weekly: Weekly, from: Weekday): Weekly => ({
  ...weekly,
  ...Object.fromEntries(WORKDAYS.map((day) => [day, weekly[from].map((span) => ({ ...span }))])),
});

/** Copying them would change nothing. */
export const areOnAllWorkdays = (weekly: Weekly, from: Weekday): boolean => WORKDAYS.every((day) => alike(weekly[day], weekly[from]));

/** What a day begins with, or gets besides: two hours, an hour after the last, or where the day is at its end before the first. Null: it holds no more. */
export function furtherSpan(spans: readonly Span[]): Span | null {
  if (spans.length === 0) return OFFICE;
  if (spans.length >= MOST_SPANS) return null;
  const last = Math.max(...spans.map(({ to }) => minuteOf(to)));
  const after = Math.min(last + 60, DAY - STEP);
  if (after >= last) return { from: timeOf(after), to: timeOf(Math.min(after + 120, DAY)) };
  const before = Math.max(0, Math.min(...spans.map(({ from }) => minuteOf(from))) - 60);
  return before === 0 ? null : { from: timeOf(Math.max(0, before - 120)), to: timeOf(before) };
}

export type SpanTrouble = "backwards" | "overlap";

/** What is wrong with the hours of a day, in the order in which they stand there. */
export function troublesOfSpans(spans: readonly Span[]): (SpanTrouble | null)[] {
  return spans.map((span, index) => {
    if (minuteOf(span.from) >= minuteOf(span.to)) return "backwards";
    const clashes = spans.some((other, n) => n < index && minuteOf(other.from) < minuteOf(span.to) && minuteOf(span.from) < minuteOf(other.to));
    return clashes ? "overlap" : null;
  });
}

export const areWell = (spans: readonly Span[]): boolean => troublesOfSpans(spans).every((trouble) => trouble === null);

/** In the order of the day, as they are kept. */
export const sorted = (spans: readonly Span[]): Span[] => spans.toSorted((a, b) => minuteOf(a.from) - minuteOf(b.from));

export type Run = { first: Weekday; last: Weekday; spans: readonly Span[] };

/** Days one after the other with the same hours told together: Monday to Friday, nine to five. Days without any are left out. */
export function runsOf(weekly: Weekly): Run[] {
  const runs: Run[] = [];
  for (const day of WEEKDAYS) {
    const last = runs.at(-1);
    if (last !== undefined && alike(last.spans, weekly[day])) last.last = day;
    else runs.push({ first: day, last: day, spans: weekly[day] });
  }
  return runs.filter(({ spans }) => spans.length > 0);
}

const alike = (a: readonly Span[], b: readonly Span[]): boolean =>
  a.length === b.length && a.every((span, n) => span.from === b[n]!.from && span.to === b[n]!.to);
