import { lockedList, saveList } from "../../attendees/lists/actions.ts";
import { spreadCourse } from "../../attendees/lists/spreading-actions.ts";
import { iso, type Instant } from "../../lib/time.ts";
import { institutionById } from "../../people/actions.ts";
import { policyOf, type Policy } from "../../people/institution.ts";
import type { Member } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import { roomsOf } from "../../rooms/actions.ts";
import { lockInstitution } from "../../sessions/actions.ts";
import { admissionFits, timeFrom } from "../../sessions/asking.ts";
import { undoable } from "../../sessions/asking/hold-actions.ts";
import { changed } from "../../sessions/change.ts";
import { changeDates, lockDates, makeDates, saveDates } from "../../sessions/series/actions.ts";
import type { DateOfCourse, PlacedDate } from "../../sessions/series/date.ts";
import type { Session } from "../../sessions/session.ts";
import { fittingFor, mayHave, mustTakeAll, noteOf, teacherOf } from "../actions.ts";
import { atOnce, must, no, type Answer, type Needs } from "../at-once-actions.ts";
import type { EditCourse, EditPreview } from "../contract.ts";
import { mayManageCourse, whyNotEditCourse, type Course } from "../course.ts";
import { holidaysOf } from "../holidays/actions.ts";
import { sessionOf } from "../making.ts";
import { datesOf, isWall, momentOfDate, partOf } from "../recurrence.ts";
import * as store from "../store.ts";
import { tellCourse } from "../telling/actions.ts";
import { isOnlyBookkeeping, newTimes, planEdit, whenField, type Changed, type EditPlan } from "./plan.ts";

export type EditDone = { course: Course; dates: readonly DateOfCourse[]; preview: EditPreview };

/**
 * Edits one date of a course, one and all that follow, or all that lie ahead; with `preview` nothing is stored, and the answer is what would happen to each date. Each keeps its links and
 * registrations, and its room where it can. Zoom is brought in line at once where a date stands there already. Refuses what the plan refuses, who may not, a host who is not free, and an older revision.
 */
export async function editCourse(world: Needs, who: Member, id: string, asked: EditCourse, how: { preview: boolean }): Promise<Answer<EditDone>> {
  return atOnce(world, how, async (tx) => {
    await lockInstitution(tx, who.institutionId);
    const now = world.clock.now();
    const course = await managed(tx, who, id);
    await lockedList(tx, who.institutionId, course.listId); // before the sessions, as everybody does
    const dates = await lockDates(tx, who.institutionId, id);
    const why = whyNotEditCourse(course, dates, now);
    if (why !== null) return no(why);
    if (course.revision !== asked.revision) return no("revision_conflict");
    if (asked.change.admission !== undefined) must(admissionFits(course.kind, asked.change.admission));
    if (asked.change.expected !== undefined) await mustTakeAll(tx, course, hostOf(dates)?.hostId ?? null, asked.change.expected);
    if (asked.change.teacherId !== undefined) await teacherOf(tx, who, asked.change.teacherId);
    const plan = must(planEdit(course, dates, asked, await holidaysOf(tx, who.institutionId), now));
    await mayHavePlanned(tx, who, plan, whenField(asked.change), now);
    const done = await apply(tx, world, plan, dates, now);
    if (!how.preview && done.placed.some((one) => one.verdict === "not free")) return no("course_host_not_free", { field: "time" });
    const next = { ...plan.course, revision: course.revision + 1 };
    await store.saveCourse(tx, next);
    await keepListWith(tx, course, next);
    if (plan.made.length > 0) await spreadCourse(tx, world, { institutionId: who.institutionId, courseId: id }, now);
    const kind = asked.change.cancel === true ? "course_cancelled" : "course_changed";
    await noteOf(tx, world, who, next, kind, { course: next.title, dates: done.touched.length }, now);
    const note = asked.note.trim() === "" ? null : { by: who.name, text: asked.note };
    const deed = { course: next, was: course, before: dates.map(({ session }) => asTold(session)), touched: done.touched, note };
    const told = await tellCourse(tx, world, { kind, ...deed }, now);
    return { course: next, dates: done.touched, preview: { ...(await previewOf(tx, plan, done.placed)), told } };
  });
}

