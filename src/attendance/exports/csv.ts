import { stringify } from "csv-stringify/sync";
import type { ReportRow, ReportTotals, ReportView } from "../contract.ts";
import { momentIn } from "./draft.ts";
import { harmless } from "./harmless.ts";
import { wallsIn } from "./walls.ts";

/** The words of the first row and of the answers, in the reader's language; the zone is added to the times. */
export type CsvWords = Record<"name" | "email" | "registered" | "attended" | "firstJoin" | "lastLeave" | "minutes" | "share" | "yes" | "no", string>;

/**
 * For a spreadsheet, so everything in it that people typed is taken for hostile. The byte order mark makes Excel read it as UTF-8;
 * every text is quoted, because Excel splits at semicolons where the comma is the decimal sign.
 */
export function csvOf({ rows, zone }: Pick<ReportView, "rows" | "zone">, words: CsvWords, delimiter: "," | ";" = ","): string {
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
  const lines = rows.map(lineIn(zone, words));
  return stringify([header.map(harmless), ...lines], { bom: true, delimiter, escape_formulas: true, quoted_string: true, record_delimiter: "windows" });
}

/** The words of the first row, as other files say them; in that of `stayed` stands `{share}`. */
export type TotalsWords = Record<keyof ReportTotals, string>;

const TOTALS = ["people", "registered", "came", "didNotCome", "unregistered", "peak", "averageMinutes", "stayed"] as const;

/** What is left when the people are erased. */
export function csvOfTotals({ totals, threshold }: Pick<ReportView, "totals" | "threshold">, words: TotalsWords, delimiter: "," | ";" = ","): string {
  const rows = [TOTALS.map((name) => words[name].replace("{share}", String(threshold))), TOTALS.map((name) => totals[name])];
  return stringify(rows, { bom: true, delimiter, quoted_string: true, record_delimiter: "windows" });
}

function lineIn(zone: string, words: CsvWords): (row: ReportRow) => (string | number)[] {
  const walls = wallsIn(zone);
  const time = (moment: string | null): string => (moment === null ? "" : walls.text(momentIn(moment)));
  const answer = (is: boolean): string => harmless(is ? words.yes : words.no);
  return (row) => [
    harmless(row.name),
    harmless(row.email ?? ""),
    answer(row.registered),
    answer(row.attended),
    time(row.firstJoin),
    time(row.lastLeave),
    row.minutes,
    row.share,
  ];
}
