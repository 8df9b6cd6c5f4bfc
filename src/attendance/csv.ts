import { stringify } from "csv-stringify/sync";
import { wallOf, type Instant } from "../lib/time.ts";
import type { ReportTotals } from "./contract.ts";
import type { Person } from "./presence.ts";
import { wholeMinutes, type Report } from "./report.ts";

/** The words of the first row and of the answers, in the reader's language; the zone is added to the times. */
export type CsvWords = Record<"name" | "email" | "registered" | "attended" | "firstJoin" | "lastLeave" | "minutes" | "share" | "yes" | "no", string>;

const LONGEST_TEXT = 200;

/**
 * For a spreadsheet, so everything in it that people typed is taken for hostile. The byte order mark makes Excel read it as UTF-8;
 * every text is quoted, because Excel splits at semicolons where the comma is the decimal sign.
 */
export function csvOf(report: Report, zone: string, words: CsvWords, delimiter: "," | ";" = ","): string {
  const header = [
    words.name,
    words.email,
    words.registered,
    words.attended,
    `${words.firstJoin} (${zone})`,
    `${words.lastLeave} (${zone})`,
    words.minutes,
    words.share,
  ];
  const rows = report.rows.map((person) => lineOf(person, zone, words));
  return stringify([header.map(harmless), ...rows], { bom: true, delimiter, escape_formulas: true, quoted_string: true, record_delimiter: "windows" });
}

/** The words of the first row, for each total; `stayed75` says its percentage. */
export type TotalsWords = Record<keyof ReportTotals, string>;

const TOTALS = ["people", "registered", "came", "didNotCome", "unregistered", "peak", "averageMinutes", "stayed75"] as const;

/** What is left when the people are erased. */
export function csvOfTotals({ totals }: Pick<Report, "totals">, words: TotalsWords, delimiter: "," | ";" = ","): string {
  const rows = [TOTALS.map((name) => words[name]), TOTALS.map((name) => totals[name])];
  return stringify(rows, { bom: true, delimiter, quoted_string: true, record_delimiter: "windows" });
}

function lineOf(person: Person, zone: string, words: CsvWords): (string | number)[] {
  const time = (moment: Instant | null): string => (moment === null ? "" : wallOf(moment, zone).replace("T", " "));
  const answer = (is: boolean): string => harmless(is ? words.yes : words.no);
  return [
    harmless(person.name),
    harmless(person.email ?? ""),
    answer(person.registered),
    answer(person.attended),
    time(person.firstJoin),
    time(person.lastLeave),
    wholeMinutes(person.present),
    person.share,
  ];
}

/**
 * One readable line. What can't be seen is left out: line breaks and other control characters, marks that turn the direction of the
 * whole row (letters written from right to left keep theirs), half characters. The joiners of emoji and Persian stay.
 * A formula character after a separator or an opening quote gets an apostrophe here, one at the beginning gets it from `escape_formulas`.
 */
export function harmless(text: string): string {
  const line = text
    .slice(0, 20 * LONGEST_TEXT)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])\p{Cf}/gu, "")
    .replace(/ {2,}/g, " ")
    .replace(/^[\s\u200c\u200d]+|\s+$/gu, "");
  return cut(line).replace(/(^["\s]+|[;,|]["'\s]*)(?=[=+\-@＝＋－＠])/gu, "$1'");
}

function cut(line: string): string {
  const characters = Array.from(line);
  return characters.length <= LONGEST_TEXT
    ? line
    : `${characters
        .slice(0, LONGEST_TEXT - 1)
        .join("")
        .trimEnd()}…`;
}
