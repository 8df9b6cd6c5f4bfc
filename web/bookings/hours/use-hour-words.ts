import { useLocale, useTranslations } from "use-intl";
import { instant } from "../../../src/lib/time.ts";
import { useTimes } from "../../shell/times.tsx";
import { runsOf, type Weekly, type Span } from "./hours.ts";

/** Hours as the clock on the wall shows them, in the reader's language. */
export function useHourWords() {
  const t = useTranslations("appointmentEditor.hours");
  const times = useTimes();
  const language = useLocale();
  const at = (time: string): number => instant(`2001-01-0${time === "24:00" ? "2T00:00" : `1T${time}`}:00Z`);
  const time = (wall: string): string => (wall === "24:00" && language !== "en" ? wall : times.time(at(wall) as never, "UTC"));
  const span = ({ from, to }: Span): string => `${time(from)} – ${time(to)}`;
  return {
    time,
    span,
    /** `Mon – Fri 9:00 AM – 5:00 PM` */
    week: (weekly: Weekly): string => {
      const runs = runsOf(weekly).map(({ first, last, spans }) => {
        const days = first === last ? t(`short.${first}`) : t("days", { first: t(`short.${first}`), last: t(`short.${last}`) });
        return t("summary", { days, hours: spans.map(span).join(", ") });
      });
      return runs.length === 0 ? t("never") : runs.join("; ");
    },
  };
}
