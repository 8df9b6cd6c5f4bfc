import { Switch, Textarea, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";
import { useTimes } from "../../../shell/times.tsx";
import { Choice } from "./choice.tsx";
import { Section, type FieldsProps } from "./section.tsx";

const STALE = [15, 30, 60, 120, 240, 720, 1440];

/** What guests read, and by which address they come. */
export function PageSection({ draft, onChange, errors, kept }: FieldsProps & { kept: boolean }) {
  const t = useTranslations("appointmentEditor.page");
  return (
    <Section
      name="page"
      title={t("title")}
      summary={[t(draft.listed ? "summaryListed" : "summaryUnlisted"), draft.slug].filter((part) => part !== "").join(" · ")}
    >
      <Textarea
        label={t("description")}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={2000}
        value={draft.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
        error={errors["description"]}
      />
      <Switch
        label={t("listed")}
        description={t("listedText")}
        checked={draft.listed}
        onChange={(event) => onChange({ listed: event.currentTarget.checked })}
      />
      <TextInput
        label={t("slug")}
        description={t(kept ? "slugKept" : "slugText")}
        leftSection={<span aria-hidden>/book/</span>}
        leftSectionWidth={64}
        maxLength={60}
        spellCheck={false}
        autoCapitalize="none"
        value={draft.slug}
        onChange={(event) => onChange({ slug: event.currentTarget.value })}
        error={errors["slug"]}
      />
    </Section>
  );
}

/** For how long the past may stand in for what can't be read. */
export function StaleSection({ draft, onChange, errors }: FieldsProps) {
  const t = useTranslations("appointmentEditor.stale");
  const times = useTimes();
  return (
    <Section name="stale" title={t("title")} summary={t("summary", { length: times.minutes(draft.staleMinutes) })}>
      <Choice
        label={t("label")}
        description={t("text")}
        among={STALE}
        value={draft.staleMinutes}
        words={(n) => times.minutes(n ?? 0)}
        onChange={(n) => onChange({ staleMinutes: n ?? 60 })}
        error={errors["staleMinutes"]}
      />
    </Section>
  );
}
