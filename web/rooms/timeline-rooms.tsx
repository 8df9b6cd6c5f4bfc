import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useState, type RefObject } from "react";
import type { Axis, Tick } from "./timeline-geometry.ts";
import type { Cell } from "./timeline-grid.ts";
import { TimelineRow, type Slot } from "./timeline-row.tsx";
import { blockOf, type Row } from "./timeline-rows.ts";
import type { Drag } from "./use-timeline-drag.ts";
import type { WordsOf } from "./use-block-words.ts";
import { ROW } from "./timeline-scroll.ts";
import classes from "./timeline.module.css";

const STRIP = 300;

type Props = {
  board: RefObject<HTMLDivElement | null>;
  rows: readonly Row[];
  axis: Axis;
  wordsOf: WordsOf;
  ticks: readonly Tick[];
  /** Height of what stands above the first room. */
  head: number;
  /** The grid's number of the first room: 1 where waiting requests come before. */
  firstRoom: number;
  focus: Cell;
  drag: Drag | null;
  whyNotOf: (roomId: string) => string | null;
  canMove: boolean;
};

/** The rooms' rows. Only those in sight exist, and of them only the blocks in sight; and always the one with the focus. */
export function TimelineRooms({ board, rows, axis, wordsOf, ticks, head, firstRoom, focus, drag, whyNotOf, canMove }: Props) {
  const sight = useSight(board);
  const focused = focus.row - firstRoom;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => board.current,
    estimateSize: () => ROW,
    overscan: 4,
    scrollMargin: head,
    getItemKey: (index) => rows[index]!.room.id,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return focused < 0 || focused >= rows.length || shown.includes(focused) ? shown : [...shown, focused].toSorted((a, b) => a - b);
    },
  });
  const block = drag === null ? null : blockOf(axis, drag.session);
  return (
    <div role="rowgroup" style={{ position: "relative", height: virtualizer.getTotalSize() }}>
      <div className={classes.lines} style={{ width: axis.width }} aria-hidden>
        {ticks.map((tick) => (
          <i key={tick.at} style={{ left: tick.x }} />
        ))}
        {axis.segments.slice(1).map((segment) => (
          <i key={segment.day} data-day style={{ left: segment.x - 1 }} />
        ))}
      </div>
      {virtualizer.getVirtualItems().map((item) => {
        const row = rows[item.index]!;
        return (
          <div key={item.key} role="presentation" style={{ position: "absolute", left: 0, right: 0, top: item.start - head, height: ROW }}>
            <TimelineRow
              row={row}
              index={item.index + firstRoom}
              zone={axis.zone}
              wordsOf={wordsOf}
              sight={sight}
              focusCell={focused === item.index ? focus.cell : null}
              slot={slotOf(row, item.index, block, drag, whyNotOf)}
              draggedId={drag?.session.id ?? null}
              canMove={canMove}
            />
          </div>
        );
      })}
    </div>
  );
}

function slotOf(row: Row, index: number, block: { x: number; width: number } | null, drag: Drag | null, whyNotOf: Props["whyNotOf"]): Slot | null {
  if (block === null || drag === null || row.host !== null || drag.session.room?.id === row.room.id) return null;
  return { x: block.x, width: block.width, whyNot: whyNotOf(row.room.id), over: drag.over === index };
}

/** What of the axis is in sight, in wide strips, so that scrolling draws seldom. */
function useSight(board: RefObject<HTMLDivElement | null>): { left: number; right: number } {
  const [sight, setSight] = useState({ left: 0, right: 2400 });
  useEffect(() => {
    const element = board.current;
    if (element === null) return;
    const read = (): void => {
      const left = Math.floor(element.scrollLeft / STRIP) * STRIP - STRIP;
      const right = left + Math.ceil(element.clientWidth / STRIP) * STRIP + 2 * STRIP;
      setSight((last) => (last.left === left && last.right === right ? last : { left, right }));
    };
    read();
    element.addEventListener("scroll", read, { passive: true });
    window.addEventListener("resize", read);
    return () => {
      element.removeEventListener("scroll", read);
      window.removeEventListener("resize", read);
    };
  }, [board]);
  return sight;
}
