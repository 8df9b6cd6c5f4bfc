import { Card, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { CourseDetail } from "../../../src/courses/contract.ts";
import { dayOf, instant } from "../../../src/lib/time.ts";
import { AnchorLink } from "../../shell/links.tsx";
import { useTimes } from "../../shell/times.tsx";
import { mondayOf } from "../../week/week-geometry.ts";

export function CourseFacts({ course }: { course: CourseDetail }) {
  const t = useTranslations("courses.page");
  const common = useTranslations("common");
  const times = useTimes();
  const { teacher, host, source, admission, kind, expected, minutes, dates, next, zone, without, skipsHolidays } = course;
  return (
    <Card component="section" aria-label={t("facts")}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {t("facts")}
        </Title>
        <Stack gap="sm" component="dl" m={0}>
          <Fact label={t("teacher")}>
            {teacher.name}{" "}
            <AnchorLink
              to="/week"
              search={{ of: "teacher", id: teacher.id, ...(next === null ? {} : { monday: mondayOf(dayOf(instant(next), zone)) }) }}
              size="sm"
            >
              {t("week")}
            </AnchorLink>
          </Fact>
          <Fact label={t("next")}>{next === null ? "–" : times.moment(next, zone)}</Fact>
          <Fact label={t("length")}>
            {times.minutes(minutes)} · {t("allDates", { n: dates })}
          </Fact>
          <Fact label={t("hosting")}>{source === "pool" ? t("pool") : host === null ? t("defaultHost") : `${host.name} · ${host.email}`}</Fact>
          <Fact label={t("kind")}>
            {common(`kind.${kind}`)}
            {expected !== null && ` · ${t("expected", { n: expected })}`}
          </Fact>
          <Fact label={t("admission")}>{common(`admission.${admission}`)}</Fact>
          {(without.length > 0 || skipsHolidays) && (
            <Fact label={t("without")}>
              {[...(skipsHolidays ? [t("holidays")] : []), ...(without.length > 0 ? [t("withoutDays", { n: without.length })] : [])].join(" · ")}
            </Fact>
          )}
        </Stack>
      </Stack>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" size="sm" m={0} style={{ overflowWrap: "anywhere" }}>
        {children}
      </Text>
    </div>
  );
}
