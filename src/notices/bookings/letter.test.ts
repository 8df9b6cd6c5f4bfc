import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hostileText, lettersOf } from "../../lib/hostile.fixtures.ts";
import { calledName, unlinked } from "../clean.ts";
import { aReader } from "../letter.fixtures.ts";
import { someBefore, someBookingFacts, someTold } from "./booking.fixtures.ts";
import { BOOKING_KINDS, takesEntryBack, type BookingFacts, type BookingKind, type BookingTold } from "./facts.ts";
import { writeBookingLetter } from "./letter.ts";

const JOIN = "https://bedel.example/j/abcdefghijklmnopqrstuv";
const OWN = "https://bedel.example/book/mine/abcdefghijklmnopqrstuv";
const letterOf = (kind: BookingKind, facts: Partial<BookingFacts> = {}, told: Partial<BookingTold> = {}, to = aReader({ email: "eva@people.example" })) =>
  writeBookingLetter(kind, someBookingFacts(facts), someTold(told), { joinAddress: JOIN, ownAddress: OWN }, to);

const PLACES = [
  { kind: "zoom" },
  { kind: "telephone", text: "We call you" },
  { kind: "address", text: "Main street 1" },
  { kind: "text", text: "By the door" },
] as const;

describe.each(["en", "es"] as const)("in %s", (language) => {
  test.each(BOOKING_KINDS)("%s has all its words, for each who gets it and each place", (kind) => {
    for (const audience of ["host", "attendee"] as const)
      for (const own of [true, false])
        for (const place of PLACES) {
          const to = aReader({ language, email: "r@people.example" });
          const onZoom = place.kind === "zoom" ? own : null;
          const letter = letterOf(kind, { audience, own, before: kind === "booking_moved" ? someBefore : null, onZoom }, { place, cancelledBy: "host" }, to);
          for (const part of [letter.subject, letter.text, letter.html]) {
            expect(part).toContain("Consultation");
            expect(part).not.toMatch(/undefined|\[object|bookingMails\.|\{[a-z]+\}/i);
          }
          expect(letter.text).toContain(place.kind === "zoom" ? "Zoom" : place.text);
          expect(letter.text.includes(OWN)).toBe(audience === "attendee" && own && !takesEntryBack(kind));
          expect(letter.text.includes(JOIN)).toBe(place.kind === "zoom" && !takesEntryBack(kind));
        }
  });
});

test("hours are the reader's own; a host is told the guest's beside them", () => {
  expect(letterOf("booking_made", {}, {}, aReader({ zone: "Asia/Kolkata", language: "es" })).text).toContain(
    "8 de marzo de 2027, 20:30–21:00 (hora de Calcuta)",
  );
  const { text } = letterOf("booking_moved", { audience: "host", before: someBefore }, {}, aReader({ zone: "Europe/Madrid" }));
  expect(text).toContain("Before: Monday, March 8, 2027, 2:00 – 2:30 PM (Madrid time)");
  expect(text).toContain("Now: Monday, March 8, 2027, 4:00 – 4:30 PM (Madrid time)\n  In Lima: Monday, March 8, 2027, 10:00 – 10:30 AM");
});

test("what a guest writes is told to hosts alone, and so is a guest's reason; a host's reason is for everybody", () => {
  const words = { message: "About my thesis", cancelledBecause: "I am ill" };
  expect(letterOf("booking_made", { audience: "host" }, words).text).toContain("> About my thesis");
  expect(letterOf("booking_made", { own: false }, words).text).not.toContain("thesis");
  expect(letterOf("booking_cancelled", { audience: "host" }, { ...words, cancelledBy: "guest" }).text).toContain("> I am ill");
  expect(letterOf("booking_cancelled", {}, { ...words, cancelledBy: "guest" }).text).not.toContain("ill");
  expect(letterOf("booking_cancelled", { own: false }, { ...words, cancelledBy: "host" }).text).toContain("> I am ill");
});

test("whom somebody brings along learns of nobody else who comes", () => {
  const letter = letterOf("booking_made", { own: false }, {}, aReader({ name: "Noa", email: "noa@people.example" }));
  expect(letter.text + letter.html + letter.calendar!.content).not.toContain("eva@people.example");
  expect(letterOf("booking_made").text).toContain("Noa · noa@people.example");
});

/** As the eagerest of mail programs do: a scheme, an address, or a name that ends like a country's or an organization's. */
const LINKS = /https?:\/\/|\bwww\.\S|[\p{L}\p{N}_-]\.\p{L}{2,}|\S@\S+\.\S|(mailto|tel|javascript|data):\S/iu;

test("nothing that a stranger types can become a link", () => {
  const bait = fc.constantFrom(
    "http://evil.example",
    "www.evil.example",
    "evil.io/x",
    "eva@evil.example",
    "mailto:x@evil.ws",
    "evil。example",
    "tel:900",
    "javascript:alert(1)",
  );
  fc.assert(
    fc.property(hostileText, bait, hostileText, (one, link, other) => {
      const text = unlinked(`${one}${link}${other}`);
      expect(text).not.toMatch(LINKS);
      expect(lettersOf(text)).toBe(lettersOf(`${one}${link}${other}`));
      expect(unlinked(text)).toBe(text);
    }),
  );
  expect(calledName("J. R. R. Tolkien")).toBe("J. R. R. Tolkien");
  expect(unlinked("At 10:30, room 3.12. OK?\n(Thanks.) e.g. this… :)")).toBe("At 10:30, room 3.12. OK?\n(Thanks.) e. g. this… :)");
  expect(Array.from(calledName("Buy this ".repeat(40)))).toHaveLength(60);
});

test("a name that is an advertisement leads nowhere in any mail", () => {
  const name = "Win at https://evil.example now";
  for (const audience of ["host", "attendee"] as const)
    for (const kind of BOOKING_KINDS) {
      const told = { name, message: `See ${name}`, cancelledBecause: name, guests: [{ name, email: "noa@people.example" }], cancelledBy: "guest" } as const;
      const letter = letterOf(kind, { audience, own: false }, told, aReader({ name: audience === "host" ? "Ana" : name, email: "noa@people.example" }));
      expect(letter.subject + letter.text + letter.html + (letter.calendar?.content ?? "")).not.toContain("evil.example");
    }
});
