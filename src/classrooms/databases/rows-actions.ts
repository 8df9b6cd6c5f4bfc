import type { World } from "../../world.ts";
import type { RowPlace, RowValues } from "../runs/facts.ts";
import { CommitUnknown, inside, type Answer, type Ask, type Opened } from "./connecting-actions.ts";
import { isStorable } from "./identifier.ts";
import { lengthsIn, lookForWriting } from "./looking-actions.ts";
import { differenceOf, mappedIn, unkeptBy, whyNotMap, withinMapping, type ExternalTable, type Mapped, type Mapping } from "./mapping.ts";
import { rowAt, rowBecomes, rowsLike, toLook, toWrite } from "./statements.ts";
import { databaseById, tableById, tableNames, type SealedDatabase } from "./store.ts";
import { troubleOf } from "./trouble.ts";

type Needs = Pick<World, "db" | "secrets" | "inside">;

/** `column`: the one it is about, as it is called there. `most`: so many characters it holds, of one that is too short. */
export type RowTrouble =
  | { is: "none" }
  | { is: "several" }
  | { is: "refused"; because: string; column: string | null; most?: number }
  /** `unknown`: it may have been written all the same; asking again tells. */
  | { is: "unreachable"; because: string; unknown: boolean };
export type RowFound = { is: "found"; row: RowValues } | RowTrouble;
/** `before`: what it held. `changed`: it holds something else than was expected, and was left alone. */
export type RowWritten =
  { is: "written"; before: RowValues } | { is: "already"; row: RowValues } | { is: "changed"; row: RowValues; what: Mapped; column: string } | RowTrouble;

export type ListedRow = RowValues & { key: string };
export const MOST_ROWS = 50;

/** A mapped table with the database that it is in, and how people read which it is; null: the institution has none such. */
export async function placed(
  { db, ...world }: Needs,
  institutionId: string,
  tableId: string,
): Promise<{ table: ExternalTable; database: Opened; called: string } | null> {
  const table = await tableById(db, institutionId, tableId);
  const database = table === null ? null : await databaseById(db, institutionId, table.databaseId);
  return table === null || database === null
    ? null
    : { table, database: opened(world, database), called: (await tableNames(db, institutionId)).get(tableId) ?? table.name };
}

/** What the password is sealed to, so that a copy in another row does not open. */
export const about = ({ institutionId, id }: Pick<SealedDatabase, "institutionId" | "id">): string => `external database ${institutionId} ${id}`;

export const opened = ({ secrets, inside: way }: Pick<World, "secrets" | "inside">, database: SealedDatabase): Opened => ({
  ...database,
  password: secrets.open(database.sealed, about(database)),
  ...(way === undefined ? {} : { inside: way }),
});

const GONE: RowTrouble = { is: "refused", because: "mapping_gone", column: null };

/** Many rows, one after the other: databases that did not answer in it are asked no more, and hold nobody up again. */
export type Round = { away: Map<string, RowFound> };
export const newRound = (): Round => ({ away: new Map() });

/** In a round nobody waits longer for one row: others come after it. */
const IN_A_ROUND_MS = 6000;

/** Of one row that somebody holds the others may be free, and a server that takes no more connections may the next time. */
const OF_THIS_MOMENT: ReadonlySet<string> = new Set(["row_locked", "too_many_connections"]);

/** What stands there now in the mapped columns of the one row. `round`: of which it is one. `toHold`: see `readRowIn`. */
export async function readRow(
  world: Needs,
  institutionId: string,
  place: RowPlace,
  round: Round | null = null,
  toHold: RowValues | null = null,
): Promise<RowFound> {
  const at = await placed(world, institutionId, place.tableId);
  if (at === null) return GONE;
  if (round === null) return readRowIn(at.database, at.table, place.key, null, toHold);
  const whose = `${institutionId} ${at.database.id}`;
  const found = round.away.get(whose) ?? (await readRowIn(at.database, at.table, place.key, IN_A_ROUND_MS, toHold));
  if (found.is === "unreachable" && !OF_THIS_MOMENT.has(found.because)) round.away.set(whose, found);
  return found;
}

/**
 * As `readRow`, of a mapping that need not be saved. `toHold`: refused as well where these values could not be written there, as far as the catalogue tells: without
 * the right, in a column that is made of others or is too short, on a server or in a view that is only read.
 */
