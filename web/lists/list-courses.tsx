import { Card, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { AttendeeListDetail } from "../../src/attendees/lists/contract.ts";
import { AnchorLink } from "../shell/links.tsx";

/** Whose people these are: a course's dates are chosen there. */
export function ListCourses({ courses }: { courses: AttendeeListDetail["courses"] }) {
  const t = useTranslations("lists.page");
  return (
    <Card component="section" aria-label={t("courseTitle")}>
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t("courseTitle")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("courseText")}
        </Text>
        {courses.map(({ id, title }) => (
          <AnchorLink key={id} to="/courses/$id" params={{ id }} fw={600} c="inherit" style={{ overflowWrap: "anywhere" }}>
            {title}
          </AnchorLink>
        ))}
      </Stack>
    </Card>
  );
}
