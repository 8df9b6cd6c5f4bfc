import { Card, NumberInput, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { faultsOf, type Bounds, type Typed } from "./settings-draft.ts";
import { useSentence, type useSettingsForm } from "./settings-form.ts";

export type SettingsForm = ReturnType<typeof useSettingsForm>;

export function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <Card component="section" aria-label={title}>
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {title}
          </Title>
          {text !== undefined && (
            <Text size="sm" c="dimmed">
              {text}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Card>
  );
}

type NumberProps = {
  form: SettingsForm;
  field: string;
  value: Typed;
  label: string;
  description?: string;
  bounds: Bounds;
  minutes?: boolean;
  placeholder?: string;
  step?: number;
};

/** A whole number with its bounds; what is wrong stays as it was typed. */
export function NumberField({ form, field, value, label, description, bounds, minutes = false, placeholder, step = 5 }: NumberProps) {
  const t = useTranslations("settings");
  const sentence = useSentence();
  // Judged with every keystroke in any field: a shorter preparation makes a lead wrong that nobody touched.
  const fault = faultsOf(form.values)[field];
  return (
    <NumberInput
      label={label}
      {...(description === undefined ? {} : { description })}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(minutes ? { suffix: t("minutesSuffix") } : {})}
      value={value}
      onChange={(next) => {
        form.setFieldValue(field, (typeof next === "number" ? next : next.trim() === "" ? "" : Number(next)) as never);
        if (field === "preparation") form.clearFieldError("credentialLead"); // it was judged by the old one
      }}
      error={fault === undefined ? form.errors[field] : sentence(fault, minutes)}
      min={bounds.least}
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      step={step}
      inputWrapperOrder={["label", "input", "error", "description"]}
    />
  );
}
