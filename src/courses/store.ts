import type { Instant } from "../lib/time.ts";
import { at, atOrNull, json, sql, type Row, type Tx } from "../platform/database.ts";
import type { Course } from "./course.ts";

const toCourse = (r: Row): Course => ({
  institutionId: r.institution_id,
  id: r.id,
  revision: r.revision,
  title: r.title,
  organizerId: r.organizer_id,
  kind: r.kind,
  admission: r.admission,
  expected: r.expected,
  zone: r.zone,
  source: r.source,
  hostId: r.host_id,
  parts: r.parts,
  without: r.without,
  extra: r.extra,
  skipsHolidays: r.skips_holidays,
  listId: r.list_id,
  importKey: r.import_key,
  madeAt: r.made_at,
  cancelledAt: r.cancelled_at,
});

export const insertCourse = (tx: Tx, c: Course): Promise<number> =>
  tx.run(sql`insert into courses (institution_id, id, title, organizer_id, kind, admission, expected, zone, source, host_id, parts, without, extra, skips_holidays, list_id, import_key, made_at)
    values (${c.institutionId}, ${c.id}, ${c.title}, ${c.organizerId}, ${c.kind}, ${c.admission}, ${c.expected}, ${c.zone}, ${c.source}, ${c.hostId}, ${json(c.parts)},
      ${json(c.without)}, ${json(c.extra)}, ${c.skipsHolidays}, ${c.listId}, ${c.importKey}, ${at(c.madeAt)})`);

export const saveCourse = (tx: Tx, c: Course): Promise<number> =>
  tx.run(sql`update courses set revision = ${c.revision}, title = ${c.title}, organizer_id = ${c.organizerId}, admission = ${c.admission}, expected = ${c.expected},
      parts = ${json(c.parts)}, without = ${json(c.without)}, extra = ${json(c.extra)}, cancelled_at = ${atOrNull(c.cancelledAt)}
    where institution_id = ${c.institutionId} and id = ${c.id}`);

export const courseById = (tx: Tx, institutionId: string, id: string): Promise<Course | null> =>
  tx.one(toCourse, sql`select * from courses where institution_id = ${institutionId} and id = ${id}`);

/** Nobody else changes it until the transaction ends. */
export const lockCourse = (tx: Tx, institutionId: string, id: string): Promise<Course | null> =>
  tx.one(toCourse, sql`select * from courses where institution_id = ${institutionId} and id = ${id} for update`);

export const courseByKey = (tx: Tx, institutionId: string, importKey: string): Promise<Course | null> =>
  tx.one(toCourse, sql`select * from courses where institution_id = ${institutionId} and import_key = ${importKey}`);

export type CourseRow = {
  course: Course;
  teacher: string;
  dates: number;
  ahead: number;
  waiting: number;
  next: Instant | null;
  last: Instant | null;
  people: number;
};

/** The one that comes next first; those without anything to come last. */
export const coursesOf = (
  tx: Tx,
  institutionId: string,
  of: { organizerId: string | null; words: string; past: boolean; id?: string },
  now: Instant,
): Promise<CourseRow[]> =>
  tx.list(
    (r) => ({
      course: toCourse(r),
      teacher: r.teacher,
      dates: Number(r.dates),
      ahead: Number(r.ahead),
      waiting: Number(r.waiting),
      next: r.next,
      last: r.last,
      people: Number(r.people),
    }),
    sql`select * from (
        select c.*, m.name as teacher, d.dates, d.ahead, d.waiting, d.next, d.last,
          (select count(*) from listed_people p where p.institution_id = c.institution_id and p.list_id = c.list_id) as people
        from courses c join members m on m.institution_id = c.institution_id and m.id = c.organizer_id
        cross join lateral (
          select count(*) filter (where status <> 'cancelled') as dates,
            count(*) filter (where status in ('placed', 'waiting') and starts_at > ${at(now)}) as ahead,
            count(*) filter (where status = 'waiting' and starts_at > ${at(now)}) as waiting,
            min(starts_at) filter (where status in ('placed', 'waiting') and ends_at > ${at(now)}) as next,
            max(starts_at) filter (where status <> 'cancelled') as last
          from sessions s where s.institution_id = c.institution_id and s.course_id = c.id
        ) d
        where c.institution_id = ${institutionId} and (${of.organizerId}::uuid is null or c.organizer_id = ${of.organizerId}) and (${of.id ?? null}::uuid is null or c.id = ${of.id ?? null})
          and (position(${of.words} in lower(regexp_replace(normalize(c.title, NFD), '[\u0300-\u036f]', '', 'g'))) > 0
            or position(${of.words} in lower(regexp_replace(normalize(m.name, NFD), '[\u0300-\u036f]', '', 'g'))) > 0)
      ) x where ${of.past} or x.next is not null order by next nulls last, last desc nulls last, title, id limit 1000`,
  );

/** How many are registered in each date. Who is on the course's list gets a row there when the date comes near, and is counted before too, once. */
export const registeredIn = async (tx: Tx, institutionId: string, courseId: string): Promise<ReadonlyMap<string, number>> =>
  new Map(
    await tx.list(
      (r) => [r.session_id as string, Number(r.count)] as const,
      sql`select s.id as session_id, case when s.spread_at is null then l.people else 0 end + (
          select count(*) from attendees a where a.institution_id = s.institution_id and a.session_id = s.id and (s.spread_at is not null or not exists (
            select from listed_people p where p.institution_id = s.institution_id and p.list_id = s.list_id and lower(p.email) = lower(a.email)))) as count
        from sessions s cross join (
          select count(*) as people from listed_people p join courses c on c.institution_id = p.institution_id and c.list_id = p.list_id
          where c.institution_id = ${institutionId} and c.id = ${courseId}) l
        where s.institution_id = ${institutionId} and s.course_id = ${courseId}`,
    ),
  );

/** Groups that are registered with a list. */
export const groupsOfList = (tx: Tx, institutionId: string, listId: string): Promise<{ id: string; name: string; people: number }[]> =>
  tx.list(
    (r) => ({ id: r.id, name: r.name, people: Number(r.people) }),
    sql`select g.id, g.name, (select count(*) from group_people p where p.institution_id = g.institution_id and p.group_id = g.id) as people
      from list_groups l join attendee_groups g on g.institution_id = l.institution_id and g.id = l.group_id
      where l.institution_id = ${institutionId} and l.list_id = ${listId} order by lower(g.name), g.id`,
  );

/** Some date of it is still to come. */
const IS_AHEAD = (
  now: Instant,
) => sql`c.cancelled_at is null and exists (select from sessions s where s.institution_id = c.institution_id and s.course_id = c.id
  and s.status in ('waiting', 'placed') and s.over_at is null and s.ends_at > ${at(now)})`;

export const coursesAheadOf = async (tx: Tx, institutionId: string, organizerId: string, now: Instant): Promise<number> =>
  (await tx.one(
    (r) => Number(r.count),
    sql`select count(*) as count from courses c where c.institution_id = ${institutionId} and c.organizer_id = ${organizerId} and ${IS_AHEAD(now)}`,
  ))!;

/** Those that are not over, with another teacher from now on. */
export const giveCourses = (tx: Tx, institutionId: string, from: string, to: string, now: Instant): Promise<Course[]> =>
  tx.list(
    toCourse,
    sql`update courses c set organizer_id = ${to}, revision = revision + 1 where c.institution_id = ${institutionId} and c.organizer_id = ${from} and ${IS_AHEAD(now)} returning c.*`,
  );
