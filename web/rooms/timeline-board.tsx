import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslations } from "use-intl";
import type { Timeline } from "../../src/sessions/contract.ts";
import { isAdmin, useMe } from "../shell/me.ts";
import { useMinute } from "../shell/now.ts";
import { MoveDialog } from "./move-dialog.tsx";
import { TimelineCard } from "./timeline-card.tsx";
import { axisOf, hoursShown, isShown, ticksOf, xOf } from "./timeline-geometry.ts";
import { TimelineGhost } from "./timeline-ghost.tsx";
import { HOURS, LANE, TimelineHead } from "./timeline-head.tsx";
import { TimelineRooms, ROW } from "./timeline-rooms.tsx";
import { intervalsOf, lanesOf, rowsOf, type TimelineSession } from "./timeline-rows.ts";
import { useBlockWords } from "./use-block-words.ts";
import { useTimelineCard } from "./use-timeline-card.ts";
import { useTimelineDrag } from "./use-timeline-drag.ts";
import { useTimelineFocus } from "./use-timeline-focus.ts";
import { useDragChoices, useDrop } from "./use-drag-choices.ts";
import classes from "./timeline.module.css";

const DAY_SCALE = 60;
const WEEK_SCALE = 40;

/** Rooms down the side, hours across, and everything that takes a room. */
export function TimelineBoard({ timeline, days, zone }: { timeline: Timeline; days: readonly string[]; zone: string }) {
  const t = useTranslations("timeline");
  const canMove = isAdmin(useMe());
  const navigate = useNavigate();
  const board = useRef<HTMLDivElement>(null);
  const { ref: sizeRef, width } = useElementSize();
  const ref = useMergedRef(board, sizeRef);
  const side = useSide();
  const [moving, setMoving] = useState<TimelineSession | null>(null);
  const { axis, ticks } = useAxis(timeline, days, zone, Math.max(0, width - side));
  const wordsOf = useBlockWords(zone);
  const rows = useMemo(() => rowsOf(timeline, axis), [timeline, axis]);
  const lanes = useMemo(() => lanesOf(axis, timeline.waiting), [timeline, axis]);
  const waiting = useMemo(() => lanes.flat().toSorted((a, b) => a.x - b.x), [lanes]);
  const byId = useMemo(() => new Map([...timeline.sessions, ...timeline.waiting].map((each) => [each.id, each as TimelineSession])), [timeline]);
  const lines = useMemo(
    () => [...(waiting.length > 0 ? [{ key: "waiting", blocks: waiting }] : []), ...rows.map((row) => ({ key: row.room.id, blocks: row.blocks }))],
    [rows, waiting],
  );
  const firstRoom = lines.length - rows.length;
  const head = HOURS + (waiting.length > 0 ? lanes.length * LANE + 5 : 0) + 1;
  const covered = lanes.length <= 4 ? head : 0;

  const reveal = (line: number): void => revealDown(board.current, head + (line - firstRoom) * ROW, covered, line >= firstRoom);
  const focus = useTimelineFocus({ board, lines, side, reveal });
  const details = useTimelineCard(board, side);
  const drop = useDrop();
  const { drag, onPointerDown, justDragged } = useTimelineDrag({
    board,
    movableOf: (id) => (canMove ? movable(byId.get(id)) : null),
    rowAtPoint: (y) => rowUnder(board.current, y, head, covered, rows.length),
    onDrop: (session, row) => void drop(session, rows[row]!.room),
  });
  const choices = useDragChoices(drag?.session ?? null);
  useInitialScroll(board, axis, width, `${days[0]}${days.length}`);

  const onKeyDown = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    if (target.dataset["cell"] === undefined) return;
    const session = byId.get(target.dataset["session"] ?? "");
    if (focus.onKey(event.key, event.ctrlKey)) event.preventDefault();
    else if (event.key === "Enter" && session !== undefined && session.title !== "") void navigate({ to: "/sessions/$id", params: { id: session.id } });
    else if (event.key === " " && session !== undefined) {
      event.preventDefault();
      details.open(target, true);
    } else if (event.key.toLowerCase() === "m" && !event.ctrlKey && !event.metaKey && canMove && session !== undefined && movable(session) !== null)
      setMoving(session);
    else if (event.key === "Escape") details.close();
  };
  const shown = details.card === null || drag !== null ? undefined : byId.get(details.card.id);
  return (
    <>
      <div
        ref={ref}
        className={classes.board}
        role="grid"
        aria-label={t("grid")}
        aria-rowcount={lines.length + 1}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerOver={(event) => event.pointerType === "mouse" && drag === null && details.rest(blockUnder(event.target))}
        onPointerLeave={() => details.rest(null)}
        onScroll={details.close}
        onBlur={details.closeUnlessPinned}
        onFocus={(event) => {
          const [row, cell] = (event.target.dataset["cell"] ?? "").split("/").map(Number);
          if (row !== undefined && cell !== undefined) focus.onFocused(row, cell);
          if (event.target.dataset["session"] !== undefined && event.target.matches(":focus-visible")) details.open(event.target, false);
        }}
        onClick={(event) => {
          const block = blockUnder(event.target);
          if (block !== null && !justDragged.current) details.open(block, true);
        }}
      >
        <div className={classes.sheet} style={{ width: side + axis.width }}>
          <TimelineHead
            axis={axis}
            wordsOf={wordsOf}
            ticks={ticks}
            lanes={lanes}
            waiting={waiting}
            focusCell={firstRoom === 1 && focus.cell.row === 0 ? focus.cell.cell : null}
            draggedId={drag?.session.id ?? null}
            canMove={canMove}
          />
          <TimelineRooms
            board={board}
            rows={rows}
            axis={axis}
            wordsOf={wordsOf}
            ticks={ticks}
            head={head}
            firstRoom={firstRoom}
            focus={focus.cell}
            drag={drag}
            whyNotOf={choices.whyNotOf}
            canMove={canMove}
          />
          <NowLine x={useNowX(axis)} top={HOURS} />
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
          onMove={() => {
            details.close();
            setMoving(shown);
          }}
        />
      )}
      {moving !== null && (
        <MoveDialog
          session={moving}
          zone={zone}
          onClose={() => {
            setMoving(null);
            focus.comeBack();
          }}
        />
      )}
    </>
  );
}

