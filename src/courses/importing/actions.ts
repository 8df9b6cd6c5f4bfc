import { lockedList } from "../../attendees/lists/actions.ts";
import { spreadCourse } from "../../attendees/lists/spreading-actions.ts";
import { createHash } from "node:crypto";
import { hostById, hostsById } from "../../connections/hosts/actions.ts";
import { refused, type Outcome } from "../../lib/outcome.ts";
import { bare } from "../../lib/text.ts";
import { addDays, isZone, type Instant } from "../../lib/time.ts";
import { institutionById, memberById } from "../../people/actions.ts";
import { policyOf } from "../../people/institution.ts";
import { hasLeft, isAdmin, type Member } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import { lockInstitution } from "../../sessions/actions.ts";
import { timeFrom } from "../../sessions/asking.ts";
import { onZoomDays } from "../../sessions/generating/days-actions.ts";
import { lockDates, makeDates } from "../../sessions/series/actions.ts";
import { hostFor, makeOnce, mayHave, noteOf, previewOf, type Asked } from "../actions.ts";
import { atOnce, must, no, partOfIt, type Answer, type Needs } from "../at-once-actions.ts";
import { MOST_DATES } from "../contract.ts";
import { mayManageCourse, type Course } from "../course.ts";
import { holidaysOf } from "../holidays/actions.ts";
import { sessionOf, withoutHolidays } from "../making.ts";
import { momentOfDate, partOf } from "../recurrence.ts";
import * as courses from "../store.ts";
import type { CourseImported, ForeseeImport, ImportCourse, ImportedCourse, OnZoom } from "./contract.ts";
import { tellCourse } from "../telling/actions.ts";
import { firstOf, importKeyOf } from "./plan.ts";
import { datesToCome, groupsNamed } from "./store.ts";

/**
 * Makes one course of a timetable, or adds to the one that is there already; dates that it has are left as they are, so doing it again does nothing.
 * Refuses what making a course refuses, a course that was cancelled or is in another zone, and another's.
 */
export const importOne = (world: Needs, who: Member, asked: ImportCourse): Promise<Answer<CourseImported>> =>
  atOnce(world, { preview: false }, async (tx) => {
    await lockInstitution(tx, who.institutionId);
    return importIn(tx, world, who, asked, world.clock.now());
  });

/**
 * What making the first of these courses would do to each, one after the other, so that one that comes later finds taken what an earlier one gets: it is done, and
 * taken back. What is refused of one leaves the others as they are. As many are looked at as `firstOf` says; nobody else gets a room meanwhile.
 */
export const foresee = (world: Needs, who: Member, { courses: all, ...how }: ForeseeImport): Promise<Answer<Answer<CourseImported>[]>> =>
  atOnce(world, { preview: true }, async (tx) => {
    await lockInstitution(tx, who.institutionId);
    const now = world.clock.now();
    const seen: Answer<CourseImported>[] = [];
    for (const course of firstOf(all)) seen.push(await partOfIt(tx, () => importIn(tx, world, who, { course, ...how }, now)));
    return seen;
  });

/** As part of a deed that has locked the institution: whoever imports the same beside waits, and finds it there. */
async function importIn(tx: Tx, world: Needs, who: Member, asked: ImportCourse, now: Instant): Promise<CourseImported> {
  if (!isZone(asked.zone)) return no("time_zone_unknown", { field: "zone" });
  const importKey = must(await keyFor(tx, who, asked.course));
  const known = await courses.courseByKey(tx, who.institutionId, importKey);
  if (known !== null) return addDates(tx, world, who, known.id, asked, now);
  const made = await makeOnce(tx, world, who, newCourseOf(who.institutionId, asked, importKey), now, { preview: false });
  if (made.dates.length === 0) return addDates(tx, world, who, made.course.id, asked, now); // it is another's by name now, and the same course
  return { courseId: made.course.id, dates: made.preview.dates };
}

function newCourseOf(institutionId: string, asked: ImportCourse, importKey: string): Asked {
  const [start, ...extra] = [...new Set(asked.course.dates)].toSorted();
  const { title, teacherId, groupId, hostId, admission, kind, minutes } = asked.course;
  return {
    ...{ id: idOf(institutionId, importKey), importKey, title, teacherId, zone: asked.zone, minutes, kind, admission, expected: null },
    ...{ start: start!, rule: null, without: [], extra, skipsHolidays: asked.skipsHolidays },
    ...{ source: hostId === null ? asked.source : "named host", hostId, groupIds: groupId === null ? [] : [groupId] },
  };
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
  const { title, code, minutes, admission, kind } = course;
  const line = { line: 0, title, code, minutes, admission, kind, teacher: "", day: "", time: "", host: "", group: "" };
  const group = course.groupId === null ? null : { id: course.groupId, name: "" };
  return { ok: true, value: importKeyOf({ line, teacher, group, host: host === null ? null : { id: host.hostId, email: host.email.toLowerCase() } }) };
}

/** Dates that the course has not yet, all or none. */
async function addDates(tx: Tx, world: Needs, who: Member, id: string, asked: ImportCourse, now: Instant): Promise<CourseImported> {
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
}

async function added(tx: Tx, world: Needs, who: Member, course: Course, walls: readonly string[], now: Instant): Promise<CourseImported["dates"]> {
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
