import { interval, merged, type Interval } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";

/**
 * When a Zoom user who hosts for everybody can't host one meeting more: what is planned in Zoom beside Bedel is never run over, a webinar takes
 * all its lanes, and so many meetings at once as it has lanes take them all. Who stands in which lane can be changed, so only their number counts.
 */
export function crowded(held: readonly { time: Interval; kind: "meeting" | "webinar" | null }[], lanes: number): Interval[] {
  const alone = held.filter(({ kind }) => kind !== "meeting").map(({ time }) => time);
  const turns = held
    .filter(({ kind }) => kind === "meeting")
    .flatMap(({ time }) => [
      { at: time.start, by: 1 },
      { at: time.end, by: -1 },
    ]) // prettier-ignore
    .toSorted((a, b) => a.at - b.at || a.by - b.by);
  const full: Interval[] = [];
  let since: Instant | null = null;
  let many = 0;
  for (const { at, by } of turns) {
    many += by;
    if (many >= lanes) since ??= at;
    else if (since !== null) {
      if (since < at) full.push(interval(since, at));
      since = null;
    }
  }
  return merged([...alone, ...full]);
}
