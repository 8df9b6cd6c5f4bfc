import { bare } from "../../lib/text.ts";
import { sql, type Tx } from "../../platform/database.ts";
import type { KnownCourse } from "./plan.ts";

/** Courses that came from timetables, of these teachers as timetables named them, with all dates they ever had. */
export const importedBy = (tx: Tx, institutionId: string, emails: readonly string[]): Promise<KnownCourse[]> =>
  tx.list(
    (r) => ({
      id: r.id,
      importKey: r.import_key,
      zone: r.zone,
      cancelled: r.cancelled_at !== null,
      dates: (r.dates as { date: string; start: number; cancelled: boolean }[]).map((one) => ({
        ...one,
        start: one.start as KnownCourse["dates"][number]["start"],
      })),
    }),
    sql`select c.id, c.import_key, c.zone, c.cancelled_at, coalesce(d.dates, '[]') as dates from courses c
      left join lateral (select jsonb_agg(jsonb_build_object('date', course_date, 'start', round(extract(epoch from starts_at) * 1000), 'cancelled', status in ('cancelled', 'declined'))) as dates
        from sessions s where s.institution_id = c.institution_id and s.course_id = c.id) d on true
      where c.institution_id = ${institutionId} and c.import_key is not null and case when c.import_key like '[%' then c.import_key::jsonb ->> 0 end = any(${emails}::text[])`,
  );

/** Groups that somebody may register: their own, for administrators everybody's. By what they are called, small letters without accents. */
export async function groupsNamed(tx: Tx, institutionId: string, ownerId: string | null): Promise<ReadonlyMap<string, readonly string[]>> {
  const groups = await tx.list(
    (r) => ({ id: r.id as string, name: bare(r.name as string) }),
    sql`select id, name from attendee_groups where institution_id = ${institutionId} and (${ownerId}::uuid is null or owner_id = ${ownerId}) order by made_at, id`,
  );
  const named = new Map<string, string[]>();
  for (const { id, name } of groups) named.set(name, [...(named.get(name) ?? []), id]);
  return named;
}

/** The dates to come of these courses, as far as whoever asks may see them, and who hosts each. */
export const datesToCome = (
  tx: Tx,
  institutionId: string,
  courseIds: readonly string[],
  teacherId: string | null,
): Promise<{ sessionId: string; hostId: string }[]> =>
  tx.list(
    (r) => ({ sessionId: r.id, hostId: r.host_id }),
    sql`select s.id, s.host_id from sessions s join courses c on c.institution_id = s.institution_id and c.id = s.course_id
      where s.institution_id = ${institutionId} and c.id = any(${courseIds}::uuid[]) and (${teacherId}::uuid is null or c.organizer_id = ${teacherId})
        and s.status = 'placed' and s.host_id is not null and s.meeting is null`,
  );
