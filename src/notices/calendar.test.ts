import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarOf, entryOf } from "./calendar.ts";
import { someFacts } from "./letter.fixtures.ts";

const hostile = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom('a"b', "x\r\nATTENDEE:MAILTO:eva@evil.example", "a;b,c\\\\n", "\u202eabc", "ñ".repeat(200), ""),
);

test("an attendee's entry, of which most is made once for all, is the same as one made for this person alone", () => {
  fc.assert(
    fc.property(
      hostile,
      hostile,
      fc.constantFrom("link", "changed", "cancelled" as const),
      fc.constantFrom("", "online@south.example"),
      (name, title, kind, email) => {
        const facts = someFacts({ audience: "attendee", session: { title }, contact: { name: "c", email, phone: "" } });
        const secret = { joinAddress: "https://bedel.example/j/abcdefghijklmnopqrstuv" };
        const to = { name, email: "ana@south.example", language: "es", zone: "UTC" } as const;
        expect(calendarOf(kind as "link", facts, secret, to)).toEqual(entryOf(kind as "link", facts, secret, to));
      },
    ),
    { numRuns: 500 },
  );
});
