import type { Interval } from "../../../lib/interval.ts";
import type { Draft } from "../draft.ts";
import type { Walls } from "../walls.ts";
import { INNER, PAGE, type Book, type Style } from "./book.ts";
import { curveOf } from "./curve.ts";
import { linesWithin } from "./face.ts";

const LEFT = PAGE.margin;
const LABELS = 80;

/** The first page down to the table: what session it was, how far its report can be trusted, the totals, and how many were there. The height that it leaves off at. */
export function drawFront(book: Book, draft: Draft, walls: Walls): number {
  let y = LEFT + 10;
  book.text(LEFT, y, draft.words.heading, { size: 9, colour: "dim" });
  y = paragraph(book, LEFT, y + 22, draft.title, INNER.width, { size: 17, bold: true }) + 4;
  for (const { label, value } of draft.facts) {
    book.text(LEFT, y, label, { size: 8.5, colour: "dim" });
    y = paragraph(book, LEFT + LABELS, y, String(value), INNER.width - LABELS, { size: 8.5 }) + 2;
  }
  y = drawTotals(book, draft, y + 12);
  return draft.presence.length === 0 ? y : drawCurve(book, draft, walls, y + 12);
}

/** Draws a text in as many lines as it takes; where the next begins. */
function paragraph(book: Book, x: number, y: number, text: string, width: number, style: Style): number {
  const lines = linesWithin(book.face(style), text, style.size, width);
  lines.forEach((line, i) => book.text(x, y + i * style.size * LEADING, line, style));
  return y + lines.length * style.size * LEADING;
}
const LEADING = 1.25;

const IN_A_ROW = 4;

function drawTotals(book: Book, { totals }: Draft, top: number): number {
  const wide = INNER.width / IN_A_ROW;
  let y = top;
  for (let first = 0; first < totals.length; first += IN_A_ROW) {
    const bottoms = totals.slice(first, first + IN_A_ROW).map(({ label, value }, i) => {
      book.text(LEFT + i * wide, y + 10, String(value), { size: 14, bold: true });
      return paragraph(book, LEFT + i * wide, y + 21, label, wide - 12, { size: 7.5, colour: "dim" });
    });
    y = Math.max(...bottoms) + 6;
  }
  return y;
}

const CURVE = { height: 64, columns: 500 };

function drawCurve(book: Book, { presence, words, window }: Draft, walls: Walls, top: number): number {
  book.text(LEFT, top + 8, words.presenceOver, { size: 8.5, bold: true });
  const [y, bottom] = [top + 18, top + 18 + CURVE.height];
  const most = Math.max(1, ...curveOf(presence, window, CURVE.columns));
  const step = INNER.width / CURVE.columns;
  const points = curveOf(presence, window, CURVE.columns).flatMap((count, i) => {
    const height = bottom - (CURVE.height * count) / most;
    return [[LEFT + i * step, height] as const, [LEFT + (i + 1) * step, height] as const];
  });
  book.fill(LEFT, y, INNER.width, CURVE.height, "track");
  book.shape([[LEFT, bottom], ...points, [LEFT + INNER.width, bottom]], "accent");
  book.text(LEFT + 3, y + 9, String(most), { size: 7.5, colour: "dim" });
  drawScale(book, walls, window, { x: LEFT, y: bottom + 9, width: INNER.width, size: 7.5 });
  return bottom + 14;
}

/** The times at both ends of what is drawn. */
export function drawScale(
  book: Book,
  walls: Walls,
  { start, end }: Interval,
  { x, y, width, size }: { x: number; y: number; width: number; size: number },
): void {
  book.text(x, y, walls.time(start), { size, colour: "dim" });
  book.text(x + width, y, walls.time(end), { size, colour: "dim", align: "right" });
}