export async function readRowIn(
  database: Opened,
  mapping: Mapping,
  key: string,
  withinMs: number | null = null,
  toHold: RowValues | null = null,
): Promise<RowFound> {
  if (whyNotMap(mapping) !== null) return GONE;
  if (!isStorable(key)) return { is: "none" };
  const look = async (ask: Ask): Promise<RowFound> => {
    const found = await theRow(ask, mapping, key, "look");
    return found.is !== "found" || toHold === null ? found : ((await unwritable(ask, mapping, toHold)) ?? found);
  };
  try {
    return await inside<RowFound>(database, toLook, async (ask) => ({ commit: true, value: await look(ask) }), withinMs);
  } catch (error) {
    return troubled(error, columnNamed(mapping, error));
  }
}

async function unwritable(ask: Ask, mapping: Mapping, toHold: RowValues): Promise<RowTrouble | null> {
  const { columns, isStandby, isWritten } = await lookForWriting(ask, mapping);
  const refusing = (because: string, column: string | null): Extract<RowTrouble, { is: "refused" }> => ({ is: "refused", because, column });
  if (isStandby) return refusing("read_only", null);
  for (const { what, column } of mappedIn(mapping)) {
    const [value, it] = [toHold[what], columns.find(({ name }) => name === column)];
    if (value === undefined || it === undefined) continue;
    if (it.isComputed || !isWritten) return refusing("said_no", column);
    if (!it.mayWrite) return refusing("rights", column);
    if (it.longest !== null && [...(value ?? "")].length > it.longest) return { ...refusing("too_long", column), most: it.longest };
  }
  return null;
}

/**
 * Makes the mapped columns of exactly one row hold these values, or does nothing. What is not mapped is left out. With `expected`, only where the row still
 * holds that. A row that holds them already is left alone.
 */
export async function writeRow(world: Needs, institutionId: string, place: RowPlace, expected: RowValues | null, wanted: RowValues): Promise<RowWritten> {
  const at = await placed(world, institutionId, place.tableId);
  return at === null ? GONE : writeRowIn(at.database, at.table, place.key, expected, wanted);
}

export const writeRowIn = (database: Opened, mapping: Mapping, key: string, expected: RowValues | null, wanted: RowValues): Promise<RowWritten> =>
  becoming(database, mapping, key, { expected, wanted, keeps: true });

/** What would come of `writeRowIn`: it is written, and taken back. What a row refuses by a rule of its own, no catalogue tells. */
export const tryRowIn = (database: Opened, mapping: Mapping, key: string, expected: RowValues | null, wanted: RowValues): Promise<RowWritten> =>
  becoming(database, mapping, key, { expected, wanted, keeps: false });

type Becoming = { expected: RowValues | null; wanted: RowValues; keeps: boolean };

async function becoming(database: Opened, mapping: Mapping, key: string, { expected, wanted, keeps }: Becoming): Promise<RowWritten> {
  if (whyNotMap(mapping) !== null) return GONE;
  const values = withinMapping(mapping, wanted);
  const unstorable = mappedIn(mapping).find(({ what }) => typeof values[what] === "string" && !isStorable(values[what]));
  if (unstorable !== undefined) return { is: "refused", because: "wrong_type", column: unstorable.column };
  if (!isStorable(key)) return { is: "none" };
  const write = (row: RowValues) =>
    inside<RowWritten>(database, toWrite, async (ask) => {
      const { commit, value } = await written(ask, mapping, key, expected, row);
      return { commit: commit && keeps, value };
    });
  try {
    return await write(values);
  } catch (error) {
    const filled = emptied(values);
    if (filled === null || troubleOf(error).because !== "not_empty") return refusedBy(database, mapping, values, error);
    return write(filled).catch((again: unknown) => refusedBy(database, mapping, filled, again));
  }
}

/** For columns that must hold something: an empty text in place of nothing. Null: there is nothing to replace. */
const emptied = (values: RowValues): RowValues | null =>
  Object.values(values).includes(null) ? Object.fromEntries(Object.entries(values).map(([what, value]) => [what, value ?? ""])) : null;

