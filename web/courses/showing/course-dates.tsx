import { Button, Card, Group, Stack, Switch, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { CourseDate, CourseDetail } from "../../../src/courses/contract.ts";
import { DateList } from "../dates/date-list.tsx";
import type { Editing } from "../editing/edit-dialog.tsx";
import { DateLine } from "./date-line.tsx";

type Props = { course: CourseDetail; onOpen: (what: Editing) => void };

/** Whatever is no plain date with its room. */
const isStriking = ({ status, byHand, note, postponedTo }: CourseDate): boolean =>
  status !== "placed" || byHand.length > 0 || note !== null || postponedTo !== null;

/** The dates to come; those that are over behind a button. */
export function CourseDates({ course, onOpen }: Props) {
  const t = useTranslations("courses.page");
  const [over, toggle] = useDisclosure(false);
  const [few, setFew] = useState(false);
  const coming = course.sessions.filter((date) => !date.over);
  const past = course.sessions.filter((date) => date.over);
  const striking = coming.filter(isStriking);
  const shown = few && striking.length > 0 ? striking : coming;
  return (
    <Card component="section" aria-label={t("dates")}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t("datesTitle", { n: coming.length })}
          </Title>
          {past.length > 0 && (
            <Button variant="subtle" size="compact-sm" aria-expanded={over} onClick={toggle.toggle}>
              {over ? t("hidePast") : t("showPast", { n: past.length })}
            </Button>
          )}
        </Group>
        {striking.length > 0 && striking.length < coming.length && (
          <Switch label={t("few", { n: striking.length })} checked={few} onChange={(event) => setFew(event.currentTarget.checked)} />
        )}
        {over && <Lines course={course} dates={past} onOpen={onOpen} />}
        {over && past.length > 0 && coming.length > 0 && <Text fw={600}>{t("coming")}</Text>}
        {coming.length === 0 ? <Text c="dimmed">{t("noneComing")}</Text> : <Lines course={course} dates={shown} onOpen={onOpen} />}
      </Stack>
    </Card>
  );
}

function Lines({ course, dates, onOpen }: Props & { dates: CourseDate[] }) {
  return <DateList dates={dates}>{(date) => <DateLine key={date.sessionId} course={course} date={date} onOpen={onOpen} />}</DateList>;
}
