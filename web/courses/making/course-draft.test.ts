import { expect, test } from "vitest";
import { newCourse } from "../../../src/courses/contract.ts";
import { instant } from "../../../src/lib/time.ts";
import { courseOf, freshDraft, isForeseeable, leftOut, troublesOf, type CourseDraft } from "./course-draft.ts";

const NOON = instant("2027-03-01T12:00:00Z"); // a Monday
const ID = "01890000-0000-7000-8000-000000000001";
const draft: CourseDraft = { ...freshDraft(NOON, "Europe/Madrid"), title: "Algebra" };
const refused = (of: CourseDraft): string[] => (newCourse.safeParse(courseOf(of, ID)).error?.issues ?? []).map((issue) => issue.path.join("."));

test("what is there from the beginning, with a title, can be asked for", () => {
  expect(refused(draft)).toEqual([]);
  expect(courseOf(draft, ID)).toMatchObject({ start: "2027-03-08T09:00", rule: "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270614T215959Z", hostId: null });
  expect(isForeseeable(troublesOf({ ...draft, title: "" }, NOON))).toBe(true);
});

test("what is missing is told by the form, and refused by the server", () => {
  const empty: CourseDraft = { ...draft, title: " ", minutes: "", when: { ...draft.when, date: null } };
  expect(troublesOf(empty, NOON)).toEqual({ title: true, minutes: true, start: "missing", host: false, rule: [] });
  expect(refused(empty)).toEqual(["title", "start", "minutes"]);
  expect(troublesOf({ ...draft, source: "named host" }, NOON).host).toBe(true);
  expect(troublesOf({ ...draft, when: { ...draft.when, date: "2027-03-01", time: "12:59" } }, NOON).start).toBe("past");
});

test("the hour that the clocks skip or double is no trouble: a stated rule decides", () => {
  const at = (date: string): CourseDraft => ({ ...draft, when: { ...draft.when, date, time: "02:30" }, rule: { ...draft.rule, until: "2027-12-01" } });
  expect([troublesOf(at("2027-03-28"), NOON).start, troublesOf(at("2027-10-31"), NOON).start]).toEqual([null, null]);
});

test("a date is left out as a day, a further one is taken back", () => {
  const extended: CourseDraft = { ...draft, extra: ["2027-03-13T10:00"] };
  expect(leftOut(extended, "2027-03-15T09:00")).toEqual({ without: ["2027-03-15"], extra: ["2027-03-13T10:00"] });
  expect(leftOut(extended, "2027-03-13T10:00")).toEqual({ without: [], extra: [] });
});

test("a named Zoom user is told only where one hosts", () => {
  expect(courseOf({ ...draft, hostId: "zoom1" }, ID).hostId).toBe(null);
  expect(courseOf({ ...draft, hostId: "zoom1", source: "named host" }, ID).hostId).toBe("zoom1");
});
