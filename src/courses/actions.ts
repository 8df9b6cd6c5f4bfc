import { hostById, hostOf } from "../connections/hosts/actions.ts";
import type { Interval } from "../lib/interval.ts";
import type { Instant } from "../lib/time.ts";
import { institutionById, memberById } from "../people/actions.ts";
import { policyOf, type Institution } from "../people/institution.ts";
import { hasLeft, isAdmin, type Member } from "../people/member.ts";
import { note } from "../platform/audit.ts";
import type { Tx } from "../platform/database.ts";
import { roomsOf } from "../rooms/actions.ts";
import { aheadOf, lockInstitution } from "../sessions/actions.ts";
import { admissionFits, timeFrom, withinLimits } from "../sessions/asking.ts";
import { whyNotHost } from "../sessions/hosting/lanes.ts";
import { makeDates, waysThatFit } from "../sessions/series/actions.ts";
import type { DateOfCourse, PlacedDate } from "../sessions/series/date.ts";
import type { Session } from "../sessions/session.ts";
import type { World } from "../world.ts";
import { registerGroups } from "../attendees/groups/registering-actions.ts";
import { foundList } from "../attendees/lists/actions.ts";
import { spreadCourse } from "../attendees/lists/spreading-actions.ts";
import { holidaysOf } from "./holidays/actions.ts";
import type { CoursePreview, NewCourse } from "./contract.ts";
import type { Course } from "./course.ts";
import { atTime, OFFERED, otherTimes, plannedDate, sessionOf, withoutHolidays } from "./making.ts";
import { atOnce, must, no, type Answer, type Needs } from "./at-once-actions.ts";
import { datesOf, isDay, type CourseMoment } from "./recurrence.ts";
import { postponedFor } from "./showing-actions.ts";
import * as store from "./store.ts";
import { tellCourse } from "./telling/actions.ts";

/** `importKey`: what the course is known by in timetables, where it comes from one. */
export type Asked = NewCourse & { importKey?: string };
export type Made = { course: Course; dates: PlacedDate[]; preview: CoursePreview };

/**
 * Makes a course with all its dates, each a session with its reservation: a room, or its host's time. Refuses what the rule can't say, a host who has something
 * else at one of the dates, and what goes beyond the institution's limits. What finds no room is stored waiting. With `preview` nothing is stored, and the answer is the same.
 */
export async function makeCourse(world: Needs, who: Member, asked: Asked, how: { preview: boolean }): Promise<Answer<Made>> {
  return atOnce(world, how, async (tx) => {
    await lockInstitution(tx, who.institutionId);
    return makeOnce(tx, world, who, asked, world.clock.now(), how);
  });
}

/** As part of a deed that has locked the institution. */
export async function makeOnce(tx: Tx, world: Needs, who: Member, asked: Asked, now: Instant, how: { preview: boolean }): Promise<Made> {
  const known = await store.courseById(tx, who.institutionId, asked.id);
  if (known === null) return makeIn(tx, world, who, asked, now, how);
  return known.organizerId === who.id || isAdmin(who) ? { course: known, dates: [], preview: { dates: [], fitting: [] } } : no("already_asked");
}

