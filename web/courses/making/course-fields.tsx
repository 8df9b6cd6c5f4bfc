import { Card, Stack, TextInput, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { MinutesField } from "../../sessions/minutes-field.tsx";
import { ZoneSelect } from "../../shell/zone-select.tsx";
import { DayAndTime } from "../rule/day-and-time.tsx";
import { RuleFields } from "../rule/rule-fields.tsx";
import { AdmissionFields } from "./admission-fields.tsx";
import type { CourseDraft } from "./course-draft.ts";
import { OtherDays } from "./other-days.tsx";
import { WhoComes } from "./who-comes.tsx";
import { WhoHosts } from "./who-hosts.tsx";

type Props = { draft: CourseDraft; today: string; onChange: (more: Partial<CourseDraft>) => void; errors: Record<string, string> };

/** All that is wished of a course. */
export function CourseFields({ draft, today, onChange, errors }: Props) {
  const t = useTranslations("courses.form");
  const { when } = draft;
  const start = when.date ?? today;
  return (
    <Stack gap="lg">
      <Part title={t("what")}>
        <TextInput
          label={t("name")}
          placeholder={t("namePlaceholder")}
          required
          maxLength={200}
          data-autofocus
          value={draft.title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
          error={errors["title"]}
        />
        <DayAndTime
          label={t("first")}
          date={when.date}
          time={when.time}
          onChange={(next) => onChange({ when: { ...when, ...next } })}
          minDate={today}
          error={errors["start"]}
        />
        <ZoneSelect label={t("zone")} value={when.zone} onChange={(zone) => onChange({ when: { ...when, zone } })} error={errors["zone"]} />
        <MinutesField value={draft.minutes} onChange={(minutes) => onChange({ minutes })} error={errors["minutes"]} />
      </Part>
      <Part title={t("how")}>
        <RuleFields value={draft.rule} start={start} onChange={(rule) => onChange({ rule })} errors={errors} />
        <OtherDays value={draft} time={when.time} start={start} onChange={onChange} errors={errors} />
      </Part>
      <Part title={t("where")}>
        <WhoHosts source={draft.source} hostId={draft.hostId} onChange={onChange} error={errors["hostId"] ?? errors["source"]} />
        <AdmissionFields value={draft} onChange={onChange} errors={errors} />
      </Part>
      <Part title={t("people")}>
        <WhoComes teacherId={draft.teacherId} groupIds={draft.groupIds} onChange={onChange} errors={errors} />
      </Part>
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section" aria-label={title}>
      <Stack>
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  );
}
