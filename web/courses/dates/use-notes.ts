import { useTranslations } from "use-intl";
import { instant } from "../../../src/lib/time.ts";
import { useTimes } from "../../shell/times.tsx";

type Noted = { start: string; note: "hour_skipped" | "hour_twice" | null; holiday?: string | null; postponedTo?: string | null };

/** What is to be known of a date besides its time and its room. */
export function useNotes(): (date: Noted, zone: string) => string[] {
  const t = useTranslations("courses");
  const times = useTimes();
  return ({ start, note, holiday = null, postponedTo = null }, zone) => [
    ...(holiday === null ? [] : [t("holiday", { name: holiday })]),
    ...(note === null ? [] : [t(note, { time: times.time(start, zone) })]),
    ...(postponedTo === null ? [] : [t("postponed", { day: times.day(instant(`${postponedTo}T12:00:00Z`), "UTC") })]),
  ];
}
