import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { CalendarX, Plus, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { MOST_DATES } from "../../../src/courses/contract.ts";
import { instant } from "../../../src/lib/time.ts";
import { useCalendar } from "../../shell/calendar.ts";
import { AnchorLink } from "../../shell/links.tsx";
import { useMay } from "../../shell/may.ts";
import { useTimes } from "../../shell/times.tsx";
import { DayAndTime } from "../rule/day-and-time.tsx";
import type { CourseDraft } from "./course-draft.ts";

type Props = {
  value: Pick<CourseDraft, "without" | "extra" | "skipsHolidays">;
  time: string;
  start: string;
  onChange: (more: Partial<CourseDraft>) => void;
  errors: Record<string, string>;
};

/** Where a timetable differs from its rule: days left out, and dates besides. */
export function OtherDays({ value: { without, extra, skipsHolidays }, time, start, onChange, errors }: Props) {
  const t = useTranslations("courses.form");
  const when = useTranslations("ask.when");
  const calendar = useCalendar();
  const may = useMay();
  return (
    <Stack gap="sm">
      <Checkbox
        label={t("skipsHolidays")}
        description={
          <>
            {t("skipsHolidaysText")}{" "}
            {may("POST /api/holidays") && (
              <AnchorLink to="/settings/holidays" size="xs" underline="always">
                {t("calendars")}
              </AnchorLink>
            )}
          </>
        }
        checked={skipsHolidays}
        onChange={(event) => onChange({ skipsHolidays: event.currentTarget.checked })}
      />
      <DatePickerInput
        {...calendar}
        type="multiple"
        label={t("without")}
        description={t("withoutText")}
        placeholder={t("withoutNone")}
        clearable
        clearButtonProps={{ "aria-label": t("withoutClear") }}
        leftSection={<CalendarX size={16} aria-hidden />}
        valueFormat={when("dateFormat")}
        minDate={start}
        valueFormatter={({ date }) => (Array.isArray(date) && date.length > 0 ? t("withoutDays", { n: date.length }) : "")}
        error={errors["without"]}
        value={without}
        onChange={(days) => onChange({ without: days.toSorted().slice(0, MOST_DATES) })}
      />
      {without.length > 0 && (
        <Days label={t("without")}>
          {without.map((day) => (
            <Day key={day} wall={`${day}T12:00`} dayOnly onRemove={() => onChange({ without: without.filter((each) => each !== day) })} />
          ))}
        </Days>
      )}
      <Further
        extra={extra}
        time={time}
        start={start}
        onAdd={(wall) => onChange({ extra: [...new Set([...extra, wall])].toSorted() })}
        error={errors["extra"]}
      />
      {extra.length > 0 && (
        <Days label={t("extra")}>
          {extra.map((wall) => (
            <Day key={wall} wall={wall} onRemove={() => onChange({ extra: extra.filter((each) => each !== wall) })} />
          ))}
        </Days>
      )}
    </Stack>
  );
}

const Days = ({ label, children }: { label: string; children: ReactNode }) => (
  <Group component="ul" gap={6} m={0} p={0} style={{ listStyle: "none" }} aria-label={label}>
    {children}
  </Group>
);

function Day({ wall, dayOnly = false, onRemove }: { wall: string; dayOnly?: boolean; onRemove: () => void }) {
  const t = useTranslations("courses.form");
  const times = useTimes();
  const name = (dayOnly ? times.day : times.moment)(instant(`${wall}:00Z`), "UTC");
  return (
    <li>
      <Button size="compact-sm" variant="default" rightSection={<X size={13} aria-hidden />} aria-label={t("removeDay", { day: name })} onClick={onRemove}>
        {name}
      </Button>
    </li>
  );
}

type FurtherProps = { extra: string[]; time: string; start: string; onAdd: (wall: string) => void; error: string | undefined };

function Further({ extra, time, start, onAdd, error }: FurtherProps) {
  const t = useTranslations("courses.form");
  const [chosen, setChosen] = useState<{ date: string | null; time: string } | null>(null);
  if (chosen === null)
    return (
      <Stack gap={4} align="flex-start">
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Plus size={15} aria-hidden />}
          onClick={() => setChosen({ date: null, time })}
          disabled={extra.length >= MOST_DATES}
        >
          {t("addExtra")}
        </Button>
        {error !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        )}
      </Stack>
    );
  const wall = chosen.date === null || chosen.time === "" ? null : `${chosen.date}T${chosen.time}`;
  const add = (): void => {
    if (wall === null) return;
    onAdd(wall);
    setChosen(null);
  };
  return (
    <Stack gap="xs">
      <DayAndTime label={t("extraOne")} date={chosen.date} time={chosen.time} onChange={setChosen} minDate={start} required={false} />
      <Group gap="xs">
        <Button size="compact-sm" variant="light" onClick={add} disabled={wall === null}>
          {t("addThis")}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setChosen(null)}>
          {t("leaveIt")}
        </Button>
      </Group>
    </Stack>
  );
}
