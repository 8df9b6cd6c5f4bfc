import { hostById, hostOf, hostsOfAccount } from "../connections/hosts/actions.ts";
import { refused, type Outcome } from "../lib/outcome.ts";
import { bare } from "../lib/text.ts";
import { iso, type Instant } from "../lib/time.ts";
import { isAdmin, type Member } from "../people/member.ts";
import type { Tx } from "../platform/database.ts";
import { roomsOf } from "../rooms/actions.ts";
import { datesOfCourse } from "../sessions/series/actions.ts";
import type { DateOfCourse } from "../sessions/series/date.ts";
import { onZoomDays } from "../sessions/generating/days-actions.ts";
import { dueAt } from "../sessions/steps.ts";
import type { World } from "../world.ts";
import type { CourseDate, CourseDetail, CourseHead } from "./contract.ts";
import { byHandOf, cancelledByHand, isAhead, isOver, mayManageCourse, whyNotEditCourse, type Course } from "./course.ts";
import { momentOfDate, partOf } from "./recurrence.ts";
import * as store from "./store.ts";

type Needs = Pick<World, "db" | "clock">;

/** One's own, for administrators everybody's. */
export async function coursesFor({ db, clock }: Needs, who: Member, of: { q: string; past: boolean }): Promise<CourseHead[]> {
  const now = clock.now();
  const organizerId = isAdmin(who) ? null : who.id;
  const rows = await store.coursesOf(db, who.institutionId, { organizerId, words: bare(of.q), past: of.past }, now);
  return rows.map((row) => headOf(row, now));
}

function headOf({ course, teacher, next, last, ...counts }: store.CourseRow, now: Instant): CourseHead {
  // The part that the next date belongs to: what is true from now on.
  const part = partOf(course.parts, iso((next ?? now) as Instant).slice(0, 10));
  return {
    id: course.id,
    title: course.title,
    teacher: { id: course.organizerId, name: teacher },
    zone: course.zone,
    start: part.start,
    rule: part.rule,
    minutes: part.minutes,
    ...counts,
    next: next === null ? null : iso(next),
    last: last === null ? null : iso(last),
    cancelled: course.cancelledAt !== null,
  };
}

/** All of one course, for whoever may manage it. */
export async function courseFor({ db, clock }: Needs, who: Member, id: string): Promise<Outcome<CourseDetail>> {
  const now = clock.now();
  const [row] = await store.coursesOf(db, who.institutionId, { organizerId: null, words: "", past: true, id }, now);
  if (row === undefined) return refused("not_found");
  const { course } = row;
  if (!mayManageCourse(course, who)) return refused("not_found");
  const dates = await datesOfCourse(db, who.institutionId, id);
  return {
    ok: true,
    value: {
      ...headOf(row, now),
      revision: course.revision,
      kind: course.kind,
      admission: course.admission,
      expected: course.expected,
      source: course.source,
      host: await hostShown(db, course, who),
      parts: course.parts.map(({ start, rule, minutes }) => ({ start, rule, minutes })),
      without: [...course.without],
      extra: [...course.extra],
      skipsHolidays: course.skipsHolidays,
      list: { id: course.listId, people: row.people, groups: await store.groupsOfList(db, course.institutionId, course.listId) },
      sessions: await shown(db, course, dates, now),
      whyNot: { edit: whyNotEditCourse(course, dates, now) },
    },
  };
}

async function hostShown(tx: Tx, course: Course, who: Member): Promise<CourseDetail["host"]> {
  if (course.source === "pool") return null;
  const found =
    course.source === "named host" ? await hostById(tx, course.institutionId, course.hostId!) : await hostOf(tx, course.institutionId, "default host", who);
  if (found === null || ("is" in found && found.is === "none")) return null;
  return { id: found.hostId, name: found.name, email: found.email };
}

async function shown(tx: Tx, course: Course, dates: readonly DateOfCourse[], now: Instant): Promise<CourseDate[]> {
  const rooms = new Map((await roomsOf(tx, course.institutionId)).map((room) => [room.id, room.name]));
  const registered = await store.registeredIn(tx, course.institutionId, course.id);
  const onZoom = await postponedFor(tx, course.institutionId, dates, now);
  const cancelledAlone = cancelledByHand(dates, course);
  return dates.map((date) => {
    const s = date.session;
    return {
      sessionId: s.id,
      date: date.date,
      title: s.title,
      start: iso(s.time.start),
      end: iso(s.time.end),
      status: s.status,
      over: isOver(s, now),
      ahead: isAhead(s, now),
      room: s.roomId === null ? null : (rooms.get(s.roomId) ?? null),
      byHand: [...byHandOf(date), ...(cancelledAlone.has(date) ? ["cancelled" as const] : [])],
      note: momentOfDate(date.date, course.zone, 1).note,
      onZoom: s.meeting !== null,
      onZoomAt: iso(dueAt(s, "generate")),
      postponedTo: onZoom.get(s.id) ?? null,
      registered: registered.get(s.id) ?? 0,
    };
  });
}

/** Dates that are made on Zoom later than usual, since the changes that Zoom allows for their host on the usual day don't suffice, and on which of its days. */
export async function postponedFor(tx: Tx, institutionId: string, dates: readonly DateOfCourse[], now: Instant): Promise<ReadonlyMap<string, string>> {
  const hosts = new Set(dates.flatMap(({ session: s }) => (isAhead(s, now) && s.meeting === null && s.hostId !== null ? [s.hostId] : [])));
  const days = await onZoomDays(tx, institutionId, [...hosts], now);
  return new Map(days.flatMap(({ sessionId, day, postponed }) => (postponed ? [[sessionId, day] as const] : [])));
}

/** Zoom users of the account who can be named as host of a course: active ones that are no room. */
export async function hostsToName({ db }: Pick<World, "db">, who: Member): Promise<{ id: string; name: string; email: string; licensed: boolean }[]> {
  if (!isAdmin(who)) return [];
  const hosts = await hostsOfAccount(db, who.institutionId);
  return hosts.filter((one) => one.status === "active" && !one.isRoom).map(({ hostId, name, email, licensed }) => ({ id: hostId, name, email, licensed })); // prettier-ignore
}
