import { expect, test } from "vitest";
import { EMPTY, whatIsMissing, wishOf, type Draft } from "./draft.ts";

const typed = (more: Partial<Draft>): Draft => ({ ...EMPTY, name: " Aula 12 ", email: "aula12@example.org", ...more });

const NONE = { seen: null, confirmed: false };

test("a Zoom user is called as its classroom, unless it is said otherwise", () => {
  expect(wishOf(typed({}), "c1", NONE)).toMatchObject({ name: "Aula 12", firstName: "Aula 12", lastName: "", link: null });
  expect(wishOf(typed({ firstName: "Aula", lastName: "Doce" }), "c1", NONE)).toMatchObject({ firstName: "Aula", lastName: "Doce" });
  const long = `${"A".repeat(63)}😀 fin`;
  expect(wishOf(typed({ name: long }), "c1", NONE)).toMatchObject({ name: long, firstName: "A".repeat(63) });
});

test("a table without a row is not enough, and no table is", () => {
  expect(whatIsMissing(typed({ linkTableId: "t1" }))).toBe("keyNeeded");
  expect(whatIsMissing(typed({ linkTableId: "t1", linkKey: "12" }))).toBeNull();
  expect(whatIsMissing(typed({ linkTableId: "t1", linkKey: "12", passcodeTableId: "t2" }))).toBe("passcodeKeyNeeded");
  expect(whatIsMissing(typed({}))).toBeNull();
  expect(whatIsMissing(typed({ email: "aula12" }))).toBe("notYet");
});

test("of several tables one has to be chosen, or that it is in none; what takes another's rows is not asked", () => {
  const unsaid = typed({ isUnsaid: true });
  expect(whatIsMissing(unsaid)).toBe("tableNeeded");
  expect(whatIsMissing({ ...unsaid, replaces: "old" })).toBeNull();
  expect(whatIsMissing({ ...unsaid, replaces: "old", ownRow: true })).toBe("tableNeeded");
});

test("what takes another's place takes its rows, whatever table was chosen before", () => {
  const draft = typed({ replaces: "old", linkTableId: "t1" });
  expect(whatIsMissing(draft)).toBeNull();
  expect(wishOf(draft, "c1", { seen: "seen", confirmed: true })).toMatchObject({ replaces: "old", link: null, passcode: null, seen: "seen", confirmed: true });
  expect(wishOf({ ...draft, ownRow: true, linkKey: "7" }, "c1", NONE).link).toEqual({ tableId: "t1", key: "7" });
});
