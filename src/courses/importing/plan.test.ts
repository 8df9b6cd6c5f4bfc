import { expect, test } from "vitest";
import { instant } from "../../lib/time.ts";
import { momentOfDate } from "../recurrence.ts";
import { firstOf, planOf, type Known, type KnownCourse, type Plan } from "./plan.ts";
import { readTimetable } from "./timetable.ts";

const ANA = { id: "ana", name: "Ana", email: "Ana@uni.example" };
const EVA = { id: "eva", name: "Eva", email: "eva@uni.example" };
const known = (more: Partial<Known> = {}): Known => ({
  zone: "Europe/Madrid",
  now: instant("2027-03-01T08:00:00Z"),
  teachers: new Map([["ana@uni.example", ANA], ["eva@uni.example", EVA]]), // prettier-ignore
  own: ANA,
  ownOnly: false,
  groups: new Map([["1a", ["g1"]], ["2a", ["g2", "g3"]]]), // prettier-ignore
  hosts: new Map<string, string | "room">([["decanato@uni.example", "u1"], ["aula@uni.example", "room"]]), // prettier-ignore
  holidays: new Map([["2027-03-19", "San José"]]),
  courses: [],
  ...more,
});
const plan = (lines: string[], more: Partial<Known> = {}, head = "title,teacher,date,start,minutes,group,host"): Plan => {
  const read = readTimetable([head, ...lines].join("\n"), null);
  if (!read.ok || read.value.bad.length > 0) throw new Error("no timetable");
  return planOf(read.value.lines, known(more));
};
/** As it is once the plan was carried out. */
const madeOf = ({ courses }: Plan, id = "c"): KnownCourse[] =>
  courses.map((course, i) => ({
    id: `${id}${i}`,
    importKey: course.importKey,
    zone: "Europe/Madrid",
    cancelled: false,
    dates: course.lines.filter(({ is }) => is === "new").map(({ date }) => ({ date, start: momentOfDate(date, "Europe/Madrid", 60).start, cancelled: false })),
  }));
const words = ({ courses }: Plan): string[] => courses.flatMap(({ lines }) => lines.map(({ date, is }) => `${date} ${is}`));

const ALGEBRA = ["Álgebra,ana@uni.example,2027-03-08,9:00,60", "Álgebra,ana@uni.example,2027-03-15,9:00,60"];

test("a course is what one teacher gives one class under one title; another length is another course", () => {
  const { courses, bad } = plan([...ALGEBRA, "álgebra,ana@uni.example,2027-03-10,9:00,60", "Álgebra,ana@uni.example,2027-03-11,9:00,120", "Álgebra,ana@uni.example,2027-03-12,9:00,60,1A", "Álgebra,eva@uni.example,2027-03-12,9:00,60"]); // prettier-ignore
  expect(bad).toEqual([]);
  expect(courses.map(({ title, teacher, group, minutes, lines }) => [title, teacher.name, group?.id, minutes, lines.length])).toEqual([
    ["Álgebra", "Ana", undefined, 60, 3],
    ["Álgebra", "Ana", undefined, 120, 1],
    ["Álgebra", "Ana", "g1", 60, 1],
    ["Álgebra", "Eva", undefined, 60, 1],
  ]);
});

test("the same timetable again plans nothing, a longer one only what is new, a shorter one leaves alone what is there", () => {
  const first = plan(ALGEBRA);
  expect(words(first)).toEqual(["2027-03-08T09:00 new", "2027-03-15T09:00 new"]);
  const courses = madeOf(first);
  expect(words(plan(ALGEBRA, { courses }))).toEqual(["2027-03-08T09:00 there", "2027-03-15T09:00 there"]);
  const longer = plan([...ALGEBRA, "Álgebra,ana@uni.example,2027-03-22,9:00,60"], { courses });
  expect(words(longer).at(-1)).toBe("2027-03-22T09:00 new");
  expect(longer.courses[0]).toMatchObject({ courseId: "c0", gone: [], trouble: null });
  expect(plan(ALGEBRA.slice(1), { courses }).courses[0]).toMatchObject({ gone: ["2027-03-08T09:00"] });
});

