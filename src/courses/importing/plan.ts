import { bare } from "../../lib/text.ts";
import { MOST_DATES } from "../contract.ts";
import { momentOfDate, type CourseMoment } from "../recurrence.ts";
import type { Instant } from "../../lib/time.ts";
import type { Line } from "./timetable.ts";

/** What a timetable is compared with. */
export type Known = {
  zone: string;
  now: Instant;
  /** Members who may teach, by e-mail address in small letters. `own`: whoever imports, who may teach where the line names nobody. */
  teachers: ReadonlyMap<string, Teacher>;
  own: Teacher;
  /** Whether only the own courses may be imported. */
  ownOnly: boolean;
  /** Groups by what they are called, small letters without accents; several may be called the same. */
  groups: ReadonlyMap<string, readonly string[]>;
  /** Zoom users who can be named as host, by address; "room": it is a room, which Bedel itself gives. Null: whoever imports may name none. */
  hosts: ReadonlyMap<string, string | "room"> | null;
  /** Days left out, by what they are called. */
  holidays: ReadonlyMap<string, string>;
  /** Courses that came from timetables. */
  courses: readonly KnownCourse[];
};
export type Teacher = { id: string; name: string; email: string };
export type KnownCourse = {
  id: string;
  importKey: string;
  zone: string;
  cancelled: boolean;
  dates: readonly { date: string; start: Instant; cancelled: boolean }[];
};

/**
 * What becomes of a line: `new`: a date is made; `there`: it is there already, `otherwise`: on that day at another time, of another length or by another host, since
 * somebody changed it in Bedel, and it is left alone; `holiday`, `past`: left out; `again`: another line says the same; `bad`: can't be read or done.
 */
export type LineIs = "new" | "there" | "otherwise" | "holiday" | "past" | "again" | "bad";
export type PlannedLine = { line: number; date: string; is: LineIs; note: CourseMoment["note"]; holiday: string | null };

export type PlannedCourse = {
  importKey: string;
  title: string;
  teacher: Teacher;
  group: { id: string; name: string } | null;
  host: { id: string; email: string } | null;
  admission: Line["admission"];
  kind: Line["kind"];
  minutes: number;
  code: string;
  /** The course that is there already; null: a new one. */
  courseId: string | null;
  lines: PlannedLine[];
  /** Dates of it that lie ahead and are not in the timetable. They are left alone. */
  gone: string[];
  /** Why nothing of it is made: a message key. */
  trouble: "import_course_cancelled" | "import_other_zone" | "import_too_many_dates" | null;
};

export type PlanTrouble =
  "teacher_unknown_here" | "teacher_not_own" | "group_unknown" | "group_twice" | "host_unknown_here" | "host_is_room" | "host_admins_only";
export type Plan = { courses: PlannedCourse[]; bad: { line: number; because: PlanTrouble; of: Line }[] };

/** What a course of a timetable is known by: who, what, which class. The rest of the key is what all its dates have alike. */
type Family = [teacher: string, title: string, code: string, group: string];
export const familyOf = (importKey: string): string => JSON.stringify((JSON.parse(importKey) as unknown[]).slice(0, 4));

type Resolved = { line: Line; teacher: Teacher; group: PlannedCourse["group"]; host: PlannedCourse["host"] };
export const importKeyOf = ({ line, teacher, group, host }: Resolved): string => {
  const family: Family = [teacher.email.toLowerCase(), bare(line.title), bare(line.code), group?.id ?? ""];
  // Meetings are called as they were when nothing else could be imported.
  return JSON.stringify([...family, line.minutes, host?.email ?? "", line.admission, ...(line.kind === "webinar" ? [line.kind] : [])]);
};

/** Lines as courses, compared with what is there. Reading the same timetable again plans nothing new. */
export function planOf(lines: readonly Line[], known: Known): Plan {
  const [resolved, bad]: [Resolved[], Plan["bad"]] = [[], []];
  for (const line of lines) {
    const one = resolve(line, known);
    if (typeof one === "string") bad.push({ line: line.line, because: one, of: line });
    else resolved.push(one);
  }
  const families = Map.groupBy(resolved, (one) => familyOf(importKeyOf(one)));
  const there = Map.groupBy(known.courses, ({ importKey }) => familyOf(importKey));
  const courses = [...families].flatMap(([family, ofFamily]) => planFamily(ofFamily, there.get(family) ?? [], known));
  return { courses: courses.toSorted((a, b) => a.lines[0]!.line - b.lines[0]!.line), bad };
}

