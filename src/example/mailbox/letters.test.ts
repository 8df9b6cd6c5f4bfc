import { afterEach, beforeEach, expect, test } from "vitest";
import { after, instant, minutes } from "../../lib/time.ts";
import { openLetters, type Arrived, type Letters } from "./letters.ts";

const NOON = instant("2027-03-01T12:00:00Z");
let letters: Letters;
beforeEach(() => void (letters = openLetters(null)));
afterEach(() => letters.close());

const mail = (more: Partial<Arrived> = {}): Arrived => ({
  from: "bedel@south.example",
  to: "ana@south.example",
  subject: "Hello",
  messageId: "<1@bedel>",
  text: "text",
  html: "<p>text</p>",
  calendar: null,
  source: "source",
  ...more,
});
const subjects = (wanted: Parameters<Letters["list"]>[0]): string[] => letters.list(wanted).mails.map(({ subject }) => subject);

test("mails come newest first, a page at a time, and `before` goes on where a page ended", () => {
  for (let n = 1; n <= 5; n++) letters.add(mail({ subject: `mail ${n}` }), after(NOON, minutes(n)));

  const first = letters.list({ limit: 2 });
  expect(first).toMatchObject({ mails: [{ subject: "mail 5" }, { subject: "mail 4" }], more: true, total: 5 });
  expect(letters.list({ limit: 3, before: first.mails[1]!.id })).toMatchObject({
    mails: [{ subject: "mail 3" }, { subject: "mail 2" }, { subject: "mail 1" }],
    more: false,
  });
});

test("a search looks in subject, address and text, without regard to capitals and accents", () => {
  letters.add(mail({ subject: "Lógica" }), NOON);
  letters.add(mail({ subject: "other", text: "about 100% of LOGICA" }), NOON);
  letters.add(mail({ subject: "third", to: "Eva <eva@north.example>" }), NOON);

  expect(subjects({ q: "logica" })).toEqual(["other", "Lógica"]);
  expect(subjects({ q: "100%" })).toEqual(["other"]);
  expect(subjects({ to: "EVA@" })).toEqual(["third"]);
  expect(subjects({ q: "ana@south", to: "eva" })).toEqual([]);
});

test("an id that never was is nothing, not an error", () => {
  expect(letters.read("7")).toBeNull();
  expect(letters.read("1 or 1=1")).toBeNull();
  expect(letters.source("x")).toBeNull();
});

test("among 20,000 mails a search that finds nothing is answered at once", () => {
  const text = "All that a mail usually says, and some more. ".repeat(30);
  for (let n = 0; n < 20_000; n++) letters.add(mail({ subject: `Session ${n}`, to: `person${n}@south.example`, text, html: "" }), NOON);
  letters.list({ q: "warm up" });

  const began = performance.now();
  expect(letters.list({ q: "no such word anywhere" }).total).toBe(0);
  expect(letters.list({ to: "person19999@" }).total).toBe(1);
  expect(performance.now() - began).toBeLessThan(1000);
});
