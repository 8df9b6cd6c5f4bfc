import { createHash } from "node:crypto";
import { z } from "zod";
import { cut, line as oneLine, neededLine, plainText } from "../../lib/text.ts";
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
    tableOf(text, columns(what))?.map(({ line, text: words, cells: wanted }) => {
      const because = whyNot(wanted, what) ?? (seen.has(wanted.email.toLowerCase()) ? "line_email_twice" : null);
      seen.add(wanted.email.toLowerCase());
      return { line, text: cut(plainText(words), 80), wanted: because === null ? wanted : null, because };
    }) ?? null
  );
}

const isLine = (longest: number) => (text: string) => oneLine(longest).safeParse(text).success;

/** Message key under `refusals`. */
function whyNot(wanted: Wanted, what: MakingWhat): string | null {
  if (what === "replace classroom" && wanted.replaces === "") return "line_without_replaced";
  if (wanted.email === "") return "line_without_email";
  if (!z.email().max(128).safeParse(wanted.email).success) return "line_email_malformed";
  const isNamed = wanted.name === "" ? wanted.replaces !== "" : neededLine(120).safeParse(wanted.name).success;
  if (!isNamed) return "line_without_classroom_name";
  if (!isLine(64)(wanted.firstName) || !isLine(64)(wanted.lastName)) return "line_name_too_long";
  if (!isLine(60)(wanted.code)) return "line_code_too_long";
  return wanted.key.length > 400 || wanted.passcodeKey.length > 400 ? "line_key_too_long" : null;
}

/** The same name for the same line of the same file: sent again it asks for nothing twice. `of`: the address or the classroom that it is about. */
export function idOfLine(batchId: string, of: string): string {
  const hex = createHash("sha256").update(`${batchId} ${of.toLowerCase()}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
