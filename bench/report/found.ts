import { parse } from "csv-parse/sync";
import readWorkbook from "read-excel-file/node";
import { extractText } from "unpdf";

const without = (text: string): string => text.normalize("NFC").replaceAll(/\s|\u200c|\u200d|'/gu, "");

/** How many of these names are not in a file, as somebody reads it who opens it; a formula character may have an apostrophe before it. */
export async function missingIn(format: "csv" | "xlsx" | "pdf", bytes: Buffer, names: readonly string[]): Promise<number> {
  const read = format === "pdf" ? await wordsOfPdf(bytes) : new Set((format === "csv" ? csvNames(bytes) : await sheetNames(bytes)).map(without));
  return names.filter((name) => !(typeof read === "string" ? read.includes(without(name)) : read.has(without(name)))).length;
}

const csvNames = (bytes: Buffer): string[] => (parse(bytes, { bom: true, delimiter: [",", ";"] }) as string[][]).map(([name]) => name!);

async function sheetNames(bytes: Buffer): Promise<string[]> {
  const [people] = await readWorkbook(bytes);
  return people!.data.map(([name]) => String(name));
}

const wordsOfPdf = async (bytes: Buffer): Promise<string> => without((await extractText(new Uint8Array(bytes), { mergePages: true })).text);
