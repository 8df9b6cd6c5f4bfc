import { minus, overlaps, type Interval } from "../../lib/interval.ts";

/** `piece` 0 is how the appointment itself begins. */
export type Piece = { memberId: string; piece: number; during: Interval };

const without = (time: Interval, others: readonly Interval[]): Interval[] => others.reduce((left, other) => left.flatMap((one) => minus(one, other)), [time]);

/** What of `time` it takes of each host, and of the time `before` it, which may be had back; what others have already is theirs. `isWhole`: they have nothing of it. */
export function piecesFor(
  hostIds: readonly string[],
  time: Interval,
  before: Interval | null,
  others: readonly Piece[],
): { pieces: Piece[]; isWhole: boolean } {
  const pieces = hostIds.flatMap((memberId) => {
    const theirs = others.filter((one) => one.memberId === memberId).map(({ during }) => during);
    const own = without(time, theirs).map((during, n) => ({ memberId, piece: n, during }));
    const given = before === null ? [] : minus(before, time).flatMap((one) => without(one, theirs));
    return [...own, ...given.map((during, n) => ({ memberId, piece: Math.max(1, own.length) + n, during }))];
  });
  return { pieces, isWhole: others.every(({ memberId, during }) => !hostIds.includes(memberId) || !overlaps(during, time)) };
}
