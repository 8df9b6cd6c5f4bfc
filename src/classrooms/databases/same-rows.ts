import { placeName, type RowPlace } from "../runs/facts.ts";
import type { ExternalDatabase, ExternalTable } from "./mapping.ts";

/** A mapping with the server that it is on. */
export type MappedAt = Pick<ExternalTable, "id" | "databaseId" | "schema" | "table" | "keyColumn" | "filter"> &
  Pick<ExternalDatabase, "host" | "port" | "database">;

/** Of each mapping all that mean the same rows of the same table, itself among them. */
export type Twins = (tableId: string) => readonly string[];

/**
 * Whether a key names the same row by both: in the same table of the same database, by the same column, also where that database was connected twice. What can't be known is
 * taken for another row: one server under two names, one row by two columns, and one key written in two ways ("7" and "07").
 */
export const meansSameRow = (one: MappedAt, other: MappedAt): boolean =>
  isSameDatabase(one, other) && one.schema === other.schema && one.table === other.table && one.keyColumn === other.keyColumn && !isApart(one, other);

const isSameDatabase = (one: MappedAt, other: MappedAt): boolean =>
  one.databaseId === other.databaseId || (one.host.toLowerCase() === other.host.toLowerCase() && one.port === other.port && one.database === other.database);

/** Two values of one column, of which a row can have but one: a key may well be there with each. */
const isApart = (one: MappedAt, other: MappedAt): boolean =>
  one.filter !== null && other.filter !== null && one.filter.column === other.filter.column && one.filter.value !== other.filter.value;

export const twinsAmong = (all: readonly MappedAt[]): Twins => {
  const byId = new Map(all.map((one) => [one.id, all.filter((other) => other.id === one.id || meansSameRow(one, other)).map(({ id }) => id)]));
  return (tableId) => byId.get(tableId) ?? [tableId];
};

/** All that this row may be called, by `placeName`. */
export const namesOf = (twins: Twins, { tableId, key }: RowPlace): string[] => twins(tableId).map((id) => placeName({ tableId: id, key }));
