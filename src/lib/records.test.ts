import { expect, test } from "vitest";
import { recordsOf } from "./records.ts";

test("a row ends with its line, and goes on where a field in quotes holds a line break", () => {
  expect(recordsOf('a,b\r\n\r\n"c\r\nd" ,"e""\n",f\rg')).toEqual([
    { line: 1, text: "a,b" },
    { line: 2, text: "" },
    { line: 3, text: '"c\r\nd" ,"e""\n",f' },
    { line: 6, text: "g" },
  ]);
});

test("a quote within a field is a letter like any other", () => {
  expect(recordsOf('5" pipe,a\nb 6" c,d').map(({ text }) => text)).toEqual(['5" pipe,a', 'b 6" c,d']);
});

test("nothing of a text is lost, however its quotes stand, and a megabyte of them is read in no time", () => {
  for (const part of ['"', '"\n', '"a\n', ',"\n', '"",\n', ',"a ', '"" "\n']) {
    const text = part.repeat(Math.ceil(1_000_000 / part.length));
    expect(
      recordsOf(text)
        .map((one) => one.text)
        .join("\n"),
    ).toBe(text.replace(/\n$/, ""));
  }
});
