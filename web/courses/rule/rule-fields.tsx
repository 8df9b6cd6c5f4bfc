import { Chip, Group, Input, NumberInput, Select, Stack, Textarea } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { WEEKDAYS, weekdayOn, type Weekday } from "../../../src/lib/plain-rule.ts";
import { weekdayIn } from "../../../src/notices/messages/rule-words.ts";
import { placeInMonth, weekdaysOf, type RuleDraft } from "./rule-draft.ts";
import { RuleEnds } from "./rule-ends.tsx";

export type RuleFieldsProps = {
  value: RuleDraft;
  /** The day of the first date. */
  start: string;
  onChange: (rule: RuleDraft) => void;
  /** Sentences by trouble, and what the server said of the rule as a whole. */
  errors: Partial<Record<"every" | "weekdays" | "until" | "times" | "text", string>>;
  /** Not for what must recur. */
  withoutOnce?: boolean;
};

/** How often: as people say it, and for everything else as RFC 5545 writes it. */
export function RuleFields({ value, start, onChange, errors, withoutOnce = false }: RuleFieldsProps) {
  const t = useTranslations("courses.rule");
  const set = (more: Partial<RuleDraft>): void => onChange({ ...value, ...more });
  const often = (["week", "day", "month", "once", "other"] as const).filter((each) => each !== "once" || !withoutOnce);
  const counted = value.often === "once" || value.often === "other" ? null : value.often;
  return (
    <Stack gap="sm">
      <Group align="flex-start" gap="sm" wrap="wrap">
        <Select
          label={t("often")}
          flex="1 1 200px"
          allowDeselect={false}
          data={often.map((each) => ({ value: each, label: t(`oftenOf.${each}`) }))}
          value={value.often}
          onChange={(next) => set({ often: next as RuleDraft["often"] })}
        />
        {counted !== null && (
          <NumberInput
            label={t("every")}
            flex="1 1 160px"
            min={1}
            max={52}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            suffix={` ${t(`unit.${counted}`, { n: value.every === "" ? 1 : value.every })}`}
            value={value.every}
            onChange={(next) => set({ every: typeof next === "number" ? next : "" })}
            error={errors.every}
          />
        )}
      </Group>
      {value.often === "week" && <Weekdays value={weekdaysOf(value, start)} onChange={(weekdays) => set({ weekdays })} error={errors.weekdays} />}
      {value.often === "month" && <OfMonth value={value.monthly} start={start} onChange={(monthly) => set({ monthly })} />}
      {counted !== null && <RuleEnds value={value} start={start} onChange={onChange} errors={errors} />}
      {value.often === "other" && (
        <Textarea
          label={t("text")}
          description={t("textText")}
          placeholder="FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=12"
          autosize
          minRows={2}
          maxLength={400}
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          value={value.text}
          onChange={(event) => set({ text: event.currentTarget.value })}
          error={errors.text}
        />
      )}
    </Stack>
  );
}

function Weekdays({ value, onChange, error }: { value: Weekday[]; onChange: (days: Weekday[]) => void; error: string | undefined }) {
  const t = useTranslations("courses.rule");
  const language = useLocale();
  return (
    <Input.Wrapper label={t("weekdays")} labelElement="div" error={error}>
      <Chip.Group multiple value={value} onChange={(days) => onChange(days as Weekday[])}>
        <Group gap={6} mt={4} mb={error === undefined ? 0 : 4} role="group" aria-label={t("weekdays")}>
          {WEEKDAYS.map((weekday) => (
            <Chip key={weekday} value={weekday} size="sm" variant="light" styles={{ label: { paddingInline: 10 } }}>
              <span title={weekdayIn(language, weekday)}>{weekdayIn(language, weekday, "short")}</span>
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}

/** The 8th, the second Monday, or the last one: as the first date is. */
function OfMonth({ value, start, onChange }: { value: RuleDraft["monthly"]; start: string; onChange: (monthly: RuleDraft["monthly"]) => void }) {
  const t = useTranslations("courses.rule");
  const words = useTranslations("recurs");
  const weekday = weekdayIn(useLocale(), weekdayOn(start));
  const { nth, isLast } = placeInMonth(start);
  const data = [
    { value: "day", label: words("onDay", { day: Number(start.slice(8)) }) },
    { value: "nth", label: words("onWeekday", { nth: String(nth), weekday }) },
    ...(isLast || value === "last" ? [{ value: "last", label: words("onWeekday", { nth: "-1", weekday }) }] : []),
  ];
  return <Select label={t("ofMonth")} allowDeselect={false} data={data} value={value} onChange={(next) => onChange((next ?? "day") as RuleDraft["monthly"])} />;
}