/** One more date, at a wall time of the course's zone. Refuses what is past, and a day and time that the course has already. */
export async function addDate(world: Needs, who: Member, id: string, asked: { revision: number; start: string }): Promise<Answer<PlacedDate>> {
  return atOnce(world, { preview: false }, async (tx) => {
    await lockInstitution(tx, who.institutionId);
    const now = world.clock.now();
    const course = await managed(tx, who, id);
    if (course.cancelledAt !== null) return no("course_cancelled_already");
    if (course.revision !== asked.revision) return no("revision_conflict");
    if (!isWall(asked.start)) return no("wall_time_malformed", { field: "start" });
    await lockedList(tx, who.institutionId, course.listId); // before the sessions, as everybody does
    const dates = await lockDates(tx, who.institutionId, id);
    if (dates.some((one) => one.date === asked.start && one.session.status !== "cancelled")) return no("course_date_there", { field: "start" });
    const { minutes } = partOf(course.parts, asked.start);
    const next: Course = { ...course, extra: [...new Set([...course.extra, asked.start])].toSorted(), revision: course.revision + 1 };
    const moment = must(datesOf(next)).find((one) => one.date === asked.start)!;
    must(timeFrom(moment.start, minutes, now));
    const institution = (await institutionById(tx, who.institutionId))!;
    await mayHave(tx, who, { id: course.organizerId }, institution, [moment], now);
    const [placed] = await makeDates(
      tx,
      world,
      course.listId,
      [sessionOf(next, moment, world.random.uuid(), policyOf(institution.settings), hostOf(dates), now)],
      now,
    );
    if (placed!.verdict === "not free") return no("host_not_free", { field: "start" });
    await store.saveCourse(tx, next);
    await spreadCourse(tx, world, { institutionId: who.institutionId, courseId: id }, now);
    await noteOf(tx, world, who, next, "course_date_added", { course: next.title }, now);
    const deed = { course: next, was: course, before: dates.map(({ session }) => session), touched: [placed!.date], note: null };
    await tellCourse(tx, world, { kind: "course_changed", ...deed }, now);
    return placed!;
  });
}

/** The course, which nobody else changes until the transaction ends. */
async function managed(tx: Tx, who: Member, id: string): Promise<Course> {
  const course = await store.lockCourse(tx, who.institutionId, id);
  return course !== null && mayManageCourse(course, who) ? course : no("not_found");
}

/** The sessions as they were are in `dates`; those that are touched, and what became of each that wanted a place anew. */
async function apply(
  tx: Tx,
  world: Needs,
  plan: EditPlan,
  dates: readonly DateOfCourse[],
  now: Instant,
): Promise<{ placed: PlacedDate[]; touched: DateOfCourse[] }> {
  const before = dates.map(({ session }) => session);
  const { settings } = (await institutionById(tx, plan.course.institutionId))!;
  const policy = policyOf(settings);
  const [moving, staying]: [DateOfCourse[], DateOfCourse[]] = [[], []];
  for (const one of plan.edited) {
    if (one.does === "is cancelled") moving.push({ ...one.date, session: cancelled(one.date.session, now) });
    if (one.does !== "changes") continue;
    const { given, date } = one.to;
    if (isOnlyBookkeeping(one)) staying.push({ ...one.date, given, date });
    else if (needsPlace(one.date.session, one.to)) moving.push({ ...one.date, given, date, session: changedTo(one.date.session, one.to, policy, now) });
    else staying.push({ ...one.date, given, date, session: changedTo(one.date.session, one.to, null, now) });
  }
  await saveDates(tx, before, [...staying, ...plan.standIns], now);
  const placed = await changeDates(tx, world, before, moving, now);
  const host = hostOf(dates);
  const made = plan.made.map((moment) => sessionOf(plan.course, moment, world.random.uuid(), policy, host, now));
  const placedNew = await makeDates(tx, world, plan.course.listId, made, now);
  const all = [...placed, ...placedNew];
  const settled = new Map(all.map((one) => [one.date.session.id, one.date]));
  const touched = [...staying, ...moving, ...made].filter(({ session }) => !before.includes(session));
  return { placed: all, touched: touched.map((one) => settled.get(one.session.id) ?? one) };
}

/** As people know it: a change of this date alone that can still be taken back was not told yet, and is told with the edit. */
const asTold = (s: Session): Session => (s.undo?.kind === "change" ? { ...s, ...undoable(s) } : s);

