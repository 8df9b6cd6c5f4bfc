/** What stands in one row of a table: a line as a rule; several, where a field in quotes holds line breaks. `line`: the number of the first. */
export type TableRow = { line: number; text: string };

/** Longer than that no field goes on: a quote that was never closed must not take the lines after it along. */
const LONGEST_FIELD = 1000;

/** Splits a text as spreadsheets write it. A quote that is never closed as it should be spoils its own line only. */
export function recordsOf(text: string): TableRow[] {
  const records: TableRow[] = [];
  for (let [from, line] = [0, 1]; from < text.length;) {
    const end = endFrom(text, from);
    const record = text.slice(from, end);
    records.push({ line, text: record });
    line += 1 + (record.match(/\r\n|\r|\n/g) ?? []).length;
    from = end + (text.startsWith("\r\n", end) ? 2 : 1);
  }
  return records;
}

function endFrom(text: string, from: number): number {
  for (let [at, isFieldsStart] = [from, true]; ; at += 1) {
    const letter = text[at];
    if (letter === undefined || letter === "\n" || letter === "\r") return at;
    const close = isFieldsStart && letter === '"' ? closeOf(text, at) : null;
    if (close !== null) at = close;
    isFieldsStart = SEPARATORS.has(letter) || (isFieldsStart && letter === " ");
  }
}

const SEPARATORS: ReadonlySet<string> = new Set([",", ";", "\t"]);

/** Where the quote that opens a field is closed. Null: nowhere, or not as spreadsheets do. */
function closeOf(text: string, open: number): number | null {
  for (let at = open + 1; at < text.length && at - open <= LONGEST_FIELD; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') at += 1;
    else return /^ *(?:[,;\t\r\n]|$)/.test(text.slice(at + 1, at + 9)) ? at : null;
  }
  return null;
}
