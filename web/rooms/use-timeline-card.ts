import { useCallback, useEffect, useRef, useState, type RefObject } from "react";

export type CardBox = { left: number; top: number; width: number; height: number };
export type Card = { id: string; box: CardBox; pinned: boolean };

const OPEN_AFTER = 250;
const CLOSE_AFTER = 220;

/** Which block tells its details: after resting on it, with the keyboard's focus, or for good after a click. */
export function useTimelineCard(board: RefObject<HTMLDivElement | null>, side: number) {
  const [card, setCard] = useState<Card | null>(null);
  const timer = useRef<number | undefined>(undefined);
  const wait = useCallback((then: () => void, ms: number) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(then, ms);
  }, []);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const open = useCallback(
    (block: HTMLElement, pinned: boolean): void => {
      window.clearTimeout(timer.current);
      const box = inSight(block, board.current, side);
      if (box !== null) setCard({ id: block.dataset["session"]!, box, pinned });
    },
    [board, side],
  );
  const close = useCallback((): void => {
    window.clearTimeout(timer.current);
    setCard(null);
  }, []);
  const closeUnlessPinned = useCallback((): void => setCard((shown) => (shown?.pinned === true ? shown : null)), []);
  const rest = useCallback(
    (block: HTMLElement | null): void => {
      setCard((shown) => {
        if (shown?.pinned === true) return shown;
        if (block === null) wait(closeUnlessPinned, CLOSE_AFTER);
        else if (shown?.id === block.dataset["session"]) window.clearTimeout(timer.current);
        else wait(() => open(block, false), OPEN_AFTER);
        return shown;
      });
    },
    [closeUnlessPinned, open, wait],
  );
  const stay = useCallback(
    (stays: boolean): void => (stays ? window.clearTimeout(timer.current) : wait(closeUnlessPinned, CLOSE_AFTER)),
    [closeUnlessPinned, wait],
  );
  return { card, open, close, closeUnlessPinned, rest, stay };
}

/** The part of a block that the board shows, in the window; null when it is scrolled away. */
function inSight(block: HTMLElement, board: HTMLElement | null, side: number): CardBox | null {
  const outer = board?.getBoundingClientRect();
  if (outer === undefined) return null;
  const inner = block.getBoundingClientRect();
  const left = Math.max(inner.left, outer.left + side);
  const right = Math.min(inner.right, outer.right);
  return right <= left ? null : { left, top: inner.top, width: right - left, height: inner.height };
}
