import { useMemo } from "react";
import type { Timeline } from "../../src/sessions/showing/contract.ts";
import { axisOf, hoursShown, ticksOf } from "./timeline-geometry.ts";
import { HOURS, LANE } from "./timeline-head.tsx";
import { intervalsOf, lanesOf, rowsOf, type TimelineSession } from "./timeline-rows.ts";
import { useBlockWords } from "./use-block-words.ts";

const DAY_SCALE = 60;
const WEEK_SCALE = 40;

/** Everything that is worked out from the data and the width, and only when those change. */
export function useTimelinePicture(timeline: Timeline, days: readonly string[], zone: string, width: number) {
  const { axis, ticks } = useAxis(timeline, days, zone, width);
  const wordsOf = useBlockWords(zone);
  const rows = useMemo(() => rowsOf(timeline, axis), [timeline, axis]);
  const lanes = useMemo(() => lanesOf(axis, timeline.waiting), [timeline, axis]);
  const waiting = useMemo(() => lanes.flat().toSorted((a, b) => a.x - b.x), [lanes]);
  const byId = useMemo(() => new Map([...timeline.sessions, ...timeline.waiting].map((each) => [each.id, each as TimelineSession])), [timeline]);
  const lines = useMemo(
    () => [...(waiting.length > 0 ? [{ key: "waiting", blocks: waiting }] : []), ...rows.map((row) => ({ key: row.room.id, blocks: row.blocks }))],
    [rows, waiting],
  );
  const head = HOURS + (waiting.length > 0 ? lanes.length * LANE + 5 : 0) + 1;
  // A head of many lanes scrolls away: it would leave no room for the rooms.
  const covered = lanes.length <= 4 ? head : 0;
  return { axis, ticks, wordsOf, rows, lanes, waiting, byId, lines, firstRoom: lines.length - rows.length, head, covered };
}

/** One day fills the width where it can; a week is scrolled. */
function useAxis(timeline: Timeline, days: readonly string[], zone: string, width: number) {
  return useMemo(() => {
    const hours = hoursShown(intervalsOf(timeline), days, zone);
    const scale = days.length > 1 ? WEEK_SCALE : Math.max(DAY_SCALE, width / (hours.to - hours.from));
    const axis = axisOf(days, zone, hours, scale);
    return { axis, ticks: ticksOf(axis, scale < 50 ? 2 : 1) };
  }, [timeline, days, zone, width]);
}