const blockUnder = (target: EventTarget): HTMLElement | null => (target as Element).closest<HTMLElement>("[data-session]");
const movable = (session: TimelineSession | undefined): TimelineSession | null =>
  session === undefined || (session.whyNotMove ?? null) !== null ? null : session;

function useSide(): number {
  const read = useCallback(() => (window.matchMedia("(max-width: 48em)").matches ? 124 : 172), []);
  const [side, setSide] = useState(read);
  useEffect(() => {
    const onResize = (): void => setSide(read());
    window.addEventListener("resize", onResize);
    return () => window.removeEventListener("resize", onResize);
  }, [read]);
  return side;
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

function useNowX(axis: Parameters<typeof xOf>[0]): number | null {
  const now = useMinute();
  return isShown(axis, now) ? xOf(axis, now) : null;
}

function NowLine({ x, top }: { x: number | null; top: number }) {
  if (x === null) return null;
  return <div className={classes.now} style={{ left: x, top }} aria-hidden />;
}

/** Begins where something happens now, once for each day or week that is opened. */
function useInitialScroll(board: React.RefObject<HTMLDivElement | null>, axis: Parameters<typeof xOf>[0], width: number, key: string): void {
  const now = useMinute();
  const done = useRef("");
  useEffect(() => {
    if (width === 0 || done.current === key) return;
    done.current = key;
    if (board.current !== null) board.current.scrollLeft = isShown(axis, now) ? Math.max(0, xOf(axis, now) - 140) : 0;
  }, [axis, board, key, now, width]);
}

function rowUnder(board: HTMLDivElement | null, y: number, head: number, covered: number, rows: number): number | null {
  if (board === null) return null;
  const box = board.getBoundingClientRect();
  if (y < box.top + covered || y > box.bottom) return null;
  const row = Math.floor((y - box.top + board.scrollTop - head) / ROW);
  return row >= 0 && row < rows ? row : null;
}

function revealDown(board: HTMLDivElement | null, y: number, covered: number, isRoom: boolean): void {
  if (board === null) return;
  if (!isRoom) board.scrollTop = 0;
  else if (y < board.scrollTop + covered) board.scrollTop = y - covered;
  else if (y + ROW > board.scrollTop + board.clientHeight) board.scrollTop = y + ROW - board.clientHeight + 8;
}
