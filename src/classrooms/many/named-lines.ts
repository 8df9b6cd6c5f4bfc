import { bare, plainText } from "../../lib/text.ts";
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

/** What a file says of classrooms that there are, line by line; each bad one is named. The first line may name its columns. Null: too many lines. */
export function readNamed(text: string): NamedLine[] | null {
  return (
    tableOf(text, COLUMNS)?.map(({ line, cells: { passcode, ...names } }) => {
      const said = [names.classroom, names.name, names.code, names.email].filter((one) => one !== "");
      const because = said.length === 0 ? "line_without_classroom" : passcode === "" ? null : whyNotPasscodeOf(passcode);
      return { line, names, shown: plainText(said.join(" · ").slice(0, LONGEST)), passcode, because };
    }) ?? null
  );
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
