import type { Interval } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";
import { at, sql, type Row, type Tx } from "../../platform/database.ts";
import type { HostSource, Session } from "../session.ts";
import { toSession } from "../store.ts";
import type { Held } from "./lanes.ts";

/** Sessions to come or running whose host is no room: for whoever changes connections or hosts, and says before which sessions that touches. */
export const hostedAhead = (tx: Tx, institutionId: string, of: { source?: HostSource; hostId?: string; via?: string }, now: Instant): Promise<Session[]> =>
  tx.list(
    toSession,
    sql`select * from sessions where institution_id = ${institutionId} and source <> 'pool' and status = 'placed' and ends_at > ${at(now)} and over_at is null
      and (${of.source ?? null}::text is null or source = ${of.source ?? null}) and (${of.hostId ?? null}::text is null or host_id = ${of.hostId ?? null})
      and (${of.via ?? null}::uuid is null or via = ${of.via ?? null}) order by starts_at, id`,
  );

/** Zoom users who host sessions to come without being rooms, each with the connection by which they do, and the default host. */
export const hostsInUse = (tx: Tx, institutionId: string, now: Instant): Promise<{ hostId: string; via: string | null }[]> =>
  tx.list(
    (r) => ({ hostId: r.host_id, via: r.via }),
    sql`select distinct on (host_id) host_id, via from (
        select s.host_id, s.via from sessions s where s.institution_id = ${institutionId} and s.source <> 'pool' and s.status = 'placed' and s.ends_at > ${at(now)}
        union all select c.default_host_id, null from connections c where c.institution_id = ${institutionId} and c.kind = 'institution'
      ) as them join hosts h on h.institution_id = ${institutionId} and h.id = them.host_id order by host_id, via nulls first`,
  );

/** In the lanes of one host; of one session only, if named. */
export const reservationsOnHost = (tx: Tx, institutionId: string, hostId: string, within: Interval, sessionId: string | null = null): Promise<HeldRow[]> =>
  tx.list(
    toHeld,
    sql`select r.session_id, r.piece, s.kind, lower(r.reserved) as reserved_from, upper(r.reserved) as reserved_to, lower(r.lanes) as lane_from, upper(r.lanes) as lane_to
      from reservations r join sessions s on s.institution_id = r.institution_id and s.id = r.session_id where r.institution_id = ${institutionId} and r.host_id = ${hostId}
      and (${sessionId}::uuid is null or r.session_id = ${sessionId}) and (${sessionId}::uuid is not null or r.reserved && tstzrange(${at(within.start)}, ${at(within.end)}))`,
  );

export type HeldRow = Held & { sessionId: string; piece: number };
const toHeld = (r: Row): HeldRow => ({
  id: `${r.session_id} ${r.piece}`,
  sessionId: r.session_id,
  piece: r.piece,
  kind: r.kind,
  reserved: { start: r.reserved_from, end: r.reserved_to },
  lanes: { from: r.lane_from, to: r.lane_to },
});

/** Takes them out and puts them back in their new lanes: the constraint stays immediate. */
export async function setLanes(tx: Tx, institutionId: string, hostId: string, rows: readonly HeldRow[]): Promise<void> {
  for (const row of rows)
    await tx.run(sql`delete from reservations where institution_id = ${institutionId} and session_id = ${row.sessionId} and piece = ${row.piece}`);
  for (const { sessionId, piece, lanes, reserved } of rows)
    await tx.run(sql`insert into reservations (institution_id, session_id, piece, host_id, lanes, reserved)
      values (${institutionId}, ${sessionId}, ${piece}, ${hostId}, int4range(${lanes.from}, ${lanes.to}), tstzrange(${at(reserved.start)}, ${at(reserved.end)}))`);
}
