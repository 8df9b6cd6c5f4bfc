import type { ReportRow } from "../../src/attendance/contract.ts";

export const COLUMNS = ["name", "email", "firstIn", "lastOut", "minutes", "share", "registered"] as const;
export type Column = (typeof COLUMNS)[number];
/** Null: in the report's own order, by arrival. */
export type Order = { by: Column; down: boolean } | null;

const keyOf: Record<Column, (row: ReportRow) => string | number | null> = {
  name: (row) => row.name,
  email: (row) => row.email,
  firstIn: (row) => row.firstJoin,
  lastOut: (row) => row.lastLeave,
  minutes: (row) => row.minutes,
  share: (row) => row.share,
  registered: (row) => (row.registered ? 0 : 1),
};

/** Who has nothing in that column comes last, up or down. */
export function byColumn({ by, down }: { by: Column; down: boolean }): (a: ReportRow, b: ReportRow) => number {
  const words = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });
  const key = keyOf[by];
  return (a, b) => {
    const [one, other] = [key(a), key(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    const order = typeof one === "number" && typeof other === "number" ? one - other : words.compare(String(one), String(other));
    return down ? -order : order;
  };
}
