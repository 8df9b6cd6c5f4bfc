import { expect, test } from "vitest";
import { fieldOf, lineOf, tooLarge, withoutGood } from "./lines.ts";

test("a name can't smuggle in a second line or address", () => {
  expect(lineOf("Ana\nb@evil.example <c@evil.example>", "ana@example.org")).toBe("Ana b@evil.example c@evil.example <ana@example.org>");
  expect(lineOf("  ", " ana@example.org ")).toBe("ana@example.org");
});

test("of what was pasted only the refused lines stay, as they were typed", () => {
  expect(withoutGood("Ana, ana@example.org\r\nnobody\n\nJan jan@", [{ line: 2 }, { line: 4 }])).toBe("nobody\nJan jan@");
  expect(withoutGood('"Ana\nDíaz";ana@\nnobody\nJan;jan@example.org', [{ line: 1 }, { line: 3 }])).toBe('"Ana\nDíaz";ana@\nnobody');
  expect(withoutGood("a@; b@; c@example.org", [{ line: 1 }, { line: 1 }])).toBe("a@; b@; c@example.org");
  expect(withoutGood("Ana, ana@example.org", [])).toBe("");
});

test("a list of more than a megabyte is refused before it is sent, counted as it travels", () => {
  expect(tooLarge("a".repeat(1_000_000))).toBe(false);
  expect(tooLarge("ñ".repeat(500_001))).toBe(true);
});

test("what is wrong with one person is told beside the field that it is about", () => {
  expect(fieldOf("line_name_too_long")).toBe("name");
  expect(fieldOf("line_email_malformed")).toBe("email");
  expect(fieldOf("too_many_attendees")).toBeNull();
});
