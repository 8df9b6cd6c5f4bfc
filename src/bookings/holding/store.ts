import type { Interval } from "../../lib/interval.ts";
import { at, sql, type Row, type Sql, type Tx } from "../../platform/database.ts";
import type { Booking } from "../booking.ts";
import type { Piece } from "./pieces.ts";

type Key = Pick<Booking, "institutionId" | "id">;

const toPiece = (r: Row): Piece => ({ memberId: r.member_id, piece: r.piece, during: { start: r.starts, end: r.ends } });
const rangeOf = ({ start, end }: Interval): Sql => sql`tstzrange(${at(start)}::timestamptz, ${at(end)}::timestamptz)`;
const COLUMNS = sql`member_id, piece, lower(during) as starts, upper(during) as ends`;

export const piecesOf = (tx: Tx, { institutionId, id }: Key): Promise<Piece[]> =>
  tx.list(toPiece, sql`select ${COLUMNS} from booking_times where institution_id = ${institutionId} and booking_id = ${id} order by member_id, piece`);

/** What other appointments take of these members' time. */
export const othersOf = (tx: Tx, { institutionId, id }: Key, memberIds: readonly string[], within: Interval): Promise<Piece[]> =>
  tx.list(
    toPiece,
    sql`select ${COLUMNS} from booking_times where institution_id = ${institutionId} and member_id = any(${memberIds}::uuid[]) and during && ${rangeOf(within)} and booking_id <> ${id}`,
  );

/** Instead of what it took until now. Throws where another appointment has come into it meanwhile. */
export async function savePieces(tx: Tx, b: Key, pieces: readonly Piece[]): Promise<void> {
  await tx.run(sql`delete from booking_times where institution_id = ${b.institutionId} and booking_id = ${b.id}`);
  for (const { memberId, piece, during } of pieces)
    await tx.run(sql`insert into booking_times (institution_id, booking_id, member_id, piece, during)
      values (${b.institutionId}, ${b.id}, ${memberId}, ${piece}, ${rangeOf(during)})`);
}

/** Those that had to leave some of their time to this one, which has given it up, are looked at again. */
export const askOthersAgain = (tx: Tx, { institutionId, id }: Key, givenUp: Interval): Promise<number> =>
  tx.run(sql`update bookings b set untold = true where b.institution_id = ${institutionId} and b.id <> ${id} and b.status = 'booked'
    and tstzrange(b.starts_at - make_interval(mins => b.buffer_before), b.ends_at + make_interval(mins => b.buffer_after)) && ${rangeOf(givenUp)}
    and exists (select from booking_hosts h join booking_hosts mine on mine.institution_id = h.institution_id and mine.member_id = h.member_id
      where h.institution_id = b.institution_id and h.booking_id = b.id and mine.booking_id = ${id})`);
