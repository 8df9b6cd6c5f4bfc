import { Grid, Input, Radio, SegmentedControl, Stack } from "@mantine/core";
import { useTranslations } from "use-intl";
import { ExpectedField } from "../../sessions/expected-field.tsx";
import { useWhyNot } from "../../shell/trouble.tsx";
import type { CourseDraft } from "./course-draft.ts";

type Props = {
  value: Pick<CourseDraft, "kind" | "admission" | "expected" | "source">;
  onChange: (more: Partial<CourseDraft>) => void;
  errors: Record<string, string>;
};

/** How attendees come in, how many, and to a meeting or a webinar. */
export function AdmissionFields({ value: { kind, admission, expected, source }, onChange, errors }: Props) {
  const t = useTranslations("ask");
  const common = useTranslations("common");
  const whyNotManual = useWhyNot()(kind === "webinar" ? "webinar_has_no_waiting_room" : null);
  return (
    <>
      <Radio.Group
        label={t("admission.label")}
        value={admission}
        onChange={(next) => onChange({ admission: next as CourseDraft["admission"] })}
        error={errors["admission"]}
      >
        <Stack gap="xs" mt={6}>
          <Radio value="automatic" label={common("admission.automatic")} description={t("admission.automaticText")} />
          <Radio value="manual" label={common("admission.manual")} disabled={whyNotManual !== null} description={whyNotManual ?? t("admission.manualText")} />
        </Stack>
      </Radio.Group>
      <Grid gap="sm">
        <Grid.Col span={{ base: 12, xs: 6 }}>
          <Input.Wrapper label={t("kind")} labelElement="div" error={errors["kind"]}>
            <SegmentedControl
              fullWidth
              aria-label={t("kind")}
              data={[
                { value: "meeting", label: common("kind.meeting") },
                { value: "webinar", label: common("kind.webinar") },
              ]}
              value={kind}
              onChange={(next) => onChange(next === "webinar" ? { kind: "webinar", admission: "automatic" } : { kind: "meeting" })}
            />
          </Input.Wrapper>
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 6 }}>
          <ExpectedField
            kind={kind}
            source={source === "pool" ? "pool" : "default host"}
            description={source === "pool" ? t("expectedText") : undefined}
            inputWrapperOrder={["label", "input", "description", "error"]}
            value={expected}
            onChange={(next) => onChange({ expected: typeof next === "number" ? next : "" })}
            error={errors["expected"]}
          />
        </Grid.Col>
      </Grid>
    </>
  );
}
