import { Alert, Grid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useLocation, useParams } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { CourseDetail } from "../../../src/courses/contract.ts";
import { Page } from "../../shell/page.tsx";
import { Loading } from "../../shell/states.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { Troubles } from "../course-line.tsx";
import { AddDate } from "../editing/add-date.tsx";
import { EditDialog, type Editing } from "../editing/edit-dialog.tsx";
import { courseQuery } from "../queries.ts";
import { CourseActions } from "./course-actions.tsx";
import { CourseDates } from "./course-dates.tsx";
import { CourseFacts } from "./course-facts.tsx";
import { CoursePeople } from "./course-people.tsx";
import { CourseRules } from "./course-rules.tsx";

/** One course: how often it is, each of its dates, and who comes. */
export function CoursePage() {
  const { id } = useParams({ from: "/frame/courses/$id" });
  const t = useTranslations("courses.page");
  const { data, error, refetch } = useQuery(courseQuery(id));
  if (data === undefined)
    return <Page title={t("title")}>{error === null ? <Loading rows={4} /> : <Trouble error={error} again={() => void refetch()} />}</Page>;
  return <Shown course={data} />;
}

type Open = Editing | "date" | null;

function Shown({ course }: { course: CourseDetail }) {
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  return (
    <Page title={course.title} text={<CourseRules course={course} />} aside={<CourseActions course={course} onOpen={setOpen} />}>
      <Troubles course={course} />
      <JustMade course={course} />
      <Grid gap="lg" align="flex-start">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <CourseDates course={course} onOpen={setOpen} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="lg">
            <CourseFacts course={course} />
            <CoursePeople course={course} />
          </Stack>
        </Grid.Col>
      </Grid>
      {open === "date" && <AddDate course={course} onClose={close} />}
      {open !== null && open !== "date" && <EditDialog course={course} editing={open} onClose={close} />}
    </Page>
  );
}

/** The greeting after making it. */
function JustMade({ course }: { course: CourseDetail }) {
  const t = useTranslations("courses.page");
  const justMade = useLocation({ select: (location) => location.state.justAsked === true });
  if (!justMade) return null;
  return (
    <Alert color="green" icon={<CircleCheck aria-hidden />} title={t("made", { n: course.dates })} role="status">
      <Text size="sm">{course.waiting === 0 ? t("madeText") : t("madeWaiting", { n: course.waiting })}</Text>
    </Alert>
  );
}
