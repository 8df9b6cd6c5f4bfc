import { addDays, dayOf, minutes, weekdayOf, type Instant } from "../../lib/time.ts";
import type { ReportsSummed, WeekSummed } from "../contract.ts";
import { stayedAt, wholeMinutes, type Totals } from "../totals.ts";

/** A session that was found, with its report's totals; null: it has no report yet. */
export type Summand = { start: Instant; report: { totals: Totals; state: "provisional" | "final" } | null };

/** Many sessions in a few figures. Sessions without a report count as sessions and in nothing else: nobody knows who came. */
export function summed(sessions: readonly Summand[], zone: string, threshold: number): ReportsSummed {
  const reports = sessions.flatMap(({ report }) => report ?? []);
  const sum = (of: (totals: Totals) => number): number => reports.reduce((all, { totals }) => all + of(totals), 0);
  const people = sum((t) => t.people);
  return {
    sessions: sessions.length,
    reported: reports.length,
    provisional: reports.filter((report) => report.state === "provisional").length,
    people,
    registered: sum((t) => t.registered),
    came: sum((t) => t.came),
    didNotCome: sum((t) => t.didNotCome),
    unregistered: sum((t) => t.unregistered),
    averageMinutes: wholeMinutes(minutes(sum((t) => t.people * t.averageMinutes)) / Math.max(1, people)),
    stayed: Math.round((100 * sum((t) => stayedAt(t.shares, threshold))) / Math.max(1, people)),
    threshold,
    weeks: weeksOf(sessions, zone),
  };
}

/** From the first week with a session to the last, those in between without any included. */
function weeksOf(sessions: readonly Summand[], zone: string): WeekSummed[] {
  const byWeek = Map.groupBy(sessions, ({ start }) => mondayOf(dayOf(start, zone)));
  const mondays = [...byWeek.keys()].toSorted();
  const weeks: WeekSummed[] = [];
  for (let from = mondays[0]; from !== undefined && from <= mondays.at(-1)!; from = addDays(from, 7)) {
    const those = byWeek.get(from) ?? [];
    const sum = (of: (totals: Totals) => number): number => those.reduce((all, { report }) => all + (report === null ? 0 : of(report.totals)), 0);
    weeks.push({ from, sessions: those.length, registered: sum((t) => t.registered), came: sum((t) => t.came), people: sum((t) => t.people) });
  }
  return weeks;
}

const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));

/** Where a page ends: the sessions come the latest first, and by id where they begin together. */
export type Place = { start: Instant; id: string };

export const cursorOf = ({ start, id }: Place): string => `${start}.${id}`;

/** Null for what no page of ours ended with. */
export function placeIn(cursor: string): Place | null {
  const read = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor);
  return read === null ? null : { start: Number(read[1]) as Instant, id: read[2]! };
}

export const isBehind = (one: Place, place: Place): boolean => one.start < place.start || (one.start === place.start && one.id < place.id);
