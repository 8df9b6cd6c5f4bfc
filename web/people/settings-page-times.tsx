import { Alert, SimpleGrid, Stack, Text } from "@mantine/core";
import { Info } from "lucide-react";
import { useTranslations } from "use-intl";
import { BuffersBar } from "../sessions/buffers-bar.tsx";
import { NUMBERS, type Draft } from "./settings-draft.ts";
import { BufferCost } from "./settings-page-cost.tsx";
import { NumberField, Section, type SettingsForm } from "./settings-page-fields.tsx";

const EXAMPLE = 60;

/** The buffers, drawn as they are drawn everywhere, and what they cost. */
export function TimesSection({ form, saved }: { form: SettingsForm; saved: Draft }) {
  const t = useTranslations("settings");
  const c = useTranslations("common.buffers");
  const { preparation, courtesy, postprocessing } = form.values;
  const known = { preparation: Number(preparation), courtesy: Number(courtesy), postprocessing: Number(postprocessing) };
  const field = (name: keyof typeof known) => ({
    form,
    field: name,
    value: form.values[name],
    bounds: NUMBERS[name],
    label: c(name),
    description: t(`${name}More`),
    minutes: true,
  });
  return (
    <Section title={t("times")} text={t("timesAbout")}>
      <Stack gap={6}>
        <BuffersBar {...known} minutes={EXAMPLE} />
        <Text size="sm" c="dimmed">
          {t("bar", { ...known, session: EXAMPLE, total: EXAMPLE + known.preparation + known.courtesy + known.postprocessing })}
        </Text>
      </Stack>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <NumberField {...field("preparation")} />
        <NumberField {...field("courtesy")} />
        <NumberField {...field("postprocessing")} />
      </SimpleGrid>
      <BufferCost form={form} saved={saved} />
      <Alert role="note" variant="light" icon={<Info aria-hidden />}>
        {t("holdsFromNow")}
      </Alert>
    </Section>
  );
}
