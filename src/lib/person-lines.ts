import { parse } from "csv-parse/sync";
import { recordsOf } from "./records.ts";

/** Somebody as a list names them. */
export type Person = { name: string; email: string };

export type BadLine<Why extends string = LineRefusal> = { line: number; text: string; because: Why };
export type LineRefusal = "line_without_email" | "line_email_malformed" | "line_name_too_long" | "line_too_long";

export const MOST_LINES = 5000;
const LONGEST_LINE = 1000;
const LONGEST_NAME = 120;
/** Longer addresses can't be delivered (RFC 5321). */
const LONGEST_EMAIL = 254;
const SHOWN = 80;

/** `again`: where an address came again, `twice` so often. Nothing is wrong with such a line; the person is in the list already. */
export type Read = { people: { line: number; person: Person }[]; again: { line: number; person: Person }[]; twice: number; bad: BadLine[] };

/** What form, paste and CSV send, line by line. Good lines are kept; each bad one is named. Null: more lines than anybody should send at once. */
export function readLines(text: string): Read | null {
  const lines = recordsOf(text.replace(/^\uFEFF/, "")).filter((one) => one.text.trim() !== "");
  if (lines.length > MOST_LINES + 1) return null;
  const columns = columnsOf(lines[0]?.text ?? "");
  const [people, again, bad]: [Read["people"], Read["again"], BadLine[]] = [[], [], []];
  const seen = new Set<string>();
  for (const one of columns === null ? lines : lines.slice(1)) {
    const put = (person: Person | LineRefusal): void => {
      if (typeof person === "string") return void bad.push({ line: one.line, text: shown(one.text), because: person });
      if (seen.has(person.email.toLowerCase())) return void again.push({ line: one.line, person });
      seen.add(person.email.toLowerCase());
      people.push({ line: one.line, person });
    };
    for (const person of readLine(one.text, columns)) put(person);
  }
  return people.length > MOST_LINES ? null : { people, again, twice: again.length, bad };
}

/** One line, which holds one person as a rule; copied from a mail's *To* it holds several. */
export function readLine(line: string, columns: Columns | null = null): (Person | LineRefusal)[] {
  if (line.length > LONGEST_LINE && !isMailList(line)) return ["line_too_long"];
  if (isMailList(line))
    return line
      .split(/(?<=>)\s*[,;]/)
      .filter((part) => part.trim() !== "")
      .map(addressed);
  if (/<[^<>]*>\s*[,;]?\s*$/.test(line)) return [addressed(line)];
  const fields = fieldsOf(line);
  if (columns !== null) return [person(columns.names.map((i) => fields[i] ?? "").join(" "), fields[columns.email] ?? "")];
  const emails = fields.filter((field) => field.includes("@"));
  if (emails.length > 1 && emails.length === fields.filter((field) => field !== "").length) return emails.map((email) => person("", email));
  const at = fields.findIndex((field) => field.includes("@"));
  if (at < 0) return ["line_without_email"];
  const before = fields.slice(0, at).filter((field) => field !== "");
  return [person(before.length > 0 ? before.join(" ") : (fields[at + 1] ?? ""), fields[at]!)];
}

const isMailList = (line: string): boolean => (line.match(/<[^<>]*>/g) ?? []).filter((part) => part.includes("@")).length > 1;

/** `Ana García <ana@uni.example>`, as mail programs write it. */
function addressed(part: string): Person | LineRefusal {
  const [, name = "", email = ""] = /^(.*)<([^<>]*)>/s.exec(part) ?? [null, "", part];
  return person(
    name
      .replace(/^\s*[,;]+/, "")
      .trim()
      .replaceAll(/^"|"$/g, "")
      .replaceAll('\\"', '"'),
    email,
  );
}

/** One person, as two fields tell. */
export function person(name: string, address: string): Person | LineRefusal {
  const email = address.replace(/^mailto:/i, "").trim();
  if (email === "") return "line_without_email";
  if (!isEmail(email)) return "line_email_malformed";
  const plain = plainName(name);
  if (plain.length > LONGEST_NAME) return "line_name_too_long";
  return { name: plain === "" ? nameFrom(email) : plain, email };
}

const isEmail = (text: string): boolean =>
  text.length <= LONGEST_EMAIL &&
  /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}.]+(\.[^\s@<>()[\]\\,;:"\p{C}.]+)+$/u.test(text) &&
  !/^\.|\.\.|\.@/.test(text);

/** Without what can't be seen and could turn a whole line round: control characters and marks of direction. Joiners of emoji and Persian stay. */
export const plainName = (name: string): string =>
  name
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
    .replaceAll(/(?![\u200c\u200d])\p{Cf}/gu, "")
    .replaceAll(/\s+/gu, " ")
    .trim();

/** `ana.garcia@uni.example` is *Ana Garcia*, until somebody says better. */
const nameFrom = (email: string): string =>
  email
    .split("@")[0]!
    .split(/[._+-]+/)
    .filter((word) => word !== "")
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join(" ") || email;

/** Nobody said it: it is what the address holds. */
export const isGuessed = (name: string, email: string): boolean =>
  [nameFrom(email), email.split("@")[0]!].some((guess) => guess.toLowerCase() === name.toLowerCase());

const shown = (text: string): string => {
  const plain = Array.from(plainName(text));
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN).join("")}…` : plain.join("");
};

/** Where a header line says that name and address stand. */
export type Columns = { email: number; names: number[] };

const EMAIL_HEADER = /^(e-?mail|mail|correo|courriel|adres|email address|e-mail address|direcci[oó]n)\b/i;
const NAME_HEADER = /^(full name|name|nombre|first name|given name|nom|pr[eé]nom|imi[eę])/i;
const SURNAME_HEADER = /^(surname|last name|family name|apellidos?|nazwisko|segundo apellido|primer apellido)/i;

/** The first line of a table tells its columns, and is no person. Null: it is a line like any other. */
export function columnsOf(line: string): Columns | null {
  if (line.includes("@") || line.length > LONGEST_LINE) return null;
  const fields = fieldsOf(line);
  const email = fields.findIndex((field) => EMAIL_HEADER.test(field));
  if (email < 0) return null;
  const where = (header: RegExp): number[] => fields.flatMap((field, i) => (i !== email && header.test(field) ? [i] : []));
  return { email, names: [...where(NAME_HEADER), ...where(SURNAME_HEADER)] };
}

/** The separator is the one that stands outside quotes most often; a semicolon where the comma is the decimal sign. */
export function fieldsOf(line: string): string[] {
  const bare = line.replaceAll(/"[^"]*"/g, "");
  const delimiter = ["\t", ";", ","].find((mark) => bare.includes(mark)) ?? ",";
  if (!line.includes('"')) return line.split(delimiter).map((field) => field.trim());
  try {
    const [record] = parse(line, { delimiter, relax_quotes: true, relax_column_count: true, trim: true }) as string[][];
    return (record ?? []).map((field) => field.trim());
  } catch {
    return line.split(delimiter).map((field) => field.trim().replaceAll(/^"|"$/g, "")); // a quote that is never closed
  }
}
