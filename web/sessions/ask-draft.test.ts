import { expect, test } from "vitest";
import { instant } from "../../src/lib/time.ts";
import { ask } from "../../src/sessions/contract.ts";
import { askOf, freshDraft, isExplained, troubleOf, type Draft } from "./ask-draft.ts";

const NOON = instant("2027-03-01T12:00:00Z");
const ID = "01890000-0000-7000-8000-000000000001";
const draft: Draft = { ...freshDraft(NOON, "Europe/Madrid"), title: "Algebra" };
const refused = (of: Draft): string[] => (ask.safeParse(askOf(of, ID)).error?.issues ?? []).map((issue) => issue.path.join("."));

test("of a form with several faults every field is refused at once", () => {
  expect(refused(draft)).toEqual([]);
  expect(refused({ ...draft, title: " ", minutes: 5000, expected: 900_000 })).toEqual(["title", "minutes", "expected"]);
  expect(refused({ ...draft, minutes: "" })).toEqual(["minutes"]);
});

test("what is missing or over already is told beside what the server refuses", () => {
  expect(troubleOf(draft, NOON)).toEqual({ title: false, minutes: false, start: null });
  expect(troubleOf({ ...draft, title: " ", minutes: "", when: { ...draft.when, date: null } }, NOON)).toEqual({ title: true, minutes: true, start: "missing" });
  expect(troubleOf({ ...draft, when: { ...draft.when, date: "2027-03-01", time: "12:59" } }, NOON).start).toBe(null);
  expect(troubleOf({ ...draft, when: { ...draft.when, date: "2027-03-01", time: "12:58" } }, NOON).start).toBe("past");
});

test("a time that the change of clocks leaves out is explained once, and asked about only for what else is wrong", () => {
  const skipped = { ...draft, when: { ...draft.when, date: "2027-03-28", time: "02:30" } };
  expect(troubleOf(skipped, NOON).start).toBe("shown");
  expect([isExplained(skipped, ID), isExplained({ ...skipped, title: "" }, ID), isExplained(draft, ID)]).toEqual([true, false, false]);
});
