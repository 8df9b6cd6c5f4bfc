import { columnsOf, fieldsOf, MOST_LINES, person as personOf, readLines, type Columns, type Person } from "../../../lib/person-lines.ts";
import { recordsOf } from "../../../lib/records.ts";

/** Somebody to be made a user, or why not: a message key under `refusals`. */
export type Line = { line: number; email: string; name: string; licence: boolean; because: string | null };

export const MOST_PEOPLE = 500;

/**
 * `email, name, licence`: what comes last may say whether there is to be one, and is refused where it says neither yes nor no; otherwise it is as for all. Null: more
 * than may be sent at once.
 */
export function linesOf(text: string, licence: boolean): Line[] | null {
  const read = readLines(text);
  if (read === null || read.people.length + read.again.length > Math.min(MOST_PEOPLE, MOST_LINES)) return null;
  const licences = licencesIn(text);
  const of = (line: number, because: string | null) => {
    const { said } = licences(line);
    return { line, licence: typeof said === "boolean" ? said : licence, because: because ?? (said === "unreadable" ? "line_licence_unreadable" : null) };
  };
  const whom = (line: number, person: Person): Person => (licences(line).isNoName ? { ...person, ...nameless(person.email) } : person);
  const people = read.people.map(({ line, person }) => ({ ...of(line, null), ...whom(line, person) }));
  const again = read.again.map(({ line, person }) => ({ ...of(line, "twice_in_list"), ...whom(line, person) }));
  const bad = read.bad.map(({ line, text: shown, because }) => ({ ...of(line, because), email: shown, name: "" }));
  return [...people, ...again, ...bad].toSorted((x, y) => x.line - y.line);
}

const [YES, NO] = [/^(yes|y|s[ií]|true|1|x|licen[cs]ed?|con licencia|licencia)$/i, /^(no|n|false|0|basic|sin licencia)$/i];
/** Also as Bedel's own switches call it. Any other word before it tells of another licence, or of none. */
const LICENCE_HEADER = /^[^\p{L}]*((with|has|give|an?|zoom|con|tiene|dar|una)[\s_-]+)*(licen[cs]e|licencia|licencj)/iu;

/** Null: the line says nothing of it. */
type Said = boolean | "unreadable" | null;
/** `isNoName`: it stands where the name would. */
type Told = { said: Said; isNoName?: boolean };

/** As who gave no name is called. */
const nameless = (email: string): Partial<Person> => {
  const read = personOf("", email);
  return typeof read === "string" ? {} : read;
};

const saidBy = (field: string | undefined): Said =>
  field === undefined || field === "" ? null : YES.test(field) ? true : NO.test(field) ? false : "unreadable";

/** What the lines of a text say of the licence. */
function licencesIn(text: string): (line: number) => Told {
  const lines = recordsOf(text.replace(/^\uFEFF/, "")).filter((one) => one.text.trim() !== "");
  const first = lines[0]?.text ?? "";
  const columns = columnsOf(first);
  const written = new Map(lines.map((one) => [one.line, one.text]));
  return (line) => {
    const one = written.get(line) ?? "";
    if (/<[^<>]*@[^<>]*>/.test(one)) return { said: null }; // as mail programs write it
    return columns === null ? afterName(fieldsOf(one)) : { said: inTable(fieldsOf(one), columns, fieldsOf(first)) };
  };
}

/** Without titles, what comes after address and name, whichever of the two is first. Yes or no alone after the address is nobody's name: that was left out. */
function afterName(fields: readonly string[]): Told {
  if (fields.filter((field) => field.includes("@")).length > 1) return { said: null };
  const at = fields.findIndex((field) => field.includes("@"));
  const isFirst = fields.slice(0, Math.max(at, 0)).every((field) => field === "");
  const [next, ...more] = fields.slice(at + 1);
  if (!isFirst) return { said: saidBy(next) };
  const alone = more.every((field) => field === "") ? saidBy(next) : null;
  return typeof alone === "boolean" ? { said: alone, isNoName: true } : { said: saidBy(more[0]) };
}

/** In the column of that title; where there is none, in a last one without a title that says yes or no: what else a table tells of people is no business of ours. */
function inTable(fields: readonly string[], { email, names }: Columns, titles: readonly string[]): Said {
  const titled = titles.findIndex((title) => LICENCE_HEADER.test(title));
  if (titled >= 0) return saidBy(fields[titled]);
  const last = fields.length - 1;
  const isTitled = (titles[last] ?? "") !== "";
  const said = last === email || names.includes(last) || isTitled ? null : saidBy(fields[last]);
  return said === "unreadable" ? null : said;
}
