import { createHash } from "node:crypto";
import { refused, type Refusal } from "../lib/outcome.ts";
import { foreseeEmptying, type Emptied } from "../sessions/placing/room-change-actions.ts";
import type { Tx } from "../platform/database.ts";
import type { World } from "../world.ts";
import type { RowPreview } from "./contract.ts";
import { called, partOf } from "./databases/writing.ts";
import { AS_LONG_AS_CHOSEN } from "./passcode.ts";
import { readRow, type Round, type RowFound } from "./databases/actions.ts";
import type { Finding } from "./databases/contract.ts";
import { isUntried, isUsable } from "./databases/judging.ts";
import { mappedIn, rowsMeantBy, type ExternalTable } from "./databases/mapping.ts";
import { opened, placed } from "./databases/rows-actions.ts";
import { databaseById, isAnothersRow, rowsMeantIn, tableById, type TriedTable } from "./databases/store.ts";
import { tryKept } from "./databases/trying-actions.ts";
import { placeName, type RowPlace, type RowValues } from "./runs/facts.ts";

type Needs = Pick<World, "db" | "secrets">;
type Trying = Needs & Pick<World, "clock">;

/** `faulty`: by its mapping nothing new is published while a fault was found of it. */
type NewRowFound = RowFound | { is: "faulty" };
/** The rows as they are now, and which their keys mean (`rowsMeantBy`); `seen` stands for just this, so that whoever goes on says what was looked at. */
export type RowsNow = { rows: { place: RowPlace; found: NewRowFound; field: Field; meant: string | null }[]; seen: string };
/** Of the form in which rows are chosen: the row, or what is too long for it. */
type Field = "link.key" | "passcode.key" | "name" | "code";

type Places = { link: RowPlace | null; passcode: RowPlace | null };

/** What they are to hold; what is not known yet counts by its length, or by nothing but the right to write it. */
export const toHold = (as: { name: string; code: string }): RowValues => ({ link: "", passcode: AS_LONG_AS_CHOSEN, ...called(as) });

/** Rows that a classroom is published in, as they are there now; refused where they could not hold what is `wanted`. */
export const rowsNow = (world: Needs, institutionId: string, places: Places, wanted: RowValues): Promise<RowsNow> =>
  lookedAt(places, wanted, async (place, values) => {
    const found = await readRow(world, institutionId, place, null, values);
    return { found, table: await tableById(world.db, institutionId, place.tableId) };
  });

/** Rows that one is to be published in, which it was not before. `round`: with those of others. */
export const newRowsNow = (world: Trying, institutionId: string, places: Places, wanted: RowValues, round: Round | null = null): Promise<RowsNow> =>
  lookedAt(places, wanted, async (place, values) => {
    const table = await tableById(world.db, institutionId, place.tableId);
    if (table !== null && !isUsable(table.tried)) return { found: { is: "faulty" }, table };
    const found = await readRow(world, institutionId, place, round, values);
    if (table === null || !isUntried(table.tried) || found.is === "unreachable") return { found, table };
    return isUsable(await triedNow(world, institutionId, table)) ? { found, table } : { found: { is: "faulty" }, table };
  });

/** Its database was away when it was tried, and answers now. */
async function triedNow(world: Trying, institutionId: string, table: TriedTable): Promise<Finding[]> {
  const database = await databaseById(world.db, institutionId, table.databaseId);
  return database === null ? [] : tryKept(world, institutionId, opened(world, database), table, null);
}

type Looked = { found: NewRowFound; table: ExternalTable | null };

async function lookedAt({ link, passcode }: Places, wanted: RowValues, look: (place: RowPlace, values: RowValues) => Promise<Looked>): Promise<RowsNow> {
  const places = [...(link === null ? [] : [{ place: link, which: "link" as const }]), ...(passcode === null || isSame(passcode, link) ? [] : [{ place: passcode, which: "passcode" as const }])];
  const rows = await Promise.all(places.map(async ({ place, which }) => {
    const { found, table } = await look(place, partOf(place, link, wanted));
    return { place, found, field: fieldOf(found, table, which), meant: table === null ? null : rowsMeantBy(table) };
  }));
  return { rows, seen: createHash("sha256").update(JSON.stringify(rows.map(({ place, found, meant }) => [meant, place.tableId, place.key, found]))).digest("base64url") };
} // prettier-ignore

function fieldOf(found: NewRowFound, table: ExternalTable | null, which: "link" | "passcode"): Field {
  const column = found.is === "refused" && found.because === "too_long" ? found.column : null;
  const what = column === null || table === null ? null : mappedIn(table).find((one) => one.column === column)?.what;
  return what === "name" || what === "code" ? what : `${which}.key`;
}

const isSame = (one: RowPlace, other: RowPlace | null): boolean => other !== null && one.tableId === other.tableId && one.key === other.key;

