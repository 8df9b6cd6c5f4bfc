import { Accordion, Card, Stack, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";
import classes from "../bookings.module.css";
import { WeeklyHours } from "../hours/weekly-hours.tsx";
import { LengthsField } from "./lengths-field.tsx";
import { DaysSection } from "./sections/days-section.tsx";
import { GuestsSection } from "./sections/guests-section.tsx";
import { LimitsSection } from "./sections/limits-section.tsx";
import { PageSection, StaleSection } from "./sections/page-section.tsx";
import { PlaceSection } from "./sections/place-section.tsx";
import type { FieldsProps } from "./sections/section.tsx";
import { WhoSection } from "./sections/who-section.tsx";

type Props = FieldsProps & {
  /** It is there already. */
  kept: boolean;
  open: string[];
  onOpen: (parts: string[]) => void;
};

/** In sight what nobody else can know; the rest has good values, and is folded. */
export function TypeFields({ kept, open, onOpen, ...fields }: Props) {
  const t = useTranslations("appointmentEditor");
  const { draft, onChange, errors } = fields;
  return (
    <Stack gap="md">
      <Card>
        <Stack gap="lg">
          <TextInput
            label={t("name")}
            placeholder={t("namePlaceholder")}
            required
            size="md"
            maxLength={120}
            autoFocus={!kept}
            value={draft.name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
            error={errors["name"]}
          />
          <LengthsField lengths={draft.lengths} onChange={(lengths) => onChange({ lengths })} error={errors["lengths"]} />
          <WeeklyHours weekly={draft.weekly} zone={draft.zone} onChange={onChange} error={errors["weekly"]} zoneError={errors["zone"]} />
        </Stack>
      </Card>
      <Accordion multiple variant="separated" radius="lg" classNames={{ item: classes.part ?? "" }} value={open} onChange={onOpen}>
        <PlaceSection {...fields} />
        <WhoSection {...fields} />
        <DaysSection {...fields} />
        <LimitsSection {...fields} />
        <GuestsSection {...fields} />
        <StaleSection {...fields} />
        <PageSection {...fields} kept={kept} />
      </Accordion>
    </Stack>
  );
}
