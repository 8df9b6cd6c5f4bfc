import { Group, Input, NumberInput, SegmentedControl } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { CalendarDays } from "lucide-react";
import { useTranslations } from "use-intl";
import { MOST_DATES } from "../../../src/courses/contract.ts";
import { useCalendar } from "../../shell/calendar.ts";
import type { RuleFieldsProps } from "./rule-fields.tsx";

/** A course ends: on a day, or after so many dates. */
export function RuleEnds({ value, start, onChange, errors }: Omit<RuleFieldsProps, "withoutOnce">) {
  const t = useTranslations("courses.rule");
  const when = useTranslations("ask.when");
  const calendar = useCalendar();
  return (
    <Group align="flex-start" gap="sm">
      <Input.Wrapper label={t("ends")} labelElement="div" flex="1 1 200px">
        <SegmentedControl
          fullWidth
          aria-label={t("ends")}
          data={[
            { value: "until", label: t("endsOf.until") },
            { value: "times", label: t("endsOf.times") },
          ]}
          value={value.ends}
          onChange={(ends) => onChange({ ...value, ends: ends === "times" ? "times" : "until" })}
        />
      </Input.Wrapper>
      {value.ends === "until" ? (
        <DatePickerInput
          {...calendar}
          label={t("until")}
          flex="1 1 160px"
          leftSection={<CalendarDays size={16} aria-hidden />}
          valueFormat={when("dateFormat")}
          minDate={start}
          value={value.until}
          onChange={(until) => onChange({ ...value, until })}
          error={errors.until}
        />
      ) : (
        <NumberInput
          label={t("times")}
          flex="1 1 160px"
          min={1}
          max={MOST_DATES}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          value={value.times}
          onChange={(times) => onChange({ ...value, times: typeof times === "number" ? times : "" })}
          error={errors.times}
        />
      )}
    </Group>
  );
}
