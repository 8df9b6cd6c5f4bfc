import type { Person } from "./presence.ts";
import type { Report } from "./report.ts";
import { facelessKey, identitiesOf, type Stay } from "./stay.ts";

/** Who was erased on request, and whose a mark is of them; null: nobody's. */
type Erased = { marks: number; whose(mark: string): string | null };

/** What an erased person's stays are told apart by instead: shared by all of one person's, and no id of Zoom's. */
export const markOf = (who: string): string => `erased ${who}`;

/** As in the key of a guest of whom nothing else is known. */
const marksOf = (stay: Stay): string[] => {
  const identities = identitiesOf(stay);
  return identities.length > 0 ? identities : [facelessKey(stay)];
};

/** Without name and marks where they are an erased person's, other devices of the same Zoom user included. */
export function nameless(stays: readonly Stay[], erased: Erased): Stay[] {
  if (erased.marks === 0) return [...stays];
  const owners = stays.map((stay) => firstOf(marksOf(stay), erased.whose));
  const shared = new Map(stays.flatMap((stay, i) => (owners[i] === null ? [] : marksOf(stay).map((mark) => [mark, owners[i]!] as const))));
  return stays.map((stay, i) => {
    const who = owners[i] ?? firstOf(marksOf(stay), (mark) => shared.get(mark) ?? null);
    return who === null ? stay : { ...stay, name: "", email: null, registrantId: markOf(who), zoomUserId: null, key: null };
  });
}

const firstOf = (marks: readonly string[], whose: Erased["whose"]): string | null => marks.map(whose).find((who) => who !== null) ?? null;

export const isNameless = ({ registrantId }: Pick<Stay, "registrantId">): boolean => registrantId?.startsWith(markOf("")) === true;

/** As it is kept: the line of an erased person without times, which counts as it was counted with them. */
export const withoutErased = (report: Report): Report => ({
  ...report,
  rows: report.rows.map((row) =>
    isOfErased(row) ? { ...row, key: markOf(row.attendeeId ?? row.key), name: "", firstJoin: null, lastLeave: null, stays: [] } : row,
  ),
});

/** An attendee who was erased has no address any more. */
const isOfErased = ({ registered, email, key }: Person): boolean => (registered ? email === null : key.startsWith(`registrant:${markOf("")}`));
