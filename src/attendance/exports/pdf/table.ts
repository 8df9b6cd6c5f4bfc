import type { ReportRow } from "../../contract.ts";
import { momentIn, type Draft } from "../draft.ts";
import { oneCell } from "../harmless.ts";
import type { Walls } from "../walls.ts";
import { INNER, PAGE, type Book } from "./book.ts";
import { barOf } from "./curve.ts";
import { linesWithin } from "./face.ts";
import { drawScale } from "./front.ts";

const SIZE = 7.5;
const HEAD_SIZE = 6.5;
const LEADING = 9.5;
const PADDING = 3;
const GAP = 6;
const WIDTHS = [126, 116, 44, 34, 34, 36, 36, 89];
const BAR = { column: 7, height: 5 };
const LEFTS = WIDTHS.map((_, i) => PAGE.margin + WIDTHS.slice(0, i).reduce((sum, width) => sum + width, 0));
const isNumber = (column: number): boolean => column === 5 || column === 6;

/** Everybody, with a bar of when each was there; the head stands again on every page. Where it leaves off. */
export function drawTable(book: Book, draft: Draft, walls: Walls, title: string, rows: readonly ReportRow[], top: number): number {
  const cellsOf = cellsIn(draft, walls);
  const head = linesOf(book, headOf(draft), HEAD_SIZE);
  const headHeight = heightOf(head) + 10;
  let y = top;
  const begin = (): void => {
    drawCells(book, head, y, HEAD_SIZE);
    drawScale(book, walls, draft.window, { x: LEFTS[BAR.column]!, y: y + headHeight - 6, width: WIDTHS[BAR.column]!, size: 6 });
    y += headHeight;
    book.fill(PAGE.margin, y - 2, INNER.width, 0.7, "dim");
  };
  if (y + 20 + headHeight + 3 * LEADING > INNER.bottom) y = turned(book);
  book.text(PAGE.margin, y + 10, title, { size: 9.5, bold: true });
  y += 20;
  begin();
  for (const row of rows) {
    const cells = linesOf(book, cellsOf(row), SIZE);
    const height = heightOf(cells);
    if (y + height > INNER.bottom) {
      y = turned(book);
      begin();
    }
    drawCells(book, cells, y, SIZE);
    drawBar(book, draft, row, y);
    y += height;
    book.fill(PAGE.margin, y - 1, INNER.width, 0.3, "track");
  }
  return y;
}

function turned(book: Book): number {
  book.turn();
  return PAGE.margin;
}

const headOf = ({ words }: Draft): string[] => [
  words.name,
  words.email,
  words.registered,
  words.firstJoin,
  words.lastLeave,
  words.minutes,
  words.share,
  words.times,
];

function cellsIn({ words }: Draft, walls: Walls): (row: ReportRow) => string[] {
  const time = (moment: string | null): string => (moment === null ? "" : walls.time(momentIn(moment)));
  return (row) => [
    oneCell(row.name).normalize("NFC"),
    oneCell(row.email ?? "").normalize("NFC"),
    row.registered ? words.yes : words.no,
    time(row.firstJoin),
    time(row.lastLeave),
    row.attended ? String(row.minutes) : "",
    row.attended ? String(row.share) : "",
    row.attended ? "" : words.absent,
  ];
}

const linesOf = (book: Book, cells: readonly string[], size: number): string[][] =>
  cells.map((cell, i) => (cell === "" ? [] : linesWithin(book.face({ size }), cell, size, WIDTHS[i]! - GAP)));

const heightOf = (cells: readonly string[][]): number => Math.max(1, ...cells.map((lines) => lines.length)) * LEADING + PADDING;

function drawCells(book: Book, cells: readonly string[][], y: number, size: number): void {
  const colour = size === HEAD_SIZE ? "dim" : "ink";
  cells.forEach((lines, column) => {
    const x = isNumber(column) ? LEFTS[column]! + WIDTHS[column]! - GAP : LEFTS[column]!;
    const style = { size, colour: column === BAR.column ? "dim" : colour, align: isNumber(column) ? "right" : "left" } as const;
    lines.forEach((line, i) => book.text(x, y + (i + 1) * LEADING - 1.5, line, style));
  });
}

function drawBar(book: Book, { window }: Draft, row: ReportRow, y: number): void {
  const [x, width, top] = [LEFTS[BAR.column]!, WIDTHS[BAR.column]!, y + 3.5];
  if (!row.attended) return;
  book.fill(x, top, width, BAR.height, "track");
  for (const { start, end } of row.stays) {
    const bar = barOf({ start: momentIn(start), end: momentIn(end) }, window, width);
    if (bar !== null) book.fill(x + bar.x, top, bar.width, BAR.height, "accent");
  }
}