function resolve(line: Line, known: Known): Resolved | PlanTrouble {
  const teacher = line.teacher === "" ? known.own : known.teachers.get(line.teacher);
  if (known.ownOnly && line.teacher !== "" && teacher?.id !== known.own.id) return "teacher_not_own";
  if (teacher === undefined) return "teacher_unknown_here";
  const groups = line.group === "" ? [] : (known.groups.get(bare(line.group)) ?? []);
  if (line.group !== "" && groups.length !== 1) return groups.length === 0 ? "group_unknown" : "group_twice";
  if (line.host !== "" && known.hosts === null) return "host_admins_only";
  const host = line.host === "" ? null : (known.hosts!.get(line.host) ?? undefined);
  if (host === undefined) return "host_unknown_here";
  if (host === "room") return "host_is_room";
  return {
    line,
    teacher,
    group: groups.length === 0 ? null : { id: groups[0]!, name: line.group },
    host: host === null ? null : { id: host, email: line.host },
  };
}

/** All courses of one teacher, title and class: what a line names may stand in any of them. */
function planFamily(lines: readonly Resolved[], there: readonly KnownCourse[], known: Known): PlannedCourse[] {
  const dates = there.flatMap((course) => course.dates.map(({ date }) => ({ course, date })));
  const exact = (wall: string) => dates.find(({ date }) => date === wall) ?? null;
  const named = new Set(lines.map(({ line }) => wallOf(line)));
  // A day's dates that no line names stand in for as many of that day's lines: somebody moved them.
  const moved = Map.groupBy(dates.filter(({ date }) => !named.has(date)), ({ date }) => date.slice(0, 10)); // prettier-ignore
  const taken = new Set<string>();
  const courses = [...Map.groupBy(lines, importKeyOf)].map(([importKey, ofCourse]) => {
    const own = there.find((course) => course.importKey === importKey) ?? null;
    const planned = ofCourse.map(({ line }): PlannedLine => {
      const wall = wallOf(line);
      const moment = momentOfDate(wall, known.zone, line.minutes);
      const found = exact(wall) ?? moved.get(line.day)?.shift() ?? null;
      if (found !== null) taken.add(`${found.course.id} ${found.date}`);
      const holiday = known.holidays.get(line.day) ?? null;
      const is = found !== null ? (found.course === own && found.date === wall ? "there" : "otherwise") : moment.start <= known.now ? "past" : holiday !== null ? "holiday" : "new"; // prettier-ignore
      return { line: line.line, date: wall, is, note: moment.note, holiday: is === "holiday" ? holiday : null };
    });
    return courseOf(importKey, ofCourse[0]!, own, planned, known);
  });
  const isGone = (course: KnownCourse) => (one: KnownCourse["dates"][number]) =>
    one.start > known.now && !one.cancelled && !taken.has(`${course.id} ${one.date}`);
  for (const course of there) {
    const gone = course.cancelled ? [] : course.dates.filter(isGone(course)).map(({ date }) => date);
    (courses.find(({ courseId }) => courseId === course.id) ?? courses[0])?.gone.push(...gone);
  }
  return courses;
}

const wallOf = ({ day, time }: Line): string => `${day}T${time}`;

function courseOf(importKey: string, { line, teacher, group, host }: Resolved, own: KnownCourse | null, lines: PlannedLine[], known: Known): PlannedCourse {
  const fresh = lines.filter(({ is }) => is === "new").length;
  const trouble =
    fresh === 0 ? null
    : own?.cancelled === true ? "import_course_cancelled"
    : own !== null && own.zone !== known.zone ? "import_other_zone"
    : fresh + (own?.dates.length ?? 0) > MOST_DATES ? "import_too_many_dates"
    : null; // prettier-ignore
  const { title, admission, kind, minutes, code } = line;
  return { importKey, title, teacher, group, host, admission, kind, minutes, code, courseId: own?.id ?? null, lines, gone: [], trouble };
}

/** Of so many dates at most it is foreseen which find a room: the whole institution waits meanwhile, on PGlite everything does, and 5,000 would take some ten seconds. */
export const MOST_FORESEEN = 1500;

/** Whole courses, as many from the first on as have so many dates. */
export function firstOf<T extends { dates: readonly string[] }>(courses: readonly T[], most: number = MOST_FORESEEN): T[] {
  let dates = 0;
  const beyond = courses.findIndex((course) => (dates += course.dates.length) > most);
  return beyond === -1 ? [...courses] : courses.slice(0, beyond);
}
