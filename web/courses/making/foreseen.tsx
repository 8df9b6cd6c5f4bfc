import { Alert, Card, Group, Stack, Switch, Text, Title } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { CoursePreview } from "../../../src/courses/contract.ts";
import { ruleSentence } from "../../../src/notices/messages/rule-words.ts";
import { Loading } from "../../shell/states.tsx";
import { FormTrouble, isFieldProblem } from "../../shell/trouble.tsx";
import { useTimes, ZoneName } from "../../shell/times.tsx";
import { FittingTimes } from "../dates/fitting-times.tsx";
import { DateList } from "../dates/date-list.tsx";
import { countsOf, needsALook } from "../dates/counts.ts";
import { courseOf, type CourseDraft } from "./course-draft.ts";
import { ForeseenDate } from "./foreseen-date.tsx";

type Props = {
  foreseen: UseQueryResult<CoursePreview>;
  draft: CourseDraft;
  foreseeable: boolean;
  /** Something was typed since. */
  stale: boolean;
  onTime: (time: string) => void;
  onLeaveOut: (date: string) => void;
};

/** Every date with its room, before anything is made. */
export function Foreseen({ foreseen, draft, foreseeable, stale, onTime, onLeaveOut }: Props) {
  const t = useTranslations("courses.foreseen");
  const { data, error } = foreseen;
  return (
    <Card component="section" aria-label={t("title")}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("title")}
        </Title>
        {!foreseeable ? (
          <Text c="dimmed" size="sm">
            {t("incomplete")}
          </Text>
        ) : (
          <>
            <Sentence draft={draft} />
            {data === undefined && error === null && <Loading rows={4} height={38} />}
            {error !== null && (isFieldProblem(error) ? <Text size="sm">{t("refused")}</Text> : <FormTrouble beside="all" error={error} />)}
            {data !== undefined && error === null && (
              <Stack gap="sm" aria-busy={stale} style={{ opacity: stale ? 0.55 : 1 }}>
                <Dates preview={data} draft={draft} onTime={onTime} onLeaveOut={onLeaveOut} />
              </Stack>
            )}
          </>
        )}
      </Stack>
    </Card>
  );
}

function Sentence({ draft }: { draft: CourseDraft }) {
  const language = useLocale();
  const { start, rule, zone, minutes, extra } = courseOf(draft, "");
  return (
    <Text fw={600}>
      {ruleSentence({ start, rule, zone, minutes, further: extra.length }, language)} · <ZoneName zone={zone} />
    </Text>
  );
}

function Dates({ preview: { dates, fitting }, draft, onTime, onLeaveOut }: { preview: CoursePreview } & Pick<Props, "draft" | "onTime" | "onLeaveOut">) {
  const t = useTranslations("courses.foreseen");
  const times = useTimes();
  const [few, setFew] = useState(false);
  const counts = countsOf(dates);
  const striking = dates.filter(needsALook);
  const shown = few && striking.length > 0 ? striking : dates;
  const many = (["got", "hosted", "rearranged", "waiting", "notFree", "holidays", "postponed"] as const).filter((each) => counts[each] > 0);
  return (
    <>
      <Text size="sm" role="status">
        {[t("dates", { n: counts.dates }), ...many.map((each) => t(`counts.${each}`, { n: counts[each] }))].join(" · ")}
      </Text>
      {counts.waiting === 0 && counts.notFree === 0 && counts.dates > 0 && (
        <Alert color="green" variant="light" icon={<CircleCheck aria-hidden />} py="xs">
          {t(draft.source === "pool" ? "allRooms" : "allHosted")}
        </Alert>
      )}
      <FittingTimes fitting={fitting} onPick={onTime} />
      {striking.length > 0 && striking.length < dates.length && (
        <Switch label={t("few", { n: striking.length })} checked={few} onChange={(event) => setFew(event.currentTarget.checked)} />
      )}
      <DateList dates={shown} label={t("title")} scrolls>
        {(date) => <ForeseenDate key={date.date} date={date} zone={draft.when.zone} onLeaveOut={() => onLeaveOut(date.date)} />}
      </DateList>
      <Group gap="xs">
        <Text size="xs" c="dimmed">
          {t("rooms", { zone: times.city(draft.when.zone) })}
        </Text>
      </Group>
    </>
  );
}
