import { refused, type Refusal } from "../../lib/outcome.ts";
import type { RowValues } from "../runs/facts.ts";
import { isStorable, isUsable } from "./identifier.ts";

export const MAPPED = ["link", "name", "code", "passcode"] as const;
export type Mapped = (typeof MAPPED)[number];

/** Which row a key names, and which of its columns hold what. */
export type Mapping = {
  schema: string;
  table: string;
  keyColumn: string;
  linkColumn: string | null;
  nameColumn: string | null;
  codeColumn: string | null;
  passcodeColumn: string | null;
  filter: { column: string; value: string } | null;
};

export type ExternalDatabase = {
  id: string;
  revision: number;
  name: string;
  host: string;
  port: number;
  database: string;
  userName: string;
  tls: "verified" | "encrypted" | "none";
  ca: string | null;
};

export type ExternalTable = Mapping & { id: string; revision: number; databaseId: string; name: string };

/** The same as long as a key means the same row by it, and the same columns of that. */
export const meaningOf = ({ databaseId, schema, table, keyColumn, linkColumn, passcodeColumn, filter }: ExternalTable): string =>
  JSON.stringify([databaseId, schema, table, keyColumn, linkColumn, passcodeColumn, filter]);

/** The same as long as a key means the same row by it, whatever columns of that are mapped. */
export const rowsMeantBy = ({ databaseId, schema, table, keyColumn, filter }: ExternalTable): string =>
  JSON.stringify([databaseId, schema, table, keyColumn, filter]);

const columnOf = (mapping: Mapping, what: Mapped): string | null => mapping[`${what}Column`];

/** What of a row is mapped, and to which of its columns. */
export const mappedIn = (mapping: Mapping): { what: Mapped; column: string }[] =>
  MAPPED.flatMap((what) => {
    const column = columnOf(mapping, what);
    return column === null ? [] : [{ what, column }];
  });

/** Of these values those that the row has a place for. */
export const withinMapping = (mapping: Mapping, values: RowValues): RowValues =>
  Object.fromEntries(mappedIn(mapping).flatMap(({ what }) => (values[what] === undefined ? [] : [[what, values[what]]])));

/** Characters of a column that are read: far more than anything of Bedel's has. What somebody else's column holds must take neither its memory nor its pages. */
export const MOST_READ = 4000;

/** The first of these values that would be written over a text that was not read to its end, so that nobody could put it back; null: there is none. */
export const unkeptBy = (row: RowValues, values: RowValues): Mapped | null =>
  MAPPED.find((what) => values[what] !== undefined && !isSame(row[what], values[what]) && [...(row[what] ?? "")].length > MOST_READ) ?? null;

/** Nothing and an empty text are the same to whoever looks at the page that shows it; some columns must not be null. */
export const isSame = (one: string | null | undefined, other: string | null | undefined): boolean => (one ?? "") === (other ?? "");

/** The first of these values that the row does not hold; null: it holds them all. */
export const differenceOf = (row: RowValues, values: RowValues): Mapped | null =>
  MAPPED.find((what) => values[what] !== undefined && !isSame(row[what], values[what])) ?? null;

/** The first column that was mapped only since the row was looked at, and holds what would be written over: nobody was shown that. */
export const unseenIn = (row: RowValues, wanted: RowValues, expected: RowValues): Mapped | null =>
  MAPPED.find((what) => wanted[what] !== undefined && expected[what] === undefined && !isSame(row[what], null) && !isSame(row[what], wanted[what])) ?? null;

/** Why a row can't be meant by it, beside the field; null: it may be tried. */
export function whyNotMap(mapping: Mapping): Refusal | null {
  const fields = { schema: mapping.schema, table: mapping.table, keyColumn: mapping.keyColumn, ...namesOf(mapping) };
  const unusable = Object.entries(fields).find(([, name]) => name !== null && !isUsable(name));
  if (unusable !== undefined) return refused("external_name_unusable", { field: unusable[0] }).refusal;
  if (mapping.filter !== null && !isStorable(mapping.filter.value)) return refused("external_name_unusable", { field: "filter.value" }).refusal;
  if (mappedIn(mapping).length === 0) return refused("external_nothing_mapped", { field: "linkColumn" }).refusal;
  const seen = new Set([mapping.keyColumn]);
  for (const [field, name] of Object.entries(namesOf(mapping))) {
    if (name === null) continue;
    if (seen.has(name)) return refused("external_column_twice", { field }).refusal;
    seen.add(name);
  }
  return null;
}

const namesOf = (mapping: Mapping): Record<string, string | null> => ({
  linkColumn: mapping.linkColumn,
  nameColumn: mapping.nameColumn,
  codeColumn: mapping.codeColumn,
  passcodeColumn: mapping.passcodeColumn,
  "filter.column": mapping.filter?.column ?? null,
});

/** What is in another column afterwards, or in none: what stands in its column now is not kept up any more. */
export const leftBy = (before: Mapping, after: Mapping): { what: Mapped; column: string }[] =>
  mappedIn(before).filter(({ what, column }) => columnOf(after, what) !== column);

/** Whether two mappings mean the same rows. */
export const meansSameRows = (one: ExternalTable, other: ExternalTable): boolean =>
  one.databaseId === other.databaseId &&
  one.schema === other.schema &&
  one.table === other.table &&
  one.keyColumn === other.keyColumn &&
  one.filter?.column === other.filter?.column &&
  one.filter?.value === other.filter?.value;
