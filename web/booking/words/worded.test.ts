import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { bookingPage as en } from "../../../src/notices/messages/en/booking-page.ts";
import { bookingPage as es } from "../../../src/notices/messages/es/booking-page.ts";
import { worded } from "./worded.ts";

type Texts = { [key: string]: string | Texts };
const flat = (texts: Texts, before = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]) => (typeof text === "string" ? [[before + key, text] as [string, string]] : flat(text, `${before}${key}.`)));

const named = {
  title: "A {n} title",
  institution: "Ümit",
  time: "9:00",
  city: "Lima",
  text: "'quoted' {day}",
  day: "lunes",
  month: "mayo",
  when: "hoy",
  email: "a@b.example",
  h: 2,
};

test.each([
  ["en", en],
  ["es", es],
] as const)("each text in %s says what the library of the other screens makes of it", (locale, texts) => {
  const all = flat(texts);
  expect(all.length).toBeGreaterThan(80);
  const library = createTranslator<Texts>({ locale, messages: texts, timeZone: "UTC" }) as unknown as (key: string, values: object) => string;
  for (const n of [0, 1, 2, 1200])
    for (const [key, text] of all) expect(worded(text, { ...named, n }, locale), `${key} ${n}`).toBe(library(key, { ...named, n }));
});
