import { parse } from "csv-parse/sync";
import fc from "fast-check";
import readWorkbook from "read-excel-file/node";
import { extractText } from "unpdf";
import { expect, test } from "vitest";
import { hostileText, lettersOf } from "../../lib/hostile.fixtures.ts";
import { catalogue } from "../../notices/messages/catalogue.ts";
import { csvOf } from "./csv.ts";
import { made } from "./drawing-actions.ts";
import { aReportOf } from "./exports.fixtures.ts";
import { dispositionOf } from "./file-name.ts";
import { harmless, oneCell } from "./harmless.ts";
import { partsOf } from "./spreadsheet.ts";
import { draftOf } from "./words.ts";
import { workbookOf } from "./workbook.ts";

/** Ten thousand names for each file, many to a document, since a document each would take minutes. */
const NAMES = 1000;
const manyNames = fc.array(hostileText, { minLength: NAMES, maxLength: NAMES });
const DOCUMENTS = { numRuns: 10, endOnFailure: true };
const PATIENCE = 180_000;

const draft = (names: readonly string[]) =>
  draftOf(aReportOf(names, { title: names[0]!, organizer: names[1]!, room: names[2]! }), { language: "en", zone: "UTC" });
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;
const UNREADABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\p{Cs}]/u;

test("in a CSV every name is in its own cell, none begins a formula, none turns the row round", { timeout: PATIENCE }, () => {
  fc.assert(
    fc.property(manyNames, (names) => {
      const rows = parse(csvOf(aReportOf(names), catalogue.en.reports.csv), { bom: true }) as string[][];
      const shown = names.map(harmless).map((name) => (FORMULA.test(name) ? `'${name}` : name));
      expect(
        rows
          .slice(1)
          .map(([name]) => name!)
          .toSorted(),
      ).toEqual([...shown, "Ana Kowalska"].toSorted());
      expect(rows.flat().filter((cell) => FORMULA.test(cell) || UNREADABLE.test(cell))).toEqual([]);
      expect(rows.every((row) => row.length === 8)).toBe(true);
    }),
    DOCUMENTS,
  );
});

test("in a workbook every name is a text of its own, and there is no formula", { timeout: PATIENCE }, async () => {
  await fc.assert(
    fc.asyncProperty(manyNames, async (names) => {
      const xml = partsOf(workbookOf(draft(names)))
        .map(({ pieces }) => [...pieces].join(""))
        .join("");
      expect(xml).not.toMatch(/<f[\s>]/);
      expect(xml.replaceAll("\n", "")).not.toMatch(UNREADABLE);
      const [people] = await readWorkbook(await made({ format: "xlsx", draft: draft(names) }));
      const read = people!.data.slice(1).map(([name]) => String(name ?? ""));
      expect(read.map((name) => name.trim()).toSorted()).toEqual([...names.map(oneCell), "Ana Kowalska"].map((name) => name.trim()).toSorted());
    }),
    DOCUMENTS,
  );
});

/** Where letters are written from right to left; how a reader of PDFs puts mixed ones in order again is its own affair. */
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

test("a PDF is made of whatever names there are, and their letters are found again in its text", { timeout: PATIENCE }, async () => {
  await fc.assert(
    fc.asyncProperty(manyNames, async (names) => {
      const bytes = await made({ format: "pdf", draft: draft(names) });
      const text = lettersOf((await extractText(new Uint8Array(bytes), { mergePages: true })).text);
      const letters = new Set(text);
      const lost = names.map(oneCell).filter((name) => {
        const wanted = lettersOf(name);
        return FROM_RIGHT.test(name) ? [...wanted].some((letter) => !letters.has(letter)) : !text.includes(wanted);
      });
      expect(lost).toEqual([]);
    }),
    DOCUMENTS,
  );
});

test("a title makes a file's name of one line that every header takes", () => {
  fc.assert(
    fc.property(hostileText, (title) => {
      const header = dispositionOf(title, "2037-03-10", "pdf");
      expect(header).toMatch(/^attachment; filename="[\x20-\x21\x23-\x7e]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/);
      expect(decodeURIComponent(header.split("UTF-8''").at(-1)!)).toMatch(/^[^/\\:*?"<>|\p{C}]*2037-03-10\.pdf$/u);
    }),
    { numRuns: 10_000 },
  );
});
