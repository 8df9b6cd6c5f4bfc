import { useEffect, useRef, useState, type RefObject } from "react";
import { cellAfter, type Cell } from "./timeline-grid.ts";
import type { Block } from "./timeline-rows.ts";

/** A line of the grid that the keyboard walks: the waiting requests, or a room. */
export type GridLine = { key: string; blocks: readonly Block[] };
type At = { line: string; session: string | null };
type Options = { board: RefObject<HTMLDivElement | null>; lines: readonly GridLine[]; side: number; reveal: (line: number) => void };

/** One stop for the Tab key, remembered by session and not by place, for blocks come and go. Brings what has the focus into sight. */
export function useTimelineFocus({ board, lines, side, reveal }: Options) {
  const [at, setAt] = useState<At | null>(null);
  const wanted = useRef(false);
  const held = useRef<Element | null>(null);
  const cell = cellOf(at, lines);

  const goTo = (next: Cell): void => {
    const line = lines[next.row];
    if (line === undefined) return;
    const block = line.blocks[next.cell];
    setAt({ line: line.key, session: block?.session.id ?? null });
    wanted.current = true;
    reveal(next.row);
    if (block !== undefined) revealAcross(board.current, block, side);
  };

  useEffect(() => {
    // A session that goes to another room is drawn anew there: the keyboard goes with it, or it would be nowhere.
    const lost = held.current?.isConnected === false && document.activeElement === document.body;
    if (!wanted.current && !lost) return;
    const target = board.current?.querySelector<HTMLElement>(`[data-cell="${cell.row}/${cell.cell}"]`);
    if (target == null) return;
    wanted.current = false;
    target.focus({ preventScroll: true });
  });

  const onKey = (key: string, ctrl: boolean): boolean => {
    const next = cellAfter(
      key,
      ctrl,
      cell,
      lines.map((line) => line.blocks),
    );
    if (next !== null) goTo(next);
    return next !== null;
  };
  /** Where a click or the Tab key put the focus. */
  const onFocused = (row: number, index: number): void => {
    const line = lines[row];
    if (line === undefined) return;
    held.current = document.activeElement;
    setAt({ line: line.key, session: line.blocks[index]?.session.id ?? null });
  };
  /** The focus went elsewhere. React tells it of no element that was taken away. */
  const onLeft = (): void => {
    held.current = null;
  };
  /** After a dialog: back to the cell, wherever its session is by now. */
  const comeBack = (): void => {
    wanted.current = true;
    setAt((last) => last && { ...last });
  };
  return { cell, onKey, onFocused, onLeft, comeBack };
}

/** In its line; a session that was moved meanwhile, in the line where it is now. */
function cellOf(at: At | null, lines: readonly GridLine[]): Cell {
  const row = at === null ? -1 : lines.findIndex((line) => line.key === at.line);
  if (row < 0 || at === null) return { row: 0, cell: -1 };
  const cellIn = (line: GridLine): number => (at.session === null ? -1 : line.blocks.findIndex((block) => block.session.id === at.session));
  const here = cellIn(lines[row]!);
  const elsewhere = here >= 0 ? -1 : lines.findIndex((line) => cellIn(line) >= 0);
  return elsewhere < 0 ? { row, cell: here } : { row: elsewhere, cell: cellIn(lines[elsewhere]!) };
}

function revealAcross(board: HTMLDivElement | null, block: { x: number; width: number }, side: number): void {
  if (board === null) return;
  const room = board.clientWidth - side;
  if (block.x < board.scrollLeft) board.scrollLeft = block.x - 12;
  else if (block.x + block.width > board.scrollLeft + room) board.scrollLeft = Math.min(block.x - 12, block.x + block.width - room + 12);
}
