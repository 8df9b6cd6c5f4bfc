import { parse } from "csv-parse/sync";
import readWorkbook from "read-excel-file/node";
import { extractText } from "unpdf";

const without = (text: string): string => text.normalize("NFC").replaceAll(/\s|\u200c|\u200d|'/gu, "");

/** How many of these names, which are in the report's order, are not in a file as somebody reads it who opens it; a formula character may have an apostrophe before it. */
export async function missingIn(format: "csv" | "xlsx" | "pdf", bytes: Buffer, names: readonly string[]): Promise<number> {
  if (format === "pdf") return missingInText(await wordsOfPdf(bytes), names);
  const cells = new Set((format === "csv" ? csvNames(bytes) : await sheetNames(bytes)).map(without));
  return names.filter((name) => !cells.has(without(name))).length;
}

/** Looks for each behind the one before: from the beginning, it would take minutes for fifty thousand. */
function missingInText(text: string, names: readonly string[]): number {
  let [last, missing] = [0, 0];
  for (const name of names) {
    const found = text.indexOf(without(name), last);
    if (found < 0) missing += 1;
    else last = found;
  }
  return missing;
}

const csvNames = (bytes: Buffer): string[] => (parse(bytes, { bom: true, delimiter: [",", ";"] }) as string[][]).map(([name]) => name!);

async function sheetNames(bytes: Buffer): Promise<string[]> {
  const [people] = await readWorkbook(bytes);
  return people!.data.map(([name]) => String(name));
}

const wordsOfPdf = async (bytes: Buffer): Promise<string> => without((await extractText(new Uint8Array(bytes), { mergePages: true })).text);
