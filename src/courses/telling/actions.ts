import { whoHasHeard, type Hearer } from "../../attendees/lists/heard-actions.ts";
import type { Instant } from "../../lib/time.ts";
import type { CourseFacts, CourseKind } from "../../notices/courses/facts.ts";
import { institutionById, membersOf } from "../../people/actions.ts";
import { hasLeft, isAdmin, type Member } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import { enqueue, type Delivery } from "../../platform/deliveries.ts";
import { roomsOf } from "../../rooms/actions.ts";
import type { RoomsLost } from "../../sessions/neighbours.ts";
import type { World } from "../../world.ts";
import { courseById } from "../store.ts";
import { concernsAttendees, foundNone, newsOf, type Deed } from "./news.ts";
import { insertNews } from "./store.ts";

export { newsById as courseNewsOf } from "./store.ts";

type Needs = Pick<World, "random" | "origin">;
type Addressee = { email: string; name: string; language: "en" | "es"; zone: string; attendeeId: string | null; sessionId: string | null };
type Mail = { kind: CourseKind; to: Addressee; facts: Pick<CourseFacts, "audience" | "only" | "page"> };

/**
 * Tells of what was done to a whole course, in one mail for each person: the teacher, and the one before where that is another; attendees who have heard of the course,
 * where it is something to them; administrators, where dates found no room and `toAdmins` says so. How many were told: attendees and teachers.
 * The mails are keyed by the course's revision, so nothing is told twice.
 */
export async function tellCourse(
  tx: Tx,
  world: Needs,
  { kind, toAdmins = true, ...deed }: Deed & { kind: "course_made" | "course_changed" | "course_cancelled"; toAdmins?: boolean },
  now: Instant,
): Promise<number> {
  const { course } = deed;
  const { institutionId } = course;
  const members = await membersOf(tx, institutionId);
  const rooms = await roomsOf(tx, institutionId);
  const names = { members: new Map(members.map((m) => [m.id, m.name])), rooms: new Map(rooms.map((room) => [room.id, room.name])) };
  const news = newsOf(deed, names);
  const admins = members.filter(isAdmin);
  const teachers = teachersTold(deed, members);
  const isNothing = news.dates.length === 0 && deed.was?.organizerId === course.organizerId;
  const heard = kind === "course_made" || !concernsAttendees(news) ? [] : await hearersOf(tx, deed, teachers);
  const waits = toAdmins && foundNone(deed).length > 0 ? admins.filter((one) => !teachers.some(({ member }) => member.id === one.id)) : [];
  const { settings } = (await institutionById(tx, institutionId))!;
  const asAttendee = (one: Hearer): Addressee => ({ ...one, language: one.language ?? settings.language, zone: one.zone ?? course.zone });
  const mails: Mail[] = [
    ...(isNothing
      ? []
      : teachers.map(({ member, only, page }): Mail => ({ kind, to: asMember(member), facts: { audience: "teacher", only, page: world.origin + page } }))),
    ...heard.map((one): Mail => ({ kind, to: asAttendee(one), facts: { audience: "attendee", only: one.only, page: world.origin } })),
    ...waits.map((one): Mail => ({
      kind: "admin_course_waiting",
      to: asMember(one),
      facts: { audience: "admin", only: null, page: `${world.origin}/waiting` },
    })),
  ];
  if (mails.length === 0) return 0;
  const id = world.random.uuid();
  await insertNews(tx, { institutionId, id, courseId: course.id, news, madeAt: now });
  const always = { institution: settings.name, contact: settings.contact, news: id, writtenAt: now };
  await enqueue(tx, mails.map((mail) => deliveryOf(world, deed, mail, { ...always, ...mail.facts }, now))); // prettier-ignore
  return mails.length - waits.length;
}

/**
 * Dates of a course lost their rooms and wait: the teacher and administrators are told of all of them in one mail each. Whoever teaches some of the dates instead hears of
 * these alone, unless as an administrator of all. Attendees hear nothing: for them nothing has changed yet.
 */
