import { Grid } from "@mantine/core";
import { DatePickerInput, TimePicker } from "@mantine/dates";
import { CalendarDays } from "lucide-react";
import { useLocale, useTranslations } from "use-intl";
import { useCalendar } from "../../shell/calendar.ts";

type Props = {
  label: string;
  date: string | null;
  time: string;
  onChange: (next: { date: string | null; time: string }) => void;
  minDate?: string;
  error?: string | undefined;
  required?: boolean;
};

/** A day and a time on the wall. What the change of clocks makes of it is told where the dates are foreseen. */
export function DayAndTime({ label, date, time, onChange, minDate, error, required = true }: Props) {
  const t = useTranslations("ask.when");
  const calendar = useCalendar();
  return (
    <Grid gap="sm">
      <Grid.Col span={{ base: 12, xs: 7 }}>
        <DatePickerInput
          {...calendar}
          label={label}
          required={required}
          leftSection={<CalendarDays size={16} aria-hidden />}
          valueFormat={t("dateFormat")}
          {...(minDate === undefined ? {} : { minDate })}
          value={date}
          onChange={(next) => onChange({ date: next, time })}
          error={date === null || time === "" ? error : error !== undefined}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, xs: 5 }}>
        <TimeOfDay value={time} onChange={(next) => onChange({ date, time: next })} required={required} error={date === null ? undefined : error} />
      </Grid.Col>
    </Grid>
  );
}

type TimeProps = { value: string; onChange: (time: string) => void; required?: boolean; error?: string | undefined };

export function TimeOfDay({ value, onChange, required = true, error }: TimeProps) {
  const t = useTranslations("ask.when");
  const language = useLocale();
  return (
    <TimePicker
      label={t("time")}
      required={required}
      withDropdown
      minutesStep={5}
      format={language === "en" ? "12h" : "24h"}
      value={value}
      onChange={(time) => onChange(time.slice(0, 5))}
      hoursInputLabel={t("hours")}
      minutesInputLabel={t("minutes")}
      amPmInputLabel={t("amPm")}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      error={error}
    />
  );
}
