import { createHash } from "node:crypto";
import { cut, plainText } from "../../lib/text.ts";
import { newClassroom } from "../contract.ts";
import { tableOf, type Columns } from "./table.ts";

export { MOST_LINES } from "./table.ts";

/** A classroom as a line of a file names it. `replaces`: name, code or address of one that there is. */
export type Wanted = { email: string; firstName: string; lastName: string; name: string; code: string; key: string; passcodeKey: string; replaces: string };
export type ReadLine = { line: number; text: string; wanted: Wanted | null; because: string | null };
export type MakingWhat = "new classroom" | "replace classroom";

/**
 * Each as a whole cell: *código de acceso* is a passcode, which must never become the code that a portal shows. *Nombre* is the classroom's, as in every other
 * file; the person's where a surname or the classroom's own column stands beside it.
 */
const KNOWN = {
  email: /^(e-?mail|mail|e-?mail address|correo|correo electr[oó]nico|direcci[oó]n|direcci[oó]n de correo)$/i,
  firstName: /^(first name|given name|nombre de pila|nombres)$/i,
  lastName: /^(last name|surname|family name|apellidos?)$/i,
  name: /^(name|classroom|classroom name|room|aula|nombre|nombre del? aula|nombre aula|sala)$/i,
  code: /^(code|classroom code|c[oó]digo|c[oó]digo del? aula)$/i,
  key: /^(key|row|row key|fila|clave de (la )?fila)$/i,
  passcodeKey: /^(passcode key|passcode row|fila del c[oó]digo( de acceso)?|clave de (la )?fila del c[oó]digo( de acceso)?)$/i,
  replaces: /^(replaces|reemplaza( a)?|en lugar de)$/i,
} satisfies Record<keyof Wanted, RegExp>;

/** Whoever replaces begins with which one; what else there is to say is seldom said. */
const ORDER: Record<MakingWhat, readonly (keyof Wanted)[]> = {
  "new classroom": ["email", "firstName", "lastName", "name", "code", "key", "passcodeKey", "replaces"],
  "replace classroom": ["replaces", "email", "name", "code", "firstName", "lastName", "key", "passcodeKey"],
};

const columns = (what: MakingWhat): Columns<keyof Wanted> => ({
  known: KNOWN,
  order: ORDER[what],
  beside: (found, fields) => {
    const isPersons = !found.includes("firstName") && (found.includes("lastName") || found.filter((name) => name === "name").length > 1);
    return found.map((name, i) => (isPersons && /^nombre$/i.test(fields[i] ?? "") ? "firstName" : name));
  },
  isHeader: (found, text) => !text.includes("@") && found.includes("email"),
});

/**
 * What a file says, line by line; each bad one is named. The first line may name its columns, in whichever order; without it they come in ours. Where classrooms are
 * replaced each line says which one, and may leave name and code to it. Null: too many lines.
 */
export function readLines(text: string, what: MakingWhat): ReadLine[] | null {
  const seen = new Set<string>();
  return (
    tableOf(text, columns(what))?.map(({ line, text: words, cells }) => {
      const read = wantedIn(cells, what);
      const because = typeof read === "string" ? read : seen.has(read.email.toLowerCase()) ? "line_email_twice" : null;
      seen.add(cells.email.toLowerCase());
      return { line, text: cut(plainText(words), 80), wanted: because === null && typeof read !== "string" ? read : null, because };
    }) ?? null
  );
}

/** Let in as the form lets it in, without what can't be seen. A message key under `refusals`: why not. */
function wantedIn({ email, key, passcodeKey, ...cells }: Wanted, what: MakingWhat): Wanted | string {
  const { name, code, lastName: personsName } = newClassroom.shape;
  const replaces = plainText(cells.replaces);
  if (what === "replace classroom" && replaces === "") return "line_without_replaced";
  if (email === "") return "line_without_email";
  if (!newClassroom.shape.email.safeParse(email).success) return "line_email_malformed";
  const isUnnamed = plainText(cells.name) === "" && replaces !== ""; // called as the one that it replaces
  const read = {
    name: isUnnamed ? { success: true as const, data: "" } : name.safeParse(cells.name),
    firstName: personsName.safeParse(cells.firstName), // may be left out: called as the classroom then
    lastName: personsName.safeParse(cells.lastName),
    code: code.safeParse(cells.code),
  };
  if (!read.name.success) return "line_without_classroom_name";
  if (!read.firstName.success || !read.lastName.success) return "line_name_too_long";
  if (!read.code.success) return "line_code_too_long";
  if (key.length > 400 || passcodeKey.length > 400) return "line_key_too_long";
  return { email, firstName: read.firstName.data, lastName: read.lastName.data, name: read.name.data, code: read.code.data, key, passcodeKey, replaces };
}

/** The same name for the same line of the same file: sent again it asks for nothing twice. `of`: the address or the classroom that it is about. */
export function idOfLine(batchId: string, of: string): string {
  const hex = createHash("sha256").update(`${batchId} ${of.toLowerCase()}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
