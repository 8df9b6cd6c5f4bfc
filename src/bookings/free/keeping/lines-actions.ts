import { clipped, contains, merged, type Interval } from "../../../lib/interval.ts";
import { days, type Instant } from "../../../lib/time.ts";
import type { Tx } from "../../../platform/database.ts";
import { near, wide, type Line } from "../ground.ts";
import { bookedOf, takenOf } from "../store.ts";
import { around, changedSince, type Journal } from "./journal.ts";
import { isFresh, readAnew, whoseOf, type KeptLine } from "./lines.ts";
import type { House } from "./memory.ts";

/** So much is read at once, so that the next month is there too. */
export const STRIDE = days(32);
/** More stretches than that are read at once, with what lies between them. */
const SINGLY = 6;
const LINES_KEPT = 3000;

const keyOf = ({ memberId, hostId }: Line): string => `${memberId} ${hostId ?? ""}`;

/**
 * What takes the time of these members: as it is remembered where that holds, and the rest read anew; where something was changed, as far as it was. Who is not known for
 * all of `within` is read for all of `window`. In the house's turn only.
 */
export async function linesIn(db: Tx, house: House, institutionId: string, lines: readonly Line[], within: Interval, window: Interval): Promise<KeptLine[]> {
  const { journal } = house;
  const asOf = journal.no;
  const known = lines.map((line) => house.lines.get(keyOf(line)));
  const stale = lines.flatMap((line, n) => (isFresh(journal, line, known[n], within) ? [] : [{ line, n, kept: known[n] ?? null }]));
  const whole = stale.filter(({ kept }) => kept === null || !contains(kept.within, within));
  const pieces = stale.flatMap(({ line, n, kept }) => (kept === null || !contains(kept.within, within) ? [] : piecesOf(journal, line, n, kept)));
  const read = new Map<number, KeptLine>(stale.flatMap(({ n, kept }) => (kept === null ? [] : [[n, { ...kept, asOf }]])));
  if (whole.length > 0) {
    const all = whole.reduce((wider, { kept }) => widened(wider, kept?.within), window);
    const found = await readStretch(db, institutionId, whole.map(({ line }) => line), near(all), wide(all)); // prettier-ignore
    for (const [at, { n }] of whole.entries()) read.set(n, { asOf, within: all, busy: merged(found[at]!.taken), booked: found[at]!.booked });
  }
  for (const { touched, of } of stretchesOf(pieces)) {
    const found = await readStretch(db, institutionId, of.map(({ line }) => line), touched, touched); // prettier-ignore
    for (const [at, { n }] of of.entries()) read.set(n, readAnew(read.get(n)!, touched, found[at]!.taken, found[at]!.booked));
  }
  for (const [n, line] of read) keep(house, keyOf(lines[n]!), line);
  return known.map((line, n) => read.get(n) ?? line!);
}

type Piece = { n: number; line: Line; touched: Interval };

const piecesOf = (journal: Journal, line: Line, n: number, { asOf, within }: KeptLine): Piece[] =>
  merged(changedSince(journal, whoseOf(line), asOf).flatMap((part) => clipped(part, wide(within)) ?? [])).map((touched) => ({ n, line, touched }));

function stretchesOf(pieces: readonly Piece[]): { touched: Interval; of: Piece[] }[] {
  if (pieces.length <= SINGLY) return pieces.map((piece) => ({ touched: piece.touched, of: [piece] }));
  const touched = pieces.reduce((all, piece) => around(all, piece.touched), pieces[0]!.touched);
  return [{ touched, of: [...new Map(pieces.map((piece) => [piece.n, piece])).values()] }];
}

/** What each of these has in a stretch of time. */
async function readStretch(db: Tx, institutionId: string, lines: readonly Line[], taken: Interval, booked: Interval) {
  const found = lines.map(() => ({ taken: [] as Interval[], booked: [] as KeptLine["booked"] }));
  for (const { n, time } of await takenOf(db, institutionId, lines, taken, null)) found[n]!.taken.push(time);
  const appointments = Map.groupBy(await bookedOf(db, institutionId, null, lines.map(({ memberId }) => memberId), booked, null), ({ memberId }) => memberId); // prettier-ignore
  for (const [n, { memberId }] of lines.entries()) found[n]!.booked = appointments.get(memberId) ?? [];
  return found;
}

function keep({ lines }: House, key: string, line: KeptLine): void {
  lines.delete(key);
  lines.set(key, line);
  if (lines.size > LINES_KEPT) lines.delete(lines.keys().next().value!);
}

/** Whoever leafs to and fro between months has them all read at once. What is long past is left behind. */
export const widened = (window: Interval, before: Interval = window): Interval => ({
  start: Math.min(window.start, Math.max(before.start, window.start - 12 * STRIDE)) as Instant,
  end: Math.max(window.end, before.end) as Instant,
});
