import type { TableView } from "../../../src/classrooms/databases/contract.ts";

/** Nothing new is published by it before the fault is mended. One that was never tried, or whose database was away then, is looked at when it is asked for. */
export const isFaulty = ({ tried }: Pick<TableView, "tried">): boolean => tried.some(({ is, isAway }) => is === "fault" && isAway !== true);

type Table = Pick<TableView, "id" | "linkColumn" | "passcodeColumn" | "tried">;

/** What most institutions would choose, for one classroom as for many: the only table of links, and where that has no passcodes, the only other one that has. */
export function firstTables(tables: readonly Table[]): { linkTableId: string | null; passcodeTableId: string | null } {
  const usable = tables.filter((table) => !isFaulty(table));
  const [link, ...others] = usable.filter(({ linkColumn }) => linkColumn !== null);
  if (link === undefined || others.length > 0) return { linkTableId: null, passcodeTableId: null };
  const apart = usable.filter(({ id, passcodeColumn }) => id !== link.id && passcodeColumn !== null);
  return { linkTableId: link.id, passcodeTableId: link.passcodeColumn === null && apart.length === 1 ? apart[0]!.id : null };
}