async function makeIn(tx: Tx, world: Needs, who: Member, asked: Asked, now: Instant, how: { preview: boolean }): Promise<Made> {
  const institution = (await institutionById(tx, who.institutionId))!;
  const teacher = await teacherOf(tx, who, asked.teacherId);
  must(admissionFits(asked.kind, asked.admission));
  if (!asked.without.every(isDay)) return no("day_malformed", { field: "without" });
  const course = courseAsked(asked, { institutionId: who.institutionId, organizerId: teacher.id, listId: world.random.uuid(), now });
  const { held, free } = withoutHolidays(must(datesOf(course)), asked.skipsHolidays ? await holidaysOf(tx, who.institutionId) : new Map());
  if (held.length === 0) return no("course_without_dates", { field: "rule" });
  must(timeFrom(held[0]!.start, asked.minutes, now));
  const last = held.at(-1)!;
  const inTime = timeFrom(last.start, asked.minutes, now);
  if (!inTime.ok) return no(inTime.refusal.because, { ...inTime.refusal, field: course.extra.includes(last.date) ? "extra" : "rule" });
  await mayHave(tx, who, teacher, institution, held, now);
  const host = await hostFor(tx, who, asked);
  await foundList(tx, { institutionId: who.institutionId, id: course.listId, name: asked.title, ownerId: teacher.id, madeAt: now });
  await store.insertCourse(tx, course);
  const dates = held.map((one) => sessionOf(course, one, world.random.uuid(), policyOf(institution.settings), host, now));
  const placed = await makeDates(tx, world, course.listId, dates, now);
  if (!how.preview && placed.some((one) => one.verdict === "not free")) return no("course_host_not_free", { field: "source" });
  await register(tx, world, who, course, asked.groupIds, now);
  await spreadCourse(tx, world, { institutionId: who.institutionId, courseId: course.id }, now);
  const deed = { course, was: null, before: [], touched: placed.map((one) => one.date), note: null };
  // Whoever reads a timetable sees on its page what found no room; hundreds of mails would say nothing else.
  await tellCourse(tx, world, { kind: "course_made", toAdmins: asked.importKey === undefined, ...deed }, now);
  await noteOf(tx, world, who, course, "course_made", { course: course.title, dates: placed.length }, now);
  return { course, dates: placed, preview: await previewOf(tx, course, held, free, placed, await holidaysOf(tx, who.institutionId), now) };
}

/** Whatever stands against a group is told beside the groups; somebody may have deleted one while the form was open. */
async function register(tx: Tx, world: Needs, who: Member, { institutionId, listId }: Course, groupIds: readonly string[], now: Instant): Promise<void> {
  const done = await registerGroups(tx, world, who, { institutionId, listId, groupIds }, now);
  const { because, ...more } = done.ok ? { because: null } : done.refusal;
  if (because !== null) no(because === "not_found" ? "group_gone" : because, { ...more, field: "groupIds" });
}

const courseAsked = (a: Asked, more: { institutionId: string; organizerId: string; listId: string; now: Instant }): Course => ({
  institutionId: more.institutionId,
  id: a.id,
  revision: 1,
  title: a.title,
  organizerId: more.organizerId,
  kind: a.kind,
  admission: a.admission,
  expected: a.expected,
  zone: a.zone,
  source: a.source,
  hostId: a.source === "named host" ? a.hostId : null,
  parts: [{ start: a.start, rule: a.rule, minutes: a.minutes }],
  without: [...new Set(a.without)].toSorted(),
  extra: [...new Set(a.extra)].toSorted(),
  skipsHolidays: a.skipsHolidays,
  listId: more.listId,
  importKey: a.importKey ?? null,
  madeAt: more.now,
  cancelledAt: null,
});

/** Whose course it is: somebody else's only where an administrator says so. */
export async function teacherOf(tx: Tx, who: Member, teacherId: string | null): Promise<Member> {
  if (teacherId === null || teacherId === who.id) return who;
  if (!isAdmin(who)) return no("admins_only", { field: "teacherId" });
  const teacher = await memberById(tx, who.institutionId, teacherId);
  return teacher === null || hasLeft(teacher) ? no("teacher_unknown", { field: "teacherId" }) : teacher;
}

/** The institution's limits count each date, but those that are given up, `instead`. Administrators have none. `field`: what was asked that says when. */
export async function mayHave(
  tx: Tx,
  who: Member,
  teacher: Pick<Member, "id">,
  { settings }: Institution,
  dates: readonly Interval[],
  now: Instant,
  { instead = [], field = "start" }: { instead?: readonly Interval[]; field?: string } = {},
): Promise<void> {
  if (isAdmin(who)) return;
  const lengthOf = ({ start, end }: Interval): number => Math.round((end - start) / 60_000);
  const ahead = await aheadOf(tx, who.institutionId, teacher.id, now);
  let sessions = ahead.sessions - instead.length;
  let minutes = ahead.minutes - instead.reduce((sum, one) => sum + lengthOf(one), 0);
  for (const { start, end } of dates) {
    const fits = withinLimits({ start, end }, { sessions, minutes }, settings, now);
    if (!fits.ok) return no(fits.refusal.because, { ...fits.refusal, ...(fits.refusal.field === "start" ? { field } : {}) });
    sessions += 1;
    minutes += lengthOf({ start, end });
  }
}

