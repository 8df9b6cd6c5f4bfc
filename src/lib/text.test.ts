import { expect, test } from "vitest";
import { bare, cut, isNestedWithin, line, neededLine, storable } from "./text.ts";

const read = (text: string): string | undefined => neededLine(20).safeParse(text).data;

test("what somebody pastes becomes one plain line", () => {
  expect(read("  Métodos\r\n de\tłódź\u2028III ")).toBe("Métodos de łódź III");
  expect(read("\u202eabc\u200b\ufeffd")).toBe("abcd");
  expect(read("👩\u200d🏫")).toBe("👩\u200d🏫");
});

test("what is too long is cut between two characters", () => {
  expect([cut("ab😀c", 2), cut("ab😀c", 3), cut("ab😀c", 4), cut("ab😀c", 9), cut("", 3)]).toEqual(["ab", "ab", "ab😀", "ab😀c", ""]);
});

test.each(["a\u0000b", "a\u001bb", "a\ud800b", "\udc00"])("a machine's own characters and half ones are refused: %j", (text) => {
  expect(neededLine(20).safeParse(text).error?.issues[0]).toMatchObject({ code: "custom" });
});

test.each(["", "  ", "\u200b\u200d", "\u3164", "\u202e", "\u0301"])("where something is needed, it must be something to see: %j", (text) => {
  expect(neededLine(20).safeParse(text).error?.issues[0]).toMatchObject({ code: "too_small", minimum: 1 });
  expect(line(20).safeParse(text).data).toBe("");
});

test("what is kept as it came can be kept, however deep", () => {
  expect(storable({ a: ["x\u0000y", { "k\u0000": "\ud800" }], n: 1, no: null })).toEqual({ a: ["xy", { k: "\ufffd" }], n: 1, no: null });
});

test("how deep something is nested is found without following it to the end", () => {
  expect([0, 1, 2].map((levels) => isNestedWithin(levels, { a: ["x"] }))).toEqual([false, false, true]);
  expect(isNestedWithin(50, JSON.parse("[".repeat(200_000) + "]".repeat(200_000)))).toBe(false);
});

test("for searching, neither capitals nor accents count", () => {
  expect(bare(" Óptica CUÁNTICA ")).toBe("optica cuantica");
  expect(bare("Skłodowska")).toBe("skłodowska");
});
