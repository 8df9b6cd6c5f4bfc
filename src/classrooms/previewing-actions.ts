import { createHash } from "node:crypto";
import { refused, type Refusal } from "../lib/outcome.ts";
import { foreseeEmptying, type Emptied } from "../sessions/placing/room-change-actions.ts";
import type { World } from "../world.ts";
import type { RowPreview } from "./contract.ts";
import { readRow, type Round, type RowFound } from "./databases/actions.ts";
import type { Finding } from "./databases/contract.ts";
import { isUntried, isUsable } from "./databases/judging.ts";
import { mappedIn, type ExternalTable } from "./databases/mapping.ts";
import { opened, placed } from "./databases/rows-actions.ts";
import { databaseById, tableById, type TriedTable } from "./databases/store.ts";
import { tryKept } from "./databases/trying-actions.ts";
import { placeName, type RowPlace, type RowValues } from "./runs/facts.ts";

type Needs = Pick<World, "db" | "secrets">;
type Trying = Needs & Pick<World, "clock">;

/** `faulty`: by its mapping nothing new is published while a fault was found of it. */
type NewRowFound = RowFound | { is: "faulty" };
/** The rows as they are now; `seen` stands for just this, so that whoever goes on says what was looked at. */
export type RowsNow = { rows: { place: RowPlace; found: NewRowFound; field: "link" | "passcode" }[]; seen: string };

type Places = { link: RowPlace | null; passcode: RowPlace | null };

/** Rows that a classroom is published in, as they are there now. */
export const rowsNow = (world: Needs, institutionId: string, places: Places): Promise<RowsNow> =>
  lookedAt(places, (place) => readRow(world, institutionId, place));

/** Rows that one is to be published in, which it was not before. `round`: with those of others. */
export const newRowsNow = (world: Trying, institutionId: string, places: Places, round: Round | null = null): Promise<RowsNow> =>
  lookedAt(places, async (place) => {
    const table = await tableById(world.db, institutionId, place.tableId);
    if (table !== null && !isUsable(table.tried)) return { is: "faulty" };
    const row = await readRow(world, institutionId, place, round);
    if (table === null || !isUntried(table.tried) || row.is === "unreachable") return row;
    return isUsable(await triedNow(world, institutionId, table)) ? row : { is: "faulty" };
  });

/** Its database was away when it was tried, and answers now. */
async function triedNow(world: Trying, institutionId: string, table: TriedTable): Promise<Finding[]> {
  const database = await databaseById(world.db, institutionId, table.databaseId);
  return database === null ? [] : tryKept(world, institutionId, opened(world, database), table, null);
}

async function lookedAt({ link, passcode }: Places, look: (place: RowPlace) => Promise<NewRowFound>): Promise<RowsNow> {
  const places = [...(link === null ? [] : [{ place: link, field: "link" as const }]), ...(passcode === null || isSame(passcode, link) ? [] : [{ place: passcode, field: "passcode" as const }])];
  const rows = await Promise.all(places.map(async ({ place, field }) => ({ place, field, found: await look(place) })));
  return { rows, seen: createHash("sha256").update(JSON.stringify(rows.map(({ place, found }) => [place.tableId, place.key, found]))).digest("base64url") };
} // prettier-ignore

const isSame = (one: RowPlace, other: RowPlace | null): boolean => other !== null && one.tableId === other.tableId && one.key === other.key;

/** What a run is asked with: a row that holds something else by then is left alone. */
export const before = ({ rows }: RowsNow): Record<string, RowValues> =>
  Object.fromEntries(rows.flatMap(({ place, found }) => (found.is === "found" ? [[placeName(place), found.row]] : [])));

/** Why these rows can't be written, with the field that names the row. */
export function whyNotRows({ rows }: RowsNow): { ok: false; refusal: Refusal } | null {
  for (const { found, field } of rows) if (found.is !== "found") return refused(troubleKey(found), { field: `${field}.key` });
  return null;
}

const TROUBLES = { none: "row_not_found", several: "row_twice", refused: "row_refused", unreachable: "row_unreachable", faulty: "row_mapping_faulty" } as const;
const troubleKey = (found: Exclude<NewRowFound, { is: "found" }>): string => TROUBLES[found.is];
/** The same of one row; null: it can be read. */
export const whyNotRow = (found: RowFound): string | null => (found.is === "found" ? null : troubleKey(found));

/** `empties`: a name or code that is left empty is taken out of the row; otherwise it stays as the row has it. */
type Called = { name: string; code: string; empties?: boolean };

/** Each column as it is and as it will be. The join address is known only when Zoom has made it; passcodes are not shown. */
export async function previewed(world: Needs, institutionId: string, now: RowsNow, called: Called): Promise<RowPreview[]> {
  const previews: RowPreview[] = [];
  for (const { place, found, field } of now.rows) {
    const at = await placed(world, institutionId, place.tableId);
    if (at === null) previews.push({ table: "", key: place.key, trouble: "row_refused", columns: [] });
    else previews.push(previewOf(at.table, place.key, found, called, field));
  }
  return previews;
}

function previewOf(table: ExternalTable, key: string, found: NewRowFound, called: Called, field: "link" | "passcode"): RowPreview {
  const row: RowValues = found.is === "found" ? found.row : {};
  const written = mappedIn(table).filter(({ what }) => field === "link" || what === "passcode");
  const columns = written.map(({ what, column }) => {
    const hidden = what === "passcode";
    const wanted = what === "name" || what === "code" ? called[what] : null;
    const after = wanted === "" && called.empties !== true ? (row[what] ?? "") : wanted;
    return { what, column, before: hidden ? null : (row[what] ?? null), after, hidden };
  });
  return { table: table.name, key, trouble: found.is === "found" ? null : troubleKey(found), columns };
}

/** They move, stay until they are over, stay because no other room can take them, or are too many for anybody to tell. */
export type SessionsOnRetiring = { moving: number; untilOver: number; homeless: number; untold: number };
export const NO_SESSIONS: SessionsOnRetiring = { moving: 0, untilOver: 0, homeless: 0, untold: 0 };
/** As a preview says it. */
export const told = ({ moved, staying, homeless }: Emptied): SessionsOnRetiring => ({ moving: moved, untilOver: staying - homeless, homeless, untold: 0 });

/** What would become of the sessions of a classroom's room if it were retired now. */
export const sessionsOnRetiring = async (world: Parameters<typeof foreseeEmptying>[0], institutionId: string, roomId: string | null): Promise<SessionsOnRetiring> =>
  roomId === null ? NO_SESSIONS : told(await foreseeEmptying(world, institutionId, roomId)); // prettier-ignore
