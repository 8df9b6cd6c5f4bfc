import { readFileSync } from "node:fs";
import PDFDocument from "pdfkit";
import { expect, test } from "vitest";
import { faceOf, linesWithin, type Embedded, type Face } from "./face.ts";

function face(): { face: Face; read(hex: string): string } {
  const doc = new PDFDocument();
  doc.registerFont("plain", readFileSync(new URL(import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf"))));
  const embedded = (doc.font("plain") as unknown as { _font: Embedded })._font;
  return { face: faceOf(embedded), read: (hex) => String.fromCodePoint(...embedded.unicode[Number.parseInt(hex, 16)]!) };
}

/** What stands on the paper from left to right. */
function drawn(text: string): string {
  const { face: it, read } = face();
  return it
    .glyphsOf(text)
    .map(({ hex }) => read(hex))
    .join("");
}

test("letters that the font lacks are glyphs of their own, one for each", () => {
  const { face: it } = face();
  expect(new Set(it.glyphsOf("李小龍").map(({ hex }) => hex)).size).toBe(3);
  expect(drawn("Łukasz 李小龍")).toBe("Łukasz 李小龍");
});

test("what is written from right to left is drawn so, its numbers are not", () => {
  expect(drawn("Dr. שרה כהן")).toBe("Dr. ןהכ הרש");
  expect(drawn("שרה 12 כהן")).toBe("ןהכ 12 הרש");
  expect(drawn("שרה 345")).toBe("345 הרש");
});

test("joiners have no width", () => {
  const { face: it } = face();
  expect(it.widthOf("a\u200db", 8)).toBe(it.widthOf("ab", 8));
});

test("a text is broken between words, and within one that is too long", () => {
  const each = { widthOf: (text: string) => text.length };
  expect(linesWithin(each, "one two three", 1, 8)).toEqual(["one two", "three"]);
  expect(linesWithin(each, "an unbreakable word", 1, 6)).toEqual(["an", "unbrea", "kable", "word"]);
  expect(linesWithin(each, "", 1, 6)).toEqual([""]);
});
