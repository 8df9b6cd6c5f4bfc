import { useMemo } from "react";
import { useLocale, useTranslations } from "use-intl";
import { cityOf } from "../../src/notices/messages/cities.ts";
import { useQuarter } from "./now.ts";

const dayAndTime: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit" };
const day: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const time: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };

export const visitorsZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whether two zones show the same wall time then. */
export const sameWall = (at: string, one: string, other: string): boolean => one === other || wall(at, one) === wall(at, other);
const wall = (at: string, zone: string): string => new Intl.DateTimeFormat("en", { timeZone: zone, ...day, ...time }).format(Date.parse(at));

const yearOf = (at: number, zone: string): string => new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric" }).format(at);

/** Whether a date needs its year: it is not this year's where its time is told. Before the server has told what time it is, no date does. */
export const needsYear = (at: string, now: number, zone: string): boolean => now > 0 && yearOf(Date.parse(at), zone) !== yearOf(now, zone);

/** Words for moments and lengths, in the visitor's language: 24 hours where the language counts so. */
export function useTimes() {
  const language = useLocale();
  const t = useTranslations("join.lengths");
  const now = useQuarter();
  return useMemo(() => {
    const format = (zone: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { timeZone: zone, ...options });
    const dated = (zone: string, ...moments: string[]) =>
      format(zone, moments.some((at) => needsYear(at, now, zone)) ? { ...dayAndTime, year: "numeric" } : dayAndTime);
    return {
      city: (zone: string) => cityOf(zone, language),
      day: (at: string, zone: string) => format(zone, day).format(Date.parse(at)),
      time: (at: number, zone: string) => format(zone, time).format(at),
      moment: (at: string, zone: string) => dated(zone, at).format(Date.parse(at)),
      timeRange: (start: string, end: string, zone: string) => format(zone, time).formatRange(Date.parse(start), Date.parse(end)),
      range: (start: string, end: string, zone: string) => dated(zone, start, end).formatRange(Date.parse(start), Date.parse(end)),
      /** The two largest units at most: `2 days 3 hours`. */
      length: (milliseconds: number) => {
        const parts = partsOf(milliseconds);
        const told = (["days", "hours", "minutes"] as const).filter((unit) => parts[unit] > 0).slice(0, 2);
        return told.length === 0 ? t("seconds") : told.map((unit) => t(unit, { n: parts[unit] })).join(" ");
      },
    };
  }, [language, now, t]);
}

export type Parts = { days: number; hours: number; minutes: number; seconds: number };

export function partsOf(milliseconds: number): Parts {
  const all = Math.max(0, Math.ceil(milliseconds / 1000));
  return { days: Math.floor(all / 86_400), hours: Math.floor(all / 3600) % 24, minutes: Math.floor(all / 60) % 60, seconds: all % 60 };
}
