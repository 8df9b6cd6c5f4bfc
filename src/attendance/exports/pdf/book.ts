import PDFDocument from "pdfkit";
import { faceOf, type Embedded, type Face } from "./face.ts";

export type Fonts = { plain: Buffer; bold: Buffer };
export type Colour = "ink" | "dim" | "accent" | "light" | "track";
export type Style = { size: number; bold?: boolean; colour?: Colour; align?: "left" | "right" };

/** A4, in points. */
export const PAGE = { width: 595.28, height: 841.89, margin: 40 };
export const INNER = { width: PAGE.width - 2 * PAGE.margin, bottom: PAGE.height - PAGE.margin - 20 };

const COLOURS: Record<Colour, string> = {
  ink: "0.13 0.15 0.19",
  dim: "0.40 0.43 0.48",
  accent: "0.18 0.36 0.60",
  light: "0.80 0.86 0.93",
  track: "0.93 0.94 0.95",
};

/** Pages on which is drawn from their upper left corner. They are kept as they are written and bound at the end, when it is known how many there are. */
export type Book = {
  face(style: Style): Face;
  text(x: number, y: number, line: string, style: Style): void;
  fill(x: number, y: number, width: number, height: number, colour: Colour): void;
  shape(points: readonly (readonly [number, number])[], colour: Colour): void;
  turn(): void;
  pages(): number;
  /** `foot` draws at the foot of each page. */
  bind(foot: (page: number) => void): Promise<Buffer>;
};

export type About = { title: string; language: string; madeAt: number };

export function openBook(fonts: Fonts, { title, language, madeAt }: About): Book {
  const info = { Title: title, Creator: "Bedel", Producer: "Bedel", CreationDate: new Date(madeAt) };
  const doc = new PDFDocument({
    autoFirstPage: false,
    size: [PAGE.width, PAGE.height],
    margin: 0,
    info,
    lang: language,
    displayTitle: true,
    pdfVersion: "1.7",
  });
  const embedded = { plain: embed(doc, "plain", fonts.plain), bold: embed(doc, "bold", fonts.bold) };
  const faces = { plain: faceOf(embedded.plain), bold: faceOf(embedded.bold) };
  const face = ({ bold }: Style): Face => (bold === true ? faces.bold : faces.plain);
  const pages: string[][] = [[]];
  let page = 0;
  const put = (mark: string): void => void pages[page]!.push(mark);
  const text: Book["text"] = (x, y, line, style) => {
    if (line === "") return;
    const { id, glyphsOf } = face(style);
    let [hex, width] = ["", 0];
    for (const glyph of glyphsOf(line)) {
      hex += glyph.hex;
      width += glyph.width;
    }
    const left = style.align === "right" ? x - (width * style.size) / 1000 : x;
    put(`${COLOURS[style.colour ?? "ink"]} rg BT /${id} ${style.size} Tf 1 0 0 -1 ${at(left)} ${at(y)} Tm <${hex}> Tj ET`);
  };
  return {
    face,
    text,
    fill: (x, y, width, height, colour) => put(`${COLOURS[colour]} rg ${at(x)} ${at(y)} ${at(width)} ${at(height)} re f`),
    shape: (points, colour) => put(`${COLOURS[colour]} rg ${points.map(([x, y], i) => `${at(x)} ${at(y)} ${i === 0 ? "m" : "l"}`).join(" ")} f`),
    turn: () => void (page = pages.push([]) - 1),
    pages: () => pages.length,
    bind: (foot) => {
      for (page = 0; page < pages.length; page += 1) {
        foot(page + 1);
        bindPage(doc, pages[page]!, Object.values(embedded));
      }
      return written(doc);
    },
  };
}

const at = (length: number): string => length.toFixed(2);

type Inside = { _font: Embedded & { ref(): unknown } };

function embed(doc: PDFKit.PDFDocument, name: string, file: Buffer): Inside["_font"] {
  doc.registerFont(name, file);
  return (doc.font(name) as unknown as Inside)._font;
}

function bindPage(doc: PDFKit.PDFDocument, marks: string[], fonts: Inside["_font"][]): void {
  doc.addPage();
  for (const font of fonts) (doc.page as unknown as { fonts: Record<string, unknown> }).fonts[font.id] = font.ref();
  (doc as unknown as { addContent(text: string): void }).addContent(marks.join("\n"));
  marks.length = 0;
}

function written(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  const bytes = new Promise<Buffer>((done, failed) => {
    doc.on("data", (part: Buffer) => parts.push(part));
    doc.on("end", () => done(Buffer.concat(parts)));
    doc.on("error", failed);
  });
  doc.end();
  return bytes;
}
