import type { CalendarAriaLabels } from "@mantine/dates";
import { useId } from "react";
import { useLocale, useTranslations } from "use-intl";
import classes from "./calendar.module.css";

/** What Mantine's calendars lack for those who hear or hardly see them; spread onto each of them: `<DatePickerInput {...useCalendar()} />`. */
export function useCalendar() {
  const id = useId();
  const t = useTranslations("common.calendar");
  const ariaLabels: CalendarAriaLabels = {
    previousMonth: t("previousMonth"),
    nextMonth: t("nextMonth"),
    previousYear: t("previousYear"),
    nextYear: t("nextYear"),
    previousDecade: t("previousYears"),
    nextDecade: t("nextYears"),
    monthLevelControl: t("chooseMonth"),
    yearLevelControl: t("chooseYear"),
  };
  return {
    ariaLabels,
    hideOutsideDates: true,
    // The field names the dialog that it opens; left alone, Mantine names it by an element that does not exist.
    id,
    popoverProps: { id },
    classNames: { day: classes.day ?? "" },
  };
}

/** How a `DateTimePicker` shows and asks for the time: as the rest of the page, with 12 or 24 hours as the language counts. */
export function useTimePicking() {
  const twelve = useLocale() === "en";
  const t = useTranslations("common.calendar");
  return {
    valueFormat: twelve ? "D MMM YYYY, h:mm A" : "D MMM YYYY, HH:mm",
    timePickerProps: {
      format: twelve ? ("12h" as const) : ("24h" as const),
      hoursInputLabel: t("hours"),
      minutesInputLabel: t("minutes"),
      amPmInputLabel: t("amPm"),
    },
  };
}
