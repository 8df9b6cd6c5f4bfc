import { useState } from "react";
import { useTranslations } from "use-intl";
import { useMe } from "../../shell/me.ts";
import { useMinute } from "../../shell/now.ts";
import { Page } from "../../shell/page.tsx";
import { freshDraft } from "./course-draft.ts";
import { CourseForm } from "./course-form.tsx";

/** Making a course, with every date foreseen. */
export function NewCoursePage() {
  const t = useTranslations("courses.form");
  const now = useMinute();
  const zone = useMe().member.zone;
  const [fresh] = useState(() => freshDraft(now, zone));
  return (
    <Page title={t("title")} text={t("text")}>
      <CourseForm fresh={fresh} />
    </Page>
  );
}
