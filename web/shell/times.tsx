import { VisuallyHidden } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { useMemo } from "react";
import { dayOf, wallOf, type Instant } from "../../src/lib/time.ts";
import { cityOf } from "../../src/notices/messages/cities.ts";
import { browserZone } from "./language.tsx";
import { useMaybeMe } from "./me.ts";
import { useQuarter } from "./now.ts";

type At = string | Instant;
const ms = (at: At): number => (typeof at === "number" ? at : Date.parse(at));

/** Whether two zones show the same wall time at that moment; then naming one is enough. */
export const sameWall = (at: At, one: string, other: string): boolean => one === other || wallOf(ms(at) as Instant, one) === wallOf(ms(at) as Instant, other);

/** Whether a moment may be told without its day: it is today where its time is told, and where the reader is. */
export const isToday = (at: At, now: Instant, ...zones: string[]): boolean => zones.every((zone) => dayOf(ms(at) as Instant, zone) === dayOf(now, zone));

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language, { timeZone: zone, ...options });
  formatters.set(key, made);
  return made;
}

const yearOf = (at: At, zone: string): string => formatter("en", zone, { year: "numeric" }).format(ms(at));

/** Whether a date needs its year: it is not this year's where its time is told. Before the server has told what time it is, no date does. */
export const needsYear = (at: At, now: Instant, zone: string): boolean => now > 0 && yearOf(at, zone) !== yearOf(now, zone);

const time: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
const day: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short" };
const dayAndTime: Intl.DateTimeFormatOptions = { ...day, ...time };
const wholeDays: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" };
const longDay: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long", year: "numeric" };

/** Words for moments, in the reader's language: 24 hours where the language counts so. `zone` falls back to the reader's. */
export function useTimes() {
  const language = useLocale();
  const t = useTranslations("common.times");
  const reader = useMaybeMe()?.member.zone ?? browserZone();
  const now = useQuarter();
  return useMemo(() => {
    const write = (at: At, zone: string, options: Intl.DateTimeFormatOptions): string => formatter(language, zone, options).format(ms(at));
    const between = (start: At, end: At, zone: string, options: Intl.DateTimeFormatOptions): string =>
      formatter(language, zone, options).formatRange(ms(start), ms(end));
    const dated = (options: Intl.DateTimeFormatOptions, zone: string, ...moments: At[]): Intl.DateTimeFormatOptions =>
      moments.some((at) => needsYear(at, now, zone)) ? { ...options, year: "numeric" } : options;
    return {
      reader,
      /** `10:00` or `10:00 AM`, without a zone: only where the zone is named beside it. */
      time: (at: At, zone = reader) => write(at, zone, time),
      /** `10 AM` or `10:00`: a whole hour. */
      hour: (at: At, zone = reader) => write(at, zone, language === "en" ? { hour: "numeric" } : time),
      /** `Tue, Nov 24`; as all dates with the year when it is another than this. */
      day: (at: At, zone = reader) => write(at, zone, dated(day, zone, at)),
      /** `Tuesday, November 24, 2026` */
      longDay: (at: At, zone = reader) => write(at, zone, longDay),
      /** `Tue, Nov 24, 10:00` */
      moment: (at: At, zone = reader) => write(at, zone, dated(dayAndTime, zone, at)),
      /** `Tue 10:00` */
      weekdayTime: (at: At, zone = reader) => write(at, zone, { weekday: "short", ...time }),
      /** `10:00 – 11:00` */
      timeRange: (start: At, end: At, zone = reader) => between(start, end, zone, time),
      /** `Tue, Nov 24, 10:00 – 11:00` */
      range: (start: At, end: At, zone = reader) => between(start, end, zone, dated(dayAndTime, zone, start, end)),
      /** `Madrid time` */
      zone: (zone = reader) => t("zone", { city: cityOf(zone, language) }),
      /** `Madrid` */
      city: (zone = reader) => cityOf(zone, language),
      /** `March 1 – 7, 2027` */
      days: (first: At, last: At, zone = reader) => between(first, last, zone, wholeDays),
      /** `in 2 h 5 min`-like lengths: `2 h 5 min`, `45 s`. */
      length: (milliseconds: number) => lengthOf(milliseconds, t),
      minutes: (count: number) => lengthOf(count * 60_000, t),
    };
  }, [language, now, reader, t]);
}

function lengthOf(milliseconds: number, t: ReturnType<typeof useTranslations<"common.times">>): string {
  const all = Math.max(0, Math.floor(milliseconds / 1000));
  const [d, h, m, s] = [Math.floor(all / 86_400), Math.floor(all / 3600) % 24, Math.floor(all / 60) % 60, all % 60];
  if (d > 0) return h > 0 ? `${t("d", { n: d })} ${t("h", { n: h })}` : t("d", { n: d });
  if (h > 0) return m > 0 ? `${t("h", { n: h })} ${t("min", { n: m })}` : t("h", { n: h });
  return m > 0 ? t("min", { n: m }) : t("s", { n: s });
}

type MomentProps = { at: At; zone: string; timeOnly?: boolean };

/** A moment that names its zone, and adds the reader's own where it differs. */
export function Moment({ at, zone, timeOnly = false }: MomentProps) {
  const times = useTimes();
  const t = useTranslations("common.times");
  const write = timeOnly ? times.time : times.moment;
  return (
    <span title={zone}>
      {write(at, zone)} <ZoneName zone={zone} />
      {!sameWall(at, zone, times.reader) && <Yours>{t("yours", { time: times.moment(at), city: times.city() })}</Yours>}
    </span>
  );
}

type RangeProps = { start: At; end: At; zone: string; timeOnly?: boolean };

/** From when to when, with its zone, and the reader's own where it differs. */
export function Range({ start, end, zone, timeOnly = false }: RangeProps) {
  const times = useTimes();
  const t = useTranslations("common.times");
  const write = timeOnly ? times.timeRange : times.range;
  return (
    <span title={zone}>
      {write(start, end, zone)} <ZoneName zone={zone} />
      {!sameWall(start, zone, times.reader) && <Yours>{t("yours", { time: times.range(start, end), city: times.city() })}</Yours>}
    </span>
  );
}

/** `Madrid time`, quieter than the time itself. */
export function ZoneName({ zone }: { zone: string }) {
  const times = useTimes();
  return <span style={{ color: "var(--mantine-color-dimmed)", whiteSpace: "nowrap" }}>{times.zone(zone)}</span>;
}

function Yours({ children }: { children: string }) {
  return (
    <span style={{ color: "var(--mantine-color-dimmed)" }}>
      <VisuallyHidden>, </VisuallyHidden>
      {" · "}
      {children}
    </span>
  );
}
