import { expect, test } from "vitest";
import { textOfFile } from "./text-of-file.ts";

const file = (...bytes: number[]): Blob => new Blob([new Uint8Array(bytes)]);
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52];

test("a list is read however a spreadsheet has saved it", async () => {
  const said = { is: "text", text: "ñ,a@b" };
  expect(await textOfFile(file(0xc3, 0xb1, 0x2c, 0x61, 0x40, 0x62))).toEqual(said);
  expect(await textOfFile(file(0xf1, 0x2c, 0x61, 0x40, 0x62))).toEqual(said);
  expect(await textOfFile(file(0xff, 0xfe, 0xf1, 0, 0x2c, 0, 0x61, 0, 0x40, 0, 0x62, 0))).toEqual(said);
  expect(await textOfFile(file(0xfe, 0xff, 0, 0xf1, 0, 0x2c, 0, 0x61, 0, 0x40, 0, 0x62))).toEqual(said);
});

test("a picture, a spreadsheet's own file and a megabyte too much are no list", async () => {
  expect(await textOfFile(file(...PNG))).toEqual({ is: "no text" });
  expect(await textOfFile(file(0x50, 0x4b, 0x03, 0x04, 0x14, 0x00))).toEqual({ is: "no text" });
  expect(await textOfFile(new Blob(["a".repeat(1_000_001)]))).toEqual({ is: "too large" });
});
