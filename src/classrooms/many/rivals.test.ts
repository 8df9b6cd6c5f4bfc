import { expect, test } from "vitest";
import { twinsAmong, type Twins } from "../databases/same-rows.ts";
import { clashOf as clashBy, type Claim } from "./rivals.ts";

const clashOf = (one: Claim, before: Claim[], twins: Twins = twinsAmong([])) => clashBy(one, before, twins);

const claim = (line: number, more: Partial<Claim> = {}): Claim => ({ line, replaces: null, link: null, passcode: null, ...more });
const row = (key: string, tableId = "t1") => ({ tableId, key });

test("of two lines that replace one classroom the second is told the line of the first", () => {
  expect(clashOf(claim(3, { replaces: "c1" }), [claim(1, { replaces: "c2" }), claim(2, { replaces: "c1" })])).toEqual({
    because: "line_replaces_twice",
    values: { line: 2 },
  });
});

test("one row is one line's, whether it holds the link or the passcode", () => {
  const clash = { because: "line_row_twice", values: { line: 1 } };
  expect(clashOf(claim(2, { link: row("7") }), [claim(1, { link: row("7") })])).toEqual(clash);
  expect(clashOf(claim(2, { passcode: row("7") }), [claim(1, { link: row("7") })])).toEqual(clash);
  expect(clashOf(claim(2, { link: row("8"), passcode: row("7") }), [claim(1, { link: row("9"), passcode: row("7") })])).toEqual(clash);
});

test("lines without rows, of other tables or other classrooms are no rivals, and a line is none of itself", () => {
  expect(clashOf(claim(2), [claim(1)])).toBeNull();
  expect(clashOf(claim(2, { link: row("7", "t2") }), [claim(1, { link: row("7") })])).toBeNull();
  expect(clashOf(claim(2, { link: row("7"), passcode: row("7"), replaces: "c2" }), [claim(1, { link: row("8"), replaces: "c1" })])).toBeNull();
});

test("one row is one line's, also where its table is mapped twice", () => {
  const twins: Twins = (id) => (id === "t3" ? [id] : ["t1", "t2"]);
  expect(clashOf(claim(2, { link: row("7", "t2") }), [claim(1, { passcode: row("7") })], twins)).toEqual({ because: "line_row_twice", values: { line: 1 } });
  expect(clashOf(claim(2, { link: row("7", "t3") }), [claim(1, { link: row("7") })], twins)).toBeNull();
});
