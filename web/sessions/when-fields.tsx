import { Grid, Radio, Stack } from "@mantine/core";
import { DatePickerInput, TimePicker } from "@mantine/dates";
import { CalendarDays } from "lucide-react";
import { useLocale, useTranslations } from "use-intl";
import { dayOf } from "../../src/lib/time.ts";
import { useCalendar } from "../shell/calendar.ts";
import { useMinute } from "../shell/now.ts";
import { useTimes } from "../shell/times.tsx";
import { ZoneSelect } from "../shell/zone-select.tsx";
import { comesTwice, readWhen, type When } from "./when.ts";

type Props = { value: When; onChange: (when: When) => void; error?: string | undefined; zoneError?: string | undefined };

/** Date, time and zone. What the change of clocks makes of them is told beside the time. */
export function WhenFields({ value, onChange, error, zoneError }: Props) {
  const t = useTranslations("ask.when");
  const language = useLocale();
  const calendar = useCalendar();
  const today = dayOf(useMinute(), value.zone);
  const reading = readWhen(value);
  const skipped = reading.is === "refused" && reading.because === "wall_time_skipped";
  return (
    <Stack gap="sm">
      <Grid gap="sm">
        <Grid.Col span={{ base: 12, xs: 5 }}>
          <DatePickerInput
            {...calendar}
            label={t("date")}
            required
            leftSection={<CalendarDays size={16} aria-hidden />}
            valueFormat={t("dateFormat")}
            minDate={today}
            value={value.date}
            onChange={(date) => onChange({ ...value, date })}
            error={value.date === null ? error : undefined}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 3 }}>
          <TimePicker
            label={t("time")}
            required
            withDropdown
            minutesStep={5}
            format={language === "en" ? "12h" : "24h"}
            value={value.time}
            onChange={(time) => onChange({ ...value, time: time.slice(0, 5) })}
            hoursInputLabel={t("hours")}
            minutesInputLabel={t("minutes")}
            amPmInputLabel={t("amPm")}
            scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
            error={skipped ? t("skipped") : value.date === null ? undefined : error}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 4 }}>
          <ZoneSelect label={t("zone")} value={value.zone} onChange={(zone) => onChange({ ...value, zone })} error={zoneError} />
        </Grid.Col>
      </Grid>
      <Twice value={value} onChange={onChange} />
    </Stack>
  );
}

/** The night in autumn on which an hour comes twice: which of the two is meant? */
function Twice({ value, onChange }: Props) {
  const t = useTranslations("ask.when");
  const times = useTimes();
  const twice = comesTwice(value);
  if (twice === null) return null;
  const label = (which: "earlier" | "later"): string => t(which, { time: times.time(twice[which], value.zone), utc: times.time(twice[which], "UTC") });
  return (
    <Radio.Group
      label={t("twice")}
      required
      value={value.choose}
      onChange={(choose) => onChange({ ...value, choose: choose === "earlier" ? "earlier" : "later" })}
      error={value.choose === null ? t("chooseOne") : undefined}
    >
      <Stack gap={6} mt={6}>
        <Radio value="earlier" label={label("earlier")} />
        <Radio value="later" label={label("later")} />
      </Stack>
    </Radio.Group>
  );
}