test("a date that was moved that day, or has another length by now, is not made a second time", () => {
  const courses = madeOf(plan(ALGEBRA));
  const moved = courses.map((course) => ({ ...course, dates: course.dates.map((one) => ({ ...one, date: one.date.replace("T09", "T11") })) }));
  expect(words(plan(ALGEBRA, { courses: moved }))).toEqual(["2027-03-08T09:00 otherwise", "2027-03-15T09:00 otherwise"]);
  const longer = plan(ALGEBRA.map((line) => line.replace(",60", ",90")), { courses }); // prettier-ignore
  expect(words(longer)).toEqual(["2027-03-08T09:00 otherwise", "2027-03-15T09:00 otherwise"]);
  expect(longer.courses.map(({ gone }) => gone)).toEqual([[]]);
  const twice = [...ALGEBRA, "Álgebra,ana@uni.example,2027-03-08,16:00,60"];
  expect(words(plan(twice, { courses }))).toEqual(["2027-03-08T09:00 there", "2027-03-15T09:00 there", "2027-03-08T16:00 new"]);
});

test("what is over and what is a holiday is left out; a time that the clocks skip or give twice is told", () => {
  const table = ["x,,2027-02-22,9:00,60", "x,,2027-03-19,9:00,60", "x,,2027-03-28,2:30,60", "x,,2027-10-31,2:30,60"];
  expect(words(plan(table)).map((word) => word.split(" ")[1])).toEqual(["past", "holiday", "new", "new"]);
  expect(plan(table).courses[0]!.lines.map(({ note }) => note)).toEqual([null, null, "hour_skipped", "hour_twice"]);
});

test("unknown people, groups and hosts are told by the line", () => {
  const table = ["a,nobody@uni.example,2027-03-08,9:00,60", "b,,2027-03-08,9:00,60,9Z", "c,,2027-03-08,9:00,60,2A", "d,,2027-03-08,9:00,60,,who@uni.example", "e,,2027-03-08,9:00,60,,aula@uni.example", "f,,2027-03-08,9:00,60,1a,Decanato@uni.example"]; // prettier-ignore
  const { courses, bad } = plan(table);
  expect(bad.map(({ line, because }) => `${line} ${because}`)).toEqual(["2 teacher_unknown_here", "3 group_unknown", "4 group_twice", "5 host_unknown_here", "6 host_is_room"]); // prettier-ignore
  expect(courses).toMatchObject([{ title: "f", group: { id: "g1" }, host: { id: "u1" } }]);
});

test("organizers import their own courses only, in rooms or by the pool", () => {
  const { courses, bad } = plan(["a,eva@uni.example,2027-03-08,9:00,60", "b,ana@uni.example,2027-03-08,9:00,60", "c,,2027-03-08,9:00,60", "d,,2027-03-08,9:00,60,,decanato@uni.example"], { ownOnly: true, hosts: null }); // prettier-ignore
  expect(bad.map(({ because }) => because)).toEqual(["teacher_not_own", "host_admins_only"]);
  expect(courses.map(({ title }) => title)).toEqual(["b", "c"]);
});

test("nothing is added to a course that was cancelled, is in another zone, or would have too many dates", () => {
  const courses = madeOf(plan(ALGEBRA));
  const one = (more: Partial<KnownCourse>) =>
    plan([...ALGEBRA, "Álgebra,ana@uni.example,2027-03-22,9:00,60"], { courses: [{ ...courses[0]!, ...more }] }).courses[0]!.trouble;
  expect(one({})).toBeNull();
  expect(one({ cancelled: true })).toBe("import_course_cancelled");
  expect(one({ zone: "Europe/Paris" })).toBe("import_other_zone");
  const dates = Array.from({ length: 400 }, (_, n) => ({ date: `2026-01-01T${n}`, start: instant("2026-01-01T09:00:00Z"), cancelled: false }));
  expect(one({ dates })).toBe("import_too_many_dates");
  expect(plan(ALGEBRA, { courses: [{ ...courses[0]!, cancelled: true }] }).courses[0]).toMatchObject({ trouble: null, gone: [] });
});

test("of so many dates at most it is foreseen which find a room: whole courses, from the first on", () => {
  const courses = [2, 3, 1].map((many) => ({ dates: Array.from({ length: many }, () => "2027-03-08T09:00") }));
  expect([1, 2, 4, 5, 6].map((most) => firstOf(courses, most).length)).toEqual([0, 1, 1, 2, 3]);
});
