/** A glyph of a line: its number in the document's font, and how far it moves on, in thousandths of the size. */
export type Glyph = { hex: string; width: number };

export type Face = {
  /** Its name in the document. */
  id: string;
  /** Left to right as they are drawn. */
  glyphsOf(text: string): Glyph[];
  widthOf(text: string, size: number): number;
};

type FontGlyph = { id: number; advanceWidth: number; codePoints: number[] };

/** What pdfkit keeps of a font that it embeds: the glyphs that the document uses, what each means, and how wide it is. */
export type Embedded = {
  id: string;
  scale: number;
  subset: { glyphs: number[] };
  unicode: number[][];
  widths: number[];
  font: { glyphForCodePoint(point: number): FontGlyph; layout(text: string, features: string[], script?: string, language?: string, direction?: string): Laid };
};
type Laid = { glyphs: FontGlyph[]; positions: { xAdvance: number }[] };

/** A stretch that is written from right to left, digits and signs within it included. */
const RIGHT = String.raw`\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}`;
const FROM_RIGHT = new RegExp(String.raw`([${RIGHT}](?:[^\p{L}]*[${RIGHT}\p{M}])*)`, "u");
/** A line is written in the direction of its first letter. */
const BEGINS_RIGHT = new RegExp(String.raw`^\P{L}*[${RIGHT}]`, "u");
const SPACES_AROUND = /^(\s*)(.*?)(\s*)$/u;
const NUMBERS_APART = /\p{Nd}+(?:[.,:/]\p{Nd}+)*|\P{Nd}+/gu;
const UNSEEN = /^\p{Default_Ignorable_Code_Point}$/u;

/**
 * Draws letter by letter, since asking the font's tables for each of forty thousand cells takes seconds; only what is written from right to left is
 * shaped. Every letter gets a glyph of its own, so that a letter that the font lacks is drawn as a box and still read out, found and copied as what it is.
 */
export function faceOf(embedded: Embedded): Face {
  const { font, scale, subset, unicode, widths } = embedded;
  const known = new Map<string, Glyph>();
  const take = (glyph: number, points: number[], width: number): Glyph => {
    const key = `${glyph} ${points.join(" ")} ${width}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (subset.glyphs.length > MOST_GLYPHS) return known.values().next().value!;
    const number = subset.glyphs.push(glyph) - 1;
    [unicode[number], widths[number]] = [points, width];
    const taken = { hex: number.toString(16).padStart(4, "0"), width };
    known.set(key, taken);
    return taken;
  };
  const space = font.glyphForCodePoint(0x20);
  const byLetter = new Map<string, Glyph>();
  const glyphOf = (letter: string): Glyph => {
    const before = byLetter.get(letter);
    if (before !== undefined) return before;
    const point = letter.codePointAt(0)!;
    const found = font.glyphForCodePoint(point);
    const glyph = UNSEEN.test(letter) ? take(space.id, [point], 0) : take(found.id, [point], found.advanceWidth * scale);
    byLetter.set(letter, glyph);
    return glyph;
  };
  const fromRight = (text: string): Glyph[] =>
    text
      .match(NUMBERS_APART)!
      .toReversed()
      .flatMap((part) => (/^\p{Nd}/u.test(part) ? Array.from(part, glyphOf) : shaped(part)));
  const shaped = (text: string): Glyph[] => {
    const letters = Array.from(text);
    if (letters.some((letter) => font.glyphForCodePoint(letter.codePointAt(0)!).id === 0)) return letters.toReversed().map(glyphOf);
    const { glyphs, positions } = font.layout(text, [], undefined, undefined, "rtl");
    return glyphs.map((glyph, i) => take(glyph.id, glyph.codePoints, positions[i]!.xAdvance * scale));
  };
  const glyphsOf = (text: string): Glyph[] => {
    const parts = text.split(FROM_RIGHT); // every second one is such a stretch
    if (parts.length === 1) return Array.from(text, glyphOf);
    const fromLeft = (part: string): Glyph[] => Array.from(part, glyphOf);
    if (!BEGINS_RIGHT.test(text)) return parts.flatMap((part, i) => (i % 2 === 1 ? fromRight(part) : fromLeft(part)));
    return parts
      .map((part, i) => (i % 2 === 1 ? fromRight(part) : fromLeft(part.replace(SPACES_AROUND, "$3$2$1"))))
      .toReversed()
      .flat();
  };
  const widthOf = (text: string, size: number): number => {
    let width = 0;
    for (const letter of text) width += glyphOf(letter).width;
    return (width * size) / 1000;
  };
  return { id: embedded.id, glyphsOf, widthOf };
}

/** A font within a document numbers them with two bytes; so many different letters no report has. */
const MOST_GLYPHS = 60_000;

/** The lines that a text takes within a width, broken between words where that is possible. */
export function linesWithin(face: Pick<Face, "widthOf">, text: string, size: number, width: number): string[] {
  if (face.widthOf(text, size) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (face.widthOf(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = piecesOf(face, word, size, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1)!;
  }
  return [...lines, line];
}

function piecesOf(face: Pick<Face, "widthOf">, word: string, size: number, width: number): string[] {
  const pieces = [""];
  let used = 0;
  for (const letter of word) {
    const wide = face.widthOf(letter, size);
    if (used + wide > width && pieces.at(-1) !== "") {
      pieces.push("");
      used = 0;
    }
    pieces[pieces.length - 1] += letter;
    used += wide;
  }
  return pieces;
}