/** The institution's limits, where dates are to be at other times, longer, or more. */
async function mayHavePlanned(tx: Tx, who: Member, plan: EditPlan, field: string, now: Instant): Promise<void> {
  const times = newTimes(plan);
  if (times.length === 0) return;
  const moved = plan.edited.filter((one) => one.does === "is cancelled" || (one.does === "changes" && times.includes(one.to.has)));
  const institution = (await institutionById(tx, who.institutionId))!;
  const own = moved.filter(({ date }) => date.session.organizerId === plan.course.organizerId);
  const instead = own.map(({ date }) => date.session.time);
  await mayHave(tx, who, { id: plan.course.organizerId }, institution, times, now, { instead, field });
}

/** The list of its people is called as the course is, and belongs to whoever teaches it. */
async function keepListWith(tx: Tx, was: Course, course: Course): Promise<void> {
  if (was.title !== course.title || was.organizerId !== course.organizerId)
    await saveList(tx, course.institutionId, course.listId, { name: course.title, ownerId: course.organizerId });
}

/** By whom the course's dates are hosted; null for rooms. */
function hostOf(dates: readonly DateOfCourse[]): Pick<Session, "hostId" | "via"> | null {
  const last = dates.findLast(({ session }) => session.source !== "pool");
  return last === undefined ? null : { hostId: last.session.hostId, via: last.session.via };
}

const needsPlace = (s: Session, { has }: Changed): boolean =>
  s.time.start !== has.start || s.time.end !== has.end || s.expected !== has.expected || s.status === "waiting";

function changedTo(s: Session, { has, organizerId }: Changed, policy: Policy | null, now: Instant): Session {
  const { title, admission, expected, start, end } = has;
  const next = changed({ ...s, undo: null, organizerId }, { title, admission, expected, time: { start, end }, ...(policy === null ? {} : { policy }) }, now);
  return s.status === "waiting" ? { ...next, steps: s.steps } : next;
}

const cancelled = (s: Session, now: Instant): Session => ({ ...s, status: "cancelled", cancelledAt: now, revision: s.revision + 1, undo: null });

async function previewOf(tx: Tx, plan: EditPlan, placed: readonly PlacedDate[]): Promise<Omit<EditPreview, "told">> {
  const names = new Map((await roomsOf(tx, plan.course.institutionId)).map((room) => [room.id, room.name]));
  const registered = await store.registeredIn(tx, plan.course.institutionId, plan.course.id);
  const byId = new Map(placed.map((one) => [one.date.session.id, one]));
  const brief = (s: Session) => ({
    start: iso(s.time.start),
    end: iso(s.time.end),
    title: s.title,
    room: s.roomId === null ? null : (names.get(s.roomId) ?? null),
  });
  const noteOfDate = (date: string) => momentOfDate(date, plan.course.zone, 1).note;
  const edited = plan.edited.map((one): EditPreview["dates"][number] => {
    const { session: s } = one.date;
    const result = byId.get(s.id);
    const after = one.does === "changes" ? (result?.date.session ?? { ...s, title: one.to.has.title }) : one.does === "is cancelled" ? null : s;
    const isQuiet = one.does === "changes" && isOnlyBookkeeping(one);
    return {
      sessionId: s.id,
      does: isQuiet ? (one.kept ? "stays by hand" : "stays") : one.does,
      before: brief(s),
      after: after === null ? null : brief(after),
      because: one.does === "is cancelled" ? one.because : null,
      verdict: one.does === "changes" ? (result?.verdict ?? null) : null,
      note: one.does === "changes" ? noteOfDate(one.to.date) : null,
      onZoom: s.meeting !== null,
      registered: registered.get(s.id) ?? 0,
    };
  });
  const made = placed
    .filter((one) => plan.made.some((moment) => moment.date === one.date.date))
    .filter((one) => !plan.edited.some((was) => was.date.session.id === one.date.session.id))
    .map(({ date, verdict }): EditPreview["dates"][number] => ({
      sessionId: date.session.id,
      does: "is made",
      before: null,
      after: brief(date.session),
      because: null,
      verdict,
      note: noteOfDate(date.date),
      onZoom: false,
      registered: 0,
    }));
  const unplaced = placed.filter((one) => one.date.session.status !== "cancelled");
  const fitting = unplaced.every((one) => one.verdict === "got" || one.verdict === "hosted") ? [] : await fittingFor(tx, unplaced.map((one) => one.date), plan.course.parts.at(-1)!.start); // prettier-ignore
  return { dates: [...edited, ...made].toSorted((a, b) => at(a) - at(b)), fitting };
}

const at = ({ before, after }: EditPreview["dates"][number]): number => Date.parse((before ?? after)!.start);
