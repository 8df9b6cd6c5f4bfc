import { after, iso, type Instant } from "../../lib/time.ts";
import type { DriftList, DriftView } from "./contract.ts";
import { BUSY, type Compared, type KeptDrift, type TableName } from "./kept.ts";
import { printOf } from "./print.ts";
import { settlingOf } from "./ways.ts";

type Tables = ReadonlyMap<string, TableName>;
const NAMELESS: TableName = { table: "", database: "" };
/** So many classrooms are named where there are many: that could not be read for one reason, or are not compared yet. */
const NAMED = 3;

/** `whyNot`: why the classroom can't be changed just now; `comparedAt`: when it was compared last. */
export function driftView(drift: KeptDrift, { tables, whyNot, comparedAt }: { tables: Tables; whyNot: string | null; comparedAt: Instant | null }): DriftView {
  const { id, classroomId, classroom, what, bedel, zoom, row, place, settledBy } = drift;
  const { ways, leads } = settlingOf(drift);
  return {
    ...{ id, classroomId, classroom, what, bedel, zoom, row, settledBy, whyNot, ways: [...ways], leads: [...leads], seen: printOf(drift) },
    place: place === null ? null : { ...place, ...(tables.get(place.tableId) ?? NAMELESS) },
    foundAt: iso(drift.foundAt),
    seenAt: comparedAt !== null && drift.seenAt < comparedAt ? iso(drift.seenAt) : null,
  };
}

/**
 * How far comparing is. One whose turn has come waits, and so does one that a run was at when it came: its next turn is no more than `BUSY` away. Those say nothing of
 * the others, which keep their moment.
 */
export function howFar(compared: readonly Compared[], now: Instant): Pick<DriftList, "compared" | "isComparing" | "notYet" | "comparedAt"> {
  const waits = ({ comparedAt, nextAt }: Compared): boolean => comparedAt === null || nextAt === null || nextAt <= after(now, BUSY);
  const [waiting, done] = [compared.filter(waits), compared.filter((one) => !waits(one))];
  const moments = (done.length > 0 ? done : waiting).map(({ comparedAt }) => comparedAt).filter((moment) => moment !== null);
  return {
    compared: done.length,
    isComparing: compared.some(({ nextAt }) => nextAt === null || nextAt <= now),
    notYet: { n: waiting.length, classrooms: waiting.slice(0, NAMED).map(({ name }) => name) },
    comparedAt: least(moments),
  };
}

/** The first of them; null: one is not known, or there is none. */
export const least = (moments: readonly (Instant | null)[]): string | null =>
  moments.length === 0 || moments.includes(null) ? null : iso(Math.min(...moments.map(Number)) as Instant);

/** Hundreds of classrooms of one database that is away are one line. */
export function unreadIn(compared: readonly Compared[], tables: Tables): DriftList["unread"] {
  const all = compared.flatMap(({ name, unread }) => unread.map((one) => ({ ...one, name })));
  const groups = Map.groupBy(all, ({ place, because }) => `${place?.tableId ?? ""} ${because}`);
  return [...groups.values()].map((group) => {
    const { place, because } = group[0]!;
    const names = group.map(({ name }) => name);
    const at = place === null ? { table: null, database: null } : (tables.get(place.tableId) ?? NAMELESS);
    return { side: place === null ? "zoom" : "row", ...at, because, n: names.length, classrooms: names.slice(0, NAMED) };
  });
}
