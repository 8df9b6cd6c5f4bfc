import type { Draft } from "../draft.ts";
import { wallsIn } from "../walls.ts";
import { INNER, openBook, PAGE, type Book, type Fonts } from "./book.ts";
import { linesWithin } from "./face.ts";
import { drawFront } from "./front.ts";
import { drawTable } from "./table.ts";

/** The report to print or hand on. */
export async function pdfOf(draft: Draft, fonts: Fonts): Promise<Buffer> {
  const walls = wallsIn(draft.zone);
  const { words, title, language, madeAt, rows, organizers } = draft;
  const book = openBook(fonts, { title: `${words.heading}: ${title}`, language, madeAt });
  let y = drawFront(book, draft, walls);
  if (rows.length === 0) book.text(PAGE.margin, y + 16, words.nobody, { size: 9.5, bold: true });
  else y = drawTable(book, draft, walls, words.people, rows, y + 10);
  if (organizers.length > 0) drawTable(book, draft, walls, words.organizer, organizers, y + 14);
  const pages = book.pages();
  return book.bind((page) => drawFoot(book, draft, page, pages));
}

function drawFoot(book: Book, { title, words, provisional }: Draft, page: number, pages: number): void {
  const y = INNER.bottom + 20;
  const style = { size: 7.5, colour: "dim" } as const;
  const number = `${words.page} ${page} / ${pages}`;
  const said = provisional ? `${words.provisional} · ${title}` : title;
  const [first, more] = linesWithin(book.face(style), said, style.size, INNER.width - 90);
  book.text(PAGE.margin, y, more === undefined ? first! : `${first}…`, style);
  book.text(PAGE.margin + INNER.width, y, number, { ...style, align: "right" });
}
