import type { Interval } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";
import { at, atOrNull, json, sql, type Tx } from "../../platform/database.ts";
import type { Session } from "../session.ts";

export type Ahead = { sessions: number; minutes: number };

/** What each of these organizers has ahead of them. */
export const aheadOfEach = async (tx: Tx, institutionId: string, organizerIds: readonly string[], now: Instant): Promise<Map<string, Ahead>> =>
  new Map(
    await tx.list(
      (r) => [r.id as string, { sessions: Number(r.sessions), minutes: Number(r.minutes) }] as const,
      sql`select o.id, count(s.id) as sessions, coalesce(sum(extract(epoch from s.ends_at - s.starts_at) / 60), 0)::int as minutes
        from unnest(${organizerIds}::uuid[]) as o (id) left join sessions s on s.institution_id = ${institutionId} and s.organizer_id = o.id
          and s.ends_at > ${at(now)} and s.status in ('placed', 'waiting') group by o.id`,
    ),
  );

/** Several new ones that have their room already, with their reservations, in one statement. Says how many are reserved: the constraint decides. */
export async function insertPlaced(tx: Tx, placed: readonly { session: Session; wakeAt: Instant | null; reserved: Interval }[]): Promise<number> {
  const rows = placed.map(({ session: s, wakeAt, reserved }) => ({
    ...{ institution_id: s.institutionId, id: s.id, title: s.title, kind: s.kind, starts_at: at(s.time.start), ends_at: at(s.time.end), zone: s.zone },
    ...{ admission: s.admission, expected: s.expected, organizer_id: s.organizerId, status: s.status, source: s.source, policy: s.policy, steps: s.steps },
    ...{
      asked_at: at(s.askedAt),
      room_id: s.roomId,
      host_id: s.hostId,
      wake_at: atOrNull(wakeAt),
      reserved_from: at(reserved.start),
      reserved_to: at(reserved.end),
    },
  }));
  return tx.run(sql`with asked as materialized (select * from jsonb_to_recordset(${json(rows)}::jsonb) as a (institution_id uuid, id uuid, title text, kind text, starts_at timestamptz,
      ends_at timestamptz, zone text, admission text, expected integer, organizer_id uuid, status text, source text, policy jsonb, steps jsonb, asked_at timestamptz,
      room_id uuid, host_id text, wake_at timestamptz, reserved_from timestamptz, reserved_to timestamptz)),
    made as (insert into sessions (institution_id, id, title, kind, starts_at, ends_at, zone, admission, expected, organizer_id, status, source, policy, steps, asked_at, room_id, host_id, wake_at)
      select institution_id, id, title, kind, starts_at, ends_at, zone, admission, expected, organizer_id, status, source, policy, steps, asked_at, room_id, host_id, wake_at from asked)
    insert into reservations (institution_id, session_id, host_id, reserved) select institution_id, id, host_id, tstzrange(reserved_from, reserved_to) from asked
    on conflict on constraint one_session_at_a_time do nothing`);
}
