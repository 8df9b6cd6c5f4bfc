import { Alert, Button, Card, Group, Stack, Text } from "@mantine/core";
import { Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ImportLine, ImportPreview, ImportedCourse, PreviewedCourse } from "../../../src/courses/importing/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { AnchorLink } from "../../shell/links.tsx";
import { useWhyNot } from "../../shell/may.ts";
import { Foreseen, verdictsOf, type LookedFor } from "./import-foreseen.tsx";
import { ImportLines } from "./import-lines.tsx";
import { called, Names } from "./names.tsx";

type Props = { preview: ImportPreview; rooms: LookedFor; onBack: () => void; onMake: (courses: ImportedCourse[]) => void };

/** Every line of the timetable and what would become of it, and the one button that makes it so. */
export function ImportSeen({ preview: { lines, courses, order }, rooms, onBack, onMake }: Props) {
  const t = useTranslations("importing");
  const whyNot = useWhyNot();
  const toMake = courses.flatMap(({ make }) => (make === null ? [] : [make]));
  const count = (...of: ImportLine["is"][]): number => lines.filter(({ is }) => of.includes(is)).length;
  const fresh = toMake.reduce((sum, { dates }) => sum + dates.length, 0);
  const left = count("holiday", "past", "again");
  const isMonth = order?.is === "month first";
  return (
    <Card component="section">
      <Stack>
        <div role="status">
          <Text fw={600}>{t("found", { fresh, courses: toMake.length, there: count("there", "otherwise"), left, bad: count("bad") })}</Text>
          <Text size="sm" c="dimmed">
            {t("nothingSaved")}
          </Text>
        </div>
        {order !== null && (
          <Alert variant="light" role="note" icon={<Info aria-hidden />}>
            {t(order.told ? (isMonth ? "orderToldMonth" : "orderTold") : isMonth ? "orderRuleMonth" : "orderRule")}
          </Alert>
        )}
        <Troubles courses={courses.filter(({ trouble }) => trouble !== null)} />
        <Foreseen courses={courses.filter(({ make }) => make !== null)} rooms={rooms} />
        <Gone courses={courses.filter(({ gone }) => gone.length > 0)} />
        <ImportLines lines={lines} finds={verdictsOf(courses, rooms.data)} />
        <Group>
          <ActButton whyNot={whyNot("POST /api/courses/import") ?? (fresh === 0 ? t("saveNone") : null)} onClick={() => onMake(toMake)}>
            {t("save", { n: fresh })}
          </ActButton>
          <Button variant="default" onClick={onBack}>
            {t("back")}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

function Troubles({ courses }: { courses: readonly PreviewedCourse[] }) {
  const t = useTranslations("importing");
  if (courses.length === 0) return null;
  return (
    <Alert color="red" variant="light" icon={<TriangleAlert aria-hidden />} title={t("troubles", { n: courses.length })}>
      <Names>
        {courses.map((course, i) => (
          <Text key={i} component="li" size="sm" style={{ overflowWrap: "anywhere" }}>
            <strong>{called(course)}</strong> — {course.trouble}
          </Text>
        ))}
      </Names>
    </Alert>
  );
}

function Gone({ courses }: { courses: readonly PreviewedCourse[] }) {
  const t = useTranslations("importing");
  if (courses.length === 0) return null;
  const dates = courses.reduce((sum, { gone }) => sum + gone.length, 0);
  return (
    <Alert color="yellow" variant="light" icon={<Info aria-hidden />} title={t("gone", { n: dates })}>
      <Text size="sm" mb={4}>
        {t("goneMore")}
      </Text>
      <Names>
        {courses.map((course, i) => (
          <Text key={i} component="li" size="sm" style={{ overflowWrap: "anywhere" }}>
            {course.courseId === null ? (
              t("goneOf", { course: called(course), n: course.gone.length })
            ) : (
              <AnchorLink to="/courses/$id" params={{ id: course.courseId }}>
                {t("goneOf", { course: called(course), n: course.gone.length })}
              </AnchorLink>
            )}
          </Text>
        ))}
      </Names>
    </Alert>
  );
}
