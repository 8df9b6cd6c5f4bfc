import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { recordsOf } from "../../lib/records.ts";
import { line as oneLine, neededLine, plainText } from "../../lib/text.ts";

/** A classroom as a line of a file names it. `replaces`: name, code or address of one that there is. */
export type Wanted = { email: string; firstName: string; lastName: string; name: string; code: string; key: string; passcodeKey: string; replaces: string };
export type ReadLine = { line: number; text: string; wanted: Wanted | null; because: string | null };

export const MOST_LINES = 500;
const LONGEST = 2000;

const COLUMNS = {
  email: /^(e-?mail|mail|correo|direcci[oó]n)\b/i,
  firstName: /^(first name|given name|nombre de pila|nombres?$)/i,
  lastName: /^(last name|surname|family name|apellidos?)/i,
  name: /^(name|classroom|room|aula|nombre del aula|nombre aula|sala)/i,
  code: /^(code|c[oó]digo)/i,
  key: /^(key|clave|row|fila)/i,
  passcodeKey: /^(passcode key|clave del c[oó]digo|fila del c[oó]digo|passcode row)/i,
  replaces: /^(replaces|reemplaza|en lugar de)/i,
} satisfies Record<keyof Wanted, RegExp>;
const NAMES = Object.keys(COLUMNS) as (keyof Wanted)[];

/** What a file says, line by line; each bad one is named. The first line may name its columns, in whichever order; without it they come in ours. Null: too many lines. */
export function readLines(text: string): ReadLine[] | null {
  const records = recordsOf(text.replace(/^\uFEFF/, "")).filter((one) => one.text.trim() !== "");
  const header = headerOf(records[0]?.text ?? "");
  const rows = header === null ? records : records.slice(1);
  if (rows.length > MOST_LINES) return null;
  const seen = new Set<string>();
  return rows.map(({ line, text: words }) => {
    const wanted = wantedOf(words, header ?? NAMES);
    const because = whyNot(wanted) ?? (seen.has(wanted.email.toLowerCase()) ? "line_email_twice" : null);
    seen.add(wanted.email.toLowerCase());
    return { line, text: plainText(words).slice(0, 80), wanted: because === null ? wanted : null, because };
  });
}

function wantedOf(text: string, columns: readonly (keyof Wanted | null)[]): Wanted {
  const fields = text.length > LONGEST ? [] : fieldsOf(text);
  const of = (name: keyof Wanted): string => fields[columns.indexOf(name)] ?? "";
  return Object.fromEntries(NAMES.map((name) => [name, of(name)])) as Wanted;
}

const isLine = (longest: number) => (text: string) => oneLine(longest).safeParse(text).success;

/** Message key under `refusals`. */
function whyNot(wanted: Wanted): string | null {
  if (wanted.email === "") return "line_without_email";
  if (!z.email().max(128).safeParse(wanted.email).success) return "line_email_malformed";
  if (!neededLine(120).safeParse(wanted.name).success) return "line_without_classroom_name";
  if (!isLine(64)(wanted.firstName) || !isLine(64)(wanted.lastName)) return "line_name_too_long";
  if (!isLine(60)(wanted.code)) return "line_code_too_long";
  return wanted.key.length > 400 || wanted.passcodeKey.length > 400 ? "line_key_too_long" : null;
}

/** The first line of a table tells its columns, and is no classroom. Null: it is a line like any other. */
function headerOf(text: string): (keyof Wanted | null)[] | null {
  if (text.includes("@") || text.length > LONGEST) return null;
  // The longer name first: "passcode key" is no key.
  const order: (keyof Wanted)[] = ["email", "firstName", "lastName", "passcodeKey", "replaces", "code", "key", "name"];
  const columns = fieldsOf(text).map((field) => order.find((name) => COLUMNS[name].test(field)) ?? null);
  return columns.includes("email") ? columns : null;
}

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

/** The same name for the same line of the same file: sent again it asks for nothing twice. */
export function idOfLine(batchId: string, email: string): string {
  const hex = createHash("sha256").update(`${batchId} ${email.toLowerCase()}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
