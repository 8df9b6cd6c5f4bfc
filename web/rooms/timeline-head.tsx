import type { RefObject } from "react";
import { useTranslations, useLocale } from "use-intl";
import { useTimes } from "../shell/times.tsx";
import { TimelineBlock } from "./timeline-block.tsx";
import type { Axis, Tick } from "./timeline-geometry.ts";
import type { Block } from "./timeline-rows.ts";
import type { WordsOf } from "./use-block-words.ts";
import { useDayCut } from "./timeline-scroll.ts";
import classes from "./timeline.module.css";

export const LANE = 42;
export const HOURS = 48;

type Props = {
  board: RefObject<HTMLDivElement | null>;
  axis: Axis;
  wordsOf: WordsOf;
  ticks: readonly Tick[];
  lanes: readonly (readonly Block[])[];
  /** The same blocks in order of time, as the keyboard walks them. */
  waiting: readonly Block[];
  focusCell: number | null;
  draggedId: string | null;
  canMove: boolean;
};

/** Days and hours, and above the rooms the requests that have none. */
export function TimelineHead({ board, axis, wordsOf, ticks, lanes, waiting, focusCell, draggedId, canMove }: Props) {
  const t = useTranslations("timeline");
  const times = useTimes();
  const dayCut = useDayCut(board, axis);
  const hour = new Intl.DateTimeFormat(useLocale(), { hour: "numeric", timeZone: axis.zone });
  return (
    <div role="rowgroup" className={classes.head} data-sticky={lanes.length <= 4 || undefined}>
      <div role="row" aria-rowindex={1} className={classes.hours}>
        <div role="columnheader" className={classes.corner}>
          {t("room")}
        </div>
        <div role="columnheader" className={classes.scale} style={{ width: axis.width }} aria-label={times.zone(axis.zone)}>
          {axis.segments.map((segment) => (
            <div key={segment.day} className={classes.dayName} style={{ left: segment.x, width: segment.width }}>
              <span data-cut={segment.day === dayCut || undefined}>{times.day(segment.start, axis.zone)}</span>
            </div>
          ))}
          {ticks.map((tick) => (
            <span key={tick.at} className={classes.hour} style={{ left: tick.x }}>
              {hour.format(tick.at)}
            </span>
          ))}
        </div>
      </div>
      {waiting.length > 0 && (
        <div role="row" aria-rowindex={2} className={classes.lane} style={{ height: lanes.length * LANE + 4 }}>
          <div
            role="rowheader"
            className={classes.side}
            tabIndex={focusCell === -1 ? 0 : -1}
            data-cell="0/-1"
            aria-label={t("noRoomYetCount", { count: waiting.length })}
          >
            <span className={classes.laneName}>{t("noRoomYet")}</span>
            <span className={classes.capacity}>{waiting.length}</span>
          </div>
          {lanes.map((lane, n) =>
            lane.map((block) => {
              const cell = waiting.indexOf(block);
              return (
                <TimelineBlock
                  key={block.session.id}
                  block={block}
                  words={wordsOf(block.session)}
                  cell={`0/${cell}`}
                  column={cell + 2}
                  tabbable={focusCell === cell}
                  dragged={draggedId === block.session.id}
                  movable={canMove}
                  top={n * LANE + 4}
                />
              );
            }),
          )}
        </div>
      )}
    </div>
  );
}