/** Whether a mapping was changed since the rows were read, which takes up to seconds: what was looked at is not what would be written. With its tables locked. */
export async function areMeantOtherwise(tx: Tx, institutionId: string, { rows }: RowsNow): Promise<boolean> {
  const meant = await rowsMeantIn(tx, institutionId);
  return rows.some((row) => row.meant !== (meant[row.place.tableId] ?? null));
}

/** What a run is asked with: a row that holds something else by then is left alone. */
export const before = ({ rows }: RowsNow): Record<string, RowValues> =>
  Object.fromEntries(rows.flatMap(({ place, found }) => (found.is === "found" ? [[placeName(place), found.row]] : [])));

/** Why these rows can't be written, with the field that it is about. */
export function whyNotRows({ rows }: RowsNow): { ok: false; refusal: Refusal } | null {
  for (const { found, field } of rows) {
    const why = whyNotRow(found);
    if (why !== null) return refused(why.because, { field, values: why.values });
  }
  return null;
}

const TROUBLES = { none: "row_not_found", several: "row_twice", refused: "row_refused", unreachable: "row_unreachable", faulty: "row_mapping_faulty" } as const;
const REFUSED: Record<string, string> = {
  rights: "row_without_right",
  read_only: "row_without_right",
  too_long: "row_too_short",
  mapping_gone: "row_without_table",
  said_no: "row_takes_nothing",
};

type Why = { because: string; values: Record<string, string | number> };

/** Message key under `refusals` why one can't be written, with its values; null: it can be. */
export function whyNotRow(found: NewRowFound): Why | null {
  if (found.is === "found") return null;
  if (found.is !== "refused") return { because: TROUBLES[found.is], values: {} };
  if (found.because === "too_long" && found.column !== null && found.most !== undefined)
    return { because: "row_column_too_short", values: { column: found.column, most: found.most } };
  if (found.because === "mapping_gone" && found.column !== null) return { because: "row_without_column", values: { column: found.column } };
  return { because: REFUSED[found.because] ?? TROUBLES.refused, values: {} };
}

/** `empties`: a name or code that is left empty is taken out of the row; otherwise it stays as the row has it. */
type Called = { name: string; code: string; empties?: boolean };

/**
 * Each column as it is and as it will be. The join address is known only when Zoom has made it; passcodes are not shown. `mine`: the classrooms whose rows these may be;
 * one that is another's is told. Null: that is judged elsewhere.
 */
export async function previewed(
  world: Needs,
  institutionId: string,
  now: RowsNow,
  called: Called,
  mine: readonly string[] | null = null,
): Promise<RowPreview[]> {
  const previews: RowPreview[] = [];
  for (const { place, found, field } of now.rows) {
    const at = await placed(world, institutionId, place.tableId);
    if (at === null) previews.push({ table: "", key: place.key, trouble: "row_refused", values: {}, columns: [] });
    else {
      const isTaken = mine !== null && found.is === "found" && (await isAnothersRow(world.db, institutionId, place, mine));
      const row = previewOf(at, place.key, found, called, field !== "passcode.key");
      previews.push(isTaken ? { ...row, trouble: "classroom_row_taken" } : row);
    }
  }
  return previews;
}

function previewOf(
  { table, called: tableName }: NonNullable<Awaited<ReturnType<typeof placed>>>,
  key: string,
  found: NewRowFound,
  called: Called,
  isLinks: boolean,
): RowPreview {
  const row: RowValues = found.is === "found" ? found.row : {};
  const written = mappedIn(table).filter(({ what }) => isLinks || what === "passcode");
  const columns = written.map(({ what, column }) => {
    const hidden = what === "passcode";
    const wanted = what === "name" || what === "code" ? called[what] : null;
    const after = wanted === "" && called.empties !== true ? (row[what] ?? "") : wanted;
    return { what, column, before: hidden ? null : (row[what] ?? null), after, hidden };
  });
  const why = whyNotRow(found);
  return { table: tableName, key, trouble: why?.because ?? null, values: why?.values ?? {}, columns };
}

/** They move, stay until they are over, stay because no other room can take them, or are too many for anybody to tell. */
export type SessionsOnRetiring = { moving: number; untilOver: number; homeless: number; untold: number };
export const NO_SESSIONS: SessionsOnRetiring = { moving: 0, untilOver: 0, homeless: 0, untold: 0 };
/** As a preview says it. */
export const told = ({ moved, staying, homeless }: Emptied): SessionsOnRetiring => ({ moving: moved, untilOver: staying - homeless, homeless, untold: 0 });

/** What would become of the sessions of a classroom's room if it were retired now. */
export const sessionsOnRetiring = async (world: Parameters<typeof foreseeEmptying>[0], institutionId: string, roomId: string | null): Promise<SessionsOnRetiring> =>
  roomId === null ? NO_SESSIONS : told(await foreseeEmptying(world, institutionId, roomId)); // prettier-ignore
