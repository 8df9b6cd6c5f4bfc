import { lockedList } from "../../attendees/lists/actions.ts";
import { spreadCourse } from "../../attendees/lists/spreading-actions.ts";
import { createHash } from "node:crypto";
import { hostById, hostsById } from "../../connections/hosts/actions.ts";
import { refused, type Outcome } from "../../lib/outcome.ts";
import { bare } from "../../lib/text.ts";
import { addDays, isZone } from "../../lib/time.ts";
import { institutionById, memberById } from "../../people/actions.ts";
import { policyOf } from "../../people/institution.ts";
import { hasLeft, isAdmin, type Member } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import { lockInstitution } from "../../sessions/actions.ts";
import { timeFrom } from "../../sessions/asking.ts";
import { onZoomDays } from "../../sessions/generating/days-actions.ts";
import { lockDates, makeDates } from "../../sessions/series/actions.ts";
import { atOnce, hostFor, makeCourse, mayHave, must, no, noteOf, previewOf, type Answer, type Needs } from "../actions.ts";
import { MOST_DATES } from "../contract.ts";
import { mayManageCourse, type Course } from "../course.ts";
import { holidaysOf } from "../holidays/actions.ts";
import { sessionOf, withoutHolidays } from "../making.ts";
import { momentOfDate, partOf } from "../recurrence.ts";
import * as courses from "../store.ts";
import type { CourseImported, ImportCourse, ImportedCourse, OnZoom } from "./contract.ts";
import { tellCourse } from "../telling/actions.ts";
import { importKeyOf } from "./plan.ts";
import { datesToCome, groupsNamed } from "./store.ts";

/**
 * Makes one course of a timetable, or adds to the one that is there already; dates that it has are left as they are, so doing it again does nothing.
 * Refuses what making a course refuses, a course that was cancelled or is in another zone, and another's.
 */
export async function importOne(world: Needs, who: Member, asked: ImportCourse): Promise<Answer<CourseImported>> {
  if (!isZone(asked.zone)) return refused("time_zone_unknown", { field: "zone" });
  const read = await keyFor(world.db, who, asked.course);
  if (!read.ok) return read;
  const importKey = read.value;
  const known = await courses.courseByKey(world.db, who.institutionId, importKey);
  if (known !== null) return addDates(world, who, known.id, asked);
  const [start, ...extra] = [...new Set(asked.course.dates)].toSorted();
  const { title, teacherId, groupId, hostId, admission, minutes } = asked.course;
  const made = await makeCourse(
    world,
    who,
    {
      ...{
        id: idOf(who.institutionId, importKey),
        title,
        teacherId,
        zone: asked.zone,
        start: start!,
        rule: null,
        without: [],
        extra,
        minutes,
        kind: "meeting" as const,
      },
      ...{ admission, expected: null, source: hostId === null ? asked.source : ("named host" as const), hostId, skipsHolidays: asked.skipsHolidays },
      ...{ groupIds: groupId === null ? [] : [groupId], importKey },
    },
    { preview: false },
  );
  if (!made.ok) return made;
  // Somebody else was quicker: what their timetable didn't have is added.
  if (made.value.dates.length === 0) return addDates(world, who, made.value.course.id, asked);
  return { ok: true, value: { courseId: made.value.course.id, dates: made.value.preview.dates } };
}

