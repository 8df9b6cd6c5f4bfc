import { describe, expect, test } from "vitest";
import { instant } from "../lib/time.ts";
import { LETTER_KINDS, writeLetterOf, type LetterFacts } from "./letters.ts";

const FACTS: LetterFacts = {
  institution: "University of the South",
  contact: { name: "TIC", email: "tic@south.example", phone: "" },
  values: {
    inviter: "Ana\r\nBcc: x",
    email: "zoom@south.example",
    account: "South",
    institution: "University of the South",
    name: "Ana",
    sessions: 2,
    title: "Optics\r\nBcc: x",
    many: 1,
    apart: 1,
    all: 3,
    classrooms: 1,
    first: "Aula 10\r\nBcc: x",
  },
  stopped: [{ kind: "new classroom", about: "Aula 10\r\nBcc: x" }],
  halfway: [{ kind: "change passcode", about: "Aula 20\r\nBcc: x", met: "zoom_ahead", isHeld: true }],
  words: { because: "common.zoom.because.revoked", role: "common.zoom.because.revoked" },
  moments: { until: instant("2027-03-01T09:00:00Z"), start: instant("2027-03-01T10:00:00Z") },
  page: "https://bedel.example/page",
};

describe.each(["en", "es"] as const)("in %s", (language) => {
  test.each(LETTER_KINDS)("%s has all its words", (kind) => {
    const letter = writeLetterOf(kind, FACTS, {}, { name: "Eva", language, zone: "Europe/Madrid" });
    for (const part of [letter.subject, letter.text, letter.html]) expect(part).not.toMatch(/undefined|\[object|letters\.|\{[a-z]+\}/i);
    expect(letter.subject).not.toMatch(/[\r\n]/);
    expect(letter.text).toContain("University of the South");
  });
});

test("a secret address stands in the button instead of the page", () => {
  const letter = writeLetterOf("invitation", FACTS, { address: "https://bedel.example/invitations/abc" }, { name: "", language: "en", zone: "Europe/Madrid" });
  expect(letter.text).toContain("https://bedel.example/invitations/abc");
  expect(letter.text).not.toContain("bedel.example/page");
});

test("only where something came to a stop is it told to; what is halfway goes on, and one mail tells of both", () => {
  const told = (many: number, apart: number) => {
    const halfway = Array.from({ length: apart }, () => ({ kind: "change passcode", about: "Aula 20", met: "zoom_ahead", isHeld: false }));
    const stopped = Array.from({ length: many }, () => ({ kind: "new classroom", about: "Aula 10" }));
    const facts = { ...FACTS, values: { many, apart, first: many > 0 ? "Aula 10" : "Aula 20" }, stopped, halfway };
    const { subject, text } = writeLetterOf("runs_stopped", facts, {}, { name: "Eva", language: "en", zone: "Europe/Madrid" });
    return [subject, /can't go on by itself/.test(text), /nobody gets in by it/.test(text)];
  };
  expect([told(0, 1), told(0, 3), told(1, 1), told(2, 0)]).toEqual([
    ["Half done for an hour: Aula 20", false, true],
    ["3 classrooms are half done", false, true],
    ["Needs somebody: Aula 10", true, true],
    ["2 classrooms or Zoom users need somebody", true, false],
  ]);
});
