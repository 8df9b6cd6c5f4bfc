import { Alert, Anchor, Radio, Select, SimpleGrid, Stack, Switch, Text, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ShieldAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { ZoneSelect } from "../shell/zone-select.tsx";
import { LIMITS, NUMBERS, type LimitName } from "./settings-draft.ts";
import { NumberField, Section, type SettingsForm } from "./settings-page-fields.tsx";

type Props = { form: SettingsForm };

export function InstitutionSection({ form }: Props) {
  const t = useTranslations("settings");
  const c = useTranslations("common.header");
  return (
    <Section title={t("institution")}>
      <TextInput label={t("name")} {...form.getInputProps("name")} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <ZoneSelect
          label={t("zone")}
          description={t("zoneMore")}
          value={form.values.zone}
          onChange={(zone) => form.setFieldValue("zone", zone)}
          error={form.errors["zone"]}
        />
        <Select
          label={t("language")}
          description={t("languageMore")}
          allowDeselect={false}
          data={[
            { value: "en", label: c("english") },
            { value: "es", label: c("spanish") },
          ]}
          {...form.getInputProps("language")}
        />
      </SimpleGrid>
    </Section>
  );
}

export function ContactSection({ form }: Props) {
  const t = useTranslations("settings");
  return (
    <Section title={t("contact")} text={t("contactMore")}>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput label={t("contactName")} {...form.getInputProps("contact.name")} />
        <TextInput label={t("contactEmail")} type="email" {...form.getInputProps("contact.email")} />
        <TextInput label={t("contactPhone")} type="tel" {...form.getInputProps("contact.phone")} />
      </SimpleGrid>
    </Section>
  );
}

export function LeadsSection({ form }: Props) {
  const t = useTranslations("settings");
  const { values } = form;
  const field = (name: "credentialLead" | "linkLead" | "generationLead") => ({
    form,
    field: name,
    value: values[name],
    bounds: NUMBERS[name],
    label: t(name),
    minutes: true,
  });
  const hours = Math.round((Number(values.generationLead) / 60) * 10) / 10;
  return (
    <Section title={t("leads")}>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <NumberField {...field("credentialLead")} description={t("credentialLeadMore")} />
        <NumberField {...field("linkLead")} description={t("linkLeadMore")} />
        <NumberField {...field("generationLead")} description={t("generationLeadMore", { hours })} step={60} />
      </SimpleGrid>
    </Section>
  );
}

export function OpeningSection({ form }: Props) {
  const t = useTranslations("settings");
  return (
    <Section title={t("opening")} text={t("openingMore")}>
      <Radio.Group aria-label={t("opening")} {...form.getInputProps("handover")}>
        <Stack gap="sm">
          <Radio value="credentials" label={t("credentials")} description={t("credentialsMore")} />
          <Radio value="start link" label={t("startLink")} description={t("startLinkMore")} />
          <Radio value="alternative host" label={t("alternativeHost")} description={t("alternativeHostMore")} />
        </Stack>
      </Radio.Group>
      <Switch mt="sm" label={t("endHosted")} description={t("endHostedMore")} {...form.getInputProps("endHosted", { type: "checkbox" })} />
      {form.values.handover === "credentials" && (
        <Alert role="note" color="yellow" icon={<ShieldAlert aria-hidden />} title={t("termsTitle")}>
          <Text size="sm">{t("terms")}</Text>
        </Alert>
      )}
    </Section>
  );
}

export function AttendanceSection({ form }: Props) {
  const t = useTranslations("settings");
  return (
    <Section title={t("attendance")}>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <NumberField
          form={form}
          field="attendanceThreshold"
          value={form.values.attendanceThreshold}
          bounds={NUMBERS.attendanceThreshold}
          label={t("attendanceThreshold")}
          description={t("attendanceThresholdMore")}
        />
      </SimpleGrid>
    </Section>
  );
}

export function ZoomChangesSection({ form }: Props) {
  const t = useTranslations("settings");
  return (
    <Section title={t("changesInZoom")} text={t("changesInZoomMore")}>
      <Radio.Group aria-label={t("changesInZoom")} {...form.getInputProps("changesInZoom")}>
        <Stack gap="sm">
          <Radio value="follow" label={t("followZoom")} description={t("followZoomMore")} />
          <Radio value="restore" label={t("restoreZoom")} description={t("restoreZoomMore")} />
        </Stack>
      </Radio.Group>
    </Section>
  );
}

export function HolidaysSection() {
  const t = useTranslations("holidays");
  return (
    <Section title={t("title")} text={t("fromSettings")}>
      <Anchor component={Link} to="/settings/holidays" size="sm">
        {t("open")}
      </Anchor>
    </Section>
  );
}

export function BookingsSection() {
  const t = useTranslations("bookings.settings");
  return (
    <Section title={t("title")} text={t("text")}>
      <Anchor component={Link} to="/settings/appointments" size="sm">
        {t("open")}
      </Anchor>
    </Section>
  );
}

export function SecuritySection({ form }: Props) {
  const t = useTranslations("settings");
  const open = useTranslations("singleSignOn")("open");
  return (
    <Section title={t("security")}>
      <Switch label={t("requireTwoFactor")} description={t("requireTwoFactorMore")} {...form.getInputProps("requireTwoFactor", { type: "checkbox" })} />
      <Anchor component={Link} to="/single-sign-on" size="sm">
        {open}
      </Anchor>
    </Section>
  );
}

export function KeepingSection({ form }: Props) {
  const t = useTranslations("settings");
  const open = useTranslations("personalData")("open");
  return (
    <Section title={t("keeping")} text={t("keepingMore")}>
      <NumberField
        form={form}
        field="retentionDays"
        value={form.values.retentionDays}
        bounds={NUMBERS.retentionDays}
        label={t("retentionDays")}
        description={t("retentionDaysMore")}
        step={30}
      />
      <Anchor component={Link} to="/personal-data" size="sm">
        {open}
      </Anchor>
    </Section>
  );
}

export function LimitsSection({ form }: Props) {
  const t = useTranslations("settings");
  return (
    <Section title={t("limits")} text={t("limitsMore")}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {(Object.keys(LIMITS) as LimitName[]).map((name) => (
          <NumberField
            key={name}
            form={form}
            field={`limits.${name}`}
            value={form.values.limits[name]}
            bounds={LIMITS[name]}
            label={t(name)}
            placeholder={t("noLimit")}
            step={name === "longestMinutes" ? 15 : 1}
          />
        ))}
      </SimpleGrid>
    </Section>
  );
}