/** The same course has the same id, so that two who import it at once make one. As a UUID of one's own making (RFC 9562, version 8). */
function idOf(institutionId: string, importKey: string): string {
  const hex = createHash("sha256").update(`${institutionId}\n${importKey}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Refuses people, groups and hosts of somebody else, as if they were not there. */
async function keyFor(tx: Tx, who: Member, course: ImportedCourse): Promise<Outcome<string>> {
  const { institutionId } = who;
  const teacher = await memberById(tx, institutionId, course.teacherId);
  if (teacher === null || hasLeft(teacher)) return refused("teacher_unknown_here");
  if (!isAdmin(who) && teacher.id !== who.id) return refused("teacher_not_own");
  const groups = course.groupId === null ? [] : [...(await groupsNamed(tx, institutionId, isAdmin(who) ? null : who.id)).values()].flat();
  if (course.groupId !== null && !groups.includes(course.groupId)) return refused("group_unknown");
  const host = course.hostId === null ? null : await hostById(tx, institutionId, course.hostId);
  if (course.hostId !== null && host === null) return refused("host_unknown_here");
  const { title, code, minutes, admission } = course;
  const line = { line: 0, title, code, minutes, admission, teacher: "", day: "", time: "", host: "", group: "" };
  const group = course.groupId === null ? null : { id: course.groupId, name: "" };
  return { ok: true, value: importKeyOf({ line, teacher, group, host: host === null ? null : { id: host.hostId, email: host.email.toLowerCase() } }) };
}

/** Dates that the course has not yet, all or none. */
const addDates = (world: Needs, who: Member, id: string, asked: ImportCourse): Promise<Answer<CourseImported>> =>
  atOnce(world, { preview: false }, async (tx) => {
    await lockInstitution(tx, who.institutionId);
    const now = world.clock.now();
    const course = await courses.lockCourse(tx, who.institutionId, id);
    if (course === null || !mayManageCourse(course, who)) return no("not_found");
    await lockedList(tx, who.institutionId, course.listId); // before the sessions, as everybody does
    const there = await lockDates(tx, who.institutionId, id);
    const has = new Set(there.map(({ date }) => date));
    const walls = [...new Set(asked.course.dates)].filter((wall) => !has.has(wall)).toSorted();
    if (walls.length === 0) return { courseId: id, dates: [] };
    if (course.cancelledAt !== null) return no("import_course_cancelled");
    if (course.zone !== asked.zone) return no("import_other_zone");
    if (there.length + walls.length > MOST_DATES) return no("import_too_many_dates");
    return { courseId: id, dates: await added(tx, world, who, course, walls, now) };
  });

async function added(
  tx: Tx,
  world: Needs,
  who: Member,
  course: Course,
  walls: readonly string[],
  now: ReturnType<Needs["clock"]["now"]>,
): Promise<CourseImported["dates"]> {
  const holidays = await holidaysOf(tx, who.institutionId);
  const moments = walls.map((wall) => momentOfDate(wall, course.zone, partOf(course.parts, wall).minutes)).filter(({ start }) => start > now);
  const { held, free } = withoutHolidays(moments, course.skipsHolidays ? holidays : new Map());
  for (const { start } of held) must(timeFrom(start, 5, now));
  const institution = (await institutionById(tx, who.institutionId))!;
  const teacher = (await memberById(tx, who.institutionId, course.organizerId))!;
  await mayHave(tx, who, teacher, institution, held, now);
  const host = await hostFor(tx, who, course);
  const next: Course = { ...course, extra: [...course.extra, ...held.map(({ date }) => date)].toSorted(), revision: course.revision + 1 };
  const sessions = held.map((moment) => sessionOf(next, moment, world.random.uuid(), policyOf(institution.settings), host, now));
  const placed = await makeDates(tx, world, course.listId, sessions, now);
  if (placed.some(({ verdict }) => verdict === "not free")) return no("course_host_not_free");
  if (placed.length > 0) {
    await courses.saveCourse(tx, next);
    await spreadCourse(tx, world, { institutionId: who.institutionId, courseId: course.id }, now);
    const deed = { course: next, was: course, before: [], touched: placed.map(({ date }) => date), note: null };
    await tellCourse(tx, world, { kind: "course_changed", toAdmins: false, ...deed }, now);
    await noteOf(tx, world, who, next, "course_dates_imported", { course: next.title, dates: placed.length }, now);
  }
  return (await previewOf(tx, next, held, free, placed, holidays, now)).dates;
}

/** When the meetings of these courses will be on Zoom. */
export async function onZoomOf({ db, clock }: Pick<Needs, "db" | "clock">, who: Member, courseIds: readonly string[]): Promise<OnZoom> {
  const { institutionId } = who;
  const dates = await datesToCome(db, institutionId, courseIds, isAdmin(who) ? null : who.id);
  const hostIds = [...new Set(dates.map(({ hostId }) => hostId))];
  const own = new Set(dates.map(({ sessionId }) => sessionId));
  const days = (await onZoomDays(db, institutionId, hostIds, clock.now())).filter(({ sessionId }) => own.has(sessionId));
  const names = new Map((await hostsById(db, institutionId, hostIds)).map(({ hostId, name }) => [hostId, name]));
  const sorted = days.map(({ day }) => day).toSorted();
  const late = Map.groupBy(days.filter(({ postponed }) => postponed), ({ hostId, day }) => `${day} ${hostId}`); // prettier-ignore
  const postponed = [...late.values()].map((ofDay) => {
    const [{ hostId, day }] = ofDay as [(typeof ofDay)[number]];
    return { host: names.get(hostId) ?? hostId, from: addDays(day, -1), to: day, meetings: ofDay.length };
  });
  return { first: sorted[0] ?? null, last: sorted.at(-1) ?? null, meetings: days.length, postponed: postponed.toSorted((a, b) => (bare(a.to + a.host) < bare(b.to + b.host) ? -1 : 1)) }; // prettier-ignore
}
