import { span, type Interval } from "../../lib/interval.ts";
import { apart } from "../../platform/apart.ts";
import type { Tx } from "../../platform/database.ts";
import type { Session } from "../../sessions/session.ts";
import { takenBy, type Booking } from "../booking.ts";
import { bookingById, hostsOf } from "../reading-store.ts";
import { piecesFor, type Piece } from "./pieces.ts";
import * as store from "./store.ts";

/**
 * Takes all its hosts' time as it is now, buffers included, and with it the time `before` a change that may be taken back. Nothing changes where it has that
 * already. What another appointment of theirs has can't be had: then the rest is taken, and the answer is false.
 */
export async function holdTime(tx: Tx, b: Booking, hostIds: readonly string[], before: Interval | null): Promise<boolean> {
  let isWhole = false;
  const work = async (): Promise<void> => void (isWhole = await take(tx, b, hostIds, before));
  await apart(tx, work, work); // somebody who booked in this moment was first, and is seen now
  return isWhole;
}

async function take(tx: Tx, b: Booking, hostIds: readonly string[], before: Interval | null): Promise<boolean> {
  const time = takenBy(b.time, b);
  const had = before === null ? null : takenBy(before, b);
  const others = await store.othersOf(tx, b, hostIds, had === null ? time : span(time, had));
  const { pieces, isWhole } = piecesFor(hostIds, time, had, others);
  if (said(await store.piecesOf(tx, b)) !== said(pieces)) await store.savePieces(tx, b, pieces);
  return isWhole;
}

const said = (pieces: readonly Piece[]): string =>
  pieces.map(({ memberId, piece, during }) => `${memberId} ${piece} ${during.start} ${during.end}`).toSorted().join(); // prettier-ignore

/** Its session has got another time. False: another appointment of one of its hosts stands there. The institution and the session must be locked. */
export async function holdsTimeOf(tx: Tx, s: Session): Promise<boolean> {
  const b = s.bookingId === null ? null : await bookingById(tx, s.institutionId, s.bookingId);
  if (b === null || b.status === "cancelled") return true;
  return holdTime(tx, { ...b, time: s.time }, await hostsOf(tx, b.institutionId, b.id), s.undo?.kind === "change" ? s.undo.before.time : null);
}

/** What it took is free, or was just given up for another time. */
export async function giveUp(tx: Tx, b: Booking, time: Interval): Promise<void> {
  if (b.status === "cancelled") await store.savePieces(tx, b, []);
  await store.askOthersAgain(tx, b, takenBy(time, b));
}
