import { ActionIcon, Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { CalendarPlus, CalendarX, Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { dayOf, instant } from "../../../../src/lib/time.ts";
import { furtherSpan, type OwnHours } from "../../hours/hours.ts";
import { Spans } from "../../hours/spans.tsx";
import { useCalendar } from "../../../shell/calendar.ts";
import { useMinute } from "../../../shell/now.ts";
import { useTimes } from "../../../shell/times.tsx";
import { Section, type FieldsProps } from "./section.tsx";

const MOST = 400;
const byDay = (days: readonly OwnHours[]): OwnHours[] => days.toSorted((a, b) => a.day.localeCompare(b.day));

/** Where single dates differ from the week. */
export function DaysSection(props: FieldsProps) {
  const t = useTranslations("appointmentEditor.days");
  const { draft, onChange } = props;
  const [off, own] = [draft.days.filter(({ spans }) => spans.length === 0), draft.days.filter(({ spans }) => spans.length > 0)];
  const summary = [t("summary", { off: off.length, own: own.length }), t(draft.skipsHolidays ? "holidaysOn" : "holidaysOff")].join("; ");
  return (
    <Section name="days" title={t("title")} summary={summary}>
      <Checkbox label={t("holidays")} checked={draft.skipsHolidays} onChange={(event) => onChange({ skipsHolidays: event.currentTarget.checked })} />
      <DaysOff {...props} off={off.map(({ day }) => day)} own={own} />
      <OwnDays {...props} off={off} own={own} />
    </Section>
  );
}

function DaysOff({ draft, onChange, off, own }: FieldsProps & { off: string[]; own: OwnHours[] }) {
  const t = useTranslations("appointmentEditor.days");
  const when = useTranslations("ask.when");
  const calendar = useCalendar();
  const times = useTimes();
  const today = dayOf(useMinute(), draft.zone);
  const set = (days: readonly string[]): void => {
    const rest = own.filter(({ day }) => !days.includes(day));
    onChange({ days: byDay([...rest, ...days.map((day) => ({ day, spans: [] }))]).slice(0, MOST) });
  };
  return (
    <Stack gap="xs">
      <DatePickerInput
        {...calendar}
        type="multiple"
        label={t("off")}
        description={t("offText")}
        placeholder={t("offNone")}
        clearable
        clearButtonProps={{ "aria-label": t("clear") }}
        leftSection={<CalendarX size={16} aria-hidden />}
        valueFormat={when("dateFormat")}
        minDate={today}
        valueFormatter={({ date }) => (Array.isArray(date) && date.length > 0 ? t("offCount", { n: date.length }) : "")}
        value={off}
        onChange={set}
      />
      {off.length > 0 && (
        <Group component="ul" gap={6} m={0} p={0} style={{ listStyle: "none" }} aria-label={t("off")}>
          {off.map((day) => {
            const name = times.day(instant(`${day}T12:00:00Z`), "UTC");
            return (
              <li key={day}>
                <Button
                  size="compact-sm"
                  variant="default"
                  rightSection={<X size={13} aria-hidden />}
                  aria-label={t("remove", { day: name })}
                  onClick={() => set(off.filter((each) => each !== day))}
                >
                  {name}
                </Button>
              </li>
            );
          })}
        </Group>
      )}
    </Stack>
  );
}

function OwnDays({ draft, onChange, errors, off, own }: FieldsProps & { off: OwnHours[]; own: OwnHours[] }) {
  const t = useTranslations("appointmentEditor.days");
  const when = useTranslations("ask.when");
  const calendar = useCalendar();
  const today = dayOf(useMinute(), draft.zone);
  const [adding, setAdding] = useState(false);
  const set = (day: string, spans: OwnHours["spans"]): void =>
    onChange({ days: byDay([...draft.days.filter((each) => each.day !== day), ...(spans.length === 0 ? [] : [{ day, spans }])]) });
  return (
    <Stack gap="sm" role="group" aria-label={t("own")}>
      <div>
        <Text size="sm" fw={500}>
          {t("own")}
        </Text>
        <Text size="xs" c="dimmed">
          {t("ownText")}
        </Text>
      </div>
      {own.map((each) => (
        <OwnDay key={each.day} of={each} onChange={(spans) => set(each.day, spans)} />
      ))}
      {errors["days"] !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {errors["days"]}
        </Text>
      )}
      {adding ? (
        <DatePickerInput
          {...calendar}
          label={t("day")}
          valueFormat={when("dateFormat")}
          minDate={today}
          excludeDate={(day) => own.some((each) => each.day === day) || off.some((each) => each.day === day)}
          value={null}
          onChange={(day) => {
            setAdding(false);
            if (day !== null) set(day, [furtherSpan([])!]);
          }}
        />
      ) : (
        <Group>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<CalendarPlus size={15} aria-hidden />}
            disabled={draft.days.length >= MOST}
            onClick={() => setAdding(true)}
          >
            {t("add")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** Without hours it is like every other day of the week. */
function OwnDay({ of: { day, spans }, onChange }: { of: OwnHours; onChange: (spans: OwnHours["spans"]) => void }) {
  const t = useTranslations("appointmentEditor.hours");
  const name = useTimes().day(instant(`${day}T12:00:00Z`), "UTC");
  const more = furtherSpan(spans);
  return (
    <div>
      <Group gap="xs" mb={4}>
        <Text size="sm">{name}</Text>
        {more !== null && (
          <ActionIcon
            variant="subtle"
            size="sm"
            aria-label={t("add", { day: name })}
            title={t("add", { day: name })}
            onClick={() => onChange([...spans, more])}
          >
            <Plus size={15} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      <Spans day={name} spans={spans} onChange={onChange} />
    </div>
  );
}
