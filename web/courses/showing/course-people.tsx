import { Card, Stack, Text, Title } from "@mantine/core";
import { ContactRound } from "lucide-react";
import { useTranslations } from "use-intl";
import type { CourseDetail } from "../../../src/courses/contract.ts";
import { ButtonLink } from "../../shell/links.tsx";

/** Who is registered for all dates: the list of the course, and the groups on it. */
export function CoursePeople({ course: { list } }: { course: CourseDetail }) {
  const t = useTranslations("courses.page");
  return (
    <Card component="section" aria-label={t("people")}>
      <Stack gap="sm" align="flex-start">
        <Title order={2} size="h4">
          {t("people")}
        </Title>
        <Text size="sm">{t("onList", { n: list.people })}</Text>
        {list.groups.length > 0 && (
          <Stack component="ul" gap={2} m={0} pl="md" aria-label={t("groups")}>
            {list.groups.map(({ id, name, people }) => (
              <Text key={id} component="li" size="sm" style={{ overflowWrap: "anywhere" }}>
                {t("group", { name, n: people })}
              </Text>
            ))}
          </Stack>
        )}
        <Text size="xs" c="dimmed">
          {t("peopleText")}
        </Text>
        <ButtonLink to="/lists/$id" params={{ id: list.id }} variant="light" leftSection={<ContactRound size={16} aria-hidden />}>
          {t("toList")}
        </ButtonLink>
      </Stack>
    </Card>
  );
}
