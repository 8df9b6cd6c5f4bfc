import type { Interval } from "../../src/lib/interval.ts";
import { instant, minutes, type Instant } from "../../src/lib/time.ts";
import type { ReportView } from "../../src/attendance/contract.ts";

type Drawn = Pick<ReportView, "planned" | "presence" | "rows">;
type Stretch = { start: string; end: string };

/** From the first moment worth drawing to the last: the planned time, and whoever came before it or stayed after. */
export function spanOf({ planned, presence, rows }: Drawn): Interval {
  let [start, end] = [Date.parse(planned.start), Date.parse(planned.end)];
  for (const { at } of presence) {
    start = Math.min(start, Date.parse(at));
    end = Math.max(end, Date.parse(at));
  }
  for (const stay of rows.flatMap((row) => row.stays)) {
    start = Math.min(start, Date.parse(stay.start));
    end = Math.max(end, Date.parse(stay.end));
  }
  return { start: start as Instant, end: end as Instant };
}

/** Where a moment lies, in hundredths of the span; what lies outside is drawn at the edge. */
export const placeOf = (at: Instant, span: Interval): number => Math.min(100, Math.max(0, ((at - span.start) / (span.end - span.start)) * 100));

export function barOf(stretch: Stretch, span: Interval): { left: number; width: number } {
  const left = placeOf(instant(stretch.start), span);
  return { left, width: placeOf(instant(stretch.end), span) - left };
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map(minutes);

/** Round moments for the axis, counted from the planned start so that it is one of them, at most `most`. */
export function ticksOf(span: Interval, from: Instant, most: number): Instant[] {
  const step = STEPS.find((each) => (span.end - span.start) / each <= most - 1) ?? STEPS.at(-1)!;
  const first = from - Math.floor((from - span.start) / step) * step;
  const ticks: Instant[] = [];
  for (let at = first; at <= span.end; at += step) ticks.push(at as Instant);
  return ticks;
}

/** The number present as a staircase within 100 × 100, from the floor back to the floor; empty when nobody came. */
export function stairs(presence: ReportView["presence"], span: Interval): string {
  const most = peakOf(presence).count;
  if (most === 0) return "";
  const x = (at: string): string => placeOf(instant(at), span).toFixed(2);
  const y = (count: number): string => (100 - (count / most) * 100).toFixed(2);
  return `M${x(presence[0]!.at)} 100 ${presence.map(({ at, count }) => `H${x(at)} V${y(count)}`).join(" ")} V100`;
}

/** The most there were at once, and when first. */
export function peakOf(presence: ReportView["presence"]): { at: string; count: number } {
  return presence.reduce((most, each) => (each.count > most.count ? each : most), { at: presence[0]?.at ?? "", count: 0 });
}

export const presentAt = (presence: ReportView["presence"], at: Instant): number => presence.findLast((each) => Date.parse(each.at) <= at)?.count ?? 0;
