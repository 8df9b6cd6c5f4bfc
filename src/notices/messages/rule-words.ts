import { createTranslator } from "use-intl/core";
import { plainRule, WEEKDAYS, type PlainRule, type Weekday } from "../../lib/plain-rule.ts";
import type { Language } from "../../people/contract.ts";
import { recurs as en } from "./en/recurs.ts";
import { recurs as es } from "./es/recurs.ts";

/** What recurs: its first date, the rule from there on or null, its length, and how many further dates it has. */
export type Recurring = { start: string; rule: string | null; zone: string; minutes: number; further?: number };

/** Only these few texts: whoever shows a rule need not load all others, of every language. */
const translatorOf = (language: Language, recurs: typeof en | typeof es) =>
  createTranslator({ locale: language, messages: { recurs: recurs as typeof en }, namespace: "recurs", timeZone: "UTC" });
const translators = { en: translatorOf("en", en), es: translatorOf("es", es) } satisfies Record<Language, unknown>;

/** `Every Monday and Wednesday, 9:00 – 10:30 AM, until June 14, 2027`: what a rule says, in one sentence without its full stop. */
export function ruleSentence({ start, rule, zone, minutes, further = 0 }: Recurring, language: Language): string {
  const t = translators[language];
  const plain = rule === null ? null : plainRule(rule, start, zone);
  const days = rule === null ? t("once", { date: dateIn(language, start.slice(0, 10)) }) : plain === null ? t("own") : daysIn(language, plain, start);
  const ends = plain?.ends ?? null;
  return [
    t("sentence", { days, time: timeIn(language, start, minutes) }),
    ...(ends === null ? [] : [ends.is === "times" ? t("times", { n: ends.n }) : t("until", { date: dateIn(language, ends.day) })]),
    ...(further === 0 ? [] : [t("further", { n: further })]),
  ].join(", ");
}

function daysIn(language: Language, { often, every, weekdays, on }: PlainRule, start: string): string {
  const t = translators[language];
  switch (often) {
    case "day":
      return t("day", { every });
    case "week":
      if (weekdays.join() === WEEKDAYS.slice(0, 5).join()) return t("workdays", { every });
      return t("week", { every, days: new Intl.ListFormat(language).format(weekdays.map((weekday) => weekdayIn(language, weekday))) });
    case "month":
      return t("month", { every, on: on === null ? "" : onIn(language, on) });
    case "year":
      return t("year", { every, date: written(language, `${start.slice(0, 10)}T00:00`, { day: "numeric", month: "long" }) });
  }
}

function onIn(language: Language, on: NonNullable<PlainRule["on"]>): string {
  const t = translators[language];
  if (on.is === "weekday") return t("onWeekday", { nth: String(on.nth), weekday: weekdayIn(language, on.weekday) });
  return on.day === -1 ? t("onLastDay") : t("onDay", { day: on.day });
}

/** A Monday, so that the weekdays can be counted from it. */
const MONDAY = "2001-01-0";

/** `Monday`, `lunes`; as a chip `Mon`, `lun`. */
export const weekdayIn = (language: Language, weekday: Weekday, width: "long" | "short" = "long"): string =>
  written(language, `${MONDAY}${WEEKDAYS.indexOf(weekday) + 1}T00:00`, { weekday: width });

const dateIn = (language: Language, day: string): string => written(language, `${day}T00:00`, { day: "numeric", month: "long", year: "numeric" });

/** `9:00 – 10:30 AM`. Over midnight, each by itself: `Intl` would add the days. */
function timeIn(language: Language, start: string, minutes: number): string {
  const [from, to] = [Date.parse(`${start}Z`), Date.parse(`${start}Z`) + minutes * 60_000];
  const clock = formatter(language, { hour: "numeric", minute: "2-digit" });
  const sameDay = Math.floor(from / 86_400_000) === Math.floor(to / 86_400_000);
  return plainSpaces(sameDay ? clock.formatRange(from, to) : `${clock.format(from)} – ${clock.format(to)}`);
}

/** A wall time, whose zone has been taken care of. */
const written = (language: Language, wall: string, options: Intl.DateTimeFormatOptions): string =>
  plainSpaces(formatter(language, options).format(Date.parse(`${wall}Z`)));

const formatter = (language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });

/** Thin and narrow spaces come out as boxes in some mail programs. */
const plainSpaces = (text: string): string => text.replaceAll(/[\u2009\u202f]/g, " ");
