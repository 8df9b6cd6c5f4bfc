import { Card, Center, Group, Stack, Text, Title } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { LanguageSwitch, ThemeSwitch } from "../shell/switches.tsx";
import classes from "../shell/shell.module.css";

type Props = { title: string; text?: string; above?: ReactNode; children: ReactNode };

/** Every page before one has signed in: one card, and the name of the house. */
export function Door({ title, text, above, children }: Props) {
  const product = useTranslations("common")("product");
  useEffect(() => {
    document.title = `${title} · Bedel`;
  }, [title]);
  return (
    <Center component="main" mih="100dvh" p="md" style={{ background: "var(--app-canvas)" }}>
      <Stack w="100%" maw={460} gap="md">
        <Group justify="space-between">
          <Group gap={10}>
            <span className={classes.mark} aria-hidden>
              b
            </span>
            <Text fw={650} size="lg">
              {product}
            </Text>
          </Group>
          <Group gap="xs">
            <LanguageSwitch />
            <ThemeSwitch />
          </Group>
        </Group>
        {above}
        <Card padding="xl">
          <Stack>
            <div>
              <Title order={1} size="h3">
                {title}
              </Title>
              {text !== undefined && (
                <Text c="dimmed" size="sm">
                  {text}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </Card>
      </Stack>
    </Center>
  );
}
