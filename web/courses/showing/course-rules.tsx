import { Stack, Text } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import type { CourseDetail } from "../../../src/courses/contract.ts";
import { instant } from "../../../src/lib/time.ts";
import { plainRule } from "../../../src/lib/plain-rule.ts";
import { ruleSentence } from "../../../src/notices/messages/rule-words.ts";
import { useTimes, ZoneName } from "../../shell/times.tsx";

/** In words how often it is; where that changed meanwhile, from when on. A rule without words is shown as it is written. */
export function CourseRules({ course: { parts, zone, extra } }: { course: CourseDetail }) {
  const t = useTranslations("courses.page");
  const language = useLocale();
  const times = useTimes();
  return (
    <Stack gap={2}>
      {parts.map((part, i) => {
        const sentence = ruleSentence({ ...part, zone, further: i === parts.length - 1 ? extra.length : 0 }, language);
        const written = part.rule !== null && plainRule(part.rule, part.start, zone) === null ? part.rule : null;
        return (
          <Text key={part.start} style={{ overflowWrap: "anywhere" }}>
            {parts.length > 1 ? t("part", { day: times.day(instant(`${part.start}:00Z`), "UTC"), sentence }) : sentence} · <ZoneName zone={zone} />
            {written !== null && ` · ${written}`}
          </Text>
        );
      })}
    </Stack>
  );
}
