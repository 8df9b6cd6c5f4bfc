import { Checkbox, Group, Radio, Stack, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { CourseDate, CourseDetail } from "../../../src/courses/contract.ts";
import { ExpectedField } from "../../sessions/expected-field.tsx";
import { MinutesField } from "../../sessions/minutes-field.tsx";
import { useMay } from "../../shell/may.ts";
import { useWhyNot } from "../../shell/trouble.tsx";
import { Teacher } from "../making/who-comes.tsx";
import { useRuleErrors } from "../making/use-course-errors.ts";
import { DayAndTime, TimeOfDay } from "../rule/day-and-time.tsx";
import { RuleFields } from "../rule/rule-fields.tsx";
import { ruleTroubles } from "../rule/rule-draft.ts";
import { baseOf, recursFrom, type EditDraft } from "./edit-draft.ts";

type Props = { course: CourseDetail; date: CourseDate | null; draft: EditDraft; onChange: (more: Partial<EditDraft>) => void; errors: Record<string, string> };

/** What can be changed of one date, or of several; untouched fields change nothing. */
export function EditFields({ course, date, draft, onChange, errors }: Props) {
  const t = useTranslations("courses.edit");
  const form = useTranslations("courses.form");
  const ask = useTranslations("ask");
  const common = useTranslations("common");
  const may = useMay();
  const whyNotManual = useWhyNot()(course.kind === "webinar" ? "webinar_has_no_waiting_room" : null);
  const one = draft.scope === "this";
  const shown = { ...baseOf(course, date, draft.scope), ...draft.typed };
  const set = (more: EditDraft["typed"]): void => onChange({ typed: { ...draft.typed, ...more } });
  const error = (...fields: string[]): string | undefined =>
    fields.flatMap((field) => [errors[field], errors[`change.${field}`]]).find((each) => each !== undefined);
  return (
    <Stack>
      <TextInput
        label={form("name")}
        required
        maxLength={200}
        value={shown.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
        error={error("title")}
      />
      {one ? (
        <DayAndTime label={t("day")} date={shown.day} time={shown.time} onChange={({ date: day, time }) => set({ day, time })} error={error("start")} />
      ) : (
        <TimeOfDay value={shown.time} onChange={(time) => set({ time })} error={error("time")} />
      )}
      <MinutesField value={shown.minutes} onChange={(minutes) => set({ minutes })} error={error("minutes")} />
      {!one && <OtherDays course={course} date={date} draft={draft} onChange={onChange} error={error("rule", "recurs", "recurs.rule")} />}
      <Radio.Group
        label={ask("admission.label")}
        value={shown.admission}
        onChange={(next) => set({ admission: next === "manual" ? "manual" : "automatic" })}
        error={error("admission")}
      >
        <Group mt={6}>
          <Radio value="automatic" label={common("admission.automatic")} />
          <Radio
            value="manual"
            label={common("admission.manual")}
            disabled={whyNotManual !== null}
            {...(whyNotManual === null ? {} : { description: whyNotManual })}
          />
        </Group>
      </Radio.Group>
      <ExpectedField
        kind={course.kind}
        source={course.source === "pool" ? "pool" : "default host"}
        value={shown.expected}
        onChange={(next) => set({ expected: typeof next === "number" ? next : "" })}
        error={error("expected")}
      />
      {!one && may("GET /api/members") && (
        <Teacher value={draft.typed.teacherId ?? course.teacher.id} onChoose={(id) => set({ teacherId: id })} error={error("teacherId")} />
      )}
    </Stack>
  );
}

type OtherProps = Pick<Props, "course" | "date" | "draft" | "onChange"> & { error: string | undefined };

/** Another rule from here on. */
function OtherDays({ course, date, draft, onChange, error }: OtherProps) {
  const t = useTranslations("courses.edit");
  const told = useRuleErrors();
  const { recurs } = draft;
  const errors = recurs === null ? {} : told(ruleTroubles(recurs.rule, recurs.from), true);
  const shared = error === undefined ? {} : { text: error, until: error, times: error };
  return (
    <Stack gap="sm">
      <Checkbox
        label={t("recurs")}
        description={t("recursText")}
        checked={recurs !== null}
        onChange={(event) => onChange({ recurs: event.currentTarget.checked ? recursFrom(course, draft.scope === "all" ? null : date) : null })}
      />
      {recurs !== null && (
        <RuleFields
          value={recurs.rule}
          start={recurs.from}
          onChange={(rule) => onChange({ recurs: { ...recurs, rule } })}
          errors={{ ...shared, ...errors }}
          withoutOnce
        />
      )}
    </Stack>
  );
}
