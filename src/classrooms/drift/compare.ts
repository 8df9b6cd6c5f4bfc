import type { Classroom, Opening } from "../classroom.ts";
import { whyNotPasscodeOf } from "../passcode.ts";
import type { RowPlace, RowValues } from "../runs/facts.ts";

/** What is apart, as it is called on the page. */
export type DriftKind = "link" | "name" | "code" | "passcode" | "zoom passcode" | "zoom link" | "zoom user" | "row gone" | "row twice";
export type Way = "as Bedel has it" | "as it is there";

/** What Zoom says of a classroom's standing meeting; `unread`: nobody knows, so nothing is said to be apart. */
export type InZoom = { is: "there"; link: string; passcode: string } | { is: "no meeting" } | { is: "no user" } | { is: "unread"; because: string };
/** A row that publishes it, or holds its passcode. */
export type InRow = RowPlace & ({ is: "found"; row: RowValues } | { is: "none" } | { is: "several" } | { is: "unread"; because: string });

export type Sides = { bedel: string | null; zoom: string | null; row: string | null };
/** `tableId`: of the row; null where it is Zoom's side that is apart. */
export type Drift = Sides & { what: DriftKind; tableId: string | null };

type Known = Pick<Classroom, "name" | "code"> & { opening: Opening };

/** Where Bedel, Zoom and the rows of one classroom don't say the same. A passcode that differs makes the join address differ: then only the passcode is told. */
export function driftsOf(known: Known, zoom: InZoom, rows: readonly InRow[]): Drift[] {
  return firstOfKind([...inZoom(known.opening, zoom), ...rows.flatMap((row) => inRow(known, row))]);
}

const NOTHING: Sides & Pick<Drift, "tableId"> = { bedel: null, zoom: null, row: null, tableId: null };

function inZoom(opening: Opening, zoom: InZoom): Drift[] {
  if (zoom.is === "unread") return [];
  if (zoom.is === "no user") return [{ ...NOTHING, what: "zoom user" }];
  if (zoom.is === "no meeting") return [{ ...NOTHING, what: "zoom link", bedel: opening.link }];
  if (zoom.passcode !== opening.passcode) return [{ ...NOTHING, what: "zoom passcode", bedel: opening.passcode, zoom: zoom.passcode }];
  return zoom.link === opening.link ? [] : [{ ...NOTHING, what: "zoom link", bedel: opening.link, zoom: zoom.link }];
}

function inRow({ name, code, opening }: Known, found: InRow): Drift[] {
  if (found.is === "unread") return [];
  const { tableId } = found;
  if (found.is !== "found") return [{ ...NOTHING, tableId, what: found.is === "none" ? "row gone" : "row twice", bedel: found.key }];
  const ours = { link: opening.link, name, code, passcode: opening.passcode };
  return (["link", "name", "code", "passcode"] as const).flatMap((what) => {
    const theirs = found.row[what];
    return theirs === undefined || (theirs ?? "") === ours[what] ? [] : [{ ...NOTHING, tableId, what, bedel: ours[what], row: theirs }];
  });
}

/** The link and the passcode may stand in two rows, of which each may hold the other's columns too. */
const firstOfKind = (all: readonly Drift[]): Drift[] => all.filter(({ what }, i) => all.findIndex((one) => one.what === what) === i);

/**
 * How it can be settled. A row's link is never taken over: only Zoom says where its meeting is. A user or a row that is gone, or is there twice, nobody can bring
 * back from here: the classroom is replaced, retired, or published no more.
 */
export function waysFor({ what, zoom, row }: Omit<Drift, "tableId">): Way[] {
  switch (what) {
    case "link":
      return ["as Bedel has it"];
    case "name":
      return row === null || row.trim() === "" ? ["as Bedel has it"] : ["as Bedel has it", "as it is there"];
    case "code":
      return ["as Bedel has it", "as it is there"];
    case "passcode":
      return whyNotPasscodeOf(row ?? "") === null ? ["as Bedel has it", "as it is there"] : ["as Bedel has it"];
    case "zoom passcode":
      return whyNotPasscodeOf(zoom ?? "") === null ? ["as Bedel has it", "as it is there"] : ["as Bedel has it"];
    case "zoom link":
      return zoom === null ? [] : ["as it is there"];
    case "row gone":
      return ["as it is there"];
    case "zoom user":
    case "row twice":
      return [];
  }
}
