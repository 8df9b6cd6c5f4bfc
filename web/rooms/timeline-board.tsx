import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { Timeline } from "../../src/sessions/showing/contract.ts";
import { useMay } from "../shell/may.ts";
import { MoveDialog } from "./move-dialog.tsx";
import { TimelineCard } from "./timeline-card.tsx";
import { TimelineGhost } from "./timeline-ghost.tsx";
import { TimelineHead } from "./timeline-head.tsx";
import { NowLine } from "./timeline-now.tsx";
import { TimelineRooms } from "./timeline-rooms.tsx";
import type { TimelineSession } from "./timeline-rows.ts";
import { ROW, revealDown, rowUnder, useInitialScroll, useSide, useWidth } from "./timeline-scroll.ts";
import { useBoardHandlers } from "./use-board-handlers.ts";
import { useDragChoices, useDrop } from "./use-drag-choices.ts";
import { useTimelineCard } from "./use-timeline-card.ts";
import { useTimelineDrag } from "./use-timeline-drag.ts";
import { useTimelineFocus } from "./use-timeline-focus.ts";
import { useTimelinePicture } from "./use-timeline-picture.ts";
import classes from "./timeline.module.css";

type Props = { timeline: Timeline; days: readonly string[]; day: string; zone: string };

/** Rooms down the side, hours across, and everything that takes a room. */
export function TimelineBoard({ timeline, days, day, zone }: Props) {
  const board = useRef<HTMLDivElement>(null);
  const [width, side] = [useWidth(board), useSide()];
  const t = useTranslations("timeline");
  const canMove = useMay()("POST /api/sessions/:id/move");
  const [moving, setMoving] = useState<TimelineSession | null>(null);
  const picture = useTimelinePicture(timeline, days, zone, Math.max(0, width - side));
  const { axis, rows, byId, lines, firstRoom, head, covered } = picture;

  const reveal = (line: number): void => revealDown(board.current, head + (line - firstRoom) * ROW, covered, line >= firstRoom);
  const focus = useTimelineFocus({ board, lines, side, reveal });
  const details = useTimelineCard(board, side);
  const movableOf = (id: string): TimelineSession | null => (canMove ? movable(byId.get(id)) : null);
  const drop = useDrop();
  const { drag, onPointerDown, landed } = useTimelineDrag({
    board,
    movableOf,
    rowAtPoint: (y) => rowUnder(board.current, y, head, covered, timeline.rooms.length),
    onDrop: (session, row) => void drop(session, rows[row]!.room),
  });
  const choices = useDragChoices(drag?.session ?? null);
  useInitialScroll(board, axis, width, day);
  const handlers = useBoardHandlers({ byId, movableOf, focus, details, dragging: drag !== null, landed, onMove: setMoving });

  const shown = details.card === null || drag !== null ? undefined : byId.get(details.card.id);
  const shared = { ...picture, canMove };
  const begin = (session: TimelineSession): void => {
    details.close();
    setMoving(session);
  };
  const end = (): void => {
    setMoving(null);
    focus.comeBack();
  };
  return (
    <>
      <div
        ref={board}
        className={classes.board}
        role="grid"
        aria-label={t("grid")}
        aria-rowcount={lines.length + 1}
        onPointerDown={onPointerDown}
        {...handlers}
      >
        <div className={classes.sheet} style={{ width: side + axis.width }}>
          <TimelineHead
            {...shared}
            board={board}
            focusCell={firstRoom === 1 && focus.cell.row === 0 ? focus.cell.cell : null}
            draggedId={drag?.session.id ?? null}
          />
          <TimelineRooms {...shared} board={board} focus={focus.cell} drag={drag} whyNotOf={choices.whyNotOf} />
          <NowLine axis={axis} />
        </div>
      </div>
      {drag !== null && <TimelineGhost drag={drag} loading={choices.loading} />}
      {shown !== undefined && details.card !== null && (
        <TimelineCard
          session={shown}
          zone={zone}
          box={details.card.box}
          pinned={details.card.pinned}
          onClose={details.close}
          onStay={details.stay}
          onMove={() => begin(shown)}
        />
      )}
      {moving !== null && <MoveDialog session={moving} zone={zone} onClose={end} />}
    </>
  );
}

const movable = (session: TimelineSession | undefined): TimelineSession | null =>
  session === undefined || (session.whyNotMove ?? null) !== null ? null : session;
