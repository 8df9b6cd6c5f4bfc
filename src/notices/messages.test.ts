import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { catalogue } from "./messages/catalogue.ts";
import { refusalText } from "./refusal-text.ts";

type Texts = { [key: string]: string | Texts };

/** Every text with its path: `refusals.required`. */
const flat = (texts: Texts, path = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]): [string, string][] => (typeof text === "string" ? [[path + key, text]] : flat(text, `${path}${key}.`)));

/** Names of the values a text takes. Within a choice (`{n, plural, one {day} …}`) every second depth is words again. */
function valuesOf(text: string): string[] {
  const names = new Set<string>();
  let depth = 0;
  for (let n = 0; n < text.length; n++) {
    if (text[n] === "{" && ++depth % 2 === 1) names.add(/^\{\s*(\w+)/.exec(text.slice(n))?.[1] ?? "");
    else if (text[n] === "}") depth--;
  }
  return [...names].toSorted();
}

/** `<time></time>`: where a page puts something of its own. */
const tagsOf = (text: string): string[] => [...text.matchAll(/<(\w+)>/g)].map((match) => match[1]!);

const takes = (text: string): string => [...valuesOf(text), ...tagsOf(text).toSorted()].join();

const en = new Map(flat(catalogue.en as unknown as Texts));
const es = new Map(flat(catalogue.es as unknown as Texts));
const both = [...en.keys()].filter((key) => es.has(key));

test.each(["en", "es"] as const)("every text in %s can be written", (language) => {
  const texts = language === "en" ? en : es;
  const t = createTranslator({
    locale: language,
    messages: catalogue[language] as never,
    timeZone: "UTC",
    onError: (e) => expect.fail(e.message),
  }) as unknown as { rich(key: string, values: Record<string, unknown>): unknown };
  expect(texts.size).toBeGreaterThan(200);
  for (const [key, text] of texts) {
    const words = t.rich(key, Object.fromEntries([...valuesOf(text).map((name) => [name, 7]), ...tagsOf(text).map((name) => [name, String])]));
    expect(words, key).not.toBe("");
  }
});

test("a text takes the same values in every language", () => {
  const differing = both.filter((key) => takes(en.get(key)!) !== takes(es.get(key)!));
  expect(differing).toEqual([]);
});

test("no sentence of refusals, notes or mails is left in English", () => {
  const alike = both.filter((key) => /^(refusals|stepNotes|roomTrouble|preflight|mails)\./.test(key) && en.get(key) === es.get(key));
  expect(alike).toEqual([]);
});

test("mails and refusals address nobody as tú or vos in Spanish", () => {
  const familiar = both.filter(
    (key) =>
      /(?<!\p{L})(tú|tu|tus|vos|te|ti|contigo|tienes|tenés|puedes|podés|haz|hacé|intenta|intentá)(?!\p{L})/iu.test(es.get(key)!) &&
      /^(refusals|stepNotes|mails|preflight)\./.test(key),
  );
  expect(familiar).toEqual([]);
});

test("a passcode is called código de acceso in Spanish, for código alone is a classroom's code", () => {
  const ofPasscodes = both.filter((key) => /passcode/i.test(en.get(key)!) && !/\bcodes?\b/i.test(en.get(key)!));
  expect(ofPasscodes.length).toBeGreaterThan(30);
  expect(ofPasscodes.filter((key) => /c[óo]digos?(?! de acceso| de un solo uso)(?!\p{L})/iu.test(es.get(key)!))).toEqual([]);
});

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes(".test.") && !file.startsWith("notices"))
    .map((file) => readFileSync(join(folder, file), "utf8"));

const keysIn = (pattern: RegExp, files: string[]): string[] => [...new Set(files.flatMap((file) => [...file.matchAll(pattern)].map((match) => match[1]!)))];

test("whatever a rule refuses with, and why a button is off, has a sentence", () => {
  const src = join(import.meta.dirname, "..");
  const refusals = keysIn(/\b(?:refused|no|refuse)\((?:\d{3}, )?\s*"(\w+)"/g, sources(src));
  const whyNots = keysIn(/"([a-z]+(?:_[a-z]+)+)"/g, [readFileSync(join(src, "sessions/why-not.ts"), "utf8")]);
  expect(refusals.length).toBeGreaterThan(5);
  expect(whyNots.length).toBeGreaterThan(10);
  expect([...refusals, ...whyNots].filter((key) => !en.has(`refusals.${key}`))).toEqual([]);
});

test("a refusal takes its values, and one without words or values is told as a plain no", () => {
  expect(refusalText("en", "too_far_ahead", { days: 30 })).toBe("Sessions can be asked for at most 30 days ahead.");
  expect(refusalText("es", "too_many_sessions_ahead", { most: 1 })).toBe("Nadie puede tener más de 1 sesión pendiente. Esta sería una más.");
  for (const because of ["never heard of", "above_maximum", "toString", "a.b", ""]) expect(refusalText("en", because)).toBe("This could not be done.");
});

test.each(["en", "es"])("no refusal is written twice in %s: the one read later would take the other's place", (language) => {
  const folder = join(import.meta.dirname, "messages", language);
  const files = readdirSync(folder).filter((file) => file.startsWith("refusals"));
  const keys = files.flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(/^ {2}(\w+):/gm)].map((match) => match[1]!));
  expect(keys.length).toBeGreaterThan(200);
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

test("what a button tells without being asked takes no values", () => {
  const whyNots = keysIn(/"([a-z]+(?:_[a-z]+)+)"/g, [readFileSync(join(import.meta.dirname, "../sessions/why-not.ts"), "utf8")]);
  expect(whyNots.filter((key) => valuesOf(en.get(`refusals.${key}`) ?? "").length > 0)).toEqual([]);
});

test("every outcome that a step is given has a sentence", () => {
  const notes = keysIn(/\bnote: "(\w+)"/g, sources(join(import.meta.dirname, "..")));
  expect(notes.length).toBeGreaterThan(3);
  expect(notes.filter((key) => !en.has(`stepNotes.${key}`))).toEqual([]);
});