async function written(
  ask: Ask,
  mapping: Mapping,
  key: string,
  expected: RowValues | null,
  values: RowValues,
): Promise<{ commit: boolean; value: RowWritten }> {
  const left = (value: RowWritten) => ({ commit: false, value });
  const before = await theRow(ask, mapping, key, "lock");
  if (before.is !== "found") return left(before);
  if (differenceOf(before.row, values) === null) return left({ is: "already", row: before.row });
  const moved = expected === null ? null : differenceOf(before.row, withinMapping(mapping, expected));
  if (moved !== null) return left({ is: "changed", row: before.row, what: moved, column: columnFor(mapping, moved) });
  const unkept = unkeptBy(before.row, values);
  if (unkept !== null) return left({ is: "refused", because: "holds_too_much", column: columnFor(mapping, unkept) });
  const { count } = await ask(rowBecomes(mapping, key, values));
  if (count !== 1) return left({ is: count === 0 ? "none" : "several" });
  const after = await theRow(ask, mapping, key, "look");
  if (after.is !== "found") return left(after);
  const other = differenceOf(after.row, values);
  if (other !== null) return left({ is: "refused", because: "not_kept", column: columnFor(mapping, other) });
  return { commit: true, value: { is: "written", before: before.row } };
}

const columnFor = (mapping: Mapping, what: Mapped): string => mappedIn(mapping).find((one) => one.what === what)!.column;

async function theRow(ask: Ask, mapping: Mapping, key: string, lock: "lock" | "look"): Promise<RowFound> {
  const { rows } = await ask(rowAt(mapping, key, lock));
  if (rows.length !== 1) return { is: rows.length === 0 ? "none" : "several" };
  return { is: "found", row: valuesIn(mapping, rows[0]!) };
}

const valuesIn = (mapping: Mapping, row: Answer["rows"][number]): RowValues =>
  Object.fromEntries(mappedIn(mapping).map(({ what }) => [what, row[what] === null ? null : String(row[what])]));

function troubled(error: unknown, column: string | null): RowTrouble {
  if (error instanceof CommitUnknown) return { is: "unreachable", because: "broken_off", unknown: true };
  const { because, away } = troubleOf(error);
  return away ? { is: "unreachable", because, unknown: false } : { is: "refused", because, column };
}

/** With the column that a value is too long for, of which PostgreSQL says nothing. */
async function refusedBy(database: Opened, mapping: Mapping, values: RowValues, error: unknown): Promise<RowTrouble> {
  if (error instanceof CommitUnknown || troubleOf(error).because !== "too_long") return troubled(error, columnNamed(mapping, error));
  const lengths = await lengthsIn(database, mapping).catch(() => new Map<string, number>());
  const tooLong = mappedIn(mapping).find(({ what, column }) => [...(values[what] ?? "")].length > (lengths.get(column) ?? Infinity));
  return troubled(error, tooLong?.column ?? null);
}

/** A column that is gone PostgreSQL names in its words only, in whatever language. They are told nobody: of them counts which of the mapping's own names they quote. */
const columnNamed = (mapping: Mapping, error: unknown): string | null => {
  const { column, code, message } = error as { column?: unknown; code?: unknown; message?: unknown };
  const mapped = mappedIn(mapping).map((one) => one.column);
  if (mapped.some((one) => one === column)) return String(column);
  const quoted = [...new Set([mapping.keyColumn, ...mapped])].filter((one) => code === NO_SUCH_COLUMN && String(message).includes(`"${one}"`));
  return quoted.length === 1 ? quoted[0]! : null;
};
const NO_SUCH_COLUMN = "42703";

export type RowsFound = { rows: ListedRow[]; more: boolean; trouble: string | null };

/** Rows as they are there now, to pick one. */
export async function searchRows(database: Opened, mapping: Mapping, search: string): Promise<RowsFound> {
  if (whyNotMap(mapping) !== null || !isStorable(search)) return { rows: [], more: false, trouble: null };
  try {
    const { rows } = await inside(database, toLook, async (ask) => ({ commit: true, value: await ask(rowsLike(mapping, search, MOST_ROWS + 1)) }));
    const listed = rows.slice(0, MOST_ROWS).map((row) => ({ key: String(row["key"]), ...valuesIn(mapping, row) }));
    return { rows: listed, more: rows.length > MOST_ROWS, trouble: null };
  } catch (error) {
    return { rows: [], more: false, trouble: troubleOf(error).because };
  }
}
