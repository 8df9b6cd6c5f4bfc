import type { TableView } from "../../../src/classrooms/databases/contract.ts";

/** Nothing new is published by it before the fault is mended. One that was never tried, or whose database was away then, is looked at when it is asked for. */
export const isFaulty = ({ tried }: Pick<TableView, "tried">): boolean => tried.some(({ is, isAway }) => is === "fault" && isAway !== true);

type Table = Pick<TableView, "id" | "databaseId" | "linkColumn" | "passcodeColumn" | "tried">;
/** `isUnsaid`: there are tables of links, and nobody has said yet in which of them it is published, or that it is in none. */
export type Tables = { linkTableId: string | null; passcodeTableId: string | null; isUnsaid: boolean };

/**
 * What most institutions would choose, for one classroom as for many: the only table of links, and where that has no passcodes, the only other one that has. Of
 * several none: one that nobody chose would be published nowhere, or in the wrong portal.
 */
export function firstTables(tables: readonly Table[]): Tables {
  const usable = tables.filter((table) => !isFaulty(table));
  const [link, ...others] = usable.filter(({ linkColumn }) => linkColumn !== null);
  const isUnsaid = tables.some(({ linkColumn }) => linkColumn !== null);
  if (link === undefined || others.length > 0) return { linkTableId: null, passcodeTableId: null, isUnsaid };
  const apart = usable.filter(({ id, passcodeColumn }) => id !== link.id && passcodeColumn !== null);
  return { linkTableId: link.id, passcodeTableId: link.passcodeColumn === null && apart.length === 1 ? apart[0]!.id : null, isUnsaid: false };
}

/** The table of passcodes that goes with a table of links where there are several: the only one in its database that has no links; null: there is no telling. */
export function passcodesOf(tables: readonly Table[], linkTableId: string | null): string | null {
  const link = tables.find(({ id }) => id === linkTableId);
  if (link === undefined || link.passcodeColumn !== null) return null;
  const beside = tables.filter(
    (table) => table.databaseId === link.databaseId && table.passcodeColumn !== null && table.linkColumn === null && !isFaulty(table),
  );
  return beside.length === 1 ? beside[0]!.id : null;
}
