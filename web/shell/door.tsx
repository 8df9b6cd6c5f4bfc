import { Center, Group, Stack, Text } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { LanguageSwitch, ThemeSwitch } from "./switches.tsx";
import classes from "./shell.module.css";

/** A page before the door: the product's name, the reader's language, and one thing to do. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  const product = useTranslations("common")("product");
  useEffect(() => {
    document.title = `${title} · Bedel`;
  }, [title]);
  return (
    <Center component="main" mih="100dvh" p="md" style={{ background: "var(--app-canvas)" }}>
      <Stack w="100%" maw={500} gap="md">
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
        {children}
      </Stack>
    </Center>
  );
}
