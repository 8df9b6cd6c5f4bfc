import { Checkbox, Chip, Group, Input, NumberInput } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { TypeDraft } from "../type-draft.ts";
import { useTimes } from "../../../shell/times.tsx";
import { Choice } from "./choice.tsx";
import { Section, type FieldsProps } from "./section.tsx";

const CHANGES = [null, 0, 60, 120, 240, 720, 1440, 2880, 10_080];
const REMINDERS = [10_080, 2880, 1440, 240, 60, 15];
const MOST_REMINDERS = 4;

/** What guests may do by themselves, and what is written to them. */
export function GuestsSection({ draft, onChange, errors }: FieldsProps) {
  const t = useTranslations("appointmentEditor.guests");
  const times = useTimes();
  const change = (n: number | null): string => {
    if (n === null) return t("changeNever");
    return n === 0 ? t("changeAny") : t("changeUntil", { length: times.minutes(n) });
  };
  const summary = t("summary", { change: `${t("change")}: ${change(draft.changeUntilMinutes).toLowerCase()}`, reminders: draft.reminders.length });
  return (
    <Section name="guests" title={t("title")} summary={summary}>
      <Choice
        label={t("change")}
        among={CHANGES}
        value={draft.changeUntilMinutes}
        words={change}
        onChange={(n) => onChange({ changeUntilMinutes: n })}
        error={errors["changeUntilMinutes"]}
      />
      <Reminders draft={draft} onChange={onChange} error={errors["reminders"]} />
      <NumberInput
        label={t("most")}
        min={0}
        max={20}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        value={draft.mostGuests}
        onChange={(next) => onChange({ mostGuests: typeof next === "number" ? next : "" })}
        error={errors["mostGuests"]}
      />
      <Checkbox.Group
        label={t("languages")}
        description={t("languagesText")}
        value={[...draft.languages]}
        // One stays.
        onChange={(next) => next.length > 0 && onChange({ languages: next as TypeDraft["languages"] })}
        error={errors["languages"]}
      >
        <Group mt={6}>
          <Checkbox value="en" label={t("en")} />
          <Checkbox value="es" label={t("es")} />
        </Group>
      </Checkbox.Group>
    </Section>
  );
}

function Reminders({ draft: { reminders }, onChange, error }: Pick<FieldsProps, "draft" | "onChange"> & { error: string | undefined }) {
  const t = useTranslations("appointmentEditor.guests");
  const times = useTimes();
  const all = [...new Set([...REMINDERS, ...reminders])].toSorted((a, b) => b - a);
  return (
    <Input.Wrapper label={t("reminders")} description={t("remindersText")} error={error} labelElement="div">
      <Chip.Group multiple value={reminders.map(String)} onChange={(next) => onChange({ reminders: next.map(Number) })}>
        <Group gap={6} mt={6} role="group" aria-label={t("reminders")}>
          {all.map((minutes) => (
            <Chip key={minutes} size="sm" value={String(minutes)} disabled={reminders.length >= MOST_REMINDERS && !reminders.includes(minutes)}>
              {times.minutes(minutes)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}
