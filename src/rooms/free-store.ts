import type { Interval } from "../lib/interval.ts";
import { at, json, sql, type Sql, type Tx } from "../platform/database.ts";
import type { Need } from "./allocate.ts";
import type { Room } from "./room.ts";
import { ROOM, roomsByIds, toRoom } from "./store.ts";

type FreeFor = Need & { taken: Sql; registered: Sql; prefer: string | null; without: string | null };

/**
 * The first rooms in which nothing is in the way of a need: none of the hosts that `taken` finds, not busy, not out of service. `registered` counts who must fit in
 * beside the number that was asked for, except into the preferred room, which comes first and may be manual.
 */
export function roomsFree(tx: Tx, institutionId: string, need: FreeFor): Promise<Room[]> {
  const time = during(need.reserved);
  const isPreferred = sql`coalesce(r.id = ${need.prefer}::uuid, false)`;
  const capacity = need.kind === "meeting" ? sql`h.meeting_capacity` : sql`h.webinar_capacity`;
  const asked = sql`${need.expected ?? 0}::bigint`;
  return tx.list(
    toRoom,
    sql`${ROOM} where r.institution_id = ${institutionId} and r.active and (r.assignment = 'automatic' or ${isPreferred}) and r.id is distinct from ${need.without}::uuid
        and ${capacity} > 0 and ${capacity} >= ${asked} and (${isPreferred} or ${capacity} >= (${need.registered})) and ${nothingInTheWay(need.taken, time)}
      order by ${isPreferred} desc, r.ord, r.id limit ${ENOUGH_ROOMS}`,
  );
}
/** So many are looked at before everything is read: Zoom may have something against using the first. */
const ENOUGH_ROOMS = 10;

const during = ({ start, end }: Interval): Sql => sql`tstzrange(${at(start)}, ${at(end)})`;
const nothingInTheWay = (taken: Sql, time: Sql): Sql => sql`r.host_id not in (${taken})
  and not exists (select from busy b where b.institution_id = r.institution_id and b.host_id = r.host_id and b.during && ${time})
  and not exists (select from room_outages o where o.institution_id = r.institution_id and o.room_id = r.id and o.during && ${time})`;

/**
 * The same for several needs at once, of sessions for which nobody is registered yet: for each the first rooms, in order, as if it were the only one; as many more as there are
 * needs, since those before it may take some. `taken` finds the hosts that others have in a time.
 */
export async function roomsFreeForEach(tx: Tx, institutionId: string, needs: readonly Need[], taken: (time: Sql) => Sql): Promise<Room[][]> {
  const rows = needs.map(({ reserved, kind, expected }, n) => ({ n, begins: at(reserved.start), ends: at(reserved.end), kind, expected: expected ?? 0 }));
  const time = sql`tstzrange(a.begins, a.ends)`;
  const capacity = sql`case when a.kind = 'meeting' then h.meeting_capacity else h.webinar_capacity end`;
  const found = await tx.list(
    (r) => r.ids as string[],
    sql`select array(select r.id from rooms r join hosts h on h.institution_id = r.institution_id and h.id = r.host_id
          where r.institution_id = ${institutionId} and r.active and r.assignment = 'automatic' and ${capacity} > 0 and ${capacity} >= a.expected and ${nothingInTheWay(taken(time), time)}
          order by r.ord, r.id limit ${ENOUGH_ROOMS + needs.length})::text[] as ids
      from jsonb_to_recordset(${json(rows)}::jsonb) as a (n integer, begins timestamptz, ends timestamptz, kind text, expected bigint) order by a.n`,
  );
  const rooms = new Map((await roomsByIds(tx, institutionId, [...new Set(found.flat())])).map((room) => [room.id, room]));
  return found.map((ids) => ids.flatMap((id) => rooms.get(id) ?? []));
}
