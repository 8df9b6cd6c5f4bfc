import { expect, test } from "vitest";
import { seededRandom } from "../lib/random.ts";
import { newPasscode, whyNotPasscodeOf } from "./passcode.ts";

test("a chosen passcode is one that Zoom takes: ten letters at most, with both sorts, a digit and a sign, none twice in a row", () => {
  const random = seededRandom(3);
  for (const passcode of Array.from({ length: 500 }, () => newPasscode(random))) {
    expect(whyNotPasscodeOf(passcode)).toBeNull();
    for (const sort of [/[a-z]/, /[A-Z]/, /[0-9]/, /[@*_-]/]) expect(passcode).toMatch(sort);
    expect(passcode).not.toMatch(/(.)\1|[0O1lI]/);
  }
});

test.each([["12345678901", "passcode_too_long"], ["contraseña", "passcode_letters"], ["a b", "passcode_letters"], ["a'b", "passcode_letters"], ["Aula-2027", null], ["123456", null], ["12345", "passcode_too_short"], ["1", "passcode_too_short"]] as const)("%s given by somebody: %s", (text, why) => {
  expect(whyNotPasscodeOf(text)).toBe(why);
}); // prettier-ignore
