import { recordsOf } from "../../lib/records.ts";
import { bare, cut, plainText } from "../../lib/text.ts";
import type { Classroom } from "../classroom.ts";
import { whyNotPasscodeOf } from "../passcode.ts";
import { tableOf, type Columns } from "./table.ts";

/** By which a line names a classroom that there is: `classroom` is its name, code or address, as people write them. */
export type Names = { classroom: string; name: string; code: string; email: string };
/** `passcode` empty: Bedel chooses one. */
export type NamedLine = { line: number; names: Names; shown: string; passcode: string; because: string | null };

const COLUMNS: Columns<keyof Names | "passcode"> = {
  known: {
    classroom: /^(classroom|room|aula|sala)$/i,
    name: /^(name|nombre|classroom name|nombre del? aula)$/i,
    code: /^(code|c[oó]digo|classroom code|c[oó]digo del aula)$/i,
    email: /^(e-?mail|mail|e-?mail address|correo|correo electr[oó]nico|direcci[oó]n)$/i,
    passcode: /^(new )?passcode$|^(nuevo )?c[oó]digo de acceso( nuevo)?$|^c[oó]digo nuevo$|^clave( nueva)?$|^nueva clave$/i,
  },
  order: ["classroom", "passcode"],
  isHeader: (found) => found.some((name) => name !== null && name !== "passcode"),
};

const LONGEST = 300;

/**
 * What a file says of classrooms that there are, line by line; each bad one is named. The first line may name its columns. `what`: only where passcodes are
 * changed is there a column of them. `known`: where names of columns or commas within a name leave two meanings, the line is refused. Null: too many lines.
 */
export function readNamed(text: string, what: "change passcode" | "retire classroom", known: readonly Known[] = []): NamedLine[] | null {
  const rows = tableOf(text, COLUMNS);
  if (rows === null) return null;
  const named = rows.map((row): NamedLine => {
    const { passcode: typed, classroom, name, code, email } = row.cells;
    const names = { classroom: plainText(classroom), name: plainText(name), code: plainText(code), email: plainText(email) };
    const whole = plainText(row.text);
    const passcode = what === "change passcode" ? typed : "";
    const said = [names.classroom, names.name, names.code, names.email].filter((one) => one !== "");
    const isWhole = !row.isNamed && bare(whole) !== bare(names.classroom) && isCalled(known, whole);
    const both = { line: row.line, passcode, shown: cut(isWhole ? whole : said.join(" · "), LONGEST) };
    if (isWhole && isCalled(known, names.classroom)) return { ...both, names, because: "line_ambiguous" };
    if (isWhole) return { ...both, names: { ...names, classroom: whole }, passcode: "", because: null };
    return { ...both, names, because: said.length === 0 ? "line_without_classroom" : passcode === "" ? null : whyNotPasscodeOf(passcode) };
  });
  return [...headerThatNames(text, rows[0]?.isNamed ?? true, known), ...named];
}

const isCalled = (known: readonly Known[], text: string): boolean => text !== "" && namedBy(known, { classroom: text }) !== "none";

/** A first line such as *Aula* that was taken for the name of a column, and is the name of a classroom too. */
function headerThatNames(text: string, isNamed: boolean, known: readonly Known[]): NamedLine[] {
  const first = recordsOf(text.replace(/^\uFEFF/, "")).find((one) => one.text.trim() !== "");
  const classroom = plainText(first?.text ?? "");
  if (!isNamed || first === undefined || !isCalled(known, classroom)) return [];
  const names = { classroom, name: "", code: "", email: "" };
  return [{ line: first.line, names, shown: cut(classroom, LONGEST), passcode: "", because: "line_ambiguous" }];
}

type Known = Pick<Classroom, "name" | "code" | "email">;

/** The one that all that is said of it fits. */
export function namedBy<T extends Known>(known: readonly T[], names: Partial<Names>): T | "none" | "several" {
  const fits = (said: string | undefined, ...values: string[]): boolean => said === undefined || said === "" || values.some((one) => bare(one) === bare(said));
  const found = known.filter(
    ({ name, code, email }) => fits(names.classroom, name, code, email) && fits(names.name, name) && fits(names.code, code) && fits(names.email, email),
  );
  return found.length === 1 ? found[0]! : found.length === 0 ? "none" : "several";
}
