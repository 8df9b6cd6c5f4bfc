import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { useMinute } from "../shell/now.ts";
import { dayTooNarrow, rowAt, scrollStart, type Axis } from "./timeline-geometry.ts";

export const ROW = 46;

/** Width of the column with the rooms' names. */
export function useSide(): number {
  const read = useCallback(() => (window.matchMedia("(max-width: 48em)").matches ? 124 : 172), []);
  const [side, setSide] = useState(read);
  useEffect(() => {
    const onResize = (): void => setSide(read());
    window.addEventListener("resize", onResize);
    return () => window.removeEventListener("resize", onResize);
  }, [read]);
  return side;
}

/** What of an element can be seen, in points; known before it is first drawn, so that nothing is drawn twice or moves away under the pointer. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const seen = element.current;
    if (seen === null) return;
    const read = (): void => setWidth(seen.clientWidth);
    read();
    const observer = new ResizeObserver(read);
    observer.observe(seen);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** Begins at the day that is looked at, or where something happens now, once for each day or week that is opened. */
export function useInitialScroll(board: RefObject<HTMLDivElement | null>, axis: Axis, width: number, day: string): void {
  const now = useMinute();
  const done = useRef("");
  useLayoutEffect(() => {
    const key = `${day} ${axis.segments.length}`;
    if (width === 0 || done.current === key) return;
    done.current = key;
    if (board.current !== null) board.current.scrollLeft = scrollStart(axis, day, now);
  }, [axis, board, day, now, width]);
}

/** As wide as `Wed, Nov 25` and its equals in other languages. */
const DAY_NAME = 112;

/** The day whose name would be cut by the column of rooms, for as long as only its end is in sight. */
export function useDayCut(board: RefObject<HTMLDivElement | null>, axis: Axis): string | null {
  const [cut, setCut] = useState<string | null>(null);
  useEffect(() => {
    const element = board.current;
    if (element === null) return;
    const read = (): void => setCut(dayTooNarrow(axis, element.scrollLeft, DAY_NAME));
    read();
    element.addEventListener("scroll", read, { passive: true });
    return () => element.removeEventListener("scroll", read);
  }, [axis, board]);
  return cut;
}

/** The room under the pointer; none under the head that covers rows while they scroll. */
export function rowUnder(board: HTMLDivElement | null, y: number, head: number, covered: number, rows: number): number | null {
  if (board === null) return null;
  const box = board.getBoundingClientRect();
  if (y < box.top + covered || y > box.bottom) return null;
  return rowAt(y - box.top + board.scrollTop - head, ROW, rows);
}

export function revealDown(board: HTMLDivElement | null, y: number, covered: number, isRoom: boolean): void {
  if (board === null) return;
  if (!isRoom) board.scrollTop = 0;
  else if (y < board.scrollTop + covered) board.scrollTop = y - covered;
  else if (y + ROW > board.scrollTop + board.clientHeight) board.scrollTop = y + ROW - board.clientHeight + 8;
}