export async function tellRoomsLost(tx: Tx, world: Needs, { institutionId, courseId, dates }: RoomsLost, now: Instant): Promise<void> {
  const course = (await courseById(tx, institutionId, courseId))!;
  const deed: Deed = { course, was: course, before: dates.map((one) => one.before), touched: dates, note: null };
  const members = await membersOf(tx, institutionId);
  const news = newsOf(deed, { members: new Map(members.map((m) => [m.id, m.name])), rooms: new Map() });
  const teachers = teachersTold(deed, members).filter(({ member, only }) => only === null || !isAdmin(member));
  const admins = members.filter((one) => isAdmin(one) && !teachers.some(({ member }) => member.id === one.id));
  const id = world.random.uuid();
  await insertNews(tx, { institutionId, id, courseId, news, madeAt: now });
  const { settings } = (await institutionById(tx, institutionId))!;
  const always = { institution: settings.name, contact: settings.contact, news: id, writtenAt: now };
  const mails: Mail[] = [
    ...teachers.map(({ member, only, page }): Mail => {
      return { kind: "course_rooms_lost", to: asMember(member), facts: { audience: "teacher", only, page: world.origin + page } };
    }),
    ...admins.map((one): Mail => {
      return { kind: "admin_course_waiting", to: asMember(one), facts: { audience: "admin", only: null, page: `${world.origin}/waiting` } };
    }),
  ];
  // A course loses rooms more than once between two of its edits: each time is a mail of its own.
  await enqueue(tx, mails.map((mail) => ({ ...deliveryOf(world, deed, mail, { ...always, ...mail.facts }, now), key: `course ${courseId}/${id}/${mail.kind}/${mail.to.email.toLowerCase()}` }))); // prettier-ignore
}

const asMember = ({ name, email, language, zone }: Member): Addressee => ({ name, email, language, zone, attendeeId: null, sessionId: null });

/** `only`: the dates that the person has to do with; null: all. */
type Teaching = { member: Member; only: string[] | null; page: string };

/**
 * Who teaches it, who did before, and who teaches some of its dates instead. What belongs to a teacher who is no member any more is for administrators, who
 * look after such courses.
 */
function teachersTold({ course, was, before, touched }: Deed, members: readonly Member[]): Teaching[] {
  const there = (id: string): Member[] => members.filter((m) => m.id === id && !hasLeft(m));
  const own = there(course.organizerId);
  const page = `/courses/${course.id}`;
  const told = (own.length > 0 ? own : members.filter(isAdmin)).map((member): Teaching => ({ member, only: null, page }));
  if (was !== null && was.organizerId !== course.organizerId) told.push(...there(was.organizerId).map((member) => ({ member, only: null, page: "/courses" })));
  const ofDates = Map.groupBy(
    [...before, ...touched.map(({ session }) => session)].filter((s) => touched.some(({ session }) => session.id === s.id)),
    (s) => s.organizerId,
  );
  for (const [id, dates] of ofDates) {
    if (id === course.organizerId || id === was?.organizerId) continue;
    told.push(...there(id).filter((one) => !told.some(({ member }) => member.id === one.id)).map((member) => ({ member, only: dates.map((s) => s.id), page: `/sessions/${dates[0]!.id}` }))); // prettier-ignore
  }
  return told;
}

/** Who teaches it is told as the teacher, also where the same person attends. */
async function hearersOf(tx: Tx, { course, touched }: Pick<Deed, "course" | "touched">, teachers: readonly Teaching[]): Promise<Hearer[]> {
  const ids = touched.map(({ session }) => session.id);
  const all = await whoHasHeard(tx, course.institutionId, { courseId: course.id, listId: course.listId }, ids);
  const told = new Set(teachers.map(({ member }) => member.email.toLowerCase()));
  return all.filter((one) => !told.has(one.email.toLowerCase()));
}

const deliveryOf = ({ random }: Pick<World, "random">, { course }: Pick<Deed, "course">, { kind, to }: Mail, facts: CourseFacts, now: Instant): Delivery => ({
  institutionId: course.institutionId,
  key: `course ${course.id}@${course.revision}/${kind}/${to.email.toLowerCase()}`,
  id: random.uuid(),
  kind,
  step: null,
  sessionId: to.sessionId,
  attendeeId: to.attendeeId,
  to: { name: to.name, email: to.email, language: to.language, zone: to.zone },
  facts,
  dueAt: now,
  usefulUntil: null,
  madeAt: now,
});
