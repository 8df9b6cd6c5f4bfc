import { expect, test } from "vitest";
import { editCourse, type CourseDate, type CourseDetail } from "../../../src/courses/contract.ts";
import { baseOf, cancelOf, changedByHand, editOf, freshEdit, recursFrom, type EditDraft } from "./edit-draft.ts";

const uuid = (n: number): string => `01890000-0000-7000-8000-00000000000${n}`;

/** 9:00 to 10:30 in Madrid, on Mondays. */
const aDate = (n: number, day: string, more: Partial<CourseDate> = {}): CourseDate => ({
  sessionId: uuid(n),
  date: `${day}T09:00`,
  title: "Algebra",
  start: `${day}T08:00:00Z`,
  end: `${day}T09:30:00Z`,
  status: "placed",
  over: false,
  ahead: true,
  room: "Sala 1",
  byHand: [],
  note: null,
  onZoom: false,
  onZoomAt: `${day}T08:00:00Z`,
  postponedTo: null,
  registered: 20,
  ...more,
});

const moved = aDate(3, "2027-03-15", { start: "2027-03-16T10:00:00Z", end: "2027-03-16T11:00:00Z", byHand: ["time", "length", "admission"] });
const sessions = [aDate(1, "2027-03-01", { over: true }), aDate(2, "2027-03-08"), moved, aDate(4, "2027-03-22")];
const course: CourseDetail = {
  id: uuid(9),
  title: "Algebra",
  teacher: { id: uuid(8), name: "Ada" },
  zone: "Europe/Madrid",
  start: "2027-03-01T09:00",
  rule: "FREQ=WEEKLY;BYDAY=MO;COUNT=4",
  minutes: 90,
  dates: 4,
  ahead: 3,
  waiting: 0,
  next: sessions[1]!.start,
  last: sessions[3]!.start,
  people: 20,
  cancelled: false,
  revision: 7,
  kind: "meeting",
  admission: "automatic",
  expected: null,
  source: "pool",
  host: null,
  parts: [{ start: "2027-03-01T09:00", rule: "FREQ=WEEKLY;BYDAY=MO;COUNT=4", minutes: 90 }],
  without: [],
  extra: [],
  skipsHolidays: true,
  list: { id: uuid(7), people: 20, groups: [] },
  sessions,
  whyNot: { edit: null },
};
const edit = (date: CourseDate | null, more: Partial<EditDraft>) => {
  const read = editOf(course, date, { ...freshEdit(date), ...more });
  if ("edit" in read) editCourse.parse(read.edit);
  return read;
};

test("a date is shown as it is, several as the course gives them", () => {
  expect(baseOf(course, moved, "this")).toEqual({ title: "Algebra", day: "2027-03-16", time: "11:00", minutes: 60, admission: "manual", expected: "" });
  expect(baseOf(course, moved, "following")).toMatchObject({ day: "2027-03-15", time: "09:00", minutes: 90, admission: "automatic" });
  expect(baseOf(course, null, "all")).toMatchObject({ day: "2027-03-08", time: "09:00" });
});

test("only what is to change is asked for", () => {
  expect(edit(moved, {})).toEqual({ whyNot: "nothing" });
  expect(edit(moved, { typed: { time: "12:00" } })).toEqual({
    edit: { revision: 7, scope: "this", from: moved.sessionId, byHand: "keep", note: "", change: { start: "2027-03-16T12:00" } },
  });
  expect(edit(moved, { scope: "following", typed: { time: "12:00", title: " Algebra ", minutes: 90 }, note: " Sorry " })).toEqual({
    edit: { revision: 7, scope: "following", from: moved.sessionId, byHand: "keep", note: "Sorry", change: { time: "12:00" } },
  });
  expect(edit(null, { typed: { admission: "manual", expected: 30, teacherId: uuid(6) } })).toMatchObject({
    edit: { scope: "all", from: null, change: { admission: "manual", expected: 30, teacherId: uuid(6) } },
  });
});

test("for one date neither other weekdays nor another teacher are asked for", () => {
  expect(edit(moved, { recurs: recursFrom(course, moved), typed: { teacherId: uuid(6) } })).toEqual({ whyNot: "nothing" });
});

test("what is missing is not asked for", () => {
  for (const typed of [{ title: " " }, { minutes: "" as const }, { time: "" }, { day: null }]) expect(edit(moved, { typed })).toEqual({ whyNot: "incomplete" });
  const recurs = recursFrom(course, null);
  expect(edit(null, { recurs: { ...recurs, rule: { ...recurs.rule, weekdays: [] } } })).toEqual({ whyNot: "incomplete" });
});

test("on other days it goes on until the course's last day", () => {
  const recurs = recursFrom(course, sessions[1]!);
  expect(recurs).toMatchObject({ from: "2027-03-08", rule: { often: "week", weekdays: ["MO"], ends: "until", until: "2027-03-22" } });
  expect(edit(sessions[1]!, { scope: "following", recurs: { ...recurs, rule: { ...recurs.rule, weekdays: ["TU"] } }, typed: { time: "10:00" } })).toMatchObject(
    {
      edit: { change: { recurs: { start: "2027-03-08T10:00", rule: "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270322T225959Z" } } },
    },
  );
});

test("what was changed by hand is counted where it is asked about", () => {
  expect((["this", "following", "all"] as const).map((scope) => changedByHand(course, moved, scope))).toEqual([0, 1, 1]);
  expect(changedByHand(course, sessions[3]!, "following")).toBe(0);
});

test("cancelling asks for nothing else", () => {
  expect(editCourse.parse(cancelOf(course, moved, { ...freshEdit(moved), scope: "following" }))).toMatchObject({
    scope: "following",
    from: moved.sessionId,
    change: { cancel: true },
  });
});
