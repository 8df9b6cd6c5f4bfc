import { parse } from "csv-parse/sync";
import { recordsOf } from "../../lib/records.ts";

export const MOST_LINES = 500;
const LONGEST = 2000;

/** A table's columns: by which words each is known, in which order they come where the first line does not name them, and whether a line names them. */
export type Columns<Name extends string> = {
  known: Record<Name, RegExp>;
  order: readonly Name[];
  isHeader: (found: readonly (Name | null)[], text: string) => boolean;
  /** What a name means beside the others, where that is not plain from it alone. */
  beside?: (found: readonly (Name | null)[], fields: readonly string[]) => (Name | null)[];
};
/** `isNamed`: the first line names the columns. */
export type TableLine<Name extends string> = { line: number; text: string; isNamed: boolean; cells: Record<Name, string> };

/** What a table says, line by line; a cell that is not there is empty. The first line may name its columns, in whichever order. Null: too many lines. */
export function tableOf<Name extends string>(text: string, columns: Columns<Name>): TableLine<Name>[] | null {
  const records = recordsOf(text.replace(/^\uFEFF/, "")).filter((one) => one.text.trim() !== "");
  const header = headerOf(records[0]?.text ?? "", columns);
  const rows = header === null ? records : records.slice(1);
  if (rows.length > MOST_LINES) return null;
  return rows.map(({ line, text: words }) => ({ line, text: words, isNamed: header !== null, cells: cellsOf(words, header ?? columns.order, columns) }));
}

function cellsOf<Name extends string>(text: string, order: readonly (Name | null)[], { known }: Columns<Name>): Record<Name, string> {
  const fields = text.length > LONGEST ? [] : fieldsOf(text);
  const names = Object.keys(known) as Name[];
  return Object.fromEntries(names.map((name) => [name, fields[order.indexOf(name)] ?? ""])) as Record<Name, string>;
}

/** Of the words that fit several columns the longest name wins: "passcode key" is no key. */
function headerOf<Name extends string>(text: string, { known, isHeader, beside }: Columns<Name>): (Name | null)[] | null {
  if (text.length > LONGEST) return null;
  const names = Object.keys(known) as Name[];
  const length = (name: Name, field: string): number => known[name].exec(field)?.[0].length ?? 0;
  const fields = fieldsOf(text);
  const found = fields.map((field) => names.filter((name) => length(name, field) > 0).toSorted((a, b) => length(b, field) - length(a, field))[0] ?? null);
  return isHeader(found, text) ? (beside?.(found, fields) ?? found) : null;
} // prettier-ignore

/** The separator is the first of tab, semicolon and comma that stands outside quotes. */
function fieldsOf(text: string): string[] {
  const bare = text.replaceAll(/"[^"]*"/g, "");
  const delimiter = ["\t", ";", ","].find((mark) => bare.includes(mark)) ?? ",";
  try {
    const [record] = parse(text, { delimiter, relax_quotes: true, relax_column_count: true, trim: true }) as string[][];
    return record ?? [];
  } catch {
    return text.split(delimiter).map((field) => field.trim());
  }
}
