import { useTranslations } from "use-intl";
import { useWhyNot } from "../../shell/trouble.tsx";
import type { RuleTrouble } from "../rule/rule-draft.ts";
import type { CourseTroubles } from "./course-draft.ts";

/** Beside each field what the server said of it, or, once somebody tried to make the course, what is still missing. A rule's own fields show at once what is wrong. */
export function useCourseErrors(tried: boolean, troubles: CourseTroubles, told: Record<string, string>): Record<string, string> {
  const t = useTranslations("courses.form.missing");
  const whyNot = useWhyNot();
  const past = whyNot("in_the_past") ?? "";
  const rule = useRuleErrors()(troubles.rule, tried);
  return {
    ...told,
    ...(told["rule"] === undefined ? {} : { text: told["rule"], until: told["rule"], times: told["rule"] }),
    ...rule,
    ...(troubles.start === "past" ? { start: past } : {}),
    ...(tried && troubles.title ? { title: t("title") } : {}),
    ...(tried && troubles.minutes ? { minutes: t("minutes") } : {}),
    ...(tried && troubles.start === "missing" ? { start: t("start") } : {}),
    ...(tried && troubles.host ? { hostId: t("host") } : {}),
  };
}

/** An empty field is no fault before somebody tried. */
export function useRuleErrors(): (troubles: readonly RuleTrouble[], tried: boolean) => Record<string, string> {
  const t = useTranslations("courses.rule.missing");
  return (troubles, tried) =>
    Object.fromEntries(
      troubles
        .filter((trouble) => tried || trouble === "until_before" || trouble === "weekdays")
        .map((trouble) => [trouble === "until_before" ? "until" : trouble, t(trouble)]),
    );
}
