import { Badge, Group, Text } from "@mantine/core";
import { CircleX, Hourglass } from "lucide-react";
import { useLocale, useTranslations } from "use-intl";
import type { CourseHead } from "../../src/courses/contract.ts";
import { ruleSentence } from "../../src/notices/messages/rule-words.ts";
import { AnchorLink } from "../shell/links.tsx";
import { useTimes, ZoneName } from "../shell/times.tsx";
import classes from "./course-line.module.css";

/** One course in a list: how often, whose, what comes next, and what is still without a room. */
export function CourseLine({ course }: { course: CourseHead }) {
  const t = useTranslations("courses.line");
  const times = useTimes();
  const { id, title, zone, next, last, dates, ahead, people, cancelled } = course;
  return (
    <li className={classes.line}>
      <div className={classes.what}>
        <AnchorLink to="/courses/$id" params={{ id }} fw={600} c="inherit" lineClamp={2} title={title} style={{ overflowWrap: "anywhere" }}>
          {title}
        </AnchorLink>
        <Text size="sm" c="dimmed">
          {ruleSentence(course, useLocale())} · <ZoneName zone={zone} />
        </Text>
      </div>
      <Text size="sm" c="dimmed" className={classes.who ?? ""}>
        {[course.teacher.name, t("people", { n: people })].join(" · ")}
      </Text>
      <div>
        <Text size="sm">
          {next !== null ? t("next", { when: times.moment(next, zone) }) : last !== null && !cancelled ? t("over", { when: times.day(last, zone) }) : ""}
        </Text>
        <Group gap={8}>
          <Text size="sm" c="dimmed">
            {t("dates", { ahead, dates })}
          </Text>
          <Troubles course={course} />
        </Group>
      </div>
    </li>
  );
}

export function Troubles({ course: { waiting, cancelled } }: { course: Pick<CourseHead, "waiting" | "cancelled"> }) {
  const t = useTranslations("courses.line");
  if (cancelled)
    return (
      <Badge color="gray" variant="outline" size="lg" leftSection={<CircleX size={13} aria-hidden />}>
        {t("cancelled")}
      </Badge>
    );
  if (waiting === 0) return null;
  return (
    <Badge color="yellow" variant="light" size="lg" leftSection={<Hourglass size={13} aria-hidden />}>
      {t("waiting", { n: waiting })}
    </Badge>
  );
}
