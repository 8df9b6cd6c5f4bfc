import type { Interval } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";
import { at, sql, type Row, type Tx } from "../../platform/database.ts";

export type WeekRow = {
  id: string;
  courseId: string | null;
  title: string;
  start: Instant;
  end: Instant;
  organizerId: string;
  teacher: string;
  room: string | null;
  status: "waiting" | "placed" | "cancelled";
};

const toRow = (r: Row): WeekRow => ({
  id: r.id,
  courseId: r.course_id,
  title: r.title,
  start: r.starts_at,
  end: r.ends_at,
  organizerId: r.organizer_id,
  teacher: r.teacher,
  room: r.room,
  status: r.status,
});

/** What is on within some time, of one teacher, in one room, for one group, or all of it; the earliest first. */
export const sessionsOn = (
  tx: Tx,
  institutionId: string,
  within: Interval,
  of: { teacherId?: string; roomId?: string; groupId?: string },
): Promise<WeekRow[]> =>
  tx.list(
    toRow,
    sql`select s.id, s.course_id, s.title, s.starts_at, s.ends_at, s.organizer_id, m.name as teacher, r.name as room, s.status
      from sessions s join members m on m.institution_id = s.institution_id and m.id = s.organizer_id
      left join rooms r on r.institution_id = s.institution_id and r.id = s.room_id
      where s.institution_id = ${institutionId} and s.starts_at < ${at(within.end)} and s.starts_at > ${at(within.start)}::timestamptz - interval '1 day' and s.ends_at > ${at(within.start)} and s.status <> 'declined'
        and (${of.teacherId ?? null}::uuid is null or s.organizer_id = ${of.teacherId ?? null}) and (${of.roomId ?? null}::uuid is null or s.room_id = ${of.roomId ?? null})
        and (${of.groupId ?? null}::uuid is null or s.list_id in (select list_id from list_groups where institution_id = ${institutionId} and group_id = ${of.groupId ?? null}))
      order by s.starts_at, s.title, s.id limit 5000`,
  );

export const groupName = (tx: Tx, institutionId: string, id: string): Promise<{ name: string; ownerId: string } | null> =>
  tx.one(
    (r) => ({ name: r.name, ownerId: r.owner_id }),
    sql`select name, owner_id from attendee_groups where institution_id = ${institutionId} and id = ${id}`,
  );