/** Null: rooms. Refuses who is no host any more, a room's user, and too many people. Naming a Zoom user is for administrators. */
export async function hostFor(
  tx: Tx,
  who: Member,
  asked: Pick<NewCourse, "source" | "hostId" | "kind" | "expected">,
): Promise<Pick<Session, "hostId" | "via"> | null> {
  if (asked.source === "pool") return null;
  const host = asked.source === "default host" ? await hostOf(tx, who.institutionId, "default host", who) : await namedHost(tx, who, asked.hostId);
  if (host.is === "none") return no(host.because, { field: "source" });
  mustTake(host, asked);
  return { hostId: host.hostId, via: null };
}

function mustTake(host: Parameters<typeof whyNotHost>[0], asked: Pick<NewCourse, "kind" | "expected">): void {
  const why = whyNotHost(host, asked);
  if (why !== null) no(why.because, { field: why.because === "host_too_small" ? "expected" : "source", ...(why.values ? { values: why.values } : {}) });
}

/** Refuses more people than the course's host can take; a room that is too small is no room for it, and is sought. */
export async function mustTakeAll(tx: Tx, course: Course, hostId: string | null, expected: number | null): Promise<void> {
  const host = hostId === null || expected === null ? null : await hostById(tx, course.institutionId, hostId);
  if (host !== null) mustTake(host, { kind: course.kind, expected });
}

async function namedHost(tx: Tx, who: Member, hostId: string | null) {
  if (!isAdmin(who)) return no("admins_only", { field: "hostId" });
  const host = hostId === null ? null : await hostById(tx, who.institutionId, hostId);
  if (host === null || host.knownBy !== null || host.status !== "active") return no("host_unknown", { field: "hostId" });
  if (host.isRoom) return no("named_host_is_room", { field: "hostId" });
  return { ...host, is: "host" as const };
}

export async function previewOf(
  tx: Tx,
  course: Course,
  held: readonly CourseMoment[],
  free: readonly CourseMoment[],
  placed: readonly PlacedDate[],
  holidays: ReadonlyMap<string, string>,
  now: Instant,
): Promise<CoursePreview> {
  const names = new Map((await roomsOf(tx, course.institutionId)).map((room) => [room.id, room.name]));
  const byDate = new Map(placed.map((one) => [one.date.date, one]));
  const postponed = await postponedFor(tx, course.institutionId, placed.map((one) => one.date), now); // prettier-ignore
  const shown = held.map((moment) => {
    const one = byDate.get(moment.date)!;
    const { roomId } = one.date.session;
    return plannedDate(moment, {
      verdict: one.verdict,
      room: roomId === null ? null : (names.get(roomId) ?? null),
      postponedTo: postponed.get(one.date.session.id) ?? null,
    });
  });
  const left = free.map((moment) => plannedDate(moment, { holiday: holidays.get(moment.date.slice(0, 10)) ?? "" }));
  const dates = [...shown, ...left].toSorted((a, b) => (a.date < b.date ? -1 : 1));
  // A timetable's hours are not to be chosen, and looking for others takes long.
  const isSettled = course.importKey !== null || placed.every((one) => one.verdict === "got");
  return { dates, fitting: isSettled ? [] : await fittingFor(tx, placed.map((one) => one.date), course.parts.at(-1)!.start) }; // prettier-ignore
}

/** Times of day at which each date has a room without moving anybody, the nearest first. Nothing of these dates is reserved meanwhile but what they hold themselves. */
export async function fittingFor(tx: Tx, dates: readonly DateOfCourse[], start: string): Promise<CoursePreview["fitting"]> {
  const sessions = dates.map(({ session }) => ({ ...session, roomId: null })).filter((s) => s.source === "pool");
  if (sessions.length === 0) return [];
  const times = otherTimes(start.slice(11));
  const ways = await waysThatFit(tx, times.map((time) => atTime(sessions, time))); // prettier-ignore
  return times.flatMap((time, i) => (ways[i]!.whole ? [{ time, oneRoom: ways[i]!.oneRoom }] : [])).slice(0, OFFERED);
}

export const noteOf = (
  tx: Tx,
  { random }: Pick<World, "random">,
  who: Member,
  course: Course,
  what: string,
  details: Record<string, string | number>,
  at: Instant,
) => note(tx, random, { institutionId: course.institutionId, at, who: who.name, memberId: who.id, what, details: { ...details, courseId: course.id } });
