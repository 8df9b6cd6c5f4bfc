import { Radio, Stack } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { CourseDate, CourseDetail, EditCourse } from "../../../src/courses/contract.ts";
import { useTimes } from "../../shell/times.tsx";
import type { Editing } from "./edit-dialog.tsx";
import type { Scope } from "./edit-draft.ts";

type ScopeProps = { does: Editing["does"]; course: CourseDetail; date: CourseDate; value: Scope; onChange: (scope: Scope) => void };

/** For which dates. */
export function ScopeChoice({ does, course, date, value, onChange }: ScopeProps) {
  const t = useTranslations("courses.edit");
  const day = useTimes().day(date.start, course.zone);
  return (
    <Radio.Group label={t(does === "cancel" ? "scopeCancel" : "scope")} value={value} onChange={(next) => onChange(next as Scope)}>
      <Stack gap={8} mt={6}>
        <Radio value="this" label={t("scopeOf.this", { day })} data-autofocus />
        <Radio value="following" label={t("scopeOf.following", { day })} />
        <Radio value="all" label={t("scopeOf.all")} />
      </Stack>
    </Radio.Group>
  );
}

type ByHandProps = { n: number; value: EditCourse["byHand"]; onChange: (byHand: EditCourse["byHand"]) => void };

/** What somebody changed of single dates stays as it is, unless said otherwise. */
export function ByHandChoice({ n, value, onChange }: ByHandProps) {
  const t = useTranslations("courses.edit");
  return (
    <Radio.Group label={t("byHand", { n })} value={value} onChange={(next) => onChange(next as EditCourse["byHand"])}>
      <Stack gap={8} mt={6}>
        <Radio value="keep" label={t("byHandOf.keep", { n })} />
        <Radio value="change" label={t("byHandOf.change", { n })} />
      </Stack>
    </Radio.Group>
  );
}
