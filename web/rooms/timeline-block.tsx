import { TriangleAlert } from "lucide-react";
import { memo } from "react";
import { stateLooks } from "../sessions/state-badge.tsx";
import type { Block } from "./timeline-rows.ts";
import type { BlockWords } from "./use-block-words.ts";
import classes from "./timeline.module.css";

/** Below this a title is only a letter and dots. */
const NARROW = 38;

type Props = { block: Block; words: BlockWords; cell: string; column: number; tabbable: boolean; dragged: boolean; movable: boolean; top?: number };

/** One reservation: the session, with the lighter ends that its room is taken before and after it. */
export const TimelineBlock = memo(function TimelineBlock({ block, words, cell, column, tabbable, dragged, movable, top }: Props) {
  const { session, x, width, before, after } = block;
  const { icon: Icon, word } = stateLooks[session.state];
  const { title, time, label } = words;
  const core = width - before - after;
  const text = `${title} · ${time}`;
  return (
    <div
      role="gridcell"
      aria-colindex={column}
      aria-label={label}
      tabIndex={tabbable ? 0 : -1}
      data-cell={cell}
      data-session={session.id}
      data-state={session.state}
      data-movable={movable || undefined}
      data-dragged={dragged || undefined}
      className={classes.block}
      style={{ left: x, width, ...(top === undefined ? {} : { top }) }}
    >
      <span className={classes.core} style={{ left: before, width: Math.max(core, 3) }} aria-hidden>
        {core >= 18 && core < NARROW && <Icon size={12} className={classes.alone} />}
        {core >= NARROW && (
          <span className={classes.words} title={text}>
            <span className={classes.title}>
              {core >= 64 && (session.alarm ? <TriangleAlert size={12} className={classes.alarm} /> : word !== "ended" && <Icon size={12} />)}
              <span className={classes.cut} title={text}>
                {title}
              </span>
            </span>
            <span className={classes.time} title={text}>
              <span>{time}</span>
              {core >= 110 && session.organizer.name !== "" && <span className={classes.cut}>&nbsp;· {session.organizer.name}</span>}
            </span>
          </span>
        )}
      </span>
    </div>
  );
});
