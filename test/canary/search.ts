import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql, type Database } from "../../src/platform/database.ts";
import type { AskerName } from "../access/row.ts";
import type { Kind } from "./kinds.ts";

/** Where a run has left something. `bytes` are files as they lie on the disk. */
export type Place =
  | { is: "log"; text: string }
  | { is: "mail"; kind: string; to: string; text: string }
  | { is: "table"; name: string; text: string }
  | { is: "file"; name: string; bytes: Buffer }
  | { is: "answer"; route: string; who: AskerName; text: string };

export type Canary = { kind: Kind; values: readonly string[] };

/** What is where it must not be, one line each. */
export function misplaced(canaries: readonly Canary[], places: readonly Place[]): string[] {
  const found = new Set<string>();
  for (const { kind, values } of canaries) {
    const forms = [...new Set(values.flatMap(formsOf))].filter((form) => kind.isShort !== true || !values.includes(form));
    const alone = kind.isShort === true ? values.map((value) => new RegExp(`(?<![\\w.])${value}(?!\\w)`)) : [];
    const isIn = (place: Place): boolean =>
      "bytes" in place
        ? forms.some((form) => place.bytes.includes(form)) || alone.some((one) => one.test(latin1Of(place.bytes)))
        : forms.some((form) => place.text.includes(form)) || alone.some((one) => one.test(place.text));
    for (const place of places) {
      if (belongs(kind, place)) continue;
      if (isIn(place)) found.add(`${kind.name} is in ${nameOf(place)}`);
    }
  }
  return [...found];
}

const latin1Of = (bytes: Buffer): string => bytes.toString("latin1");

/** As it is, and as it would look in an address, in JSON, in base64 and in a dump's bytes. */
function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  return [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), bytes.toString("base64"), bytes.toString("base64url"), bytes.toString("hex")];
}

function belongs(kind: Kind, place: Place): boolean {
  if (place.is === "mail") return kind.mails?.includes(place.kind) === true;
  if (place.is !== "answer") return false;
  if (IS_MAILBOX.test(place.route)) return true;
  const who = kind.answers?.[place.route];
  return who === "everybody" || who?.includes(place.who) === true;
}

/** The sandbox's mailbox shows the mails, which are searched by themselves. */
const IS_MAILBOX = /^(GET|HEAD) \/api\/mailbox/;

function nameOf(place: Place): string {
  switch (place.is) {
    case "log":
      return `the log: ${place.text.slice(0, 120)}`;
    case "mail":
      return `a mail of the kind ${place.kind} to ${place.to}`;
    case "table":
      return `the table ${place.name}`;
    case "file":
      return `the file ${place.name}`;
    case "answer":
      return `what ${place.route} answers ${place.who}`;
  }
}

/** Every row of every table, bytes as a dump writes them. */
export async function dumped(db: Database): Promise<Place[]> {
  const names = await db.list(
    (r) => [String(r["schemaname"]), String(r["tablename"])] as const,
    sql`select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const places: Place[] = [];
  for (const [schema, table] of names) {
    const rows = await db.list((r) => String(r["row"]), sql`select to_jsonb(one)::text as row from ${sql.table(`${schema}.${table}`)} one`);
    places.push({ is: "table", name: `${schema}.${table}`, text: rows.join("\n") });
  }
  return places;
}

/** The embedded database as it lies on the disk: what was deleted or overwritten may still be there. */
export const filesUnder = (folder: string): Place[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ is: "file", name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }));
