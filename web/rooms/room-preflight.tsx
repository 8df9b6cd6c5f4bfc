import { Badge, Card, Group, List, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import { Check, CircleCheck, CircleX, X } from "lucide-react";
import { useTranslations } from "use-intl";
import type { RoomDetail } from "../../src/rooms/contract.ts";

/** Which ways to open the room will work here, and the facts that say so. */
export function RoomPreflight({ preflight }: { preflight: RoomDetail["preflight"] }) {
  const t = useTranslations("rooms");
  const facts = useTranslations("preflight");
  const words = { credentials: t("openAs.credentials"), "start link": t("openAs.startLink"), "alternative host": t("openAs.alternativeHost") };
  return (
    <Card component="section" aria-label={t("preflight")}>
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {t("preflight")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("preflightAbout")}
          </Text>
        </div>
        {preflight.map(({ mode, works, facts: all }) => (
          <div key={mode}>
            <Group gap="xs" mb={6}>
              <Title order={3} size="h6">
                {words[mode]}
              </Title>
              <Badge
                variant="light"
                color={works ? "green" : "red"}
                leftSection={works ? <CircleCheck size={12} aria-hidden /> : <CircleX size={12} aria-hidden />}
              >
                {works ? t("works") : t("worksNot")}
              </Badge>
            </Group>
            <List size="sm" spacing={4} listStyleType="none" withPadding={false}>
              {all.map(({ key, good }) => (
                <List.Item key={key}>
                  <Group gap={6} wrap="nowrap" align="flex-start">
                    <Text component="span" c={good ? "green" : "red"} style={{ flex: "none", lineHeight: 0, marginTop: 3 }}>
                      {good ? <Check size={15} aria-hidden /> : <X size={15} aria-hidden />}
                      <VisuallyHidden>{good ? t("speaksFor") : t("speaksAgainst")}: </VisuallyHidden>
                    </Text>
                    <span>{facts.has(key as never) ? facts(key as never) : key}</span>
                  </Group>
                </List.Item>
              ))}
            </List>
          </div>
        ))}
      </Stack>
    </Card>
  );
}
