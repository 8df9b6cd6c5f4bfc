import { createTranslator } from "use-intl/core";
import { wallOf, type Instant } from "../lib/time.ts";
import type { Language } from "./facts.ts";
import { catalogue } from "./messages/catalogue.ts";
import { cityOf } from "./messages/cities.ts";
import { en } from "./messages/en.ts";

const fail = (e: unknown): never => {
  throw e;
};

/** One for each language for as long as the process lives: it keeps what it has parsed. */
const translatorOf = (language: Language) =>
  createTranslator({ locale: language, messages: catalogue[language] as typeof en, namespace: "mails", timeZone: "UTC", onError: fail });
export type Translate = ReturnType<typeof translatorOf>;

const translators: Record<Language, Translate> = { en: translatorOf("en"), es: translatorOf("es") };
export const wordsIn = (language: Language): Translate => translators[language];

const notes = (language: Language): Record<string, string> => catalogue[language].stepNotes;

/** Why a step failed, in words; a reason that nobody has put into words yet is told as a surprise. */
export const noteIn = (language: Language, because: string): string =>
  Object.hasOwn(notes(language), because) && !notes(language)[because]!.includes("{") ? notes(language)[because]! : catalogue[language].stepNotes.unexpected;

const formatters = new Map<string, Intl.DateTimeFormat>();
const MOST_FORMATTERS = 500;

function formatter(language: Language, zone: string, width: "long" | "short" = "long"): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${width}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language, {
    timeZone: zone,
    weekday: width,
    day: "numeric",
    month: width,
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
  });
  if (formatters.size < MOST_FORMATTERS) formatters.set(key, made);
  return made;
}

/** Thin and narrow spaces come out as boxes in some mail programs. */
const plainSpaces = (text: string): string => text.replace(/[\u2009\u202f]/g, " ");

const sameWall = (moment: Instant, one: string, other: string): boolean => one === other || wallOf(moment, one) === wallOf(moment, other);

export const wallsDiffer = (moment: Instant, one: string, other: string): boolean => !sameWall(moment, one, other);

/** A stretch among many, whose zone is told once for all of them. */
export const shortWhen = (language: Language, { start, end }: { start: Instant; end: Instant }, zone: string): string =>
  plainSpaces(formatter(language, zone, "short").formatRange(start, end));

/** A mailing tells thousands of the same time. */
const told = new Map<string, string[]>();

/** A moment, or a stretch, that names its zone, and adds the reader's where that shows another time. One line each. */
export function whenIn(language: Language, time: { start: Instant; end?: Instant }, zone: string, readerZone: string): string[] {
  const key = `${language} ${time.start} ${time.end ?? ""} ${zone} ${readerZone}`;
  const known = told.get(key) ?? timeIn(language, time, zone, readerZone);
  if (told.size >= MOST_FORMATTERS) told.clear();
  told.set(key, known);
  return [...known];
}

function timeIn(language: Language, time: { start: Instant; end?: Instant }, zone: string, readerZone: string): string[] {
  const t = wordsIn(language);
  const written = (in_: string): string =>
    plainSpaces(time.end === undefined ? formatter(language, in_).format(time.start) : formatter(language, in_).formatRange(time.start, time.end));
  const own = t("when", { when: written(zone), city: cityOf(zone, language) });
  return sameWall(time.start, zone, readerZone) ? [own] : [own, t("yours", { when: written(readerZone), city: cityOf(readerZone, language) })];
}
