import type { RowValues } from "../runs/facts.ts";
import { quoted } from "./identifier.ts";
import { mappedIn, MOST_READ, type Mapping } from "./mapping.ts";

/** Everything that is ever sent about rows is made in this file: names are quoted, values are parameters. */
export type Statement = { text: string; values: readonly (string | null)[] };

const plain = (text: string): Statement => ({ text, values: [] });

/** Nobody waits long for it, and it holds up nobody long, whatever the role's own settings say. */
const LIMITS = plain("set local statement_timeout = '10s'; set local lock_timeout = '5s'; set local idle_in_transaction_session_timeout = '20s'");

export const toLook: readonly Statement[] = [plain("begin isolation level read committed read only"), LIMITS];
/** Within a look: only names of PostgreSQL's own. */
export const CATALOGUE_PATH = plain("set local search_path = pg_catalog, pg_temp");
/**
 * For catalogues: whoever owns the database may give the role a search path in which functions and operators of the same names come before PostgreSQL's own. Rows
 * are not looked at in it, since views and triggers may count on that path.
 */
export const toLookUp: readonly Statement[] = [...toLook, CATALOGUE_PATH];
/** Back to the role's own path, within it. */
export const OWN_PATH = plain("set local search_path to default");
export const toWrite: readonly Statement[] = [plain("begin isolation level read committed read write"), LIMITS];
export const COMMIT = plain("commit");

const tableOf = ({ schema, table }: Mapping): string => `${quoted(schema)}.${quoted(table)}`;

/** As text, whatever its type, so that one key names what people see. Type and operator are PostgreSQL's own, whatever the role's search path has of those names. */
const asText = (column: string): string => `${quoted(column)}::pg_catalog.text`;
const equals = (column: string, parameter: number): string => `(${asText(column)} collate pg_catalog."C") operator(pg_catalog.=) $${parameter}`;

/** The one row: by its key, among those that are ours at all. Its parameters begin with this number. */
const oneRow = ({ keyColumn, filter }: Mapping, key: string, from: number): Statement => ({
  text: [equals(keyColumn, from), ...(filter === null ? [] : [equals(filter.column, from + 1)])].join(" and "),
  values: [key, ...(filter === null ? [] : [filter.value])],
});

/** One character more than is read at most: so it is seen that there is more. */
const shown = (column: string): string => `pg_catalog.left(${asText(column)}, ${MOST_READ + 1})`;

const columnsAs = (mapping: Mapping): string =>
  mappedIn(mapping)
    .map(({ what, column }) => `${shown(column)} as ${what}`)
    .join(", ");

/** At most two: more than one is too many already. Locked, nobody changes it until it is written. */
export function rowAt(mapping: Mapping, key: string, lock: "lock" | "look"): Statement {
  const where = oneRow(mapping, key, 1);
  return {
    text: `select ${columnsAs(mapping)} from ${tableOf(mapping)} where ${where.text} limit 2${lock === "lock" ? " for update" : ""}`,
    values: where.values,
  };
}

/** `wanted`: only of columns that are mapped, and at least one. */
export function rowBecomes(mapping: Mapping, key: string, wanted: RowValues): Statement {
  const columns = mappedIn(mapping).filter(({ what }) => wanted[what] !== undefined);
  const where = oneRow(mapping, key, columns.length + 1);
  const set = columns.map(({ column }, i) => `${quoted(column)} = $${i + 1}`).join(", ");
  return { text: `update ${tableOf(mapping)} set ${set} where ${where.text}`, values: [...columns.map(({ what }) => wanted[what] ?? null), ...where.values] };
}

/** Rows that hold this text in their key, name or code; first the one whose key it is, then those whose name or code it is. */
export function rowsLike(mapping: Mapping, search: string, most: number): Statement {
  const { keyColumn, nameColumn, codeColumn, filter } = mapping;
  const values = [...(filter === null ? [] : [filter.value]), ...(search === "" ? [] : [search])];
  const holds = (column: string): string =>
    `pg_catalog.strpos(pg_catalog.lower(${asText(column)}), pg_catalog.lower($${values.length}::pg_catalog.text)) operator(pg_catalog.>) 0`;
  const is = (column: string): string => `pg_catalog.lower(${asText(column)}) operator(pg_catalog.=) pg_catalog.lower($${values.length}::pg_catalog.text)`;
  const searched = [keyColumn, nameColumn, codeColumn].filter((column) => column !== null);
  const nearness = search === "" ? "" : `case when ${is(keyColumn)} then 0 when ${searched.map(is).join(" or ")} then 1 else 2 end, `;
  const conditions = [
    `${quoted(keyColumn)} is not null`,
    ...(filter === null ? [] : [equals(filter.column, 1)]),
    ...(search === "" ? [] : [`(${searched.map(holds).join(" or ")})`]),
  ];
  return {
    text: `select ${shown(keyColumn)} as key, ${columnsAs(mapping)} from ${tableOf(mapping)} where ${conditions.join(" and ")} order by ${nearness}1 limit ${most}`,
    values,
  };
}

/** One row where a key names several. */
export function keyTwice(mapping: Mapping): Statement {
  const { keyColumn, filter } = mapping;
  const where = filter === null ? "" : ` where ${equals(filter.column, 1)}`;
  return {
    text: `select 1 as twice from ${tableOf(mapping)}${where} group by ${asText(keyColumn)} collate pg_catalog."C" having pg_catalog.count(*) operator(pg_catalog.>) 1 limit 1`,
    values: filter === null ? [] : [filter.value],
  };
}
