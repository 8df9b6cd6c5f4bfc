import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent, type RefObject } from "react";
import type { TimelineSession } from "./timeline-rows.ts";

export type Drag = { session: TimelineSession; x: number; y: number; over: number | null };
type Pending = { session: TimelineSession; x: number; y: number; pointer: number; timer: number | null };
type Options = {
  board: RefObject<HTMLDivElement | null>;
  /** Null: that block stays where it is. */
  movableOf: (id: string) => TimelineSession | null;
  rowAtPoint: (y: number) => number | null;
  onDrop: (session: TimelineSession, row: number) => void;
};

const MOUSE_SLACK = 5;
const TOUCH_SLACK = 10;
/** A finger that moves at once wants to scroll. */
const LONG_PRESS = 450;
const EDGE = 48;
const AWAY = 24;

type Spot = { x: number; y: number };
const distance = (event: PointerEvent, from: Spot): number => Math.hypot(event.clientX - from.x, event.clientY - from.y);

/** Dragging with mouse, pen or finger. Only the room changes, so the height is all that counts. */
export function useTimelineDrag({ board, movableOf, rowAtPoint, onDrop }: Options) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const pending = useRef<Pending | null>(null);
  const current = useRef<Drag | null>(null);
  /** Where it was dropped: until the pointer leaves there, what lies under it was not pointed at. */
  const landed = useRef<Spot | null>(null);
  const latest = useRef({ rowAtPoint, onDrop });
  latest.current = { rowAtPoint, onDrop };

  const show = useCallback((next: Drag | null): void => {
    current.current = next;
    setDrag(next);
  }, []);
  const drop = useCallback((): void => {
    if (pending.current?.timer != null) window.clearTimeout(pending.current.timer);
    pending.current = null;
    show(null);
  }, [show]);

  const onPointerDown = (event: ReactPointerEvent): void => {
    landed.current = null;
    const id = (event.target as Element).closest<HTMLElement>("[data-session]")?.dataset["session"];
    const session = id === undefined || event.button !== 0 ? null : movableOf(id);
    if (session === null) return;
    const { clientX: x, clientY: y, pointerId: pointer } = event;
    const begin = (): void => show({ session, x, y, over: latest.current.rowAtPoint(y) });
    pending.current = { session, x, y, pointer, timer: event.pointerType === "touch" ? window.setTimeout(begin, LONG_PRESS) : null };
  };

  useEffect(() => {
    const onMove = (event: PointerEvent): void => {
      const start = pending.current;
      if (landed.current !== null && distance(event, landed.current) > AWAY) landed.current = null;
      if (start === null || event.pointerId !== start.pointer) return;
      const far = distance(event, start);
      if (current.current === null) {
        if (start.timer !== null && far > TOUCH_SLACK) return drop();
        if (start.timer !== null || far < MOUSE_SLACK) return;
      }
      show({ session: start.session, x: event.clientX, y: event.clientY, over: latest.current.rowAtPoint(event.clientY) });
    };
    const onUp = (event: PointerEvent): void => {
      const done = current.current;
      if (event.type === "pointerup" && done !== null) {
        landed.current = { x: event.clientX, y: event.clientY };
        if (done.over !== null) latest.current.onDrop(done.session, done.over);
      }
      drop();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && current.current !== null) drop();
    };
    // A finger that holds a block must not scroll the page with it, nor open the browser's own menu.
    const onTouch = (event: Event): void => {
      if (current.current !== null || (event.type === "contextmenu" && pending.current !== null)) event.preventDefault();
    };
    window.addEventListener("pointermove", onMove);
    window.addEventListener("pointerup", onUp);
    window.addEventListener("pointercancel", onUp);
    window.addEventListener("keydown", onKey);
    window.addEventListener("touchmove", onTouch, { passive: false });
    window.addEventListener("contextmenu", onTouch);
    return () => {
      window.removeEventListener("pointermove", onMove);
      window.removeEventListener("pointerup", onUp);
      window.removeEventListener("pointercancel", onUp);
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("touchmove", onTouch);
      window.removeEventListener("contextmenu", onTouch);
    };
  }, [drop, show]);

  useEdgeScroll(board, current, drag !== null);
  return { drag, onPointerDown, landed };
}

/** Rows further up or down come into reach while the pointer rests at the board's edge. */
function useEdgeScroll(board: RefObject<HTMLDivElement | null>, drag: RefObject<Drag | null>, dragging: boolean): void {
  useEffect(() => {
    if (!dragging) return;
    let frame = requestAnimationFrame(function scroll() {
      const box = board.current?.getBoundingClientRect();
      const y = drag.current?.y;
      if (box !== undefined && y !== undefined) {
        if (y > box.bottom - EDGE) board.current?.scrollBy(0, 8);
        if (y < box.top + EDGE * 2) board.current?.scrollBy(0, -8);
      }
      frame = requestAnimationFrame(scroll);
    });
    return () => cancelAnimationFrame(frame);
  }, [board, drag, dragging]);
}
